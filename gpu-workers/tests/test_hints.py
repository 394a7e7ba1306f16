"""Hints to JSGF: the rules as a table."""

from pathlib import Path

import pytest
from pocketsphinx import Decoder, get_model_path

from speech.engines.sphinx.decoders import GrammarDecoder
from speech.engines.sphinx.grammar import check_hints, compile_grammar
from speech.engines.sphinx.grammar_book import GENERAL_HINTS
from speech.engines.sphinx.hint_classes import CLASSES
from speech.engines.sphinx.lexicon import Lexicon, pronounce_by_flite, pronounce_many_by_flite

LEXICON = Lexicon()


def turn_of(*hints):
    grammar = compile_grammar(hints, LEXICON.pronounce)
    return grammar and next(
        line.removeprefix("public <turn> = ").removesuffix(";")
        for line in grammar.jsgf.splitlines()
        if line.startswith("public")
    )


@pytest.mark.parametrize(
    ("rule", "hint", "jsgf"),
    [
        ("a phrase", "next week", "/1/ next week"),
        ("upper case and punctuation", "Next week, please!", "/1/ next week please"),
        ("alternatives", "(a|b) c", "/1/ (a | b) c"),
        ("alternatives without brackets", "today | tomorrow", "/1/ (today | tomorrow)"),
        ("optional words", "[on] monday", "/1/ [on] monday"),
        ("optional alternatives", "[a|b] c", "/1/ [(a | b)] c"),
        ("an empty alternative means optional", "(the|) doctor", "/1/ [the] doctor"),
        ("a class", "on $weekday", "/1/ on <weekday>"),
        ("numerals are words", "10 days", "/1/ ten days"),
        ("numerals above twenty", "25", "/1/ twenty five"),
        ("yes and no weigh more", "yes [please]", "/3/ yes [please]"),
        ("an apostrophe stays", "o'clock", "/1/ o'clock"),
        ("the typographic one too", "o’clock", "/1/ o'clock"),
        ("a hyphen stays", "x-ray", "/1/ x-ray"),
        ("doubled brackets", "((a))", "/1/ a"),
    ],
    ids=lambda value: value if " " in value and "/" not in value else "",
)
def test_a_hint_becomes_a_rule(rule, hint, jsgf):
    assert turn_of(hint) == jsgf, rule


@pytest.mark.parametrize(
    ("hint", "message"),
    [
        ("(a|b", "opens '(' and never closes it"),
        ("a]", "unexpected ']'"),
        ("$phone", "names class '$phone': use one of digits, month, number"),
        ("привіт", "holds no word"),
        ("()", "holds no word"),
        ("", "holds no word"),
    ],
)
def test_a_hint_that_cannot_be_used_is_named_and_left_out(hint, message):
    (complaint,) = check_hints([hint])
    assert message in complaint
    assert turn_of(hint, "yes please") == "/3/ yes please"


def test_without_a_usable_hint_there_is_no_grammar():
    assert compile_grammar(["привіт"], LEXICON.pronounce) is None


def test_the_same_phrase_stands_once():
    assert turn_of("next week", "Next week") == "/1/ next week"


@pytest.mark.parametrize(
    "hints", [*([f"${name}"] for name in sorted(CLASSES)), GENERAL_HINTS, ["o'clock", "x-ray"]]
)
def test_every_class_loads_into_a_decoder(hints):
    grammar = compile_grammar(hints, LEXICON.pronounce)
    decoder = GrammarDecoder()
    decoder.load(grammar)
    assert isinstance(decoder.decoder, Decoder)
    assert decoder.decoder.current_search() == grammar.name


@pytest.mark.parametrize(
    ("word", "first"),
    [("yes", "Y EH S"), ("kovalenko", "K AH V EY L AH NG K OW")],
)
def test_words_are_pronounced_by_the_dictionary_else_by_flite(word, first):
    assert LEXICON.pronounce(word)[0] == first


def test_several_pronunciations_are_all_known():
    assert LEXICON.pronounce("the") == ("DH AH", "DH IY")


def test_without_flite_letters_are_a_last_resort():
    assert Lexicon(guess=lambda _: None).pronounce("qzpt") == ("K Z P T",)


def test_flite_is_asked_for_words_only():
    assert pronounce_by_flite("-o") is None


@pytest.mark.parametrize("word", ["a", "i", "yes", "zurich", "the"])
def test_the_dictionary_is_searched_where_the_word_must_stand(word):
    dictionary = (Path(get_model_path()) / "en-us" / "cmudict-en-us.dict").read_text()
    first = next(line for line in dictionary.splitlines() if line.startswith(f"{word} "))
    assert LEXICON.pronounce(word)[0] == first.split(" ", 1)[1].strip()


def test_many_unknown_words_are_read_as_each_alone():
    words = ["kovalenko", "shevchenko", "tymoshenko", "o'brien"]
    assert pronounce_many_by_flite(words) == {word: pronounce_by_flite(word) for word in words}
