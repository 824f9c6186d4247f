"""Make hostile pages, feeds and lists of feeds: nested, repeated, never closed, entities in entities."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.hostile_case import Case, Row, filled, framed, mail_of

BARE = (
    "div|p|span|b|a href=x|i|font|ul><li|ol><li|table><tr><td|table|blockquote|section|article|h2|svg|math|form|"
    "select><option|noscript|figure|figcaption|dl><dd|pre|q|template|iframe|object|center|header|footer"
).split("|")
SOLE = "title|h1|address|style|textarea|plaintext|xmp|noembed|frameset".split("|")
ARTICLE = b"<p>The ferry to the island was late again on Monday, the company said.</p>" * 20
DATA = b"<script type=application/ld+json>"
IN_HEAD: tuple[Row, ...] = (
    ("a style", b"<style>", b"a{", b"</style>"),
    ("a script", b"<script>", b"{", b"</script>"),
    ("metas", b"", b"<meta name=author content='Ada Lund'>", b""),
    ("dates", b"", b"<meta property=article:published_time content=2026-03-02>", b""),
    ("many data", b"", DATA + b"{}</script>", b""),
    ("nested data", DATA, b"[", b"</script>"),
    ("nested objects", DATA, b'{"a":', b"</script>"),
    ("long data", DATA + b'{"a":"', b"\\\\", b'"}</script>'),
    ("authors", DATA + b'{"@type":"Article","author":[', b'"A B",', b'"A"]}</script>'),
    ("a title", b"<title>", b"Ferry | ", b"</title>"),
    ("a description", b"<meta name=description content='", b"The ferry. ", b"'>"),
    ("an address", b"<link rel=canonical href='http://a.example/", b"a/", b"'>"),
    ("an author", b"<meta name=author content='", b"By A and ", b"'>"),
)
IN_BODY: tuple[Row, ...] = (
    ("paragraphs", b"", b"<p>The ferry was late.</p>", b""),
    ("short paragraphs", b"", b"<p>a</p>", b""),
    ("line breaks", b"", b"<br>a", b""),
    ("a table of cells", b"<table><tr>", b"<td>1</td>", b""),
    ("a table of rows", b"<table>", b"<tr><td>1</td><td>a</td></tr>", b""),
    ("links", b"", b"<a href=/a>The ferry</a> ", b""),
    ("links in a paragraph", b"<p>", b"<a href=/a>a</a>", b""),
    ("pictures", b"", b"<img src=a alt='The ferry at the pier'>", b""),
    ("captions", b"", b"<figure><figcaption>The ferry at the pier</figcaption></figure>", b""),
    ("lists", b"", b"<ul><li>The ferry was late</li></ul>", b""),
    ("headings", b"", b"<h2>Ferry</h2>", b""),
    ("attributes", b"<p ", b"a=b ", b">"),
    ("classes", b"<p class='", b"a ", b"'>The ferry</p>"),
    ("times", b"", b"<time datetime=2026-03-02>2 March 2026</time>", b""),
    ("a byline", b"<div class=byline>", b"By A and ", b"</div>"),
    ("a class of author", b"<div class=author>", b"a ", b"</div>"),
    ("posts", b"", "<blockquote><p>a</p>— A (@a)</blockquote>".encode(), b""),
    ("a post", b"<blockquote><p>", "— A (@a ".encode(), b"</blockquote>"),
    ("comments", b"", b"<!-- a -->", b""),
    ("open comments", b"", b"<!-- a", b""),
    ("references", b"", b"&amp;amp;", b""),
    ("numbered references", b"", b"&#1114112;", b""),
    ("wrong ends", b"", b"</b></p></div>", b""),
    ("crossed marks", b"", b"<b><i></b>", b""),
    ("cells without a table", b"", b"<td>", b""),
    ("bare line breaks", b"", b"<br>", b""),
    ("a long class", b"<div class='", b"a", b"'>The ferry</div>"),
    ("a class of marks", b"<div class='", b"byline-", b"'>The ferry</div>"),
    ("a long style", b"<div style='", b":;", b"'>The ferry</div>"),
    ("a long moment", b"<time datetime='", b"1", b"'>The ferry</time>"),
    ("a long link", b"<p>The <a href='", b"../", b"'>ferry</a></p>"),
)
RSS = (b"<rss version='2.0'><channel><title>Post</title>", b"</channel></rss>")
OPML = (b"<opml version='2.0'><body>", b"</body></opml>")
ITEM = b"<item><title>Ferry</title><description>a</description></item>"
OUTLINE = b"<outline text='Ferry' xmlUrl='http://a.example/a'/>"
ITEMS: tuple[Row, ...] = (
    ("titles", b"<item>", b"<title>a</title>", b"</item>"),
    ("links", b"<item><title>a</title>", b"<link>http://a.example/</link>", b"</item>"),
    ("authors", b"<item><title>a</title>", b"<author>a@b.example (Ada Lund)</author>", b"</item>"),
    ("enclosures", b"<item><title>a</title>", b"<enclosure url='a' type='b'/>", b"</item>"),
    ("tags in a title", b"<item><title>", b"&lt;b&gt;", b"</title></item>"),
    ("an author's name", b"<item><title>a</title><author>", b"a and ", b"</author></item>"),
    ("a date", b"<item><title>a</title><pubDate>", b"1 March ", b"</pubDate></item>"),
    ("an address", b"<item><title>a</title><link>http://", b"a/", b"</link></item>"),
    ("a description in bare HTML", b"<item><description>", b"<b>a", b"</description></item>"),
    ("descriptions without an end", b"<item>", b"<description>a<br>", b""),
    ("nested HTML", b"<item><description>", b"&lt;div&gt;", b"</description></item>"),
    ("escaped marks", b"<item><title>Ferry</title><description>", b"&amp;amp;", b"</description></item>"),
    ("an HTML table", b"<item><description>", b"&lt;tr&gt;&lt;td&gt;a", b"</description></item>"),
)
ENTRY = (
    b"<feed xmlns='http://www.w3.org/2005/Atom'><title>P</title><entry xml:base='a'><title>a</title>",
    b"</entry></feed>",
)
ENTRIES: tuple[Row, ...] = (
    ("nested bases", b"", b"<a xml:base='a/'>", b""),
    ("links of an entry", b"", b"<link href='http://a.example'/>", b""),
    ("markup", b"<content type='xhtml'><div>", b"<b>a</b>", b"</div></content>"),
)


def page_cases() -> Iterator[Case]:
    """Yield pages."""
    for tag in BARE:
        name = tag.split("><")[-1].split()[0]
        closed = f"<{tag}>ferry</{name}>".encode()
        yield filled(f"<{tag}> nested", ".html", b"<html><body>", f"<{tag}>".encode(), b"")
        yield filled(f"<{tag}> one after the other", ".html", b"<html><body>", closed, b"")
        yield filled(f"<{tag}> in a mail", ".eml", mail_of("", "html"), f"<{tag}>x".encode(), b"")
    head, body = b"<html><head>", b"</head><body><article><h1>Ferry</h1>" + ARTICLE
    yield from framed("page", ".html", IN_HEAD, head, body)
    yield from framed("page", ".html", IN_BODY, head + body, b"</article></body></html>")
    for tag in SOLE:
        yield filled(f"page of {tag}", ".html", f"<html><{tag}>".encode(), b"ferry ", b"")


def feed_cases() -> Iterator[Case]:
    """Yield feeds and lists of feeds."""
    for ending, (start, end), item in ((".rss", RSS, ITEM), (".opml", OPML, OUTLINE)):
        yield from _xml_cases(ending, start, end, item)
    yield from framed("feed", ".rss", ITEMS, *RSS)
    yield from framed("feed", ".atom", ENTRIES, *ENTRY)


def _xml_cases(ending: str, start: bytes, end: bytes, item: bytes) -> Iterator[Case]:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (i, b"&e%d;" % (i - 1) * 10) for i in range(1, 12))
    bomb = b'<!DOCTYPE rss [<!ENTITY e0 "ferry">%s<!ENTITY out SYSTEM "file:///etc/passwd">]>' % entities
    large = b'<!DOCTYPE r [<!ENTITY a "%s">]>' % (b"a" * 50_000)
    opened = item.partition(b">")[0] + b">"
    yield filled("entities in entities", ending, bomb + start + item.replace(b"Ferry", b"&e11;&out;"), b" ", end)
    head, _, tail = item.partition(b"Ferry")
    yield filled("a large entity, often", ending, large + start + head, b"&a;", tail + end)
    yield filled("many items", ending, start, item, end)
    yield filled("cut off", ending, start, item, item[:9])
    yield filled("nested elements", ending, start, b"<a>", end)
    yield filled("nested items", ending, start, opened, end)
    yield filled("comments", ending, b"", b"<!-- a -->", start + end)
    yield filled("document types", ending, b"", b"<!DOCTYPE a>", start + end)
    yield filled("an open document type", ending, b"<!DOCTYPE a [", b"<!ENTITY a 'b'>", start + end)
    yield filled("instructions", ending, b"", b"<?a b?>", start + end)
    yield filled("marked sections", ending, start + head, b"<![CDATA[a]]>", tail + end)
    yield filled("open sections", ending, start + head, b"<![CDATA[", tail + end)
    yield Case("attributes", ending, lambda size: start + b"<a " + _numbered(b"a%d='1'", size) + b"/>" + end)
    yield Case("name spaces", ending, lambda size: start + b"<a " + _numbered(b"xmlns:a%d='u'", size) + b"/>" + end)


def _numbered(unit: bytes, size: int) -> bytes:
    return b" ".join(unit % i for i in range(size // (len(unit) + 4)))
