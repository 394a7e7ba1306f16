"""One utterance for Whisper: it hears all of it anew each time it is asked."""

from typing import Protocol

import numpy as np

from speech.audio.pcm import RECOGNISER_RATE_HZ, Pcm16
from speech.engines.base import NOTHING, Hypothesis
from speech.engines.whisper.guards import Segment, judge, max_tokens

_PARTIAL_EVERY_S = 0.7
_BEAM = 5
# one retry at a little warmth where the first reading is improbable
_TEMPERATURES = (0.0, 0.2)


class Transcribing(Protocol):
    """The part of faster_whisper.WhisperModel that is used."""

    def transcribe(self, audio: np.ndarray, **options: object) -> tuple[object, object]: ...


class WhisperUtterance:
    def __init__(self, model: Transcribing, language: str, hotwords: str | None) -> None:
        self._model, self._language, self._hotwords = model, language, hotwords
        self._pcm: list[Pcm16] = []
        self._samples = 0
        self._read_at_s = 0.0
        self._previous: list[str] = []
        self._stable = ""

    def feed(self, pcm: Pcm16) -> None:
        self._pcm.append(pcm)
        self._samples += len(pcm)

    def partial(self) -> str:
        """The words on which the last two readings agree (LocalAgreement-2)."""
        if self._seconds - self._read_at_s >= _PARTIAL_EVERY_S:
            self._read_at_s = self._seconds
            words = self._read(beam_size=1, temperature=0.0).text.split()
            self._stable = " ".join(common_prefix(self._previous, words))
            self._previous = words
        return self._stable

    def finish(self) -> Hypothesis:
        return self._read(beam_size=_BEAM, temperature=_TEMPERATURES) if self._samples else NOTHING

    def commit(self) -> None:
        """Nothing to do: this engine remembers no utterance."""

    def close(self) -> None:
        self._pcm.clear()

    @property
    def _seconds(self) -> float:
        return self._samples / RECOGNISER_RATE_HZ

    def _read(self, **options: object) -> Hypothesis:
        audio = np.concatenate(self._pcm).astype(np.float32) / 32_768
        segments, _ = self._model.transcribe(
            audio,
            language=self._language,
            task="transcribe",
            condition_on_previous_text=False,
            without_timestamps=True,
            hotwords=self._hotwords,
            vad_filter=False,
            max_new_tokens=min(200, max_tokens(self._seconds)),
            **options,
        )
        return judge(
            [
                Segment(s.text, s.avg_logprob, s.no_speech_prob, s.compression_ratio, len(s.tokens))
                for s in segments
            ],
            self._seconds,
            self._language,
        )


def common_prefix(before: list[str], now: list[str]) -> list[str]:
    """Compared without case and punctuation; spelled as it is now."""
    shared = []
    for old, new in zip(before, now, strict=False):
        if old.lower().strip(".,!?") != new.lower().strip(".,!?"):
            break
        shared.append(new)
    return shared
