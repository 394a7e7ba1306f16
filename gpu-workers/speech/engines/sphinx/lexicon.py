"""How words are pronounced: the bundled dictionary, else flite's letter-to-sound rules, else a rule per
letter."""

import re
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from pocketsphinx import get_model_path

# flite's phones that the acoustic model does not know under that name
_FLITE_PHONES = {"ax": "AH", "axr": "ER", "ix": "IH", "ux": "UW", "em": "AH M", "en": "AH N", "el": "AH L"}
_FLITE_TIMEOUT_S = 2.0
_MAX_GUESSED_WORDS = 20_000
_BATCH = 60
_SHELF = 2

_LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        [
            "AE",
            "B",
            "K",
            "D",
            "EH",
            "F",
            "G",
            "HH",
            "IH",
            "JH",
            "K",
            "L",
            "M",
            "N",
            "AA",
            "P",
            "K",
            "R",
            "S",
            "T",
            "AH",
            "V",
            "W",
            "K S",
            "IY",
            "Z",
        ],
        strict=True,
    )
)


class Lexicon:
    """Pronunciations as phones of the bundled English model. Shared by all decoders; may be used from
    any thread."""

    def __init__(
        self,
        guess: Callable[[str], str | None] | None = None,
        guess_many: Callable[[Sequence[str]], Mapping[str, str]] | None = None,
    ) -> None:
        # 3 MB of text searched at need; a decoder that loads the same dictionary takes 30 MB and 85 ms
        self._text = b"\n" + (Path(get_model_path()) / "en-us" / "cmudict-en-us.dict").read_bytes()
        self._shelves = _shelves_of(self._text)
        self._known: dict[str, tuple[str, ...]] = {}
        self._guess = guess or pronounce_by_flite
        self._guess_many = guess_many or pronounce_many_by_flite
        self._lock = threading.Lock()

    def pronounce(self, word: str) -> tuple[str, ...]:
        """All pronunciations, the usual one first; empty only for a word without a letter."""
        with self._lock:
            if word in self._known:
                return self._known[word]
        found = self._look_up(word)
        if not found:
            guessed = self._guess(word) or _by_letters(word)
            found = (guessed,) if guessed else ()
        with self._lock:
            if len(self._known) >= _MAX_GUESSED_WORDS:
                self._known.clear()
            self._known[word] = found
        return found

    def learn(self, words: Iterable[str]) -> None:
        """Looks up many words at once: a list of names takes one start of flite instead of a hundred."""
        with self._lock:
            unknown = [word for word in dict.fromkeys(words) if word not in self._known]
        unknown = [word for word in unknown if not self._look_up(word)]
        for at in range(0, len(unknown), _BATCH):
            batch = unknown[at : at + _BATCH]
            guessed = self._guess_many(batch)
            with self._lock:
                for word, phones in guessed.items():
                    self._known[word] = (phones,)

    def _look_up(self, word: str) -> tuple[str, ...]:
        found = []
        # a single letter stands on no shelf of its own
        everything = (0, len(self._text))
        start_of_shelf, end_of_shelf = (
            everything if len(word) < _SHELF else self._shelves.get(word[:_SHELF].encode(), (0, 0))
        )
        for key in (word, f"{word}(2)", f"{word}(3)"):
            at = self._text.find(f"\n{key} ".encode(), start_of_shelf, end_of_shelf)
            if at < 0:
                break
            start = at + len(key) + 2
            found.append(self._text[start : self._text.index(b"\n", start)].decode().strip())
        return tuple(found)


def _shelves_of(text: bytes) -> dict[bytes, tuple[int, int]]:
    """Where the words with the same first letters stand: they are together, if not sorted."""
    shelves: dict[bytes, tuple[int, int]] = {}
    at = 0
    while (end := text.find(b"\n", at + 1)) > 0:
        prefix = text[at + 1 : at + 1 + _SHELF]
        start, _ = shelves.get(prefix, (at, at))
        # the next word's line break belongs to this range, so that a search for it ends here
        shelves[prefix] = (start, end + 1)
        at = end
    return shelves


def pronounce_by_flite(word: str) -> str | None:
    """flite's own reading of a word, None where flite is missing or fails."""
    return pronounce_many_by_flite([word]).get(word)


def pronounce_many_by_flite(words: Sequence[str]) -> dict[str, str]:
    """flite's own reading of each word, each as a sentence of its own; nothing where flite is missing."""
    readable = [word for word in words if re.fullmatch(r"[a-z][a-z'-]*", word)]
    if not readable:
        return {}
    try:
        done = subprocess.run(
            ["flite", "-ps", "-t", ". ".join(readable) + ".", "none"],
            capture_output=True,
            text=True,
            timeout=_FLITE_TIMEOUT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    spoken = [part.split() for part in re.split(r"\bpau\b", done.stdout) if part.split()]
    # a word that flite reads as two sentences would shift all that follow
    if len(spoken) != len(readable):
        halves = (readable[: len(readable) // 2], readable[len(readable) // 2 :]) if len(readable) > 1 else ()
        return {word: phones for half in halves for word, phones in pronounce_many_by_flite(half).items()}
    return {
        word: " ".join(_FLITE_PHONES.get(phone, phone.upper()) for phone in phones)
        for word, phones in zip(readable, spoken, strict=True)
    }


def _by_letters(word: str) -> str:
    return " ".join(_LETTERS[letter] for letter in word if letter in _LETTERS)
