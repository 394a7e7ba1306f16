"""8 kHz to 16 kHz for the recogniser and the voice detector, frame by frame.

A half-band filter of 64 taps delays by 2 ms. soxr's stream resampler is cleaner, but holds back 75-90
ms, which
every turn of a call would wait for.
"""

from collections.abc import Callable

import numpy as np

from speech.audio.pcm import RECOGNISER_RATE_HZ, Pcm16

_HALF_TAPS = 32


def _odd_phase() -> np.ndarray:
    """Weights of the 2 * _HALF_TAPS input samples around the point half way between two of them."""
    distance = np.arange(-_HALF_TAPS, _HALF_TAPS) + 0.5
    weights = np.sinc(distance) * np.kaiser(2 * _HALF_TAPS, 8.0)
    return (weights / weights.sum()).astype(np.float32)


def create_upsampler(sample_rate_hz: int) -> Callable[[Pcm16], Pcm16]:
    """A resampler for one stream: n samples in give n * 16,000 / sample_rate_hz out, at once."""
    if sample_rate_hz == RECOGNISER_RATE_HZ:
        return lambda pcm: pcm
    if sample_rate_hz * 2 != RECOGNISER_RATE_HZ:
        raise ValueError(f"sample rate {sample_rate_hz} cannot be used: send 8000 or 16000 Hz")
    weights = _odd_phase()[::-1]
    history = np.zeros(2 * _HALF_TAPS - 1, np.float32)

    def upsample(pcm: Pcm16) -> Pcm16:
        nonlocal history
        if not len(pcm):
            return pcm
        samples = np.concatenate([history, pcm.astype(np.float32)])
        history = samples[len(pcm) :]
        between = np.convolve(samples, weights, "valid")
        doubled = np.empty(2 * len(pcm), np.float32)
        doubled[0::2] = samples[_HALF_TAPS - 1 : _HALF_TAPS - 1 + len(pcm)]
        doubled[1::2] = between
        return np.clip(np.rint(doubled), -32_768, 32_767).astype(np.int16)

    return upsample
