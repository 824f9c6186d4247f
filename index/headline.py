"""Find a page's headline: what its metadata, its title bar and its largest heading say, without the site's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any
from urllib.parse import SplitResult, urlsplit

from index.split import plain
from index.text import key

SEPARATORS = re.compile(r"\s+(?:[|·•»«/–—-]+|::|\\)\s+|\s*[|»_]\s*|:\s+")
SITE_ONLY = re.compile(r"\s*[|»]\s*|\s+·\s+")
"""Behind these the site is named, even one that we know by no other sign."""
MASTHEAD = re.compile(
    r"(?:^|[\s_-])(?:logo|brand|masthead|site-?(?:title|name)|blog-?(?:title|name))(?:$|[\s_-])", re.I
)
UNFINISHED = re.compile(r"\s[|·»–—:-]+\s*$")
"""The end of a title bar that names the site and should have named the page."""
LABEL = re.compile(r"(?:^|[\s_-])(?:label|badge|kicker|eyebrow|prefix|flag)(?:$|[\s_-])", re.I)
"""Classes of what stands in a heading beside the headline."""
LONGEST = 400
"""Characters of a headline."""
MOST_HEADINGS = 40
AGREEING = 0.6
"""Share of a heading's words that the page's metadata must have: the heading may be the longer of the two."""
STATED = ("dcterms.title", "dc.title", "og:title", "twitter:title", "parsely-title", "sailthru.title", "headline")
TELLING = 5
"""Words of a page's one large heading that is believed though the metadata speak of something else."""
LONGEST_SITE, SHORTEST_REST = 3, 4
"""Words behind the last dash of the title bar that name the site, and words that must be left."""


def headline(tree: Any, data: dict[str, Any], *, site: str | None = None, url: str | None = None) -> str:
    """Return the headline of a page, empty when nothing says it; `data` is its structured data.

    The heading above the text is the headline as it was printed, when the metadata speak of the same: they are often
    written for search engines, and the largest heading may be the site's own name.
    """
    named = (str(data.get("headline") or ""), str(data.get("name") or ""))
    stated = [text[:LONGEST] for text in (*_meta(tree), *named)]
    bar = plain(" ".join(tree.xpath("string(.//title)").split()))[:LONGEST]
    bar = "" if UNFINISHED.search(bar) else bar
    names = [*site_names(tree, data, site, url), *_mastheads(tree)]
    claims = [one for text in stated if (one := without_site(plain(text)[:LONGEST], names))]
    claims += [one for one in [without_site(bar, names)] if one]
    others = _beside(claims, [plain(text) for text in (*stated, bar)])
    found = [(text, top) for text, top in _headings(tree) if not _is_site(text, [*names, *others])]
    headings = [text for text, _ in found]
    telling = [text for text, top in found if len(text.split()) >= TELLING and not top]
    best = best_heading(headings, claims[:1]) or best_heading(headings, claims)
    best = best or _second_heading(tree, claims) or (telling[0] if len(telling) == 1 else "")
    if not best and not any(stated) and len(bar.split()) <= LONGEST_SITE:  # it may name the site alone
        longer = [text for text, top in found if not top and len(text.split()) > len(bar.split())]
        best = longer[0] if len(longer) == 1 else ""
    return best or _without_tail(claims) or "".join(headings[:1]) or _second_heading(tree, [])


def best_heading(headings: Sequence[str], claims: Sequence[str]) -> str:
    """Return the heading that says what the metadata claim, empty when none does.

    >>> best_heading(["Harbour Gazette", "Storm shuts the Tarn bridge"], ["Storm shuts Tarn bridge for a month"])
    'Storm shuts the Tarn bridge'
    """
    rated = [(max((_overlap(text, claim) for claim in claims), default=0.0), text) for text in headings]
    score, text = max(rated, key=lambda one: one[0], default=(0.0, ""))
    return text if score >= AGREEING else ""


def without_site(text: str, names: Iterable[str]) -> str:
    """Return a title without the name of its site at either end.

    >>> without_site("Storm shuts bridge - Harbour Gazette", ["Harbour Gazette"])
    'Storm shuts bridge'
    >>> without_site("Storm shuts the bridge | Region | Gazette", []), without_site("Ferry - a history", [])
    ('Storm shuts the bridge', 'Ferry - a history')
    """
    known = [key(name) for name in names if key(name)]
    parts = list(SEPARATORS.finditer(text))
    if end := next((part for part in parts if part.start() and _is_site(text[part.end() :], known)), None):
        text = text[: end.start()].rstrip()
        return without_site(text, names)
    while parts and _is_site(text[: parts[0].start()], known):
        text = text[parts.pop(0).end() :].lstrip()
        parts = list(SEPARATORS.finditer(text))
    first = SITE_ONLY.split(text)[0]
    return first if len(first.split()) > 2 else text


