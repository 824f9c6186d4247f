"""Keep the instructions to language models, and nothing else; the built-in engine needs none.

A prompt is a Markdown file: `version` and `variables` in its first lines, then parts under `## system`, `## user` and,
for small models, worked examples under `## example user` and `## example assistant`. `{{name}}` stands for a variable.
A tiny model copies its example instead of following it, so its prompts are a line or two, for one passage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.errors import InputError
from index.text import digest

FOLDER = Path(__file__).parent
NAMES = ("answer", "summary", "story", "answer-tiny", "retell-tiny")
VARIABLES = {
    "answer": frozenset({"fence", "passages", "question", "sentences"}),
    "summary": frozenset({"fence", "passages", "sentences", "words"}),
    "story": frozenset({"fence", "passages", "sentences", "words"}),
    "answer-tiny": frozenset({"passage", "question"}),
    "retell-tiny": frozenset({"passage"}),
}
"""What the desk puts into each prompt: a prompt uses all of it, and nothing else."""
LONGEST = 20_000
"""Characters of a prompt file: the built-in ones have two thousand."""
PART = re.compile(r"^## (system|user|example user|example assistant)[ \t]*$", re.M)
HOLE = re.compile(r"\{\{(\w+)\}\}")
HEAD = re.compile(r"^version: *(\d{1,6})\s+variables: *([\w ]+?)\s*$")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Hold one prompt: `version` changes with any letter of its file; `examples` are pairs of question and answer."""

    name: str
    version: str
    system: str
    user: str
    examples: tuple[tuple[str, str], ...] = ()


def load(name: str, folder: Path | None = None) -> Prompt:
    """Return the prompt `name`, from `folder` when that has a file of this name.

    Raises InputError when its parts or variables are not those the desk knows.
    """
    own = folder / f"{name}.md" if folder else None
    path = own if own and own.is_file() else FOLDER / f"{name}.md"
    try:
        stat = path.stat()
        return _read(path, name, stat.st_mtime_ns, stat.st_size)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The prompt {path} cannot be read: {error}. Correct or remove the file.") from error


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with each `{{name}}` replaced by its value; what stands inside a value stays as it is.

    >>> fill("Q: {{question}}", {"question": "Who is {{he}}?"})
    'Q: Who is {{he}}?'
    """
    return HOLE.sub(lambda found: values[found[1]], text)


@lru_cache(maxsize=16)
def _read(path: Path, name: str, changed: int, size: int) -> Prompt:
    if size > LONGEST:
        raise InputError(f"The prompt {path} has {size:,} bytes; a prompt has {LONGEST:,} at most.")
    text = path.read_text(encoding="utf-8")
    head, *rest = PART.split(text)
    stated = HEAD.match(head.strip())
    parts = [(role, body.strip()) for role, body in zip(rest[::2], rest[1::2], strict=True)]
    roles = [role for role, _ in parts]
    if (
        stated is None
        or roles[:2] != ["system", "user"]
        or roles[2:] != ["example user", "example assistant"] * (len(roles[2:]) // 2)
    ):
        raise InputError(
            f"The prompt {path} must state `version:` and `variables:` and then have the parts `## system`, `## user` "
            "and pairs of `## example user` and `## example assistant`."
        )
    _check(path, name, frozenset(stated[2].split()), frozenset(HOLE.findall(parts[0][1] + parts[1][1])))
    examples = [body for _, body in parts[2:]]
    return Prompt(
        name=name,
        version=f"{name}-{stated[1]}-{digest(text, length=8)}",
        system=parts[0][1],
        user=parts[1][1],
        examples=tuple(zip(examples[::2], examples[1::2], strict=True)),
    )


def _check(path: Path, name: str, stated: frozenset[str], used: frozenset[str]) -> None:
    wanted = VARIABLES[name]
    for what, found in (("states", stated), ("uses", used)):
        if found != wanted:
            wrong = ", ".join(f"{{{{{one}}}}}" for one in sorted(found ^ wanted))
            raise InputError(f"The prompt {path} {what} other variables than the desk fills in: {wrong}. Correct it.")
