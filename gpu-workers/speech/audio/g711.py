"""G.711 companding (ITU-T G.711) by table: 8-bit mu-law and A-law to and from 16-bit PCM."""

import numpy as np

from speech.audio.pcm import Pcm16


def _mulaw_table() -> Pcm16:
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)
    return np.where(code & 0x80, 0x84 - magnitude, magnitude - 0x84).astype(np.int16)


def _alaw_table() -> Pcm16:
    code = np.arange(256, dtype=np.int32) ^ 0x55
    segment = (code & 0x70) >> 4
    magnitude = ((code & 0x0F) << 4) + 8 + np.where(segment > 0, 0x100, 0)
    magnitude = magnitude << np.maximum(segment - 1, 0)
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


_MULAW = _mulaw_table()
_ALAW = _alaw_table()


def decode_mulaw(data: bytes) -> Pcm16:
    """One sample per byte."""
    return _MULAW[np.frombuffer(data, np.uint8)]


def decode_alaw(data: bytes) -> Pcm16:
    """One sample per byte."""
    return _ALAW[np.frombuffer(data, np.uint8)]


def encode_mulaw(pcm: Pcm16) -> bytes:
    """One byte per sample; louder than 32,635 is clipped as the standard says."""
    sample = pcm.astype(np.int32)
    sign = np.where(sample < 0, 0x80, 0)
    magnitude = np.minimum(np.abs(sample), 32_635) + 0x84
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    return (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8).tobytes()
