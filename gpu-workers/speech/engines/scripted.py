"""Answers the next line of a script instead of listening: for tests, and for languages without a
recogniser here."""

import threading
from collections import OrderedDict, deque
from collections.abc import Sequence

from speech.audio.pcm import Pcm16
from speech.engines.base import NOTHING, Expectation, Hypothesis

_MAX_SCRIPTS = 1_000
_CONFIDENCE = 0.95


class Scripts:
    """Lines by key (a call's id); the oldest script goes when there are too many."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[str]] = OrderedDict()
        self._lock = threading.Lock()

    def set(self, key: str, lines: Sequence[str]) -> None:
        with self._lock:
            self._lines[key] = deque(lines)
            self._lines.move_to_end(key)
            if len(self._lines) > _MAX_SCRIPTS:
                self._lines.popitem(last=False)

    def peek(self, key: str) -> str | None:
        with self._lock:
            lines = self._lines.get(key)
            return lines[0] if lines else None

    def take(self, key: str) -> None:
        with self._lock:
            lines = self._lines.get(key)
            if lines:
                lines.popleft()


class ScriptedUtterance:
    def __init__(self, scripts: Scripts, key: str) -> None:
        self._scripts, self._key = scripts, key
        self._heard = False

    def feed(self, pcm: Pcm16) -> None:
        self._heard = self._heard or len(pcm) > 0

    def partial(self) -> str:
        return ""

    def finish(self) -> Hypothesis:
        line = self._scripts.peek(self._key) if self._heard else None
        return Hypothesis(line, _CONFIDENCE) if line else NOTHING

    def commit(self) -> None:
        self._scripts.take(self._key)

    def close(self) -> None:
        """Nothing is held."""


class ScriptedEngine:
    name = "scripted"
    languages = frozenset({"uk", "ru", "en"})

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts

    def warm_up(self) -> None:
        """Nothing to load."""

    def prepare(self, expectation: Expectation) -> tuple[str, ...]:
        return ()

    def open(self, expectation: Expectation) -> ScriptedUtterance:
        return ScriptedUtterance(self._scripts, expectation.key)
