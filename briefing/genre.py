"""Tell reports of news from opinion and from service: what to watch, buy or do. Both are news to few."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from index.types import Article

Genre = Literal["report", "opinion", "service"]

_VIEW = (
    r"(?:opinions?|editorials?|columns?|columnists?|commentary|viewpoint|op-ed|letters?(?: to the editor)?|"
    r"guest (?:essay|column)|(?:our|my|another) view)"
)
OPINION = re.compile(rf"^{_VIEW}\s*[:|–—-]|[|:–—-]\s*{_VIEW}$|^letters? to the editor\b", re.I)
VIEWS = frozenset("opinion opinions editorial editorials columnist columnists commentary letters op-ed oped".split())
"""Sections, and folders of an address, that hold opinion."""
SERVICE = re.compile(
    r"^(?:the )?(?:\d+|five|ten|seven|best) (?:[\w’'-]+ ){0,2}?(?:things|ways|tips|places|ideas|gifts|deals|books|"
    r"movies|shows|recipes|restaurants|spots|reasons)\b(?= (?:to|for|you|we|that|from|this|of)\b|:|$)|"
    r"\bhow (?:to|and where to|can (?:i|you)) \w+|\bhow you can\b|\bwhere to (?:watch|buy|eat|find|stream|go|see)\b|"
    r"\b(?:tv|start|kick-?off|show) (?:times?|schedule)\b|\bwhat (?:tv )?channel\b|"
    r"\bwhat time (?:is|are|does|do|will)\b|\b(?:watch|listen) (?:live|online)\b|"
    r"\b(?:horoscopes?|crosswords?|wordle|sudoku|winning numbers|recipes?|gift guide|coupons?|"
    r"promo codes?|things to do|betting odds|odds and picks|news quiz)\b|"
    r"^(?:when|what day) (?:is|are|does|do)\b",
    re.I,
)


def genre(article: Article) -> Genre:
    """Return what an article is, by its headline, section and address.

    >>> from index.types import Article
    >>> genre(Article("a", "r", "The dam was never safe | Opinion", (), source=None))
    'opinion'
    """
    folders = urlsplit(article.url or "").path.lower().split("/")
    section = (article.section or "").casefold().split()
    if OPINION.search(article.title.strip()) or not VIEWS.isdisjoint([*folders, *section]):
        return "opinion"
    return "service" if SERVICE.search(article.title) else "report"
