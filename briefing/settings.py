"""Read the settings: `BRIEFING_*` variables win over `briefing.toml`, which wins over the defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from index.errors import InputError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseSettings):
    """Hold every setting; an unknown name is refused, so that a typing error is not silently ignored."""

    model_config = SettingsConfigDict(
        env_prefix="BRIEFING_", extra="forbid", toml_file="briefing.toml", frozen=True, env_ignore_empty=True
    )

    library: Path = Field(default_factory=lambda: user_data_path("briefing-desk") / "library")
    """Folder of the library; one process owns it at a time."""
    embedding: str = "bge-small-en-v1.5"
    """`bge-small-en-v1.5` (bundled), `none` (keywords only), or any sentence-transformers model: a name or a folder."""
    reranker: str = "ms-marco-MiniLM-L-12-v2"
    """`ms-marco-MiniLM-L-12-v2` (bundled), `none`, or any sentence-transformers CrossEncoder: a name or a folder."""
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
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults = "; ".join(
            f"BRIEFING_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in error.errors()
        )
        raise InputError(
            f"A setting cannot be used: {faults}. Correct it in the environment or in briefing.toml."
        ) from None
    except ValueError as error:
        raise InputError(f"briefing.toml cannot be read: {error}. Correct it or remove it.") from None
