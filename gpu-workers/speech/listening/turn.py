"""One utterance from the first word to its final result, on a decoder's thread."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from speech.audio.pcm import RECOGNISER_RATE_HZ, Pcm16
from speech.engines.base import NOTHING, Expectation, Hypothesis, SttEngine, Utterance
from speech.metrics import decode_seconds, utterances
from speech.protocol import listen_events
from speech.protocol.listen_events import Event

_INTERIM_SAMPLES = RECOGNISER_RATE_HZ // 5
# pocketsphinx holds the interpreter while it decodes, so long audio goes in pieces
_PIECE_SAMPLES = 2_048


@dataclass(frozen=True)
class TurnSettings:
    engine: SttEngine
    expectation: Expectation
    request_id: str
    interim_results: bool
    own_events: bool
    emit: Callable[[Event], None]


class Turn:
    """Decodes while the caller speaks, and ahead of the client's decision at each pause (the speculative
    result).

    Times are seconds of the stream. Every method runs on the stream's lane, in the order of the audio.
    """

    def __init__(self, settings: TurnSettings, start_s: float) -> None:
        self._settings = settings
        self._start_s = start_s
        self._utterance: Utterance = settings.engine.open(settings.expectation)
        self._audio: list[Pcm16] = []
        self._samples = 0
        self._next_interim = _INTERIM_SAMPLES
        self._last_partial = ""
        self._speculative: Hypothesis | None = None
        self._x: Mapping[str, object] = {"engine": settings.engine.name}

    def feed(self, pcm: Pcm16) -> None:
        self._audio.append(pcm)
        self._samples += len(pcm)
        if self._speculative is not None:
            self._start_again()
        else:
            self._feed_in_pieces(pcm)
        if self._settings.interim_results and self._samples >= self._next_interim:
            self._next_interim = self._samples + _INTERIM_SAMPLES
            self._send_partial()

    def pause(self, speech_end_s: float, heard_at: float) -> None:
        """`heard_at`: monotonic seconds at which the voice detector noticed the silence."""
        hypothesis = self._speculate(heard_at, speech_end_s)
        settings = self._settings
        if settings.interim_results:
            self._last_partial = hypothesis.text
            settings.emit(self._results(hypothesis, self._end_s))
        if settings.own_events:
            settings.emit(listen_events.speech_ended(speech_end_s, turn_probability(hypothesis)))

    def finalize(self, end_s: float, asked_at: float, *, from_finalize: bool, speech_final: bool) -> float:
        """Sends the final result; answers where the last word ended."""
        hypothesis = self._speculative or self._speculate(asked_at, None)
        self._settings.emit(
            self._results(
                hypothesis, end_s, is_final=True, from_finalize=from_finalize, speech_final=speech_final
            )
        )
        if hypothesis.text:
            self._utterance.commit()
        self._utterance.close()
        utterances.labels(self._settings.engine.name).inc()
        return self._start_s + hypothesis.words[-1].end_s if hypothesis.words else end_s

    def abandon(self) -> None:
        self._utterance.close()

    @property
    def _end_s(self) -> float:
        return self._start_s + self._samples / RECOGNISER_RATE_HZ

    def _speculate(self, asked_at: float, speech_end_s: float | None) -> Hypothesis:
        engine = self._settings.engine.name
        hypothesis = self._utterance.finish()
        took_s = time.monotonic() - asked_at
        decode_seconds.labels(engine).observe(took_s)
        self._speculative = hypothesis
        self._x = {
            "engine": engine,
            "audio_ms": round(self._samples * 1000 / RECOGNISER_RATE_HZ),
            "infer_ms": round(took_s * 1000, 1),
        } | ({} if speech_end_s is None else {"speech_end": round(speech_end_s, 3)})
        return hypothesis

    def _start_again(self) -> None:
        """The caller goes on: what was decoded ahead is dropped, and all of it is heard once more."""
        self._speculative = None
        self._utterance.close()
        self._utterance = self._settings.engine.open(self._settings.expectation)
        self._feed_in_pieces(np.concatenate(self._audio))

    def _feed_in_pieces(self, pcm: Pcm16) -> None:
        for at in range(0, len(pcm), _PIECE_SAMPLES):
            self._utterance.feed(pcm[at : at + _PIECE_SAMPLES])

    def _send_partial(self) -> None:
        text = self._utterance.partial()
        if text and text != self._last_partial:
            self._last_partial = text
            self._settings.emit(self._results(Hypothesis(text, 0.5), self._end_s))

    def _results(self, hypothesis: Hypothesis, end_s: float, **flags: bool) -> Event:
        return listen_events.results(
            hypothesis,
            start_s=self._start_s,
            end_s=end_s,
            request_id=self._settings.request_id,
            x=self._x,
            **flags,
        )


def turn_probability(hypothesis: Hypothesis) -> float:
    """Whether the caller is done, as far as words tell: 0.5 where nothing is known, more for a whole
    answer."""
    return 0.5 + 0.45 * hypothesis.confidence if hypothesis.text else NOTHING.confidence + 0.5
