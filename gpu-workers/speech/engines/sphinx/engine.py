"""pocketsphinx in grammar mode: English, nothing to download, made for questions with foreseeable answers."""

from speech.audio.pcm import silence
from speech.engines.base import Expectation
from speech.engines.sphinx.callers import Callers
from speech.engines.sphinx.decoders import DecoderPool, GrammarDecoder, PhoneDecoder
from speech.engines.sphinx.grammar import check_hints
from speech.engines.sphinx.grammar_book import GENERAL_HINTS, GrammarBook
from speech.engines.sphinx.lexicon import Lexicon
from speech.engines.sphinx.utterance import SphinxUtterance

_WARM_DECODERS = 4


class SphinxEngine:
    name = "pocketsphinx"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self._book = GrammarBook(Lexicon())
        self._words = DecoderPool(GrammarDecoder, _WARM_DECODERS)
        self._phones = DecoderPool(PhoneDecoder, _WARM_DECODERS)
        self._callers = Callers()

    def warm_up(self) -> None:
        utterance = self.open(Expectation("en"))
        utterance.feed(silence(8_000))
        utterance.finish()
        utterance.close()

    def prepare(self, expectation: Expectation) -> tuple[str, ...]:
        self._book.grammar_for(expectation.hints or GENERAL_HINTS)
        return check_hints(expectation.hints)

    def open(self, expectation: Expectation) -> SphinxUtterance:
        return SphinxUtterance(
            self._words,
            self._phones,
            self._book.grammar_for(expectation.hints or GENERAL_HINTS),
            self._callers,
            expectation.key,
        )
