"""Every recogniser, by name. A new engine is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from speech.engines.scripted import ScriptedEngine, Scripts

# config.py takes the engines' names from here
if TYPE_CHECKING:
    from speech.config import Config
    from speech.engines.base import SttEngine


@dataclass(frozen=True)
class EngineKind:
    """`probe` says what is missing and how to repair it, or None; `create` imports what it needs only
    then."""

    probe: Callable[[Config], str | None]
    create: Callable[[Config, Scripts], SttEngine]


def _probe_sphinx(_: Config) -> str | None:
    return (
        None
        if find_spec("pocketsphinx")
        else "pocketsphinx is not installed: pip install pocketsphinx==5.1.1"
    )


def _create_sphinx(_: Config, __: Scripts) -> SttEngine:
    from speech.engines.sphinx.engine import SphinxEngine  # noqa: PLC0415

    return SphinxEngine()


def _probe_whisper(config: Config) -> str | None:
    if find_spec("faster_whisper") is None:
        return "faster-whisper is not installed: pip install faster-whisper"
    path = config.whisper_path
    if path is None:
        return "no Whisper model is configured: set WHISPER_MODEL_DIR to a CTranslate2 model's folder"
    if not (path / "model.bin").is_file():
        return f"{path} holds no model.bin: mount a CTranslate2 Whisper model there"
    return None


def _create_whisper(config: Config, _: Scripts) -> SttEngine:
    from speech.engines.whisper.engine import WhisperEngine  # noqa: PLC0415

    if config.whisper_path is None:
        raise ValueError("no Whisper model is configured")
    return WhisperEngine(config.whisper_path, config.whisper_device)


ENGINES: dict[str, EngineKind] = {
    "pocketsphinx": EngineKind(_probe_sphinx, _create_sphinx),
    "scripted": EngineKind(lambda _: None, lambda _, scripts: ScriptedEngine(scripts)),
    "whisper": EngineKind(_probe_whisper, _create_whisper),
}


class EngineMissing(Exception):
    """A configured engine cannot run here; the message says what to install or mount."""


def create_engines(config: Config, scripts: Scripts) -> dict[str, SttEngine]:
    """The engines that the routes name, by name. Raises EngineMissing with every complaint at once."""
    names = sorted(set(config.stt_routes.values()))
    complaints = [f"{name}: {message}" for name in names if (message := ENGINES[name].probe(config))]
    if complaints:
        raise EngineMissing("; ".join(complaints))
    return {name: ENGINES[name].create(config, scripts) for name in names}
