"""Turn answers and briefings into the Markdown that the chat shows; the one place where article text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from briefing.credit import caveat, credit, reason
from briefing.render import articles_read
from briefing.types import Answer, Briefing, Citation, Conflict, Outcome, Quote, Sentence, Story
from index.text import date_of, day, normalise, with_noun

PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
"""All ASCII punctuation: whatever Markdown, HTML, a table, a list, an address or mathematics could begin."""
CLOSING = re.compile(r"[.!?]$")
NARROW = "\u202f"
"""A narrow no-break space keeps a chip on the line of the word before it."""
CAPTIONED = {"caption": "caption", "standfirst": "standfirst", "list": "list"}
READING_WORDS_A_MINUTE = 230
"""Silent reading of English prose, Brysbaert 2019: 238; a little less for news with numbers and names."""
PARAGRAPH_SENTENCES = 3
"""Sentences of one article that stand in one paragraph of an answer."""
LONGEST_TIP = 400
UNDO = "#as-typed"
"""The link that our script turns into asking again, as it was typed."""


def escape(text: str) -> str:
    """Return `text` as Markdown or HTML that shows exactly its characters, on one line.

    Every ASCII punctuation mark becomes a character reference. Neither Markdown nor HTML takes a reference for
    markup, so the same escape is right in a paragraph, a heading, an attribute and a block of HTML.

    >>> escape("1. *Now* <b>")
    '1&#46; &#42;Now&#42; &#60;b&#62;'
    """
    return PUNCTUATION.sub(lambda mark: f"&#{ord(mark[0])};", normalise(text))


def readable(value: date | datetime | None) -> str:
    """Return a date for people.

    >>> readable(date(2026, 3, 9))
    '9 March 2026'
    """
    return date_of(value) if value else ""


def where(citation: Citation) -> str:
    """Return where a citation leads, for people: `Harbour Post · paragraph 4`."""
    place = f"paragraph {citation.paragraph}" if citation.paragraph else CAPTIONED.get(citation.kind, citation.kind)
    return f"{citation.source or citation.title} · {place}"


def address(citation: Citation) -> str:
    """Return the link that opens the citation in the reader: `#src:<article>:<paragraph>:<revision>:<start>-<end>`."""
    paragraph = citation.paragraph_id.rpartition(".")[2]
    return f"#src:{citation.article_id}:{paragraph}:{citation.revision}:{citation.start}-{citation.end}"


def chip(citation: Citation) -> str:
    """Return the numbered link of a citation, whose title is its hover card."""
    quote = citation.quote if len(citation.quote) <= LONGEST_TIP else citation.quote[:LONGEST_TIP].rstrip() + "…"
    return f'{NARROW}[{citation.n}]({address(citation)} "{escape(f"{where(citation)} — {quote}")}")'


def sentence_markdown(sentence: Sentence) -> str:
    """Return a sentence with its chips before the full stop, and in words what it is marked with."""
    text, end = sentence.text.rstrip(), ""
    if CLOSING.search(text) and sentence.citations:
        text, end = text[:-1], text[-1]
    shown = escape(text)
    if sentence.answer_span:
        first, last = sentence.answer_span
        parts = (text[:first], text[first:last], text[last:])
        shown = _spaced(parts) if parts[1].strip() else shown
    return shown + "".join(map(chip, sentence.citations)) + escape(end) + _caveat(sentence)


def answer_markdown(answer: Answer, library_size: int, *, undo: bool = False) -> str:
    """Return a whole answer: how it was read, its sentences or why there are none, its sources and their date.

    With `undo` the way it was read can be taken back by a link.
    """
    read = read_as_markdown(answer, undo=undo)
    if answer.outcome == "not_found":
        return "\n\n".join([*read, *_parts(answer), not_found_markdown(library_size), *_credit(answer)])
    if answer.opening:
        body = [escape(answer.opening), "\n".join(map(_listed, answer.sentences))]
    else:
        body = _parts(answer) or _body(answer.outcome, answer.sentences)
    return "\n\n".join([*read, *body, sources_markdown(answer.sentences, answer.as_of), *_credit(answer)])


def read_as_markdown(answer: Answer, *, undo: bool) -> list[str]:
    """Return how a question was read, when that is not as it was typed: completed, respelt, narrowed to some days."""
    told = [f"Read as: {escape(answer.read_as)}"] if answer.read_as else []
    told += [escape(answer.period.told)] if answer.period else []
    if not told:
        return []
    link = f' <a href="{UNDO}" title="Ask exactly what you typed">Undo</a>' if undo else ""
    return [f'<div class="read-as">{"<br>".join(told)}{link}</div>']


def _parts(answer: Answer) -> list[str]:
    """Return each of several questions with what became of it."""
    blocks = []
    for part in answer.parts:
        blocks.append(f"**{escape(part.question)}**")
        blocks += _body(part.outcome, answer.sentences[part.first : part.last])
    return blocks


def _body(outcome: Outcome, sentences: Sequence[Sentence]) -> list[str]:
    if outcome == "not_found":
        return ["The articles do not say."]
    if outcome == "closest":
        listed = "\n".join(f"- {sentence_markdown(sentence)}" for sentence in sentences)
        return ["I could not find a direct answer. The closest passages:", listed]
    return _paragraphs(sentences)


def _listed(sentence: Sentence) -> str:
    """Return a line of a list of articles: headline, outlet and day, and the article's own first sentence."""
    first = sentence.citations[0]
    facts = " · ".join(escape(one) for one in (first.source or "", readable(first.published)) if one)
    return f"- **{escape(first.title)}** {facts and f'({facts}) '}– {sentence_markdown(sentence)}"


