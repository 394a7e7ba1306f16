"""Every synthesiser, by name. A new one is one file and one line here."""

from collections.abc import Callable
from dataclasses import dataclass

from speech.config import Config
from speech.engines.registry import EngineMissing
from speech.tts.base import TtsEngine
from speech.tts.espeak import EspeakEngine, probe_espeak


@dataclass(frozen=True)
class TtsKind:
    probe: Callable[[], str | None]
    create: Callable[[Config], TtsEngine]


TTS_ENGINES: dict[str, TtsKind] = {"espeak-ng": TtsKind(probe_espeak, lambda _: EspeakEngine())}


def create_tts_engine(config: Config) -> TtsEngine:
    """Raises EngineMissing."""
    kind = TTS_ENGINES["espeak-ng"]
    if complaint := kind.probe():
        raise EngineMissing(complaint)
    return kind.create(config)
