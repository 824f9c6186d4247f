"""Read the settings: `BRIEFING_*` variables win over `briefing.toml`, which wins over the defaults."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from briefing.wording import meant, refusal
from index.errors import InputError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
MODEL_PROVIDERS = ("openai", "anthropic", "ollama")
"""Providers whose failures are told apart; any other model is reached as an OpenAI-compatible server."""
PREFIX = "BRIEFING_"
NO_SETTING = re.compile(
    r"BENCH_\w+|CHROMIUM|EVAL_DATA|REQUIRE_BROWSER|\w+_SERVICE_(?:HOST|PORT)\w*|\w+_PORT(?:_\d+_(?:TCP|UDP)(?:_\w+)?)?"
)
"""What else begins like a setting: names of the measurements and tests, and what Kubernetes gives every container of
a service called `briefing-…`."""
HOST = re.compile(r"(?:\*\.)?[\w.:-]*\w")


class Settings(BaseSettings):
    """Hold every setting; an unknown name is refused, so that a typing error is not silently ignored."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", toml_file="briefing.toml", frozen=True, env_ignore_empty=True
    )

    library: Path = Field(default_factory=lambda: user_data_path("briefing-desk") / "library")
    """Folder of the library; one process owns it at a time."""
    embedding: str = "bge-small-en-v1.5"
    """`bge-small-en-v1.5` (bundled), `none` (keywords only), or any sentence-transformers model: a name or a folder."""
    reranker: str = "ms-marco-MiniLM-L-12-v2"
    """`ms-marco-MiniLM-L-12-v2` (bundled), `none`, or any sentence-transformers CrossEncoder: a name or a folder."""
    support: str = "packaged"
    """What votes beside the checks on whether a paragraph says a sentence: `packaged` (a small model of our own),
    `none` (the checks alone), or any sentence-transformers CrossEncoder: a name or a folder."""
    model: str = "none"
    """`none` (answers are the articles' own sentences), or a language model that writes: `openai:…`, `anthropic:…`,
    `ollama:…`. The passages of an answer are then sent to it."""
    model_url: str | None = None
    """Address of an OpenAI-compatible server (llama.cpp, vLLM, LM Studio: `http://localhost:8080/v1`), or of Ollama."""
    model_key: SecretStr | None = None
    """Key of the model's provider; without it the provider's own variable counts, such as `OPENAI_API_KEY`."""
    model_window: int | None = Field(default=None, ge=1024)
    """Tokens that the model reads at once; without it what is known of the model, else 4,096."""
    model_size: Literal["tiny", "small", "large"] | None = None
    """How much the model is trusted with: a tiny one rewords single paragraphs, a small one gets fewer passages and
    worked examples; without it told from its name (1 and 8 billion parameters or fewer)."""
    model_seconds: float = Field(default=60.0, gt=0, le=3600)
    """Longest time for one text of the model, its retries included."""
    model_price: Annotated[tuple[float, float] | None, NoDecode] = None
    """Dollars for a million tokens in, and out, as `0.25,2`: the cost of each answer is then shown."""
    model_strict: bool = True
    """Whether a sentence of the model that is only partly supported is replaced by the article's own, not marked: what
    a model writes is then never less well supported than the articles' own sentences (`benchmarks writers`)."""
    prompts: Path | None = None
    """Folder whose `answer.md`, `summary.md`, `story.md` and so on replace the files of `prompts/` of the same name."""
    chroma_url: str | None = None
    """Address of a Chroma server; without it Chroma runs embedded in the library folder."""
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    api_key: SecretStr | None = None
    """Key that callers must send as `Authorization: Bearer …`; needed for any address but this machine's own."""
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Origins, separated by commas, whose pages may frame the chat and call the API, such as `https://portal.example`."""
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Hosts, separated by commas, that may be read though they are in a private network: `wiki.corp`, `*.corp:3000`."""
    max_source_mb: int = Field(default=20, gt=0)
    """Largest text, file or page that is read, in megabytes."""

    @field_validator("allowed_origins", "allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        parts = value.split(",") if isinstance(value, str) else value
        return tuple(part.strip().rstrip("/") for part in parts if part.strip())

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            scheme, _, rest = origin.partition("://")
            if scheme not in ("http", "https") or not rest or any(mark in rest for mark in "/;, *'\""):
                raise ValueError(f"{origin!r} is not an origin; write it like https://portal.example:8443")
        return value

    @field_validator("allowed_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for host in value:
            if not HOST.fullmatch(host):
                raise ValueError(f"{host!r} is not a host; write it like wiki.corp, wiki.corp:3000 or *.corp")
        return value

    @field_validator("model")
    @classmethod
    def _model(cls, value: str) -> str:
        provider, _, name = value.strip().partition(":")
        if value.strip() != "none" and (provider not in MODEL_PROVIDERS or not name.strip()):
            names = ", ".join(f"{one}:NAME" for one in MODEL_PROVIDERS)
            raise ValueError(
                f"{value!r} is not a model; write none or {names}; any OpenAI-compatible server is openai:NAME with "
                "BRIEFING_MODEL_URL"
            )
        return value.strip()

    @field_validator("model_url")
    @classmethod
    def _model_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError(f"{value!r} is not an address; write it like http://localhost:8080/v1")
        return value.rstrip("/") if value else None

    @field_validator("model_price", mode="before")
    @classmethod
    def _model_price(cls, value: Any) -> Any:
        parts = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
        try:
            prices = tuple(map(float, parts)) if parts is not None else None
        except (TypeError, ValueError):
            prices = ()
        if prices is not None and (len(prices) != 2 or not all(0 <= one < float("inf") for one in prices)):
            raise ValueError(
                f"{value!r} is not two prices; write dollars for a million tokens in, and out, like 0.25,2"
            )
        return prices

    @property
    def max_source_bytes(self) -> int:
        """Return the bytes of the largest text, file or page that is read."""
        return self.max_source_mb * 1_000_000

    @property
    def is_local(self) -> bool:
        """Tell whether the server listens on this machine alone."""
        return self.host in LOOPBACK

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put arguments first, then the environment, then `briefing.toml`."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: Any) -> Settings:
    """Return the settings, with `given` values that are not None on top.

    Raises InputError naming each setting that cannot be used.
    """
    _refuse_unknown_variables()
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults = "; ".join(_fault(one) for one in error.errors())
        raise InputError(f"{faults}. Correct it in the environment or in briefing.toml.") from None
    except ValueError as error:
        raise InputError(f"briefing.toml cannot be read: {error}. Correct it or remove it.") from None


def _refuse_unknown_variables() -> None:
    """Raise InputError for a variable that is meant for the desk and is none of its settings."""
    for name, value in os.environ.items():
        rest = name.upper().removeprefix(PREFIX)
        if rest == name.upper() or not value or rest.lower() in Settings.model_fields or NO_SETTING.fullmatch(rest):
            continue
        near = meant(rest, Settings.model_fields)
        known = f"did you mean {PREFIX}{near.upper()}?" if near else "README.md lists them."
        raise InputError(f"{name}: there is no such setting; {known} Correct it or unset it.")


def _fault(fault: Any) -> str:
    """Return what is wrong with one setting: its name, what it must be, and what it is."""
    name = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        near = meant(name, Settings.model_fields)
        return f"briefing.toml: there is no setting `{name}`" + (f"; did you mean `{near}`" if near else "")
    told = refusal(f"{PREFIX}{name.upper()}", fault["msg"])
    is_shown = isinstance(fault["input"], str | int | float) and "key" not in name and " must be " in told
    return told + (f", not {str(fault['input'])[:60]!r}" if is_shown else "")
