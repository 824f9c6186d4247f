"""Read what a page says about its article: authors, dates, outlet, section, language, address; JSON-LD first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from index.bylines import BYLINE
from index.headline import headline, site_names
from index.names import PERSON, people
from index.page_dates import first_moment, published_on
from index.split import plain
from index.text import key

T = TypeVar("T")
BROKEN = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, MemoryError)
"""What is raised on pages that are broken on purpose."""
DEEPEST = 60
"""Levels of structured data that are followed; deeper nesting is hostile."""
MOST_NODES = 400
LONGEST_NAME, MOST_AUTHORS = 60, 20
MOST_BYLINE = 20
"""Words of a line that begins as a byline, is marked as one, and names several people with their desk."""
LONGEST_LINE = 160
"""Characters of an element that may be a byline."""
ARTICLE = re.compile(r"Article|Posting|Report")
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
AUTHOR = ("author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "article:author")
DESCRIPTION = ("og:description", "description", "twitter:description")
NOBODY = re.compile(
    r"(?:no author|admin(?:istrator)?|staff|editors?|follow|unknown|anonymous|guest|author|webmaster|null|none|"
    r"(?:news|web|online|digital)(?:room| desk| staff| team)?|by)\W*",
    re.I,
)
BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:by-?line|authors?|author-?name|story-?author|contributor)(?:$|[\s_-])", re.I)
BY = re.compile(r"^(?:(?:posted|written|words|story|text|published) )?by:?\s+", re.I)
ROLE = re.compile(
    r",? (?:in|for|at|is an?|the)\b.*|\s[-–|•·].*|,\s.*(?:correspondent|editor|reporter|writer|team).*", re.I
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Hold what a page says about its article; `free` is False when it says that only subscribers may read it."""

    title: str = ""
    authors: tuple[str, ...] = ()
    source: str | None = None
    published: date | datetime | None = None
    modified: date | datetime | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    description: str = ""
    free: bool = True
    data: dict[str, Any] = field(default_factory=dict)


def metadata(tree: Any, found: Any, now: datetime, url: str | None) -> Metadata:
    """Return what a page says; `found` is what trafilatura knows of it, or None, and `now` bounds the dates."""
    data: dict[str, Any] = unless_broken(lambda: structured(tree), {})
    named: dict[str, list[str]] = unless_broken(lambda: _named(tree), {})
    site = plain((found.sitename if found else None) or "") or None
    names: list[str] = unless_broken(lambda: site_names(tree, data, site, url), [])
    title = unless_broken(lambda: headline(tree, data, site=site, url=url), "")
    modified = (data.get("dateModified"), *(named.get(name, [None])[0] for name in MODIFIED))
    language = re.match(r"[a-z]{2,3}(?=$|[-_])", str(tree.get("lang") or data.get("inLanguage") or "").lower())
    return Metadata(
        title=title,
        authors=unless_broken(lambda: _authors(tree, data, named, found.author if found else None, names), ()),
        source=unless_broken(lambda: _outlet(site, data), site),
        published=unless_broken(
            lambda: published_on(tree, data, named, found.date if found else None, now, title), None
        ),
        modified=unless_broken(lambda: first_moment(modified, now), None),
        section=unless_broken(lambda: _section(data, named), None),
        language=language[0] if language else None,
        url=unless_broken(lambda: _address(tree, data, found.url if found else None, url), None),
        description=next((one for name in DESCRIPTION for one in named.get(name, []) if one), ""),
        free=str(data.get("isAccessibleForFree", True)).lower() not in ("false", "no"),
        data=data,
    )


def unless_broken(read: Callable[[], T], default: T) -> T:
    """Return what is read of a page, or the default: what is broken in one place must not cost the rest."""
    try:
        return read()
    except BROKEN:
        return default


def _section(data: dict[str, Any], named: dict[str, list[str]]) -> str | None:
    sections = [data.get("articleSection"), *named.get("article:section", [])]
    section = next((one for part in sections for one in (part if isinstance(part, list) else [part]) if one), None)
    return plain(str(section))[:100] or None if section else None


def structured(tree: Any) -> dict[str, Any]:
    """Return the page's JSON-LD object that is an article, {} when it has none."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        if article := _article_in(data, DEEPEST):
            people = {one["@id"]: one for one in _objects(data, DEEPEST) if isinstance(one.get("@id"), str)}
            return {name: _resolved(value, people) for name, value in article.items()}
    return {}


def _article_in(data: Any, depth: int) -> dict[str, Any] | None:
    for one in _objects(data, depth):
        if "articleBody" in one or ARTICLE.search(str(one.get("@type", ""))):
            return one
    return None


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects of structured data, those of a graph included."""
    if depth and isinstance(data, list):
        for one in data[:50]:
            yield from _objects(one, depth - 1)
    elif depth and isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth - 1)
        yield from _objects(data.get("mainEntity"), depth - 1)


