"""The classes of hints hear what the contract's fixture says, as the rules of the dialog do."""

import json
from pathlib import Path

import pytest
from pocketsphinx import Jsgf, LogMath

from speech.engines.sphinx.grammar import compile_grammar
from speech.engines.sphinx.hint_classes import CLASSES
from speech.engines.sphinx.lexicon import Lexicon

FIXTURE = Path(__file__).parents[2] / "contracts" / "fixtures" / "hint-classes.json"
FIXTURE_CLASSES = json.loads(FIXTURE.read_text(encoding="utf-8"))["classes"]
LEXICON = Lexicon()


@pytest.fixture
def accepts(tmp_path):
    """Whether the grammar of a class can be walked from its start to its end by these words."""

    def walk(name: str, utterance: str) -> bool:
        path = tmp_path / "turn.gram"
        path.write_text(compile_grammar([f"${name}"], LEXICON.pronounce).jsgf)
        grammar = Jsgf(str(path))
        return bool(grammar.build_fsg(grammar.get_rule("turn.turn"), LogMath(), 1.0).accept(utterance))

    return walk


def test_the_recogniser_knows_the_classes_that_the_dialog_knows():
    assert set(FIXTURE_CLASSES) == CLASSES


@pytest.mark.parametrize(
    ("name", "utterance"), [(name, said) for name, one in FIXTURE_CLASSES.items() for said in one["is"]]
)
def test_a_class_is_heard(accepts, name, utterance):
    assert accepts(name, utterance)


@pytest.mark.parametrize(
    ("name", "utterance"), [(name, said) for name, one in FIXTURE_CLASSES.items() for said in one["isNot"]]
)
def test_nothing_else_is_heard_as_it(accepts, name, utterance):
    assert not accepts(name, utterance)
