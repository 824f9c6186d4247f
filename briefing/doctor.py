"""Look at an installation and a library without changing either, and say what is there and what is missing."""

from __future__ import annotations

import platform
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from index.errors import BriefingError, LibraryLockedError
from index.text import with_noun

if TYPE_CHECKING:
    from briefing.settings import Settings

PACKAGES = "chromadb onnxruntime torch sentence-transformers gradio trafilatura pydantic".split()
"""Packages whose release changes what the desk does."""

LONGEST_WAIT = 20.0
"""Seconds that a language model has to say a word."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one thing that was looked at; `problem` says what is wrong with it and what to do."""

    name: str
    value: str
    problem: str | None = None


def examine(settings: Settings) -> list[Finding]:
    """Return what is installed, the models with the start of their SHA-256, and the library with its owner."""
    from briefing import __version__

    findings = [
        Finding("briefing-desk", __version__),
        Finding("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        *(_package(name) for name in PACKAGES),
        _model("embedding", settings.embedding),
        _model("reranker", settings.reranker),
        _support(settings.support),
        _writer(settings),
        Finding("chroma", settings.chroma_url or "embedded in the library folder"),
    ]
    return findings + _library(settings)


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name))
    except PackageNotFoundError:
        return Finding(name, "missing", f"Install it: pip install {name}")


def _model(kind: str, name: str) -> Finding:
    from index.embed import open_embedder
    from index.rerank import open_reranker
    from index.weights import BGE_SMALL, MS_MARCO

    try:
        model = open_embedder(name) if kind == "embedding" else open_reranker(name)
    except BriefingError as error:
        return Finding(kind, name, str(error))
    if model is None:
        return Finding(kind, "none: the keyword ranking works alone")
    packaged = {one.name: f"{one.name} (sha256 {one.sha256[:16]}…)" for one in (BGE_SMALL, MS_MARCO)}
    return Finding(kind, packaged.get(name, getattr(model, "digest", model.name)))


def _support(name: str) -> Finding:
    from briefing.support import PACKAGED, open_vote

    try:
        vote = open_vote(name)
    except BriefingError as error:
        return Finding("support", name, str(error))
    if vote is None:
        return Finding("support", "none: the checks decide alone")
    return Finding("support", f"packaged (sha256 {PACKAGED.sha256[:16]}…)" if name == "packaged" else name)


def _writer(settings: Settings) -> Finding:
    """Ask the language model for one word: whether it answers is what its name alone does not tell."""
    from briefing.llm_answer import open_writing

    if settings.model == "none":
        return Finding("model", "none: answers are the articles' own sentences")
    place = f"{settings.model} at {settings.model_url}" if settings.model_url else settings.model
    patient = settings.model_copy(update={"model_seconds": min(settings.model_seconds, LONGEST_WAIT)})
    start = time.monotonic()
    try:
        writing = open_writing(patient)
        said = (
            any(isinstance(piece, str) for piece in writing.model.speak([("user", "Say yes.")])) if writing else False
        )
    except BriefingError as error:
        return Finding("model", place, str(error))
    if not said:
        return Finding("model", place, "It answers with nothing. Check that it is a chat model.")
    return Finding("model", f"{place} answers ({time.monotonic() - start:.1f} s)")


def _library(settings: Settings) -> list[Finding]:
    from index.library import Library

    folder = Finding("library", str(settings.library))
    if not settings.library.exists():
        return [folder, Finding("articles", "0: the folder is made when the first article is added")]
    try:
        with Library(settings.library, chroma_url=settings.chroma_url) as library:
            counts = library.counts()
    except LibraryLockedError as error:
        owner = f"process {error.pid}" if error.pid else "another process"
        return [folder, Finding("owner", owner + (f", serving {error.address}" if error.address else ""))]
    except BriefingError as error:
        return [folder, Finding("articles", "unknown", str(error))]
    found = ", ".join(
        [
            with_noun(counts.articles, "article"),
            with_noun(counts.passages, "passage"),
            with_noun(counts.vectors, "vector"),
        ]
    )
    problem = None
    if counts.pending and settings.embedding != "none":
        problem = f"{with_noun(counts.pending, 'passage')} without a vector yet; the next command finishes that."
    return [folder, Finding("articles", found, problem), Finding("owner", "none")]
