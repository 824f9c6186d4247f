"""Serve the page over the stand-in assistant, slow enough to interrupt: `slow_desk.py PORT PAUSE ORIGINS KEY`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import uvicorn
from fakes import FakeAssistant, with_removed
from fictional import bridge, make_article

from briefing.settings import Settings
from briefing.web import make_app
from index.types import Removed

HOSTILE = (
    "<script>window.hacked = 1</script> and ${window.hacked = 2} about the quarry.",
    '<img src="https://evil.example/a.png" onerror="window.hacked = 3"> ![q](https://evil.example/quarry.png)',
    "[quarry](javascript:window.hacked=4) <a href='#src:x:y' style='position:fixed;inset:0'>quarry</a>",
)


def main() -> None:
    """Serve two ordinary articles and one that attacks the page."""
    port, pause, origins, key = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], sys.argv[4]
    settings = Settings(port=port, allowed_origins=origins, api_key=key or None)  # type: ignore[arg-type]
    ferry = make_article(
        "The ferry company Aldine will run every 20 minutes from Friday, its owner said.",
        "The Tarn ferry seen from the bridge in March.",
        "Fares stay at £3 until June.",
        title="Aldine ferry doubles crossings",
        source="Harbour Daily",
        kinds={1: "caption"},
    )
    hostile = make_article(*HOSTILE, title="Quarry ${window.hacked = 5} <b>fire</b>", source="<i>Post</i>")
    articles = [with_removed(bridge(), Removed(3, "READ MORE", "link to another story")), ferry, hostile]
    assistant = FakeAssistant(articles, settings, pause)
    uvicorn.run(make_app(assistant, settings), host="127.0.0.1", port=port, log_level="warning")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
