"""What the recogniser learns of a caller's voice while the call lasts."""

import numpy as np
import pytest
import soxr
from telephone import quiet, say

from speech.engines.base import Expectation
from speech.engines.sphinx.callers import TELEPHONE_MEAN, Callers
from speech.engines.sphinx.engine import SphinxEngine


@pytest.fixture(scope="module")
def engine():
    return SphinxEngine()


def test_a_call_is_heard_as_its_last_answer_told_and_no_other_call_is():
    callers = Callers()
    callers.learn("one", "1,2,3")
    callers.learn("one", "4,5,6")
    assert callers.mean_of("one") == "4,5,6"
    assert callers.mean_of("two") == TELEPHONE_MEAN


def test_who_has_no_key_is_not_remembered():
    callers = Callers()
    callers.learn("", "1,2,3")
    assert callers.mean_of("") == TELEPHONE_MEAN


def test_old_calls_are_forgotten():
    callers = Callers()
    for number in range(2_001):
        callers.learn(f"{number}", "1,2,3")
    assert callers.mean_of("0") == TELEPHONE_MEAN
    assert callers.mean_of("2000") == "1,2,3"


@pytest.mark.parametrize(
    ("speech", "learnt"), [(say("yes please"), True), (say("my dog ate the telephone book"), False)]
)
def test_only_an_answer_that_was_heard_surely_teaches(engine, speech, learnt):
    key = f"call {learnt}"
    audio = soxr.resample(np.concatenate([quiet(0.3), speech, quiet(0.3)]), 8_000, 16_000)
    utterance = engine.open(Expectation("en", ("yes [please]", "no [thank you]"), key))
    utterance.feed(audio)
    utterance.finish()
    assert engine._callers.mean_of(key) == TELEPHONE_MEAN
    utterance.commit()
    utterance.close()
    assert (engine._callers.mean_of(key) != TELEPHONE_MEAN) is learnt
