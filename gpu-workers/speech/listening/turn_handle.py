"""The hearing thread's end of a turn."""

import time
from collections.abc import Callable

from speech.audio.pcm import RECOGNISER_RATE_HZ, Pcm16
from speech.engines.base import NOTHING
from speech.listening.lanes import Lane
from speech.listening.turn import Turn, TurnSettings
from speech.protocol import listen_events


class TurnHandle:
    """Each call becomes a job on the lane, and a failure an Error event."""

    def __init__(self, lane: Lane, settings: TurnSettings, start_s: float) -> None:
        self.start_s = start_s
        self._lane, self._settings = lane, settings
        self._turn: Turn | None = None
        self._failed = False
        self._submitted = 0
        self._decoded = 0
        self._submit(lambda: self._open(start_s))

    @property
    def waiting_s(self) -> float:
        return (self._submitted - self._decoded) / RECOGNISER_RATE_HZ

    def feed(self, pcm: Pcm16) -> None:
        self._submitted += len(pcm)
        self._submit(lambda: self._feed(pcm))

    def pause(self, speech_end_s: float) -> None:
        heard_at = time.monotonic()
        self._submit(lambda: self._turn and self._turn.pause(speech_end_s, heard_at))

    def finalize(self, end_s: float, *, from_finalize: bool, speech_final: bool) -> None:
        asked_at = time.monotonic()

        def send() -> None:
            if self._turn and not self._failed:
                self._turn.finalize(end_s, asked_at, from_finalize=from_finalize, speech_final=speech_final)
                return
            self._settings.emit(
                listen_events.results(
                    NOTHING,
                    start_s=self.start_s,
                    end_s=end_s,
                    request_id=self._settings.request_id,
                    is_final=True,
                    speech_final=speech_final,
                    from_finalize=from_finalize,
                )
            )

        self._submit(send, always=True)

    def abandon(self) -> None:
        self._submit(lambda: self._turn and self._turn.abandon())

    def _open(self, start_s: float) -> None:
        self._turn = Turn(self._settings, start_s)

    def _feed(self, pcm: Pcm16) -> None:
        self._decoded += len(pcm)
        if self._turn:
            self._turn.feed(pcm)

    def _submit(self, job: Callable[[], object], always: bool = False) -> None:
        def run() -> None:
            if self._failed and not always:
                return
            try:
                job()
            except Exception as error:
                self._failed = True
                if self._turn:
                    self._turn.abandon()
                name = self._settings.engine.name
                self._settings.emit(
                    listen_events.error(f"{name} failed on this utterance ({type(error).__name__})")
                )
                raise

        self._lane.submit(run)
