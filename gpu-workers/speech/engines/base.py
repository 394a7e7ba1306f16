"""What the worker asks of a speech recogniser, and nothing more."""

from dataclasses import dataclass
from typing import Protocol

from speech.audio.pcm import Pcm16


@dataclass(frozen=True)
class Word:
    """Seconds from the first sample of the utterance."""

    text: str
    start_s: float
    end_s: float
    confidence: float


@dataclass(frozen=True)
class Hypothesis:
    """What was said; an empty text means: nothing that this engine would stand for."""

    text: str
    confidence: float
    words: tuple[Word, ...] = ()


NOTHING = Hypothesis("", 0.0)


@dataclass(frozen=True)
class Expectation:
    """What the next utterance probably holds; `key` names the call for engines that answer by script."""

    language: str
    hints: tuple[str, ...] = ()
    key: str = ""


class Utterance(Protocol):
    """One utterance of one caller, 16 kHz. Not shared between threads; closed exactly once."""

    def feed(self, pcm: Pcm16) -> None: ...

    def partial(self) -> str:
        """The words so far; may change with every call."""
        ...

    def finish(self) -> Hypothesis:
        """Decodes all that was fed; nothing is fed afterwards."""
        ...

    def commit(self) -> None:
        """The hypothesis went out as final."""
        ...

    def close(self) -> None: ...


class SttEngine(Protocol):
    """Opens utterances; shared between threads."""

    name: str
    languages: frozenset[str]

    def warm_up(self) -> None:
        """Decodes something once, so that the first caller does not wait."""
        ...

    def prepare(self, expectation: Expectation) -> tuple[str, ...]:
        """Returns at once; the work goes on behind. Answers complaints about hints that cannot be used."""
        ...

    def open(self, expectation: Expectation) -> Utterance: ...
