"""Speak to a language model through LangChain: one stream of text, patient with busy servers, plain about failures.

The only file that knows LangChain. Plain text is all that is asked for: no JSON schema, no tools, no Responses API on
servers of one's own, and token counts only where the server gives them.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

from briefing.settings import Settings
from index.errors import ModelError

Size = Literal["tiny", "small", "large"]
TRIES = 4
"""Attempts to get a first word out of a busy server, all within `BRIEFING_MODEL_SECONDS`."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
"""Seconds before the second attempt, doubled each time, and the most that is waited at once."""
LONGEST_TEXT = 20_000
"""Characters of one text: an answer has a few hundred; more comes from a model that runs on."""
WINDOW = 4096
"""Tokens of a model of which nothing is known."""
SMALL_WINDOW = 8192
"""Tokens that a small model is given at most: it loses the thread long before its window ends."""
TINY_BILLIONS, SMALL_BILLIONS = 1.0, 8.0
"""Parameters of models that can do no more than reword one paragraph, and that do better with few passages."""
SIZE = re.compile(r"(?<![\w.])(\d{1,4}(?:\.\d{1,2})?)\s?(b|m)(?![a-z0-9])", re.I)
MOST_TOKENS: dict[Size, int] = {"tiny": 80, "small": 220, "large": 4096}
"""Tokens of one text: room for a model that reasons first, and a bound on a small one that runs on. A tiny one writes
one sentence at a time."""

PACKAGES = {"openai": "langchain_openai", "anthropic": "langchain_anthropic", "ollama": "langchain_ollama"}
KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
FAILURES = (
    ("langchain_core.exceptions", "LangChainException"),
    ("openai", "OpenAIError"),
    ("anthropic", "AnthropicError"),
    ("ollama", "ResponseError"),
    ("httpx", "HTTPError"),
    ("httpx", "StreamError"),
    ("httpx2", "HTTPError"),
)
"""What the providers' packages raise; those not loaded cannot raise."""

Message = tuple[str, str]
"""A role (system, user, assistant) and a text."""


@dataclass(frozen=True, slots=True)
class End:
    """Close a model's text: whether it may be cut, by its length or its server, and tokens where they are counted."""

    cut: bool = False
    input_tokens: int | None = None
    output_tokens: int | None = None


Speak = Callable[[Sequence[Message]], Iterator[str | End]]
"""Yields text as it comes, then one End. Raises ModelError, after the pieces that came before the failure."""


@dataclass(frozen=True, slots=True)
class Model:
    """Hold a language model: `window` is the tokens it reads at once, `price` dollars a million tokens in and out."""

    name: str
    speak: Speak
    window: int = WINDOW
    size: Size = "large"
    price: tuple[float, float] | None = None


def open_model(settings: Settings, *, sleep: Callable[[float], None] = time.sleep) -> Model | None:
    """Return the language model that the settings name, None for `none`; nothing is sent yet.

    Raises ModelError when its package or its key is missing.
    """
    if settings.model == "none":
        return None
    provider, _, name = settings.model.partition(":")
    if find_spec(PACKAGES[provider]) is None:
        raise ModelError(
            f"BRIEFING_MODEL names {settings.model}, but the package for it is missing. "
            f"Install it: pip install 'briefing-desk[{provider}]'"
        )
    variable = KEYS.get(provider)
    if variable and not settings.model_url and not settings.model_key and not os.environ.get(variable):
        raise ModelError(f"{settings.model} needs a key. Set {variable} or BRIEFING_MODEL_KEY.")
    size = settings.model_size or size_of(name)
    chat = _chat(settings, size, plain=False)
    known = (chat.profile or {}).get("max_input_tokens") if not settings.model_url else None
    window = settings.model_window or known or WINDOW
    return Model(
        name=settings.model,
        speak=_speaker(settings, size, chat, sleep),
        window=window if size == "large" else min(window, SMALL_WINDOW),
        size=size,
        price=settings.model_price,
    )


def size_of(name: str) -> Size:
    """Return how large a model is by the parameters in its name; one whose name tells none is taken to be large.

    >>> [size_of(name) for name in ("SmolLM2-135M-Instruct", "llama3.1:8b", "qwen3-30b-a3b", "gpt-4o-mini")]
    ['tiny', 'small', 'large', 'large']
    """
    sizes = [float(size) / (1 if unit in "bB" else 1000) for size, unit in SIZE.findall(name)]
    most = max(sizes, default=SMALL_BILLIONS + 1)
    return "tiny" if most <= TINY_BILLIONS else "small" if most <= SMALL_BILLIONS else "large"


def _chat(settings: Settings, size: Size, *, plain: bool) -> Any:
    """Return LangChain's chat model; a plain one is sent nothing that a simple server may refuse."""
    from langchain.chat_models import init_chat_model

    provider, _, name = settings.model.partition(":")
    most = MOST_TOKENS[size]
    given: dict[str, Any] = {} if plain else {"temperature": 0.0}
    if settings.model_url:
        given["base_url"] = settings.model_url
    if provider == "ollama":
        given |= {"num_predict": most, "num_ctx": settings.model_window or WINDOW}
        given["client_kwargs"] = {"timeout": settings.model_seconds}
        return init_chat_model(name, model_provider=provider, **given)
    key = settings.model_key.get_secret_value() if settings.model_key else None
    if key or settings.model_url:
        given["api_key"] = key or os.environ.get(KEYS[provider]) or "none"
    given |= {"timeout": settings.model_seconds, "max_retries": 0}
    if not plain or provider == "anthropic":
        given["max_tokens"] = most
    if provider == "openai" and not plain:
        given["stream_usage"] = True
        if settings.model_url:
            # Simple servers know only the older name of the length, and none of the newer interface.
            given |= {"use_responses_api": False, "extra_body": {"max_tokens": most}}
    elif provider == "openai":
        given |= {"stream_usage": False, "use_responses_api": False}
    return init_chat_model(name, model_provider=provider, **given)


