"""One utterance, heard by two decoders: one for the phrases of the grammar, one for phones."""

from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

from pocketsphinx import Decoder

from speech.audio.comfort_noise import add_comfort_noise
from speech.audio.pcm import Pcm16
from speech.engines.base import NOTHING, Hypothesis, Word
from speech.engines.sphinx.callers import Callers
from speech.engines.sphinx.decoders import DecoderPool, GrammarDecoder, PhoneDecoder
from speech.engines.sphinx.grammar import Grammar
from speech.engines.sphinx.plausibility import Evidence, confidence_of

_FRAME_S = 0.01
_GRAMMAR_TIMEOUT_S = 1.5
# below this nothing of the answer was heard: silence is more honest than a guess
_HARD_REJECTION = 0.05
_CERTAIN = 0.6


class SphinxUtterance:
    def __init__(
        self,
        words: DecoderPool[GrammarDecoder],
        phones: DecoderPool[PhoneDecoder],
        grammar: Future[Grammar],
        callers: Callers,
        key: str,
    ) -> None:
        self._word_pool, self._phone_pool = words, phones
        self._grammar = grammar
        self._word_decoder: GrammarDecoder | None = None
        self._phone_decoder: PhoneDecoder | None = None
        self._waiting: list[Pcm16] = []
        self._position = 0
        self._callers, self._key = callers, key
        self._mean_after = ""

    def feed(self, pcm: Pcm16) -> None:
        self._waiting.append(add_comfort_noise(pcm, self._position))
        self._position += len(pcm)
        if self._word_decoder is None and self._grammar.done():
            self._start(self._grammar.result())
        self._decode_waiting()

    def partial(self) -> str:
        found = self._word_decoder.decoder.hyp() if self._word_decoder else None
        return found.hypstr if found else ""

    def finish(self) -> Hypothesis:
        if self._word_decoder is None:
            grammar = self._grammar_in_time()
            if grammar is None:
                return NOTHING
            self._start(grammar)
            self._decode_waiting()
        if self._word_decoder is None or self._phone_decoder is None or not self._position:
            return NOTHING
        self._word_decoder.decoder.end_utt()
        self._phone_decoder.decoder.end_utt()
        hypothesis = _judge(self._word_decoder.decoder, self._phone_decoder.decoder)
        # what was not speech, or not this caller's answer, tells nothing of the caller's voice
        certain = hypothesis.confidence >= _CERTAIN
        self._mean_after = self._word_decoder.decoder.get_cmn(False) if certain else ""
        return hypothesis

    def commit(self) -> None:
        """The next utterance of this call is heard with what this one told of the voice and the line."""
        if self._mean_after:
            self._callers.learn(self._key, self._mean_after)

    def close(self) -> None:
        if self._word_decoder:
            self._word_pool.give_back(self._word_decoder)
        if self._phone_decoder:
            self._phone_pool.give_back(self._phone_decoder)
        self._word_decoder = self._phone_decoder = None

    def _grammar_in_time(self) -> Grammar | None:
        """None when it is not written yet: hearing another grammar's phrases would be worse than nothing."""
        try:
            return self._grammar.result(_GRAMMAR_TIMEOUT_S)
        except FutureTimeout:
            return None

    def _start(self, grammar: Grammar) -> None:
        self._word_decoder, self._phone_decoder = self._word_pool.take(), self._phone_pool.take()
        self._word_decoder.load(grammar)
        for decoder in (self._word_decoder.decoder, self._phone_decoder.decoder):
            decoder.set_cmn(self._callers.mean_of(self._key))
            decoder.start_utt()

    def _decode_waiting(self) -> None:
        if self._word_decoder is None or self._phone_decoder is None:
            return
        for pcm in self._waiting:
            data = pcm.tobytes()
            self._word_decoder.decoder.process_raw(data, False, False)
            self._phone_decoder.decoder.process_raw(data, False, False)
        self._waiting.clear()


def _judge(words: Decoder, phones: Decoder) -> Hypothesis:
    found = words.hyp()
    spoken = [part for part in words.seg() or [] if part.word[0] not in "<[("] if found else []
    if not spoken:
        return NOTHING
    frames = sum(part.end_frame - part.start_frame + 1 for part in spoken)
    pronounced = [(words.lookup_word(part.word) or "").split() for part in spoken]
    heard = phones.hyp()
    evidence = Evidence(
        answer_phones=tuple(phone for word in pronounced for phone in word),
        heard_phones=tuple(p for p in (heard.hypstr if heard else "").split() if p.isalpha() and p != "SIL"),
        answer_score=found.score,
        heard_score=heard.score if heard else 0.0,
        frames=frames,
    )
    confidence = round(confidence_of(evidence), 3)
    if confidence < _HARD_REJECTION:
        return Hypothesis("", confidence)
    return Hypothesis(
        found.hypstr,
        confidence,
        tuple(
            Word(
                part.word.split("(")[0],
                part.start_frame * _FRAME_S,
                (part.end_frame + 1) * _FRAME_S,
                confidence,
            )
            for part in spoken
        ),
    )
