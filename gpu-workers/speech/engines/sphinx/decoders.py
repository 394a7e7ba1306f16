"""pocketsphinx decoders, pooled. One decoder serves one utterance at a time and keeps the grammars it
has seen."""

import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from pocketsphinx import Decoder, get_model_path

from speech.audio.comfort_noise import add_comfort_noise
from speech.audio.pcm import silence
from speech.engines.sphinx.callers import TELEPHONE_MEAN
from speech.engines.sphinx.grammar import Grammar

_MAX_GRAMMARS = 32
_MAX_IDLE = 16
_SETTLING_SAMPLES = 8_000


class GrammarDecoder:
    """Recognises the phrases of one grammar. Its dictionary starts almost empty: 8 ms and 5 MB instead
    of 85 and 30."""

    def __init__(self) -> None:
        self.decoder = _with_small_dictionary(lm=None, bestpath=False)
        self._grammars: set[str] = set()
        self._words: set[str] = set()

    @property
    def worn_out(self) -> bool:
        return len(self._grammars) > _MAX_GRAMMARS

    def load(self, grammar: Grammar) -> None:
        if grammar.name not in self._grammars:
            for word, phones in grammar.pronunciations:
                if word not in self._words:
                    self.decoder.add_word(word, phones, False)
                    self._words.add(word)
            self.decoder.add_jsgf_string(grammar.name, grammar.jsgf)
        self.decoder.activate_search(grammar.name)
        if not self._grammars:
            _settle(self.decoder)
        self._grammars.add(grammar.name)


class PhoneDecoder:
    """Recognises phones, whatever the words. Narrow beams: it only has to agree or disagree with a
    grammar."""

    worn_out = False

    def __init__(self) -> None:
        phone_model = str(Path(get_model_path()) / "en-us" / "en-us-phone.lm.bin")
        self.decoder = _with_small_dictionary(
            lm=None, allphone=phone_model, lw=2.0, pip=0.3, beam=1e-10, pbeam=1e-10, bestpath=False
        )
        _settle(self.decoder)


Pooled = TypeVar("Pooled", GrammarDecoder, PhoneDecoder)


class DecoderPool(Generic[Pooled]):
    """Hands out decoders and takes them back; makes one where none is idle."""

    def __init__(self, make: Callable[[], Pooled], warm: int) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._idle: list[Pooled] = [make() for _ in range(warm)]

    def take(self) -> Pooled:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self._make()

    def give_back(self, decoder: Pooled) -> None:
        """A decoder in the middle of an utterance is ended first."""
        with suppress(RuntimeError):
            decoder.decoder.end_utt()
        with self._lock:
            if not decoder.worn_out and len(self._idle) < _MAX_IDLE:
                self._idle.append(decoder)


def _settle(decoder: Decoder) -> None:
    """The model's noise removal learns over utterances; the first caller would hear it learn."""
    decoder.set_cmn(TELEPHONE_MEAN)
    decoder.start_utt()
    decoder.process_raw(add_comfort_noise(silence(_SETTLING_SAMPLES), 0).tobytes(), False, False)
    decoder.end_utt()


def _with_small_dictionary(**settings: object) -> Decoder:
    with tempfile.NamedTemporaryFile("w", suffix=".dict") as dictionary:
        dictionary.write("placeholder P\n")
        dictionary.flush()
        return Decoder(dict=dictionary.name, loglevel="FATAL", **settings)