def _resolved(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    """Return a value with a reference to another object of the page replaced by it."""
    if isinstance(value, list):
        return [_resolved(one, known) for one in value[:50]]
    return known.get(str(value.get("@id")), value) if isinstance(value, dict) and len(value) <= 2 else value


def _named(tree: Any) -> dict[str, list[str]]:
    """Return the contents of the page's meta elements by their name in small letters."""
    found: dict[str, list[str]] = {}
    for node in islice(tree.iterfind(".//meta[@content]"), MOST_NODES):
        keys = f"{node.get('property', '')} {node.get('name', '')}".lower().split()
        keys += [part for part in node.get("itemprop", "").lower().split() if part.startswith("date")]
        for name in dict.fromkeys(keys):
            found.setdefault(name, []).append(node.get("content"))
    return found


def _authors(
    tree: Any, data: dict[str, Any], named: dict[str, list[str]], known: str | None, sites: list[str]
) -> tuple[str, ...]:
    """Return who wrote the page: the first of structured data, meta elements and bylines that names one.

    trafilatura's list fills in the others; the site's own name counts when it is a person's and nobody else is named.
    """
    also = [name for text in re.split(r"[;|]", known or "") for name in _names(text)]
    taken = {key(site) for site in sites}
    owner: list[str] = []
    for stated in (
        list(_people(data.get("author"))) or list(_people(data.get("creator"))),
        *(named.get(name, []) for name in AUTHOR),
        _bylines(tree),
        also,
    ):
        names = [name for text in stated[:MOST_AUTHORS] for name in _names(text) if not NOBODY.fullmatch(name)]
        kept = [name for name in names if key(name) not in taken]
        if kept:
            there = {key(name) for name in kept}
            more = also if there <= {key(name) for name in also} else []
            return tuple(dict.fromkeys((*kept, *(name for name in more if key(name) not in there | taken))))
        owner = owner or [name for name in names if re.fullmatch(PERSON, name) and not name.startswith("The ")]
    return tuple(owner[:1])


def _people(value: Any) -> Iterator[str]:
    """Yield the names of the people, and not the organisations, of structured data."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict) and "Organization" not in str(one.get("@type", "")):
            names = one.get("name")
            yield from (str(name) for name in (names if isinstance(names, list) else [names]) if name)


def _names(text: str) -> Iterator[str]:
    text = BY.sub("", plain(text)[: 4 * LONGEST_NAME])
    if text.startswith(("http:", "https:", "@", "www.")) or "@" in text.split(" ")[0]:
        return
    for name in people(re.sub(r"\s*[;|/]\s*", " and ", text)):
        for part in name.split(", ") if not re.search(r",\s*(?:Jr|Sr|PhD|MD|M\.D|Ph\.D|II|III)\b", name) else [name]:
            kept = ROLE.sub("", part).strip(" ,;:–-")
            if 1 < len(kept) <= LONGEST_NAME and not any(map(str.isdigit, kept)):
                yield kept


def _bylines(tree: Any) -> list[str]:
    """Return the texts of the first elements that are marked as the author's name."""
    body = tree.find(".//body")
    for node in islice(tree.iter("a", "span", "p", "div", "address", "li", "cite"), 50 * MOST_NODES):
        marks = f"{node.get('class', '')} {node.get('id', '')} {node.get('data-testid', '')}"
        exact = node.get("rel") == "author" or node.get("itemprop") == "author"
        if not exact and not BYLINE_CLASS.search(marks):
            continue
        text = plain(" ".join(islice(node.itertext(), 40)))
        if not text or len(text) > LONGEST_LINE or _is_aside(node, body):
            continue
        line = BYLINE.match(text)
        words = text.split()
        if exact or line or (BY.match(text) and len(words) < MOST_BYLINE) or (2 <= len(words) <= 4 and text.istitle()):
            stated = line[1] if line else text
            named = _in_elements(node)
            return named if line and named and stated.startswith(named[0]) else [stated]
    return []


def _in_elements(node: Any) -> list[str]:
    """Return the names that have elements of their own in a byline, whose other words are days, titles, outlets."""
    texts = (plain(one.text or "") for one in islice(node.iter("a", "span"), MOST_AUTHORS))
    return list(dict.fromkeys(text for text in texts if re.fullmatch(PERSON, text)))


def _is_aside(node: Any, body: Any) -> bool:
    return node is body or any(one.tag in ("aside", "footer", "nav") for one in node.iterancestors())


def _outlet(site: str | None, data: dict[str, Any]) -> str | None:
    """Return the outlet's name; a host's name gives way to the publisher's own."""
    publisher = data.get("publisher")
    name = plain(str(publisher.get("name") or "")) if isinstance(publisher, dict) else ""
    return name if name and (site is None or re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", site)) else site


def _address(tree: Any, data: dict[str, Any], found: str | None, base: str | None) -> str | None:
    """Return the canonical address, None when it is the site's front page: a page that names that is not alone."""
    entity = data.get("mainEntityOfPage")
    stated = entity.get("@id") if isinstance(entity, dict) else entity
    links = tree.xpath(".//link[@rel='canonical']/@href")
    for one in (*links[:1], found, stated, data.get("url")):
        try:
            address = urljoin(base or "", str(one)) if one else ""
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query):
            return address
    return None
