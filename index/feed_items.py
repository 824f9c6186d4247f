"""Read the items of feeds: elements of RSS and Atom, objects of JSON Feed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from index.article import canonical
from index.feed_fields import count_words, is_teaser, language_code, moment_of, names_of
from index.markup import ILLEGAL, TAG, inner_html, one_line, text_html
from index.split import plain

MOST_VALUES = 50
"""Elements of one name in an item that are read."""
LONGEST_TITLE = 2000
LONGEST_CONTENT = 1_000_000
"""Characters of one item's HTML, ten times the longest article; more would hold up all other items."""
PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "atom": "",
    "": "",
}
PLAIN_SPACE = re.compile(r"/atom|/rss|netscape\.com/rdf", re.I)
"""Names of Atom and of every RSS, whose elements go without a prefix here."""
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PUBLISHED = ("pubdate", "published", "issued", "dcterms:issued", "dc:date", "date", "dcterms:created", "created")
MODIFIED = ("updated", "modified", "dcterms:modified")
CONTENTS = ("content:encoded", "content", "xhtml:body", "fullitem")
SUMMARIES = ("description", "summary", "media:description", "itunes:summary")
MISSING_COLON = re.compile(r"^(https?)(?://|:/)(?!/)", re.I)
Fields = Mapping[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one item of a feed.

    `url` is the item's page, `identity` its guid or id. `published` and `modified` keep the zone that the feed states,
    and are None when it states none or one in the future. `html` is the fullest content the item carries, `teaser`
    says that it is not the whole article.
    """

    title: str
    url: str | None
    identity: str | None
    published: date | datetime | None
    modified: date | datetime | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    language: str | None
    html: str
    teaser: bool


def xml_item(element: Any, channel: Fields, base: str | None, now: datetime) -> Item:
    """Return the item of an RSS `item` or an Atom `entry`; `channel` has what the feed says of all its items."""
    fields = fields_of(element)
    url = page_of(fields, element, base)
    html, summary = _content(fields)
    atom = name_of(element) == "entry"
    language = first(fields, "dc:language", "language") or next(
        (one.get(LANGUAGE) for one in (*fields["content"], element) if one.get(LANGUAGE)), ""
    )
    return Item(
        title=title_of(fields, atom=atom),
        url=url,
        identity=first(fields, "guid", "id", "dc:identifier") or plain(element.get(ABOUT, "")) or None,
        published=_first_moment(fields, PUBLISHED, now),
        modified=_first_moment(fields, MODIFIED, now),
        authors=_authors(fields) or _authors({"author": [one for one in channel.get("author", ()) if len(one)]}),
        categories=_categories(fields),
        language=language_code(language),
        html=html,
        teaser=is_teaser(html, summary=summary, linked=url is not None),
    )


def json_item(found: Mapping[str, Any], channel: Mapping[str, Any], base: str | None, now: datetime) -> Item:
    """Return the item of a JSON Feed's object."""
    url = absolute(_string(found, "url"), base) or absolute(_string(found, "external_url"), base)
    contents = [_string(found, "content_html"), text_html(_string(found, "content_text"))]
    html, summary = _fullest(contents, [text_html(_string(found, "summary"))])
    return Item(
        title=one_line(_string(found, "title")[:LONGEST_TITLE], tags=False),
        url=url,
        identity=plain(_string(found, "id")) or None,
        published=moment_of(_string(found, "date_published"), now),
        modified=moment_of(_string(found, "date_modified"), now),
        authors=json_authors(found) or json_authors(channel),
        categories=_distinct(one_line(one[:LONGEST_TITLE]) for one in _listed(found, "tags") if isinstance(one, str)),
        language=language_code(_string(found, "language")),
        html=html,
        teaser=is_teaser(html, summary=summary, linked=url is not None),
    )


def json_authors(found: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the people that a JSON Feed or one of its items names, in version 1.1 or 1.0."""
    people = [one for one in (*_listed(found, "authors"), found.get("author")) if isinstance(one, dict)]
    return _distinct(name for one in people for name in names_of(_string(one, "name")))


def _string(found: Mapping[str, Any], name: str) -> str:
    """Return a text, also where the feed has a number for an id; "" for anything else."""
    value = found.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30:
        return str(value)
    return ILLEGAL.sub("", value) if isinstance(value, str) else ""


def _listed(found: Mapping[str, Any], name: str) -> list[Any]:
    value = found.get(name)
    return value[:MOST_VALUES] if isinstance(value, list) else []


@lru_cache(maxsize=512)
def _known_name(tag: str) -> str:
    space, _, local = tag[1:].partition("}") if tag.startswith("{") else tag.rpartition(":")
    prefix = PREFIXES.get(space)
    if prefix is None:
        prefix = "" if PLAIN_SPACE.search(space) else f"{space}:" if f"{space}:" in PREFIXES.values() else "other:"
    return prefix + local.lower()


def name_of(element: Any) -> str:
    """Return an element's name in lower case: bare for Atom and RSS, `dc:date` and the like for the usual modules."""
    return _known_name(element.tag) if isinstance(element.tag, str) and len(element.tag) < 300 else ""


def fields_of(element: Any) -> defaultdict[str, list[Any]]:
    """Return an element's children by name, those of a media group among them."""
    fields: defaultdict[str, list[Any]] = defaultdict(list)
    for child in element:
        for one in (child, *child) if name_of(child) == "media:group" else (child,):
            values = fields[name_of(one)]
            if len(values) < MOST_VALUES:
                values.append(one)
    return fields


def first(fields: Fields, *names: str) -> str:
    """Return the first text that is not empty among the elements of these names."""
    texts = (plain("".join(one.itertext())[:LONGEST_TITLE]) for name in names for one in fields.get(name, ()))
    return next((text for text in texts if text), "")


def title_of(fields: Fields, *, atom: bool) -> str:
    """Return the title; Atom says whether it is HTML, RSS does not, and most publishers take it for HTML."""
    for name in ("title", "dc:title", "media:title"):
        for element in fields.get(name, ()):
            html = not atom or "html" in element.get("type", "") or element.get("mode") == "escaped"
            if text := one_line("".join(element.itertext())[:LONGEST_TITLE], tags=html):
                return text
    return ""


def page_of(fields: Fields, element: Any, base: str | None) -> str | None:
    """Return the address of an item's page: where its link leads at last, its link, or a guid or id that is one."""
    links = fields.get("link", ())
    alternate = [one for one in links if one.get("href") and one.get("rel", "").lower() in ("", "alternate")]
    alternate.sort(key=lambda one: "html" not in one.get("type", "html"))
    guids = [one for one in fields.get("guid", ()) if one.get("isPermaLink", "true").strip().lower() != "false"]
    stated = [(one, one.text) for one in fields.get("feedburner:origlink", ())]
    stated += [(one, one.get("href")) for one in alternate]
    stated += [(one, "".join(one.itertext())) for one in links if not one.get("href")]
    permanent = [(one, one.text) for one in guids] + [(element, element.get(ABOUT))]
    stated += [(one, text) for one, text in permanent if plain(text or "").startswith(("http://", "https://"))]
    stated += [(one, one.get("href")) for one in links if one.get("rel", "").lower() == "self"]
    stated += [
        (one, one.text) for one in fields.get("id", ()) if plain(one.text or "").startswith(("http://", "https://"))
    ]
    found = (absolute(text or "", absolute(one.base or "", base) or base) for one, text in stated)
    return next((url for url in found if url), None)


def absolute(address: str, base: str | None) -> str | None:
    """Return the absolute web address, None when it is none."""
    address = MISSING_COLON.sub(r"\1://", plain(address[: 2 * LONGEST_TITLE])).replace(" ", "%20")
    if not address:
        return None
    try:
        joined = urljoin(base or "", address)
    except ValueError:
        return None
    return joined if canonical(joined) else None


def _first_moment(fields: Fields, names: tuple[str, ...], now: datetime) -> date | datetime | None:
    moments = (moment_of("".join(one.itertext()), now) for name in names for one in fields.get(name, ()))
    return next((moment for moment in moments if moment is not None), None)


def _authors(fields: Fields) -> tuple[str, ...]:
    """Return the people that Atom, Dublin Core or RSS names; the podcast field, most often the outlet, comes last."""
    for names in (("author", "dc:creator"), ("itunes:author",)):
        texts = []
        for element in (one for name in names for one in fields.get(name, ())):
            inner = [one for one in element if name_of(one) == "name"]
            texts += ["".join(one.itertext()) for one in (inner or ([] if len(element) else [element]))]
        if authors := _distinct(name for text in texts for name in names_of(text)):
            return authors
    return ()


def _categories(fields: Fields) -> tuple[str, ...]:
    elements = [*fields.get("category", ()), *fields.get("dc:subject", ())]
    texts = (one.get("label") or one.get("term") or "".join(one.itertext()) for one in elements)
    return _distinct(one_line(text[:LONGEST_TITLE]) for text in texts)


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(text for text in texts if text), MOST_VALUES))


