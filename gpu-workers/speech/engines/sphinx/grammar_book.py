"""Grammars made ahead of the utterance that needs them, one per set of hints."""

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from speech.engines.sphinx.grammar import Grammar, compile_grammar
from speech.engines.sphinx.lexicon import Lexicon

_MAX_GRAMMARS = 512

# what is listened for while nobody has said what to expect: the answers that fit almost any question
GENERAL_HINTS = (
    "(yes | no) [please | thank you]",
    "(hello | goodbye | thank you)",
    "(repeat | say that again) [please]",
    "[speak to] [an] operator [please]",
    "[on] $weekday",
    "(today | tomorrow)",
    "[at] $time",
    "$number",
    "$digits",
)


class GrammarBook:
    """`grammar_for` answers at once with a future; unknown words may take flite some milliseconds each."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._grammars: OrderedDict[tuple[str, ...], Future[Grammar]] = OrderedDict()
        self._lock = threading.Lock()
        self._scribe = ThreadPoolExecutor(1, thread_name_prefix="grammar")

    def grammar_for(self, hints: Sequence[str]) -> Future[Grammar]:
        key = tuple(hints)
        with self._lock:
            if key not in self._grammars:
                self._grammars[key] = self._scribe.submit(self._write, key)
                if len(self._grammars) > _MAX_GRAMMARS:
                    self._grammars.popitem(last=False)
            self._grammars.move_to_end(key)
            return self._grammars[key]

    def _write(self, hints: tuple[str, ...]) -> Grammar:
        self._lexicon.learn(re.findall(r"(?<![$\w])[a-z][a-z'-]*", " ".join(hints)))
        grammar = compile_grammar(hints, self._lexicon.pronounce)
        grammar = grammar or compile_grammar(GENERAL_HINTS, self._lexicon.pronounce)
        if grammar is None:
            raise RuntimeError("the general grammar has no pronounceable hint")
        return grammar
