import pytest

from speech.engines.whisper.engine import hotwords
from speech.engines.whisper.guards import Segment, drop_loops, judge, max_tokens, refusal
from speech.engines.whisper.utterance import common_prefix


def segment(text="I need a doctor", logprob=-0.2, no_speech=0.1, compression=1.1, tokens=5):
    return Segment(text, logprob, no_speech, compression, tokens)


@pytest.mark.parametrize(
    ("rule", "given", "audio_s", "language", "why"),
    [
        ("a likely sentence stays", segment(), 2, "en", None),
        ("a blip holds no words", segment(), 0.2, "en", "too little audio"),
        ("no speech and unlikely", segment(no_speech=0.8, logprob=-1.2), 2, "en", "no speech"),
        ("no speech alone is unreliable", segment(no_speech=0.8), 2, "en", None),
        ("unlikely alone is heard with doubt", segment(logprob=-1.2), 2, "en", None),
        ("text that compresses well is a loop", segment(compression=2.5), 2, "en", "repetitive"),
        ("nobody speaks so fast", segment(tokens=40), 2, "en", "too many tokens for the time"),
        (
            "a sentence in a third of a second",
            segment("thanks a lot everybody", tokens=4),
            0.3,
            "en",
            "too many words for the time",
        ),
        ("subtitles, with doubt", segment("Thank you.", -0.7), 2, "en", "a phrase of subtitles"),
        ("a clear thank you is one", segment("Thank you.", -0.1), 2, "en", None),
        (
            "a doubtful sentence that begins like one",
            segment("Thank you I am fine", -0.7),
            2,
            "en",
            None,
        ),
        (
            "Ukrainian subtitles",
            segment("Дякую за перегляд!", -0.8),
            2,
            "uk",
            "a phrase of subtitles",
        ),
        (
            "Russian subtitles, with a name behind",
            segment("Субтитры сделал DimaTorzok", -0.8),
            2,
            "ru",
            "a phrase of subtitles",
        ),
        ("another language's subtitles", segment("Дякую за перегляд!", -0.8), 2, "en", None),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_segment_is_refused_for_a_reason(rule, given, audio_s, language, why):
    assert refusal(given, audio_s, language) == why, rule


def test_the_text_is_what_is_left_and_confidence_the_probability_of_its_tokens():
    heard = judge([segment(" one", -0.1, tokens=1), segment(" two", compression=3)], 2, "en")
    assert (heard.text, heard.confidence) == ("one", 0.905)
    assert judge([], 2, "en").text == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("go on go on go on go on", "go on"),
        ("two two two", "two two two"),
        ("no no no no no no no", "no"),
        ("call me call me back", "call me call me back"),
    ],
)
def test_loops_are_said_once(text, left):
    assert drop_loops(text) == left


def test_decoding_stops_at_the_speed_of_speech():
    assert max_tokens(2.0) == 32


def test_two_readings_agree_without_case_and_punctuation():
    assert common_prefix(["I", "need,", "an"], ["i", "need", "a"]) == ["i", "need"]


def test_hints_are_given_as_words_without_syntax():
    assert hotwords(("[my name is] (anna|olena)", "$digits", "anna")) == "my name is anna olena"
    assert hotwords(()) is None
