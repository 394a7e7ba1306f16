"""What the environment says, read once and checked whole."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from speech.engines.registry import ENGINES

LANGUAGES = ("uk", "ru", "en")


def _parse_routes(text: object) -> object:
    """en:pocketsphinx,uk:scripted → {"en": "pocketsphinx", "uk": "scripted"}"""
    if not isinstance(text, str):
        return text
    routes: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        language, colon, engine = entry.partition(":")
        if not colon:
            raise ValueError(f"{entry!r} names no engine: write language:engine, such as en:pocketsphinx")
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is no language of this worker: use {', '.join(LANGUAGES)}")
        if engine not in ENGINES:
            raise ValueError(f"{engine!r} is no engine: use {', '.join(ENGINES)}")
        routes[language] = engine
    return routes


class Config(BaseModel):
    """One field per variable of the environment; the alias is its name there."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    host: str = Field("127.0.0.1", alias="SPEECH_HOST", min_length=1)
    port: int = Field(8081, alias="SPEECH_PORT", ge=0, le=65_535)
    token: str = Field("", alias="SPEECH_TOKEN", description="empty: no authentication")
    max_streams: int = Field(100, alias="SPEECH_MAX_STREAMS", ge=1)
    max_syntheses: int = Field(4, alias="SPEECH_MAX_SYNTHESES", ge=1)
    max_waiting_syntheses: int = Field(64, alias="SPEECH_MAX_WAITING_SYNTHESES", ge=0)
    decode_threads: int = Field(2, alias="SPEECH_DECODE_THREADS", ge=1, le=64)
    drain_s: float = Field(
        30, alias="SPEECH_DRAIN_S", ge=0, description="calls may go on so long after SIGTERM"
    )
    routes: Annotated[dict[str, str], BeforeValidator(_parse_routes)] = Field(
        default_factory=dict, alias="STT_ROUTES"
    )
    whisper_model_dir: Path | None = Field(None, alias="WHISPER_MODEL_DIR")
    whisper_model_size: str | None = Field(None, alias="WHISPER_MODEL_SIZE")
    model_dir: Path | None = Field(None, alias="MODEL_DIR")
    whisper_device: Literal["cpu", "cuda", "auto"] = Field("auto", alias="WHISPER_DEVICE")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", alias="LOG_LEVEL")

    @property
    def whisper_path(self) -> Path | None:
        """The folder of a CTranslate2 model: WHISPER_MODEL_DIR, else WHISPER_MODEL_SIZE below MODEL_DIR."""
        if self.whisper_model_dir:
            return self.whisper_model_dir
        if self.whisper_model_size and self.model_dir:
            return self.model_dir / self.whisper_model_size
        return None

    @property
    def stt_routes(self) -> dict[str, str]:
        """Engine per language: STT_ROUTES, else whisper where a model is configured, else what comes
        embedded."""
        embedded = {"en": "pocketsphinx", "uk": "scripted", "ru": "scripted"}
        return self.routes or (dict.fromkeys(LANGUAGES, "whisper") if self.whisper_path else embedded)

    @model_validator(mode="after")
    def _whisper_is_complete(self) -> "Config":
        if self.whisper_model_size and not (self.model_dir or self.whisper_model_dir):
            raise ValueError(
                f"WHISPER_MODEL_SIZE is {self.whisper_model_size!r} but MODEL_DIR is not set: "
                "set MODEL_DIR to the folder that holds the model"
            )
        if "whisper" in self.routes.values() and self.whisper_path is None:
            raise ValueError(
                "STT_ROUTES names whisper: set WHISPER_MODEL_DIR to a CTranslate2 model's folder"
            )
        return self


class ConfigFault(Exception):
    """All faults of the environment, one a line."""


def read_config(environment: Mapping[str, str], **overrides: object) -> Config:
    """`overrides` (command line) win over the environment; an empty variable counts as not set."""
    names = {field.alias or name for name, field in Config.model_fields.items()}
    values: dict[str, object] = {name: environment[name] for name in names if environment.get(name)}
    if isinstance(values.get("LOG_LEVEL"), str):
        values["LOG_LEVEL"] = {"WARN": "WARNING"}.get(
            str(values["LOG_LEVEL"]).upper(), str(values["LOG_LEVEL"]).upper()
        )
    values |= {name: value for name, value in overrides.items() if value is not None}
    try:
        return Config.model_validate(values)
    except ValidationError as error:
        lines = [
            f"  {'.'.join(map(str, fault['loc'])) or 'environment'}: "
            + fault["msg"].removeprefix("Value error, ")
            + (f" (is {fault['input']!r})" if fault["loc"] and "TOKEN" not in str(fault["loc"]) else "")
            for fault in error.errors()
        ]
        raise ConfigFault("bad configuration\n" + "\n".join(lines)) from error
