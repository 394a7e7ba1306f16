"""White noise at -60 dBFS, the same on every run.

Telephone audio has nothing above 4 kHz; a recogniser trained on 16 kHz sees log-floor cepstra there and
fails.
-50 dBFS is already too loud.
"""

import numpy as np

from speech.audio.pcm import RECOGNISER_RATE_HZ, Pcm16

_SECONDS = 8
_AMPLITUDE = 32_767 * 10 ** (-60 / 20)
_NOISE = (np.random.default_rng(20_26).standard_normal(_SECONDS * RECOGNISER_RATE_HZ) * _AMPLITUDE).astype(
    np.int32
)


def add_comfort_noise(pcm: Pcm16, position: int) -> Pcm16:
    """`position`: samples of this utterance so far, so that cutting it into frames differently changes
    nothing."""
    noise = np.take(_NOISE, np.arange(position, position + len(pcm)), mode="wrap")
    return np.clip(pcm + noise, -32_768, 32_767).astype(np.int16)
