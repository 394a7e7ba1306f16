"""How far a grammar's answer can be trusted.

A grammar always answers with one of its phrases, whatever was said. A second decoder hears phones
without words, and
where the two differ widely something else was said. Fitted by logistic regression to three flite voices
through 8 kHz mu-law, 8 grammars, 200 true answers and 400 utterances that the grammar does not hold: 95 % of
the true answers lie above 0.6, 3.5 % of the others above 0.5. People and other voices were not tried.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_VOWELS = frozenset(
    ["AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"]
)
# consonants that the phone decoder takes for each other on a telephone line
_SIMILAR = tuple(
    frozenset(group.split())
    for group in (
        [
            "P B",
            "T D",
            "K G",
            "F V",
            "S Z",
            "SH ZH",
            "CH JH",
            "TH DH",
            "M N NG",
            "S SH",
            "L R ER",
            "W UW",
            "Y IY",
            "N D",
            "T TH",
            "D DH",
            "T S",
            "F TH",
        ]
    )
)
_LOG_SCORE_SCALE = 1e4


@dataclass(frozen=True)
class Evidence:
    """`frames`: 10 ms frames of the answer's words; scores as pocketsphinx gives them, for the whole
    utterance."""

    answer_phones: tuple[str, ...]
    heard_phones: tuple[str, ...]
    answer_score: float
    heard_score: float
    frames: int


def confidence_of(evidence: Evidence) -> float:
    """0..1; true answers are mostly above 0.6, speech that the grammar does not hold below 0.5."""
    answered, heard = len(evidence.answer_phones), len(evidence.heard_phones)
    if not answered or not heard:
        return 0.0
    # how much better free phones explain the sound, per frame
    gap = (_log(evidence.heard_score) - _log(evidence.answer_score)) / max(10, evidence.frames)
    logit = (
        13.38
        - 0.113 * min(80.0, max(-20.0, gap))
        - 9.275 * phone_distance(evidence.answer_phones, evidence.heard_phones)
        - 2.893 * abs(math.log(answered / heard))
        - 2.012 * math.log(answered + 1)
    )
    return 1 / (1 + math.exp(-logit))


def phone_distance(answer: Sequence[str], heard: Sequence[str]) -> float:
    """Edit distance between two strings of phones, divided by the longer length: 0 the same, about 1
    unrelated."""
    before = [float(column) for column in range(len(heard) + 1)]
    for row, phone in enumerate(answer, 1):
        current = [float(row)]
        for column, other in enumerate(heard, 1):
            swap = before[column - 1] + _difference(phone, other)
            current.append(min(before[column] + 1, current[-1] + 1, swap))
        before = current
    return before[-1] / max(len(answer), len(heard), 1)


def _difference(phone: str, other: str) -> float:
    if phone == other:
        return 0
    if (phone in _VOWELS) != (other in _VOWELS):
        return 0.5 if any({phone, other} <= group for group in _SIMILAR) else 1.2
    return 0.5 if phone in _VOWELS or any({phone, other} <= group for group in _SIMILAR) else 1


def _log(score: float) -> float:
    return math.log(max(score, 1e-30)) * _LOG_SCORE_SCALE