def _content(fields: Fields) -> tuple[str, bool]:
    """Return the fullest content as HTML, and whether it is no more than the summary."""
    contents, summaries = (
        [_html(one, atom=name in ("content", "summary")) for name in names for one in fields.get(name, ())]
        for names in (CONTENTS, SUMMARIES)
    )
    return _fullest(contents, summaries)


def _html(element: Any, *, atom: bool) -> str:
    """Return an element's content as HTML, by the type that Atom states; RSS means HTML."""
    kind = element.get("type", "").strip().lower()
    if kind and not (kind in ("text", "html", "xhtml") or kind.startswith("text/") or "html" in kind):
        return ""
    is_text = kind in ("text", "text/plain") or (atom and not kind)
    if is_text and not len(element) and element.get("mode") != "escaped":
        return text_html(element.text or "")
    return inner_html(element).strip()


def _fullest(contents: list[str], summaries: list[str]) -> tuple[str, bool]:
    """Return the longest text, content before summary, and whether the content says no more than the summary."""
    contents, summaries = (
        ["" if len(one) > LONGEST_CONTENT else one for one in texts] for texts in (contents, summaries)
    )
    content = max(contents, key=_length, default="")
    summary = max(summaries, key=_length, default="")
    longer = _length(content) > _length(summary)
    return (
        (content, False) if longer else (summary if _length(summary) > _length(content) else content or summary, True)
    )


def _length(html: str) -> int:
    return count_words(TAG.sub(" ", html))
