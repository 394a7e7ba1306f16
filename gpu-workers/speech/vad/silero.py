"""Silero VAD v6: one ONNX run scores the 32 ms windows of all calls together."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime

from speech.audio.pcm import RECOGNISER_RATE_HZ, Pcm16

WINDOW_SAMPLES = 512
WINDOW_S = WINDOW_SAMPLES / RECOGNISER_RATE_HZ
_CONTEXT_SAMPLES = 64


@dataclass
class VoiceMemory:
    """What the model remembers of one stream: its state, and the end of the window before (easily
    forgotten)."""

    state: np.ndarray = field(default_factory=lambda: np.zeros((2, 128), np.float32))
    context: np.ndarray = field(default_factory=lambda: np.zeros(_CONTEXT_SAMPLES, np.float32))


def find_model() -> Path:
    """The file inside the silero-vad package, which is not imported: that would ask for torch."""
    package = find_spec("silero_vad")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("silero-vad is not installed: pip install --no-deps silero-vad")
    return Path(package.submodule_search_locations[0]) / "data" / "silero_vad.onnx"


class SileroVad:
    """Used by one thread."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # a thread that spins between ticks costs more than the model
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(find_model()), options, providers=["CPUExecutionProvider"]
        )
        self._rate = np.array(RECOGNISER_RATE_HZ, np.int64)

    def score(self, windows: list[tuple[VoiceMemory, Pcm16]]) -> list[float]:
        """Probability of speech for one window of each stream; a stream stands in the list at most once."""
        samples = np.stack([pcm for _, pcm in windows]).astype(np.float32) / 32_768
        contexts = np.stack([memory.context for memory, _ in windows])
        states = np.stack([memory.state for memory, _ in windows], axis=1)
        probabilities, next_states = self._session.run(
            None, {"input": np.concatenate([contexts, samples], axis=1), "state": states, "sr": self._rate}
        )
        for index, (memory, _) in enumerate(windows):
            memory.state = next_states[:, index]
            memory.context = samples[index, -_CONTEXT_SAMPLES:]
        return [float(probability) for probability in probabilities[:, 0]]
