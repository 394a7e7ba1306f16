"""Bytes of a socket to samples, whatever the size of the frames."""

from collections.abc import Callable

import numpy as np

from speech.audio.g711 import decode_alaw, decode_mulaw
from speech.audio.pcm import Pcm16

ENCODINGS = ("linear16", "mulaw", "alaw")


def create_byte_decoder(encoding: str) -> Callable[[bytes], Pcm16]:
    """A decoder for one stream: linear16 (little-endian) keeps half a sample for the next frame."""
    if encoding == "mulaw":
        return decode_mulaw
    if encoding == "alaw":
        return decode_alaw
    left_over = b""

    def decode_linear16(data: bytes) -> Pcm16:
        nonlocal left_over
        data = left_over + data
        whole = len(data) & ~1
        left_over = data[whole:]
        return np.frombuffer(data[:whole], "<i2").astype(np.int16, copy=False)

    return decode_linear16