def _beside(claims: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return what stands in the title bar beside the headline: the last part, and what is left without a claim."""
    cuts = [(text[: match.start()], text[match.end() :]) for text in texts for match in SEPARATORS.finditer(text)]
    tails = [tail for rest, tail in cuts if len(tail) <= len(rest)]
    left = [text.replace(claim, "").strip(" |·•»«/–—:-") for text in texts for claim in claims if claim in text]
    return [one for one in (*tails, *left) if one]


def _without_tail(claims: Sequence[str]) -> str:
    """Return the first claim; when the title bar is the only one, without what looks like the site's name."""
    if len(claims) != 1:
        return next(iter(claims), "")
    last = next(reversed(list(SEPARATORS.finditer(claims[0]))), None)
    if last is None or ":" in last[0]:
        return claims[0]
    rest, tail = claims[0][: last.start()], claims[0][last.end() :]
    return rest if len(tail.split()) <= LONGEST_SITE and len(rest.split()) >= SHORTEST_REST else claims[0]


def site_names(tree: Any, data: dict[str, Any], site: str | None, url: str | None) -> list[str]:
    """Return what the page's site is called: by itself, by its publisher's data, by its host."""
    publisher = data.get("publisher")
    parts = _split(url or "")
    host = ((parts and parts.hostname) or "").removeprefix("www.")
    names = [
        site or "",
        *tree.xpath(".//meta[@property='og:site_name' or @name='application-name' or @name='og:site_name']/@content"),
        str(publisher.get("name") or "") if isinstance(publisher, dict) else "",
        host,
        host.rpartition(".")[0],
        host.split(".")[-2] if host.count(".") else "",
    ]
    return [plain(name) for name in names if plain(name)]


def _meta(tree: Any) -> list[str]:
    found: dict[str, str] = {}
    nodes = tree.findall(".//meta[@content]")
    for node, attribute in [(node, attribute) for attribute in ("property", "name") for node in nodes]:
        for name in node.get(attribute, "").lower().split():
            found.setdefault(name.replace("dc:", "dc.").replace("dcterm:", "dcterms."), node.get("content"))
    return [found[name] for name in STATED if found.get(name)]


def _headings(tree: Any) -> list[tuple[str, bool]]:
    """Return the page's largest headings, those within the article first, and whether each is in the page's top."""
    nodes = tree.xpath(".//h1")[:MOST_HEADINGS] or tree.xpath(".//*[@itemprop='headline']")[:MOST_HEADINGS]
    found = []
    for node in (node for node in nodes if not _is_masthead(node)):
        around = {one.tag for one in node.iterancestors()}
        inside = not around.isdisjoint(("article", "main"))
        text = _heading_text(node)
        if text and len(text) <= LONGEST:
            found.append((text, inside, not inside and not around.isdisjoint(("header", "nav"))))
    found.sort(key=lambda one: not one[1])
    return [(text, top) for text, _, top in found]


def _heading_text(node: Any) -> str:
    """Return a heading's text without the labels in it, unless nothing else is there."""
    labels = {one for one in node.iterdescendants() if LABEL.search(one.get("class") or "")}
    texts = [
        text
        for one in node.iter()
        for text, owner in ((one.text, one), (one.tail if one is not node else "", one.getparent()))
        if text and isinstance(one.tag, str) and labels.isdisjoint((owner, *owner.iterancestors()))
    ]
    bare = plain(" ".join(texts)).rstrip(" ¶#")
    return bare if len(bare.split()) > 1 or not labels else plain(" ".join(node.itertext())).rstrip(" ¶#")


def _mastheads(tree: Any) -> list[str]:
    """Return the large headings that name the site and lead to its front page."""
    heads = (
        plain(" ".join(node.itertext())) for node in tree.xpath(".//h1[.//a]")[:MOST_HEADINGS] if _is_masthead(node)
    )
    return [text for text in heads if text and len(text) <= LONGEST]


def _second_heading(tree: Any, claims: Sequence[str]) -> str:
    """Return the first heading of the second level that is one of the claims; without any, the first above a text."""
    wanted = {key(claim) for claim in claims}
    for node in islice(tree.iter("h2"), MOST_HEADINGS):
        text = plain(" ".join(node.itertext()))
        if not text or len(text) > LONGEST:
            continue
        outside = {"nav", "header", "footer", "aside", "form"}.isdisjoint(one.tag for one in node.iterancestors())
        below = node.getnext()
        if key(text) in wanted or (not wanted and outside and below is not None and below.tag == "p"):
            return text
    return ""


def _is_masthead(node: Any) -> bool:
    """Tell whether a heading names the site: it leads to the front page, or is marked as its name."""
    links = [_split(link.get("href", "x")[:LONGEST]) for link in (*node.iter("a"), *node.iterancestors("a"))]
    if any(link.path in ("", "/") and not link.fragment and not link.query for link in links if link):
        return True
    around = [node, *islice(node.iterancestors(), 2)]
    return any(MASTHEAD.search(f"{one.get('class', '')} {one.get('id', '')}") for one in around)


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # "http://[" is none
        return None


def _is_site(text: str, names: Iterable[str]) -> bool:
    name = key(text)
    return any(name == one or (len(one) > 3 and name in (f"the{one}", f"{one}com")) for one in map(key, names))


def _overlap(heading: str, claim: str) -> float:
    """Return how far two titles share their words, 0..1; one may hold the other."""
    left, right = (Counter(re.findall(r"\w+", text.casefold())) for text in (heading, claim))
    shared = (left & right).total()
    if not left or not right or (shared < 2 and left.total() > 1 and right.total() > 1):
        return 0.0
    whole = 2 * shared / (left.total() + right.total())
    inside = shared / min(left.total(), right.total())
    return max(whole, inside - 0.2) + 1e-3 * whole
