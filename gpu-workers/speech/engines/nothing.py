"""The engine of `model=none`: for clients that only want to know when somebody speaks."""

from speech.audio.pcm import Pcm16
from speech.engines.base import NOTHING, Expectation, Hypothesis


class NoUtterance:
    def feed(self, pcm: Pcm16) -> None:
        """Not listened to."""

    def partial(self) -> str:
        return ""

    def finish(self) -> Hypothesis:
        return NOTHING

    def commit(self) -> None:
        """Nothing was decoded."""

    def close(self) -> None:
        """Nothing is held."""


class NoEngine:
    name = "none"
    languages = frozenset({"uk", "ru", "en"})

    def warm_up(self) -> None:
        """Nothing to load."""

    def prepare(self, expectation: Expectation) -> tuple[str, ...]:
        return ()

    def open(self, expectation: Expectation) -> NoUtterance:
        return NoUtterance()
