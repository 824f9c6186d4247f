"""Stand in for models: those of the index quick and deterministic, a language model scripted behind a real server."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embed import unit
from index.text import digest, words


class WordEmbedder:
    """Embed a text as the sum of one random direction a word, and keep what was embedded."""

    def __init__(self, name: str = "words", dimension: int = 32) -> None:
        self.name = name
        self.digest = f"{name}@1"
        self.dimension = dimension
        self.embedded: list[str] = []

    def embed_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one row per text."""
        self.embedded += texts
        rows = np.stack([self._row(text) for text in texts]) if texts else np.zeros((0, self.dimension))
        return unit(rows.astype(np.float32))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a query."""
        row: NDArray[np.float32] = unit(self._row(text)[None].astype(np.float32))[0]
        return row

    def _row(self, text: str) -> NDArray[np.float64]:
        row = np.full(self.dimension, 1e-3)
        for word in words(text):
            row += np.random.default_rng(int(digest(self.name, word), 16)).normal(size=self.dimension)
        return row


class WordReranker:
    """Score a text by the share of the query's words in it."""

    name = "words"
    unrelated = -inf

    def score(self, query: str, texts: Sequence[str]) -> list[float]:
        """Return one score per text."""
        wanted = set(words(query))
        return [len(wanted & set(words(text))) / max(1, len(wanted)) for text in texts]


LONGEST_HOLD = 60.0
"""Seconds after which a held reply goes on, so that a failing test ends."""


@dataclass(frozen=True)
class Reply:
    """Hold what a scripted model answers to one request.

    `pieces` are sent one by one (`text` is cut into pieces of three letters without them); `dies_after` closes the
    connection behind so many pieces, `waits` are seconds before each; `finish` None leaves the last event out. From piece
    `holds_at` on nothing is sent until `Chat.go_on` is set.
    """

    text: str = ""
    pieces: tuple[str, ...] | None = None
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    waits: float = 0.0
    dies_after: int | None = None
    finish: str | None = "stop"
    usage: tuple[int, int] | None = None
    streams: bool = True
    refuses: tuple[str, ...] = ()
    holds_at: int | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        return self.pieces or tuple(self.text[place : place + 3] for place in range(0, len(self.text), 3))


Script = Callable[[dict[str, Any]], Reply]
"""Makes the reply from the request."""


@dataclass
class Chat:
    """Hold a running server with a scripted model; `asked` are the requests it got."""

    url: str = ""
    replies: tuple[Reply | Script, ...] = ()
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)


@contextmanager
def chatting(*replies: Reply | Script | str) -> Iterator[Chat]:
    """Give a server that speaks the OpenAI chat-completions protocol; each request gets the next reply, then the last."""
    chat = Chat(replies=tuple(Reply(one) if isinstance(one, str) else one for one in replies))
    with listening(_handler(chat)) as address:
        chat.url = f"http://{address}/v1"
        yield chat


def _handler(chat: Chat) -> type[BaseHTTPRequestHandler]:
    """Return what answers the requests to a scripted model."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = chat.replies[min(len(chat.asked), len(chat.replies) - 1)]
            reply = reply if isinstance(reply, Reply) else reply(asked)
            chat.asked.append(asked)
            chat.keys.append(self.headers.get("Authorization", ""))
            refused = [name for name in reply.refuses if name in asked]
            if self.path != "/v1/chat/completions":
                self._send(404, _error("no such path"))
            elif refused:
                self._send(400, _error(f"unknown field {refused[0]}"))
            elif reply.status != 200:
                self._send(reply.status, _error(f"status {reply.status} for sk-secret"), reply.headers)
            elif asked.get("stream") and reply.streams:
                self._stream(reply, bool(asked.get("stream_options", {}).get("include_usage")))
            else:
                self._send(200, _whole(reply))

        def _send(self, status: int, body: dict[str, Any], headers: tuple[tuple[str, str], ...] = ()) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            for name, value in (("Content-Type", "application/json"), ("Content-Length", str(len(data))), *headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, reply: Reply, counts: bool) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            if reply.dies_after is not None:
                self.send_header("Content-Length", "1000000")  # so that the early end is a broken connection
            self.end_headers()
            with suppress(OSError):  # the reader may have gone
                for count, part in enumerate(reply.parts):
                    if count == reply.dies_after:
                        return
                    if count == reply.holds_at:
                        chat.go_on.wait(LONGEST_HOLD)
                    time.sleep(reply.waits)
                    self._event(_chunk({"content": part}))
                if reply.finish:
                    self._event(_chunk({}, reply.finish))
                if counts and reply.usage:
                    self._event(_chunk(None, None, reply.usage))
                self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, body: dict[str, Any]) -> None:
            self.wfile.write(f"data: {json.dumps(body)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Give the host and port of a running server, a thread a request."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _chunk(
    delta: dict[str, Any] | None, finish: str | None = None, usage: tuple[int, int] | None = None
) -> dict[str, Any]:
    choices = [] if delta is None else [{"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}]
    return {
        "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": choices,
        **({"usage": _counts(usage)} if usage else {}),
    }  # fmt: skip


def _error(sentence: str) -> dict[str, Any]:
    return {"error": {"message": sentence}}


def _whole(reply: Reply) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply.text or "".join(reply.parts)}
    return {
        "id": "1", "object": "chat.completion", "created": 1, "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish or "stop"}],
        **({"usage": _counts(reply.usage)} if reply.usage else {}),
    }  # fmt: skip


def _counts(usage: tuple[int, int]) -> dict[str, int]:
    return {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
