"""Where speech starts and ends, from one probability per 32 ms window. Pure: windows are the only clock."""

from dataclasses import dataclass
from typing import Literal

from speech.vad.silero import WINDOW_S

_ON = 0.5
_OFF = 0.35
_START_WINDOWS = 2
_STOP_WINDOWS = 6


@dataclass(frozen=True)
class SpeechEdge:
    """`at_s`: first window of the speech, or the end of its last one, in seconds of the stream."""

    kind: Literal["started", "ended"]
    at_s: float


class Segmenter:
    """64 ms above 0.5 start speech, 192 ms below 0.35 end it; what lies between the two changes nothing.

    A start only pauses the agent, and words confirm it: soon is worth more here than sure."""

    def __init__(self) -> None:
        self.speaking = False
        self._windows = 0
        self._loud_since: int | None = None
        self._loud = 0
        self._quiet_since: int | None = None

    @property
    def now_s(self) -> float:
        return self._windows * WINDOW_S

    def hear(self, probability: float) -> SpeechEdge | None:
        window = self._windows
        self._windows += 1
        return (
            self._while_speaking(probability, window)
            if self.speaking
            else self._in_silence(probability, window)
        )

    def restart(self) -> None:
        """The utterance was cut here: speech that goes on starts again."""
        self.speaking = False
        self._loud_since = self._quiet_since = None
        self._loud = 0

    def _in_silence(self, probability: float, window: int) -> SpeechEdge | None:
        if probability < _OFF:
            self._loud_since, self._loud = None, 0
            return None
        if probability >= _ON:
            self._loud += 1
            self._loud_since = window if self._loud_since is None else self._loud_since
        if self._loud < _START_WINDOWS or self._loud_since is None:
            return None
        started_s = self._loud_since * WINDOW_S
        self.restart()
        self.speaking = True
        return SpeechEdge("started", started_s)

    def _while_speaking(self, probability: float, window: int) -> SpeechEdge | None:
        if probability >= _OFF:
            self._quiet_since = None
            return None
        self._quiet_since = window if self._quiet_since is None else self._quiet_since
        if window - self._quiet_since + 1 < _STOP_WINDOWS:
            return None
        ended_s = self._quiet_since * WINDOW_S
        self.restart()
        return SpeechEdge("ended", ended_s)
