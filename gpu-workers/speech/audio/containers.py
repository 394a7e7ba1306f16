"""How PCM leaves: bare, mu-law, or behind a WAV header whose length is not known yet."""

import io
import struct
import wave

import numpy as np

from speech.audio.g711 import encode_mulaw
from speech.audio.pcm import Pcm16

_UNKNOWN_LENGTH = 0x7FFF_FFFF


def wav_header(sample_rate_hz: int) -> bytes:
    """44 bytes for 16-bit mono that is still being made, so both sizes are as large as they get."""
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", _UNKNOWN_LENGTH, b"WAVE", b"fmt ", 16, 1, 1),
        *(sample_rate_hz, sample_rate_hz * 2, 2, 16, b"data", _UNKNOWN_LENGTH - 36),
    )


def pcm_bytes(pcm: Pcm16) -> bytes:
    return pcm.astype("<i2", copy=False).tobytes()


mulaw_bytes = encode_mulaw


class NoWav(ValueError):
    """An upload that is not a WAV which can be used; says what can."""


def read_wav(data: bytes) -> tuple[Pcm16, int]:
    """Samples of the first channel and the rate. Raises NoWav."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            if file.getsampwidth() != 2:
                raise NoWav(f"WAV of {file.getsampwidth() * 8} bits cannot be read: send 16-bit PCM")
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
            return samples[:: file.getnchannels()].astype(np.int16), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise NoWav(f"the file is not a WAV ({error}): send 16-bit PCM WAV") from error