def not_found_markdown(library_size: int) -> str:
    """Return what is said instead of a guess."""
    if not library_size:
        return (
            "Your library was empty when you asked this, so there was nothing to answer from. "
            "Add an article in the Library tab, then press retry."
        )
    which = "The article you have added does" if library_size == 1 else f"The {library_size:,} articles in it do"
    return (
        f"I could not find that in your library.\n\n{which} not answer it, so I will not guess. "
        "Try another question, or add an article that covers it."
    )


def sources_markdown(sentences: Sequence[Sentence], as_of: date | datetime | None) -> str:
    """Return the foldable list of the cited paragraphs, each once, with the date of the newest."""
    cited: dict[str, list[Citation]] = {}
    for one in (one for sentence in sentences for one in sentence.citations):
        cited.setdefault(one.paragraph_id, []).append(one)
    if not cited:
        return ""
    articles = len({some[0].article_id for some in cited.values()})
    items = "".join(map(_paragraph_cited, sorted(cited.values(), key=lambda some: some[0].n)))
    dated = f'<div class="as-of">As of {readable(as_of)}</div>' if as_of else ""
    summary = f"{with_noun(len(cited), 'paragraph')} from {with_noun(articles, 'article')}"
    return f'<details class="sources"><summary>{summary}</summary><ol>{items}</ol></details>{dated}'


def _paragraph_cited(cited: Sequence[Citation]) -> str:
    """Return a line of the list of sources: where a paragraph stands, and each part of it that is cited, in order."""
    first = cited[0]
    quotes = dict.fromkeys(one.quote for one in sorted(cited, key=lambda one: one.start))
    said = "".join(f'<span class="quote">{escape(quote)}</span>' for quote in quotes)
    of = " · ".join(filter(None, (first.title if first.source else "", readable(first.published) or "")))
    told = f'<span class="where">{escape(where(first))}</span> <span class="of">{escape(of)}</span>'
    return f'<li><a href="{address(first)}">{first.n}</a> {told} {said}</li>'


def briefing_markdown(briefing: Briefing) -> list[str]:
    """Return a briefing as blocks of Markdown in reading order, so that it can appear block by block."""
    words = sum(len(one.text.split()) for one in _all_sentences(briefing))
    minutes = max(1, round(words / READING_WORDS_A_MINUTE))
    facts = [
        f"As of {readable(briefing.as_of)}" if briefing.as_of else "",
        with_noun(articles_read(briefing), "article"),
        with_noun(len(briefing.sources_read), "outlet") if briefing.sources_read else "",
        f"{minutes}-minute read",
    ]
    blocks = [f"## {escape(briefing.title)}", f'<div class="facts">{" · ".join(filter(None, facts))}</div>']
    if briefing.overview:
        # Sentence n of the overview is on story n.
        pairs = zip(briefing.stories, briefing.overview, strict=False)
        blocks.append("\n".join(f"- **{escape(story.headline)}** – {sentence_markdown(one)}" for story, one in pairs))
    for number, story in enumerate(briefing.stories, 1):
        blocks += _story(number, story, followed=briefing.previous_id is not None)
    blocks += _credit(briefing)
    if briefing.skipped:
        rows = "".join(f"<li>{escape(one.title)}: {escape(one.reason)}</li>" for one in briefing.skipped)
        left = f"{with_noun(len(briefing.skipped), 'article')} read and left out"
        blocks.append(f'<details class="skipped"><summary>{left}</summary><ul>{rows}</ul></details>')
    return blocks


