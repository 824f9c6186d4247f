"""What a person reads when a setting, an option or a body is refused: what, which, and what to do, in plain words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from commands import Briefing
from fictional import bridge
from starlette.testclient import TestClient

from briefing.client import Client
from briefing.relevance import has_a_chance
from briefing.settings import load_settings
from index.embed import open_embedder
from index.errors import InputError, ModelError
from index.library import Library
from index.rerank import UNRELATED
from index.types import Article

RAW = ("Input should", "Extra inputs", "Value error", "unable to parse", "Field required", "..", "?.")
"""Words of the libraries that a person never typed."""

SETTINGS = [
    ("BRIEFING_LIBRAY", "/tmp/x", "did you mean BRIEFING_LIBRARY?"),
    ("BRIEFING_ZEBRA", "1", "there is no such setting"),
    ("BRIEFING_PORT", "x", "BRIEFING_PORT must be a whole number, not 'x'"),
    ("BRIEFING_PORT", "70000", "BRIEFING_PORT must be 65535 or less, not '70000'"),
    ("BRIEFING_MODEL_SIZE", "big", "must be 'tiny', 'small' or 'large', not 'big'"),
    ("BRIEFING_MODEL_STRICT", "perhaps", "must be true or false"),
    ("BRIEFING_MODEL_PRICE", "1", "'1' is not two prices"),
    ("BRIEFING_ALLOWED_ORIGINS", "portal.example", "'portal.example' is not an origin"),
    ("BRIEFING_ALLOWED_HOSTS", "http://x.corp", "'http://x.corp' is not a host; write it like wiki.corp"),
]


@pytest.mark.parametrize(("name", "value", "told"), SETTINGS)
def test_a_setting_that_cannot_be_used_is_refused_in_plain_words(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = briefing("doctor")
    assert ran.code == 2 and ran.out == "" and ran.err.count("\n") == 1
    assert told in ran.err and name in ran.err and not any(one in ran.err for one in RAW)


def test_a_slip_in_the_settings_file_names_what_was_meant(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "briefing.toml").write_text('libary = "/tmp/x"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = briefing("doctor")
    assert ran.code == 2 and "briefing.toml: there is no setting `libary`; did you mean `library`" in ran.err
    assert not any(one in ran.err for one in RAW)


def test_a_key_that_cannot_be_used_is_not_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text("api_key = 123456789\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="BRIEFING_API_KEY") as refused:
        load_settings()
    assert "123456789" not in str(refused.value)


def test_other_variables_and_hosts_are_let_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DESK_SERVICE_HOST", "10.0.0.7")  # what Kubernetes tells of a service of that name
    monkeypatch.setenv("BRIEFING_DESK_PORT_7860_TCP", "tcp://10.0.0.7:7860")
    monkeypatch.setenv("BRIEFING_EVAL_DATA", "elsewhere")  # where the measurements find their data
    monkeypatch.setenv("BRIEFING_LIBRAY", "")
    monkeypatch.setenv("BRIEFING_ALLOWED_HOSTS", "wiki.corp, *.corp:3000, 127.0.0.1:8123, fd00::1")
    assert len(load_settings().allowed_hosts) == 4


OPTIONS = [
    (("restore", "0123", "x"), "LINE must be a whole number."),
    (("search", "x", "--limit", "0"), "--limit must be 1 or more."),
    (("brief", "--words", "5"), "--words must be 10 or more."),
    (("askk", "x"), "Did you mean 'ask'? See:"),
    (("search", "x", "--limitt", "3"), "There is no option --limitt; did you mean --limit? See:"),
    (("add",), "SOURCE is missing."),
]


@pytest.mark.parametrize(("arguments", "told"), OPTIONS)
def test_an_option_that_cannot_be_used_is_refused_in_plain_words(
    briefing: Briefing, keywords_only: None, arguments: tuple[str, ...], told: str
) -> None:
    ran = briefing(*arguments)
    assert ran.code == 2 and told in ran.err and "--help" in ran.err, ran
    assert not any(one in ran.err.replace("SOURCE...", "") for one in RAW)


def test_a_body_that_cannot_be_used_is_refused_in_plain_words(stand_in: tuple[object, TestClient]) -> None:
    client = stand_in[1]
    for body, told in [({"question": 3}, "question must be a text."), ({}, "question is missing.")]:
        answer = client.post("/api/v1/ask", json=body)
        assert (answer.status_code, answer.json()["error"]) == (400, told)
    refused = client.post("/api/v1/summarize", json={"article_id": "0123", "words": "many"})
    assert refused.json()["error"] == "words must be a whole number."


def test_a_terminal_without_the_server_s_key_is_told_where_to_put_it() -> None:
    refuse = httpx.MockTransport(lambda request: httpx.Response(401, json={"error": "A key is needed."}))
    with Client("http://127.0.0.1:7860", transport=refuse) as client:
        with pytest.raises(InputError, match=r"127\.0\.0\.1:7860.*BRIEFING_API_KEY"):
            client.articles()
        with pytest.raises(InputError, match="BRIEFING_API_KEY"):
            client.ask("When?")


def test_a_model_that_is_nowhere_is_one_quiet_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("sentence_transformers")
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match="'nope' cannot be loaded: it is not on this machine") as refused:
        open_embedder("nope")
    assert ".." not in str(refused.value) and "none" in str(refused.value)
    assert capfd.readouterr().err == ""


def test_offline_no_hub_is_asked_for_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sentence_transformers")
    import huggingface_hub.constants

    asked: list[str] = []
    monkeypatch.setattr(httpx, "head", lambda address, **how: asked.append(address))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="it is not on this machine"):
        open_embedder("nope")
    assert asked == []


UNKNOWN = [
    (("ask", "What did the crews accept?", "--source", "The Aldra Courrier"), "did you mean “The Aldra Courier”?"),
    (("ask", "What did the crews accept?", "--source", "Nope Times"), "no outlet “Nope Times”; it has “The Aldra"),
    (("ask", "What did the crews accept?", "--collection", "hosing"), "did you mean “housing”?"),
    (("search", "ferry", "--collection", "nope"), "no collection “nope”; it has “housing”."),
    (("brief", "--source", "Nope Times"), "no outlet “Nope Times”"),
    (("quotes", "--source", "Nope Times"), "no outlet “Nope Times”"),
    (("summarize", "--source", "Nope Times"), "no outlet “Nope Times”"),
    (("stories", "--source", "Nope Times"), "no outlet “Nope Times”"),
    (("check", "The crews accepted a rise of 6.5 per cent.", "--source", "Nope"), "no outlet “Nope”"),
]


@pytest.mark.parametrize(("arguments", "told"), UNKNOWN)
def test_a_filter_that_names_what_the_library_has_not_says_so(
    briefing: Briefing, filled: list[Article], arguments: tuple[str, ...], told: str
) -> None:
    ran = briefing(*arguments)
    assert ran.code == 2 and ran.out == "" and told in ran.err, ran


def test_an_article_that_is_not_there_was_not_found(briefing: Briefing, filled: list[Article]) -> None:
    ran = briefing("search", "ferry", "--article", "nope")
    assert ran.code == 1 and ran.out == "" and "no article 'nope'" in ran.err, ran


def test_a_filter_takes_the_start_of_an_id(briefing: Briefing, filled: list[Article]) -> None:
    mill, ferry = filled
    assert briefing("search", "ferry", "--article", ferry.id[:6]).code == 0
    assert briefing("search", "ferry", "--article", mill.id[:6]).code == 1


@pytest.mark.parametrize(("name", "told"), [("x.pdf", "as .pdf"), ("x.docx", "as .docx")])
def test_a_briefing_is_not_written_under_an_ending_of_another_kind(
    briefing: Briefing, filled: list[Article], tmp_path: Path, name: str, told: str
) -> None:
    ran = briefing("brief", "--out", tmp_path / name)
    assert ran.code == 2 and told in ran.err and "md, html, json" in ran.err and not (tmp_path / name).exists()
    assert briefing("brief", "--out", tmp_path / name, "--format", "md").code == 0
    assert briefing("brief", "--out", tmp_path / "plain").code == 0


def test_a_search_for_what_nothing_has_to_do_with_finds_nothing(briefing: Briefing, newsroom: Path) -> None:
    ran = briefing("search", "zzzzqqq")
    assert (ran.code, ran.out) == (1, "Nothing was found.\n")
    meaning = briefing("search", "monetary policy")  # words that no sample has
    assert meaning.code == 0 and "Bank of Velland holds its rate" in meaning.out


def test_where_nobody_measured_the_model_no_search_is_refused(library: Library) -> None:
    library.add([bridge()])
    hits = [replace(one, found_by=("vector",), relevance=-50.0) for one in library.search("cracks")]
    assert has_a_chance(hits, library.unrelated) and not has_a_chance(hits, UNRELATED)
