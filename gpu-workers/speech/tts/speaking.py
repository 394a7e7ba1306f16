"""Bounded synthesis: so many at once, so many waiting, the rest refused."""

import asyncio
import time
from collections.abc import AsyncIterator

from speech.audio.pcm import Pcm16
from speech.metrics import first_audio_seconds, refused, syntheses, synthesised_characters
from speech.tts.base import TtsEngine, Utterable


class TooManySyntheses(Exception):
    """Refused at the door: try again later or elsewhere."""


class Speaking:
    def __init__(self, engine: TtsEngine, at_once: int, waiting: int) -> None:
        self.engine = engine
        self._places = asyncio.Semaphore(at_once)
        self._limit = at_once + waiting
        self._inside = 0

    async def speak(self, utterable: Utterable, sample_rate_hz: int) -> AsyncIterator[Pcm16]:
        """Raises TooManySyntheses or SynthesisFailed before the first chunk."""
        if self._inside >= self._limit:
            refused.labels("speak").inc()
            raise TooManySyntheses("too many texts wait to be spoken")
        self._inside += 1
        started, outcome = time.monotonic(), "aborted"
        try:
            async with self._places:
                first = True
                async for pcm in self.engine.speak(utterable, sample_rate_hz):
                    if first:
                        first_audio_seconds.observe(time.monotonic() - started)
                        first = False
                    yield pcm
            synthesised_characters.inc(len(utterable.text))
            outcome = "done"
        except Exception:
            outcome = "failed"
            raise
        finally:
            self._inside -= 1
            syntheses.labels(outcome).inc()
