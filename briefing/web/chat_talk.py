"""Hold a conversation on the page: ask, stream, stop, retry, restore; every step is a list of chat messages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefing.assistant import Assistant
from briefing.naming import NOT_PERSON
from briefing.types import Answer, Sentence
from briefing.web.chat_markdown import answer_markdown, escape, not_found_markdown, sentence_markdown
from briefing.web.conversations import Exchange, cited_articles, load, new_id, partial, save, turns
from briefing.web.faults import sentence_of
from index.text import with_noun
from index.types import Article, Filters

Message = dict[str, Any]
SUGGESTIONS = 3
NEWEST = 6
"""Articles that the example questions are made from."""
BODY = re.compile(
    r"\b(?:Administration|Agency|Department|Ministry|Council|Commission|Committee|Court|Office|Bureau|Service|Union|Party|"
    r"Authority|Association|Institute|Foundation|Police|Government|Senate|Bank|Navy|Army|Fund|Federation|"
    r"Organi[sz]ation|Society|Board|Cent(?:er|re))$"
)
"""Stands behind "the": “What did the Drug Enforcement Administration say?”"""
LONGEST_NAME = 60
"""A longer "speaker" or title is not put into a question."""
BROKEN = "Something went wrong while answering; the server's log says what. Press retry, or ask in other words."
STOPPED = '<div class="note">Stopped. Press retry for the whole answer.</div>'


def ask(
    assistant: Assistant, question: str, conversation: str, *, again: bool = False, as_typed: bool = False
) -> Iterator[tuple[Exchange, ...]]:
    """Yield the conversation as the answer grows; with `again` the last exchange is asked anew.

    With `as_typed` the question is read as it stands, whatever was said before.

    Every step is kept in the library first, so that a reload, a stop or a restart shows what there was.
    """
    earlier = load(assistant, conversation)
    if again and earlier:
        question, earlier = earlier[-1].question, earlier[:-1]
    asked = Exchange(question, searched=assistant.counts().articles, as_typed=as_typed)
    started = time.monotonic()
    sentences: list[Sentence] = []
    yield _keep(assistant, conversation, earlier, asked)
    try:
        for piece in assistant.stream(question, history=turns(earlier), as_typed=as_typed):
            if isinstance(piece, Answer):
                asked = replace(asked, answer=piece, state="done")
            else:
                sentences.append(piece)
                asked = replace(asked, answer=partial(question, sentences))
            asked = replace(asked, seconds=round(time.monotonic() - started, 1))
            yield _keep(assistant, conversation, earlier, asked)
    except Exception as error:  # the page's outermost edge: the person gets a sentence and a button to try again
        note = sentence_of(error, "answering", BROKEN)
        yield _keep(assistant, conversation, earlier, replace(asked, state="failed", note=note))


def stop(assistant: Assistant, conversation: str) -> tuple[Exchange, ...]:
    """Mark the unfinished answer as stopped; what was written stays."""
    exchanges = load(assistant, conversation)
    if exchanges and exchanges[-1].state == "asking":
        exchanges = _keep(assistant, conversation, exchanges[:-1], replace(exchanges[-1], state="stopped"))
    return exchanges


def rate(assistant: Assistant, conversation: str, position: int, rating: str) -> None:
    """Keep what a reader thought of the answer at a position among the messages."""
    exchanges = list(load(assistant, conversation))
    owner = [number for number, one in enumerate(exchanges) for _ in _exchange_messages(one)]
    if 0 <= position < len(owner):
        exchanges[owner[position]] = replace(exchanges[owner[position]], feedback=rating)
        save(assistant, conversation, exchanges)


def messages(exchanges: Sequence[Exchange], suggestions: Sequence[str] = ()) -> list[Message]:
    """Return the conversation as chat messages, the suggestions under the last answer."""
    last = len(exchanges) - 1
    shown = [message for n, one in enumerate(exchanges) for message in _exchange_messages(one, undo=n == last)]
    if shown and suggestions and shown[-1]["role"] == "assistant":
        shown[-1]["options"] = [{"value": one} for one in suggestions]
    return shown


def identify(conversation: str | None) -> str:
    """Return the conversation's id, a fresh one when the page has none yet."""
    return conversation or new_id()


