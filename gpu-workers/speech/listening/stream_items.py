"""What stands between the audio in a stream's inbox."""

from dataclasses import dataclass

from speech.engines.base import Expectation, SttEngine


@dataclass(frozen=True)
class Configured:
    """Holds from the next utterance on."""

    engine: SttEngine
    expectation: Expectation


@dataclass(frozen=True)
class Finalize:
    """Send what was said so far as final, and go on."""


@dataclass(frozen=True)
class Close:
    """Send what is left, then Metadata, then close."""


@dataclass(frozen=True)
class Disconnect:
    """Nobody listens any more."""


StreamItem = Configured | Finalize | Close | Disconnect
