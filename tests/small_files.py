"""Write and read small files of a fictional article in tests."""

from __future__ import annotations

import json
from pathlib import Path

from index.read import Given, read
from index.types import Article

TITLE = "Ferry to Osk late again"
BODY = (
    "The ferry to Osk was late on Monday for the ninth time this month, the harbour master said.",
    "“We will not run a boat that is not safe,” said Ines Holt, the line’s director.",
)
TEXT = "\n\n".join([TITLE, *BODY])


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(path: Path, **given: object) -> Article:
    (article,) = read(path, given=Given(**given))  # type: ignore[arg-type]
    return article


LINES = "\n".join(json.dumps({"title": title, "text": f"{BODY[0]} {title}."}) for title in ("One", "Two"))
FRENCH = "Le ministre a déclaré à l’Assemblée que « la réforme sera votée à l’été ». Élus et maires s’y opposent."
