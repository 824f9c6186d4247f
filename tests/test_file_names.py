"""An uploaded article without an outlet is known by its file's name, as long as it is in the library."""

from __future__ import annotations

from pathlib import Path

from briefing.assistant import Assistant
from briefing.web import chat_desk, chat_import
from briefing.web.file_names import file_names
from briefing.web.pages import article_page

FIELDS = {"source": "", "published": "", "collection": ""}
TEXT = "Harbour lamp chosen\n\nThe harbour board met on Monday and chose a lamp that can be seen for nine miles.\n"


def test_an_upload_is_called_by_its_file_and_a_paste_is_not(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "minutes of may.txt").write_text(TEXT, encoding="utf-8")
    *_, last = chat_import.add_files(assistant, [str(tmp_path / "minutes of may.txt")], FIELDS)
    (added,) = last["added"]
    assert added["source"] == "minutes of may.txt"
    *_, pasted = chat_import.add_text(assistant, TEXT.replace("lamp", "buoy"), "", FIELDS)
    assert pasted["added"][0]["source"] == "Outlet unknown"
    shown = chat_desk.shelf(assistant.articles(), file_names(assistant))["articles"]
    assert {one["source"] for one in shown} == {"minutes of may.txt", "Outlet unknown"}
    assert chat_desk.read_article(assistant, added["id"], "")["source"] == "minutes of may.txt"
    article = assistant.article(added["id"])
    assert (
        "minutes of may.txt" in bytes(article_page(article, newest=article, names=file_names(assistant)).body).decode()
    )
    assert article.source is None  # a file is no outlet: no count and no filter has it
    assistant.remove(added["id"])
    assert file_names(assistant) == {}


def test_an_outlet_that_is_known_stays(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "may.txt").write_text(TEXT, encoding="utf-8")
    *_, last = chat_import.add_files(assistant, [str(tmp_path / "may.txt")], {**FIELDS, "source": "Harbour Post"})
    assert last["added"][0]["source"] == "Harbour Post" and file_names(assistant) == {}
