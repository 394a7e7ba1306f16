"""Whisper by faster-whisper on CTranslate2. The model lies on this machine; nothing is fetched."""

import os
import re
from pathlib import Path

# before the import: a missing file is an error here, not a download
os.environ["HF_HUB_OFFLINE"] = "1"

from faster_whisper import WhisperModel

from speech.audio.pcm import RECOGNISER_RATE_HZ, silence
from speech.engines.base import Expectation
from speech.engines.whisper.utterance import WhisperUtterance

_MAX_HOTWORDS_CHARACTERS = 400


class WhisperEngine:
    name = "whisper"
    languages = frozenset({"uk", "ru", "en"})

    def __init__(self, model_path: Path, device: str) -> None:
        # "auto" leaves the choice of the device to CTranslate2, the precision follows: int8 only saves
        # on a CPU
        from ctranslate2 import get_cuda_device_count  # noqa: PLC0415

        on_gpu = device == "cuda" or (device == "auto" and get_cuda_device_count() > 0)
        self._model = WhisperModel(
            str(model_path),
            device="cuda" if on_gpu else "cpu",
            compute_type="float16" if on_gpu else "int8",
            local_files_only=True,
        )

    def warm_up(self) -> None:
        utterance = self.open(Expectation("en"))
        utterance.feed(silence(RECOGNISER_RATE_HZ))
        utterance.finish()

    def prepare(self, expectation: Expectation) -> tuple[str, ...]:
        return ()

    def open(self, expectation: Expectation) -> WhisperUtterance:
        return WhisperUtterance(self._model, expectation.language, hotwords(expectation.hints))


def hotwords(hints: tuple[str, ...]) -> str | None:
    """The words of the hints without their syntax: Whisper is told what may come, not in which order."""
    words: dict[str, None] = {}
    for hint in hints:
        for word in re.findall(r"[^\s()\[\]|$]+", re.sub(r"\$[a-z]+", " ", hint)):
            words.setdefault(word)
    text = ""
    for word in words:
        if len(text) + len(word) >= _MAX_HOTWORDS_CHARACTERS:
            break
        text = f"{text} {word}".strip()
    return text or None
