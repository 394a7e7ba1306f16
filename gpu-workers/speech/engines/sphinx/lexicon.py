"""How words are pronounced: the bundled dictionary, else flite's letter-to-sound rules, else a rule per
letter."""

import re
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from pocketsphinx import get_model_path

# flite's phones that the acoustic model does not know under that name
_FLITE_PHONES = {"ax": "AH", "axr": "ER", "ix": "IH", "ux": "UW", "em": "AH M", "en": "AH N", "el": "AH L"}
_FLITE_TIMEOUT_S = 2.0
_MAX_GUESSED_WORDS = 20_000

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

    def __init__(self, guess: Callable[[str], str | None] | None = None) -> None:
        # 3 MB of text searched at need; a decoder that loads the same dictionary takes 30 MB and 85 ms
        self._text = b"\n" + (Path(get_model_path()) / "en-us" / "cmudict-en-us.dict").read_bytes()
        self._known: dict[str, tuple[str, ...]] = {}
        self._guess = guess or pronounce_by_flite
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

    def _look_up(self, word: str) -> tuple[str, ...]:
        found = []
        for key in (word, f"{word}(2)", f"{word}(3)"):
            at = self._text.find(f"\n{key} ".encode())
            if at < 0:
                break
            start = at + len(key) + 2
            found.append(self._text[start : self._text.index(b"\n", start)].decode().strip())
        return tuple(found)


def pronounce_by_flite(word: str) -> str | None:
    """flite's own reading of a word, None where flite is missing or fails."""
    if not re.fullmatch(r"[a-z][a-z'.-]*", word):
        return None
    try:
        done = subprocess.run(
            ["flite", "-ps", "-t", word, "none"],
            capture_output=True,
            text=True,
            timeout=_FLITE_TIMEOUT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    phones = [phone for phone in done.stdout.split() if phone != "pau"]
    return " ".join(_FLITE_PHONES.get(phone, phone.upper()) for phone in phones) or None


def _by_letters(word: str) -> str:
    return " ".join(_LETTERS[letter] for letter in word if letter in _LETTERS)