def _credit(text: Answer | Briefing) -> list[str]:
    told = credit(text)
    return [f'<div class="credit">{escape(told)}</div>'] if told else []


def file_name(briefing: Briefing) -> str:
    """Return what a saved briefing is called, without its ending: by its window, or by its newest article.

    >>> file_name(Briefing("1", "", date(2026, 3, 4), date(2026, 3, 5), None, (), (), (), ()))
    'briefing-2026-03-04-to-2026-03-05'
    """
    first, last = briefing.since, briefing.until or briefing.as_of
    days = dict.fromkeys(day(one).isoformat() for one in (first, last) if one)
    return "-".join(["briefing", "-to-".join(days)]) if days else "briefing"


def _story(number: int, story: Story, *, followed: bool) -> list[str]:
    """Return one story; its status tells something only to whom a briefing was written before (`followed`)."""
    outlets = ", ".join(story.sources)
    if len(story.sources) > 1:
        outlets += f" · {with_noun(story.independent_sources, 'independent source')}"
    status = (
        ""
        if story.status == "unchanged" or not followed
        else f'<span class="status {story.status}">{story.status}</span> '
    )
    blocks = [f"### {number}&#46; {escape(story.headline)}", f'<div class="facts">{status}{escape(outlets)}</div>']
    blocks += _paragraphs(story.sentences)
    if changes := list(_changes(story)):
        blocks.append("**What changed**\n\n" + "\n".join(changes))
    if story.quotes:
        blocks.append("**Who said what**\n\n" + "\n".join(map(_quote, story.quotes)))
    blocks += [_conflict(one) for one in story.conflicts]
    if story.timeline:
        rows = (f"- **{readable(one.when)}** {sentence_markdown(one.sentence)}" for one in story.timeline)
        blocks.append("**Timeline**\n\n" + "\n".join(rows))
    return blocks


def _changes(story: Story) -> Iterator[str]:
    """Yield a line for each change, but for what is new and stands in the story's own sentences already."""
    shown = {one.text for one in story.sentences}
    for one in story.changes:
        if one.before and one.after:
            yield f"- **{one.kind}** Before: {sentence_markdown(one.before)} Now: {sentence_markdown(one.after)}"
            continue
        line = one.after or one.before
        if line and line.text not in shown:
            yield f"- **{one.kind}** {sentence_markdown(line)}"


def _quote(quote: Quote) -> str:
    who = ", ".join(escape(part) for part in (quote.speaker, quote.role) if part)
    said = quote.text if not quote.direct or quote.text.startswith(("“", '"')) else f"“{quote.text}”"
    return f"- {f'**{who}:** ' if who else ''}{escape(said)}{chip(quote.citation)}"


def _conflict(conflict: Conflict) -> str:
    rows = "\n".join(f"- {sentence_markdown(one)}" for one in conflict.sentences)
    return f"**Sources disagree: {escape(conflict.about)}**\n\n{rows}"


def _paragraphs(sentences: Iterable[Sentence]) -> list[str]:
    """Join sentences into paragraphs: a new one for another article, and after a few sentences of the same."""
    paragraphs: list[list[str]] = []
    source: str | None = None
    for sentence in sentences:
        article = sentence.citations[0].article_id if sentence.citations else source
        if not paragraphs or article != source or len(paragraphs[-1]) >= PARAGRAPH_SENTENCES:
            paragraphs.append([])
        paragraphs[-1].append(sentence_markdown(sentence))
        source = article
    return [" ".join(one) for one in paragraphs]


def _spaced(parts: tuple[str, str, str]) -> str:
    """Mark the middle part; `escape` strips, so the spaces between the parts are put back."""
    before, answer, after = parts
    gap = " " if before[-1:].isspace() or answer[:1].isspace() else ""
    rest = " " if after[:1].isspace() or answer[-1:].isspace() else ""
    return f"{escape(before)}{gap}<strong>{escape(answer)}</strong>{rest}{escape(after)}"


def _caveat(sentence: Sentence) -> str:
    """Return the words that mark a sentence; where there is a reason, our script shows it at a click, tap or key."""
    words, told = caveat(sentence), escape(reason(sentence))
    kind = "caveat own" if sentence.replaces else "caveat"
    opens = f' role="button" tabindex="0" title="{told}"' if told else ""
    return f' <span class="{kind}"{opens}>{words}</span>' if words else ""


def _all_sentences(briefing: Briefing) -> list[Sentence]:
    return [*briefing.overview, *(one for story in briefing.stories for one in story.sentences)]
