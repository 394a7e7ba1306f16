"""What Whisper makes up when nobody speaks, and how it is told from speech. Pure; cheap rules first.

After OpenAI's own thresholds (no speech AND unlikely words: either alone is unreliable) and the phrases
that subtitles
have taught it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from speech.engines.base import NOTHING, Hypothesis

_MIN_AUDIO_S = 0.25
_NO_SPEECH = 0.6
_UNLIKELY = -1.0
_DOUBTFUL = -0.5
_REPETITIVE = 2.4
_TOKENS_PER_S = 12
_SHORT_AUDIO_S = 0.4
_SHORT_AUDIO_WORDS = 3
_REPEATS = 3

# said by nobody on a telephone, or only rarely; dropped when the model itself doubts
_SUBTITLES = {
    "en": ("thank you", "thanks for watching", "thank you for watching", "please subscribe", "you"),
    "ru": ("субтитры сделал dimatorzok", "продолжение следует", "спасибо за просмотр", "редактор субтитров"),
    "uk": ("дякую за перегляд", "дякуємо за перегляд", "субтитри зробив", "підписуйтесь на канал"),
}


@dataclass(frozen=True)
class Segment:
    """What Whisper says of one stretch of speech; `avg_logprob` natural, per token."""

    text: str
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    tokens: int


def judge(segments: Sequence[Segment], audio_s: float, language: str) -> Hypothesis:
    """The text that can be stood for, with the probability of its tokens as confidence."""
    kept = [segment for segment in segments if refusal(segment, audio_s, language) is None]
    text = " ".join(segment.text.strip() for segment in kept).strip()
    if not text:
        return NOTHING
    tokens = sum(max(1, segment.tokens) for segment in kept)
    mean = sum(segment.avg_logprob * max(1, segment.tokens) for segment in kept) / tokens
    return Hypothesis(drop_loops(text), round(min(1.0, math.exp(mean)), 3))


def refusal(segment: Segment, audio_s: float, language: str) -> str | None:
    """Why a segment is not believed; None when it is."""
    words = _plain(segment.text).split()
    rules = {
        "too little audio": audio_s < _MIN_AUDIO_S,
        "no speech": segment.no_speech_prob > _NO_SPEECH and segment.avg_logprob < _UNLIKELY,
        "repetitive": segment.compression_ratio > _REPETITIVE,
        "too many tokens for the time": segment.tokens > max_tokens(audio_s),
        "too many words for the time": audio_s < _SHORT_AUDIO_S and len(words) > _SHORT_AUDIO_WORDS,
        "a phrase of subtitles": segment.avg_logprob < _DOUBTFUL and _is_of_subtitles(words, language),
    }
    return next((reason for reason, applies in rules.items() if applies), None)


def max_tokens(audio_s: float) -> int:
    """No one speaks faster; decoding stops there."""
    return 8 + math.ceil(_TOKENS_PER_S * audio_s)


def drop_loops(text: str) -> str:
    """A run of words said three times or more, again and again, is said once."""
    words = text.split()
    for size in range(1, len(words) // _REPEATS + 1):
        for start in range(len(words) - size * _REPEATS + 1):
            run = words[start : start + size]
            repeats = 1
            while words[start + repeats * size : start + (repeats + 1) * size] == run:
                repeats += 1
            # "two two two" may be part of a number, so single words need a longer run
            if repeats >= (_REPEATS if size > 1 else _REPEATS * 2):
                return drop_loops(" ".join(words[: start + size] + words[start + repeats * size :]))
    return text


def _is_of_subtitles(words: list[str], language: str) -> bool:
    """Short phrases only count when they are all that was said."""
    text = " ".join(words)
    return any(
        text == phrase or (len(phrase.split()) > 2 and text.startswith(phrase))
        for phrase in _SUBTITLES.get(language, ())
    )


def _plain(text: str) -> str:
    return re.sub(r"[^\w\s'’]", " ", text.lower())
