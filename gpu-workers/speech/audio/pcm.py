"""What every part calls audio: 16-bit mono samples."""

import numpy as np
from numpy.typing import NDArray

Pcm16 = NDArray[np.int16]

RECOGNISER_RATE_HZ = 16_000


def silence(samples: int) -> Pcm16:
    return np.zeros(samples, np.int16)