def _speaker(settings: Settings, size: Size, chat: Any, sleep: Callable[[float], None]) -> Speak:
    """Return the stream of a chat model's text that tries again while nothing was said, within the time it has."""

    def speak(messages: Sequence[Message]) -> Iterator[str | End]:
        until = time.monotonic() + settings.model_seconds
        asked = chat
        for attempt in range(1, TRIES + 1):
            started = False
            try:
                for piece in _said(asked, messages):
                    if time.monotonic() > until:
                        raise TimeoutError
                    started = started or isinstance(piece, str)
                    yield piece
                return
            except _failures() as error:
                kind = _kind(error)
                wait = _wait(error, attempt)
                late = time.monotonic() + wait > until
                if kind == "refused" and asked is chat and not started:
                    asked, wait, late = _chat(settings, size, plain=True), 0.0, False
                elif kind not in ("busy", "broken", "unreachable") or started or late or attempt == TRIES:
                    raise ModelError(_sentence(kind, settings, started)) from error
            sleep(wait)

    return speak


def _said(chat: Any, messages: Sequence[Message]) -> Iterator[str | End]:
    """Yield what one request brings; a server that does not stream is asked again for the whole."""
    total, reason, usage = 0, None, None
    for chunk in _chunks(chat, messages):
        reason, usage = _reason(chunk) or reason, chunk.usage_metadata or usage
        if chunk.text:
            total += len(chunk.text)
            yield str(chunk.text)
        if total > LONGEST_TEXT:
            reason = "length"
            break
    if not total and reason is None:
        whole = chat.invoke(list(messages))
        reason, usage = _reason(whole), whole.usage_metadata
        yield str(whole.text)[:LONGEST_TEXT]
    counts = usage or {}
    yield End(reason in (None, "length", "max_tokens"), counts.get("input_tokens"), counts.get("output_tokens"))


def _chunks(chat: Any, messages: Sequence[Message]) -> Iterator[Any]:
    """Yield the pieces of one request, none from a server that answers a stream with a whole body."""
    begun = False
    try:
        for chunk in chat.stream(list(messages)):
            begun = True
            yield chunk
    except ValueError:  # LangChain's "No generation chunks were returned"
        if begun:
            raise


def _reason(message: Any) -> str | None:
    """Return why the model stopped, as its provider calls it."""
    about: dict[str, Any] = message.response_metadata
    reasons = (about.get(name) for name in ("finish_reason", "stop_reason", "done_reason"))
    return next((str(reason) for reason in reasons if reason), None)


def _failures() -> tuple[type[BaseException], ...]:
    loaded = [getattr(sys.modules[module], name, None) for module, name in FAILURES if module in sys.modules]
    # ValueError: a body that is not the JSON it should be.
    return (OSError, ValueError, *(one for one in loaded if one is not None))


def _kind(error: BaseException) -> str:
    """Return what went wrong in one word: `late`, `unreachable`, `busy`, `broken`, `key`, `missing`, `refused`."""
    names = " ".join(one.__name__ for one in type(error).__mro__)
    status = getattr(error, "status_code", None)
    if "Timeout" in names:
        return "late"
    if status in (401, 403) or "Authentication" in names or "PermissionDenied" in names:
        return "key"
    if "ContextOverflow" in names or status == 413:
        return "long"
    if status == 404:
        return "missing"
    if status in (408, 409, 429, 529) or "RateLimit" in names:
        return "busy"
    if isinstance(status, int) and 400 <= status < 500:
        return "refused"
    if "Connect" in names:
        return "unreachable"
    return "broken"


def _wait(error: BaseException, attempt: int) -> float:
    """Return the seconds to wait: what the server asks for, within bounds, else twice as long each time."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    asked = str(headers.get("retry-after", ""))
    if asked.isdigit():
        return min(float(asked), LONGEST_WAIT)
    wait: float = min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT)
    return wait * random.uniform(0.75, 1.25)


def _sentence(kind: str, settings: Settings, started: bool) -> str:
    """Return the failure in words; nothing of the server's own text, which may hold a key."""
    name, address = settings.model, settings.model_url or "its provider"
    if started:
        late = f"the {settings.model_seconds:g} seconds it has were over" if kind == "late" else "its server broke off"
        return f"{name} stopped in the middle of its text: {late}."
    return {
        "late": f"{name} did not answer within {settings.model_seconds:g} seconds. Ask again, or raise "
        "BRIEFING_MODEL_SECONDS.",
        "unreachable": f"{name} cannot be reached at {address}. Start its server, or correct BRIEFING_MODEL_URL.",
        "busy": f"{name} is busy: its server asks to wait. Ask again in a minute.",
        "key": f"{name} does not accept the key. Correct BRIEFING_MODEL_KEY or the provider's own variable.",
        "missing": f"There is no model {name} at {address}. Correct BRIEFING_MODEL or BRIEFING_MODEL_URL.",
        "long": f"The passages are longer than {name} reads. Lower BRIEFING_MODEL_WINDOW.",
        "refused": f"{name} refused the request. Check that it is a chat model.",
        "broken": f"The server of {name} failed. Ask again, or look at its log.",
    }[kind]
