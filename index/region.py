"""Find the article in a whole page that was selected and pasted: its sentences, and the headline above them.

A page's menus, teasers and small print are runs of short lines; an article is a run of sentences. The stretch with the
most of the one and the least of the other is the article (Kadane's maximum sum, as the longest dense stretch of text
that Kohlschütter et al., WSDM 2010, find by link and text density).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from index.bylines import BYLINE, EDGE
from index.captions import is_caption
from index.dates import date_line
from index.noise import ENDS, is_footer, stop_reason
from index.signature import signature
from index.split import Block
from index.text import STOPWORDS

SENTENCE_WORDS, CAPPED = 8, 60
"""Words from which a line with a full stop counts as a sentence, and at most of it."""
SHORT_COST, NOISE_COST = 5.0, 15.0
"""What a short line and a line of the outlet's own cost, in words of an article."""
FURNITURE = re.compile(
    r"(?:privacy|cookies?|terms|contact|about|advertis|careers?|jobs|help|faqs?|accessib|log ?in|sign (?:in|up)|"
    r"register|subscri|newsletters?|search|menu|skip|corrections|sitemap|site map|rss|my account|e-?paper|"
    r"archives?)\b.{0,40}|"
    r".{0,30}\b(?:policy|conditions|rights reserved|terms of (?:use|service)|licensing)",
    re.I,
)
FEWEST_FURNITURE, LEAST_AROUND = 3, 8
"""Lines of a page's furniture, and lines in all, that must stand around the article for the text to be a page."""
FEWEST_WORDS = 60
MOST_LINES = 20_000
HEADLINE_REACH = 60
"""Lines above the first sentence among which the headline stands."""
HEADLINE_WORDS = range(3, 31)
LEAST_SHARED = 0.2
"""Share of a headline's content words that the article must hold."""
DISTANCE = 0.002
"""What each line between takes off that share: of two lines that fit, the nearer is the headline."""
NO_CREDIT, MORE_CREDIT = 0.25, 0.2
"""What it takes off that no byline, date or sharing button stands below a line, and each that is one too many.

A headline has its article's below it, and those of other headlines do not come between.
"""
LONG, LONG_WORDS = 0.03, 14
"""What each word takes off that a line has more than headlines have."""
KICKER = 3
"""Words of a label above a headline, at most."""
TELLING = 5
"""Content words from which the share of them tells something."""
ANNOUNCING, ANNOUNCED, FEWEST_ITEMS = 5, 5, 4
"""Words of a line with a colon that announces a list; lines around the end of the article's sentences among which it
stands (pictures may come between); and items of the list."""
AROUND = "page around the article"
SHARING = "sharing button"


@dataclass(frozen=True, slots=True)
class Region:
    """Hold where the article stands among the blocks of a page: from `start` to before `end`; `headline` above it."""

    headline: int
    start: int
    end: int


def find_region(blocks: Sequence[Block]) -> Region | None:
    """Return where the article of a pasted page is, None when the text is no page."""
    if len(blocks) > MOST_LINES:
        return None
    worth = [_worth(block.text) for block in blocks]
    start, end = _densest(worth)
    around = [*blocks[:start], *blocks[end:]]
    words = sum(len(block.text.split()) for block in blocks[start:end])
    furniture = sum(bool(FURNITURE.fullmatch(block.text) or stop_reason(block.text)) for block in around)
    if words < FEWEST_WORDS or len(around) < LEAST_AROUND or furniture < FEWEST_FURNITURE:
        return None
    return Region(_headline(blocks, start, end, datetime.now(UTC)), start, _end_of_list(blocks, end))


def _end_of_list(blocks: Sequence[Block], end: int) -> int:
    """Return the end of an article with the list that its last lines announce: of winners, results or names."""
    near = range(max(0, end - 1), min(end + ANNOUNCED, len(blocks)))
    announced = next((i for i in near if _announces(blocks[i].text)), None)
    if announced is None:
        return end
    last = announced + 1
    while last < len(blocks) and _is_item(blocks[last].text):
        last += 1
    return max(end, last) if last - announced > FEWEST_ITEMS else end


def _announces(text: str) -> bool:
    return text.endswith(":") and len(text.split()) >= ANNOUNCING and not stop_reason(text)


def _is_item(text: str) -> bool:
    return len(text.split()) <= CAPPED and not (stop_reason(text) or FURNITURE.fullmatch(text) or is_footer(text))


def _worth(text: str) -> float:
    """Return how much a line speaks for the article, in words; less than nothing when it speaks against it."""
    words = len(text.split())
    if is_caption(text):
        return 0.0  # pages show pictures above the headline, too
    if stop_reason(text) or is_footer(text):
        return -NOISE_COST if words > SENTENCE_WORDS else -SHORT_COST
    if words >= SENTENCE_WORDS and (ENDS.search(text) or words >= 3 * SENTENCE_WORDS):
        return float(min(words, CAPPED))
    return -SHORT_COST if words < 2 * SENTENCE_WORDS else 0.0


def _densest(worth: Sequence[float]) -> tuple[int, int]:
    """Return the stretch of the greatest sum as start and end."""
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for i, value in enumerate(worth):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best[0]:
            best = (total, start, i + 1)
    return best[1], best[2]


def lines_of_region(blocks: Sequence[Block], region: Region) -> list[int]:
    """Return the lines of the article: its headline, those below it that are no buttons, and its text.

    What the page says elsewhere, too, is not the article's.
    """
    above = [i for i in range(region.headline + 1, region.start) if not stop_reason(blocks[i].text)]
    inside = range(region.start, region.end)
    elsewhere = {block.text for block in (*blocks[: region.headline], *blocks[region.end :])}
    head = [region.headline] if region.headline < region.start else []
    edges = {*inside[:EDGE], *inside[-EDGE:]}
    return [*head, *above, *(i for i in inside if i not in edges or blocks[i].text not in elsewhere)]


def _headline(blocks: Sequence[Block], start: int, end: int, now: datetime) -> int:
    """Return the line above the article that shares most of its words with it, `start` when none does."""
    body = {word for block in blocks[start:end] for word in _content(block.text)}
    fits: list[tuple[float, int]] = []
    credits = 0
    for i in range(start - 1, max(-1, start - HEADLINE_REACH), -1):
        text = blocks[i].text
        sharing = stop_reason(text)
        if sharing or BYLINE.fullmatch(text) or date_line(text, now) or signature(text, now):
            credits += not sharing or (sharing == SHARING and not credits)
            continue
        if len(text.split()) not in HEADLINE_WORDS or text.endswith(".") or is_caption(text):
            continue
        strange = NO_CREDIT if credits == 0 else MORE_CREDIT * max(0, credits - 2)
        strange += LONG * max(0, len(text.split()) - LONG_WORDS)
        score = _shared(text, body) - DISTANCE * (start - i) - strange
        fits.append((score, i))
    best, found = max(fits, default=(0.0, start))
    if best < LEAST_SHARED:
        return start
    above = found - 1  # when what was found is the standfirst below it
    if above not in {i for _, i in fits} or len(blocks[above].text.split()) <= KICKER:
        return found
    return above if _shared(blocks[above].text, body) >= LEAST_SHARED else found


def _shared(text: str, body: set[str]) -> float:
    """Return the share of a line's content words that the article holds; few words prove little."""
    words = set(_content(text))
    return sum(word in body for word in words) / max(TELLING, len(words))


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in STOPWORDS and len(word) > 1]
