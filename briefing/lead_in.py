"""Read a sentence that leads to a list together with it: "He named three reasons:" says nothing alone."""

from __future__ import annotations

from briefing.suspicious import speaks_to_a_model
from briefing.types import Evidence
from index.types import Article, Paragraph

INTERVIEW = 2
"""Headings that ask from which an article is an interview: all its headings are then what was said to who answers."""
MOST = 5
"""Items that are read behind the sentence that leads to them."""


def items_of(source: Evidence, text: str, end: int) -> list[Paragraph]:
    """Return the items that a sentence of the evidence leads to, none for one that leads to nothing."""
    if not text.endswith(":") or end < len(source.paragraph.text.rstrip()):
        return []
    items = []
    paragraphs = source.article.paragraphs
    for one in paragraphs[paragraphs.index(source.paragraph) + 1 :][:MOST]:
        if one.kind != "list":
            break
        if not speaks_to_a_model(one.text):
            items.append(one)
    return items


def asked_above(article: Article, paragraph: Paragraph, start: int) -> str:
    """Return the interviewer's words that a paragraph begins to answer, where an interview has them as headings.

    "Eighty short, yes." says nothing without "You are short of drivers."; "" anywhere else.
    """
    place = article.paragraphs.index(paragraph)
    if start > 0 or place == 0 or article.paragraphs[place - 1].kind != "heading":
        return ""
    asking = [one for one in article.paragraphs if one.kind == "heading" and one.text.endswith("?")]
    above = article.paragraphs[place - 1].text
    return above if len(asking) >= INTERVIEW and above.endswith((".", "?", "!")) else ""


def in_full(source: Evidence, text: str, end: int) -> str:
    """Return a sentence as it is to be judged: with the list that it leads to, and the heading it stands below."""
    if asked := asked_above(source.article, source.paragraph, end - len(text)):
        return f"{asked} {text}"
    items = items_of(source, text, end)
    if not items:
        return text
    paragraphs = source.article.paragraphs
    above = reversed(paragraphs[: paragraphs.index(source.paragraph)])
    heading = next((one.text for one in above if one.kind == "heading"), "")
    return " ".join(filter(None, (heading and f"{heading}.", text, *(one.text for one in items))))
