"""One suite over all recognisers."""

import numpy as np
import pytest
import soxr
from telephone import quiet, say
from tiny_whisper import make_tiny_whisper

from speech.config import read_config
from speech.engines.base import Expectation
from speech.engines.registry import ENGINES, EngineMissing, create_engines
from speech.engines.routing import EngineRoutes, NoEngineForLanguage
from speech.engines.scripted import ScriptedEngine, Scripts

SPEECH = soxr.resample(np.concatenate([quiet(0.3), say("yes please"), quiet(0.3)]), 8_000, 16_000)
EXPECTED = {"pocketsphinx": "yes please", "scripted": "так", "whisper": "yes"}


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request, tmp_path_factory):
    environment = {"STT_ROUTES": f"en:{request.param}"}
    if request.param == "whisper":
        environment["WHISPER_MODEL_DIR"] = str(make_tiny_whisper(tmp_path_factory.mktemp("whisper")))
    scripts = Scripts()
    scripts.set("call-1", ["так", "ні"])
    made = create_engines(read_config(environment), scripts)[request.param]
    made.warm_up()
    return made


@pytest.fixture
def expectation():
    return Expectation("en", ("yes [please]", "no [thank you]"), "call-1")


def hear(engine, expectation, pieces):
    utterance = engine.open(expectation)
    for piece in pieces:
        utterance.feed(piece)
    hypothesis = utterance.finish()
    utterance.close()
    return hypothesis


def test_an_utterance_is_heard_with_confidence(engine, expectation):
    hypothesis = hear(engine, expectation, [SPEECH])
    assert hypothesis.text == EXPECTED[engine.name]
    assert 0.6 < hypothesis.confidence <= 1


def test_the_size_of_the_pieces_changes_nothing(engine, expectation):
    pieces = [SPEECH[at : at + 333] for at in range(0, len(SPEECH), 333)]
    assert hear(engine, expectation, pieces).text == hear(engine, expectation, [SPEECH]).text


def test_the_same_audio_gives_the_same_answer(engine, expectation):
    first, second = hear(engine, expectation, [SPEECH]), hear(engine, expectation, [SPEECH])
    assert first.text == second.text
    assert abs(first.confidence - second.confidence) < 0.1


def test_nothing_fed_is_nothing_heard(engine, expectation):
    assert hear(engine, expectation, []).text == ""


def test_two_callers_at_once_do_not_mix(engine, expectation):
    first, second = engine.open(expectation), engine.open(expectation)
    for at in range(0, len(SPEECH), 1_000):
        first.feed(SPEECH[at : at + 1_000])
        second.feed(SPEECH[at : at + 1_000])
    heard = first.finish(), second.finish()
    first.close()
    second.close()
    assert [hypothesis.text for hypothesis in heard] == [EXPECTED[engine.name]] * 2


def test_an_utterance_may_be_dropped_half_way(engine, expectation):
    utterance = engine.open(expectation)
    utterance.feed(SPEECH[:8_000])
    utterance.close()
    assert hear(engine, expectation, [SPEECH]).text == EXPECTED[engine.name]


def test_preparing_answers_complaints(engine, expectation):
    assert engine.prepare(expectation) == ()


def test_words_lie_inside_the_audio(engine, expectation):
    words = hear(engine, expectation, [SPEECH]).words
    assert all(0 <= word.start_s < word.end_s <= len(SPEECH) / 16_000 + 0.05 for word in words)
    if engine.name == "pocketsphinx":
        assert [word.text for word in words] == ["yes", "please"]


def test_a_script_moves_on_only_when_a_line_was_delivered():
    scripts = Scripts()
    scripts.set("k", ["перша", "друга"])
    utterance = ScriptedEngine(scripts).open(Expectation("uk", key="k"))
    utterance.feed(SPEECH)
    assert utterance.finish().text == utterance.finish().text == "перша"
    utterance.commit()
    assert utterance.finish().text == "друга"


def test_a_missing_model_says_what_to_mount(tmp_path):
    config = read_config({"WHISPER_MODEL_DIR": str(tmp_path / "nowhere")})
    with pytest.raises(EngineMissing, match=r"nowhere holds no model\.bin: mount"):
        create_engines(config, Scripts())


@pytest.mark.parametrize(
    ("language", "model", "message"),
    [
        ("ru", "", "no recogniser for ru: name one in STT_ROUTES=ru:engine"),
        ("uk", "pocketsphinx", "pocketsphinx has no model for uk"),
    ],
)
def test_a_language_without_a_recogniser_is_refused_by_name(language, model, message):
    engines = create_engines(read_config({"STT_ROUTES": "en:pocketsphinx"}), Scripts())
    with pytest.raises(NoEngineForLanguage, match=message):
        EngineRoutes(engines, {"en": "pocketsphinx"}).engine_for(language, model)


def test_a_new_engine_is_one_line_of_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "parrot", ENGINES["scripted"])
    config = read_config({"STT_ROUTES": "en:parrot"})
    assert list(create_engines(config, Scripts())) == ["parrot"]
