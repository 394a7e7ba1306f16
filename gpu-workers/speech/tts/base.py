"""What the worker asks of a speech synthesiser, and nothing more."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from speech.audio.pcm import Pcm16


@dataclass(frozen=True)
class Utterable:
    """`speed` 1.0 is the engine's usual pace. `voice` is one of the engine's own."""

    text: str
    voice: str
    speed: float = 1.0


class SynthesisFailed(Exception):
    """The engine gave no sound; the message says why."""


class TtsEngine(Protocol):
    """Speaks texts as streams; closing the iterator early stops the work."""

    name: str

    def voices(self) -> dict[str, str]:
        """Language by voice."""
        ...

    def voice_for(self, voice: str, language: str | None) -> str:
        """One of the voices; raises UnknownVoice."""
        ...

    def speak(self, utterable: Utterable, sample_rate_hz: int) -> AsyncIterator[Pcm16]: ...


class UnknownVoice(ValueError):
    """Names the voice and those that there are."""