def examples(assistant: Assistant, articles: Sequence[Article]) -> list[str]:
    """Return questions that the newest articles can answer: who said what, and what the newest one is about."""
    if not articles:
        return []
    said = [f"What did {name} say?" for name in _speakers(assistant, [one.id for one in articles[:NEWEST]])]
    titles = [f"Summarise “{one.title}”" for one in articles if 0 < len(one.title) <= 2 * LONGEST_NAME]
    return [*said[: SUGGESTIONS - 1], *titles[:1]]


def follow_ups(assistant: Assistant, exchange: Exchange) -> list[str]:
    """Return questions that go on from an answer: the other speakers of the articles it cites."""
    if exchange.answer is None or exchange.state != "done":
        return []
    cited = cited_articles(exchange.answer.sentences)
    if not cited:
        return examples(assistant, assistant.articles()) if exchange.searched else []
    asked = exchange.question.casefold()
    names = [name for name in _speakers(assistant, cited) if name.split()[-1].casefold() not in asked]
    found = [f"What did {name} say?" for name in names][: SUGGESTIONS - 1]
    title = exchange.answer.sentences[0].citations[0].title if exchange.answer.sentences[0].citations else ""
    if title and len(title) <= 2 * LONGEST_NAME and not asked.startswith("summarise"):
        found.append(f"Summarise “{title}”")
    return found


def _speakers(assistant: Assistant, article_ids: Sequence[str]) -> list[str]:
    """Return who speaks in the articles: people before places and offices, one of each article before a second."""
    by_article: dict[str, list[str]] = {one: [] for one in article_ids}
    for quote in assistant.quotes(filters=Filters(article_ids=tuple(article_ids))):
        names = by_article.setdefault(quote.citation.article_id, [])
        name = quote.speaker or ""
        whole = name[:1].isupper() and name.split()[-1][:1].isupper() and not name.startswith(("The ", "A "))
        if whole and len(name) <= LONGEST_NAME:
            names.append(f"the {name}" if BODY.search(name) else name)
    by_article = {article: list(dict.fromkeys(names)) for article, names in by_article.items()}
    depth = max(map(len, by_article.values()), default=0)
    found = dict.fromkeys(names[i] for i in range(depth) for names in by_article.values() if i < len(names))
    return sorted(found, key=lambda name: (NOT_PERSON.search(name) is not None, " " not in name))


def _keep(
    assistant: Assistant, conversation: str, earlier: Sequence[Exchange], latest: Exchange
) -> tuple[Exchange, ...]:
    exchanges = (*earlier, latest)
    save(assistant, conversation, exchanges)
    return exchanges


def _exchange_messages(exchange: Exchange, *, undo: bool = False) -> list[Message]:
    user: Message = {"role": "user", "content": escape(exchange.question)}
    if exchange.state == "failed":
        return [user, {"role": "assistant", "content": f'<div class="problem">{escape(exchange.note)}</div>'}]
    searched = with_noun(exchange.searched, "article")
    if exchange.state == "asking" and exchange.answer is None:
        return [user, _thought(f"Searching {searched}", "pending", "")]
    answer = exchange.answer
    kept = len({one.paragraph_id for sentence in answer.sentences for one in sentence.citations}) if answer else 0
    detail = f"Looked at {searched}, kept {with_noun(kept, 'paragraph')}."
    thought = _thought(f"Searched {searched}", "done", detail)
    thought["metadata"]["duration"] = exchange.seconds
    if answer is None:
        return [user, thought, {"role": "assistant", "content": STOPPED}]
    if exchange.state == "done":
        return [user, thought, {"role": "assistant", "content": answer_markdown(answer, exchange.searched, undo=undo)}]
    written = " ".join(map(sentence_markdown, answer.sentences)) or not_found_markdown(exchange.searched)
    end = f"\n\n{STOPPED}" if exchange.state == "stopped" else ""
    return [user, thought, {"role": "assistant", "content": written + end}]


def _thought(title: str, status: str, detail: str) -> Message:
    return {"role": "assistant", "content": detail, "metadata": {"title": title, "status": status}}
