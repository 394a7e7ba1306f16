"""A caller on a telephone line: flite speech as 8 kHz mu-law, silence, tones and noise. Nothing
recorded, no files kept."""

import functools
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np
import soxr

from speech.audio.g711 import decode_mulaw, encode_mulaw
from speech.audio.pcm import Pcm16, silence

LINE_RATE_HZ = 8_000


@functools.cache
def say(text: str, voice: str = "rms", rate: int = LINE_RATE_HZ) -> Pcm16:
    """Speech without the silence around it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True, timeout=20)
        with wave.open(str(path)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
            samples = soxr.resample(samples, file.getframerate(), rate)
    loud = np.flatnonzero(np.abs(samples) > 150)
    return decode_mulaw(encode_mulaw(samples[loud[0] : loud[-1] + 1]))


def quiet(seconds: float, rate: int = LINE_RATE_HZ) -> Pcm16:
    return silence(round(seconds * rate))


def tones(frequencies_hz: tuple[float, ...], seconds: float, amplitude: float = 6_000) -> Pcm16:
    at = np.arange(round(seconds * LINE_RATE_HZ)) / LINE_RATE_HZ
    return (sum(np.sin(2 * np.pi * f * at) for f in frequencies_hz) * amplitude).astype(np.int16)


def white_noise(seconds: float, dbfs: float) -> Pcm16:
    samples = np.random.default_rng(7).standard_normal(round(seconds * LINE_RATE_HZ))
    return np.clip(samples * 32_767 * 10 ** (dbfs / 20), -32_768, 32_767).astype(np.int16)


def ringback(seconds: float) -> Pcm16:
    """European: 425 Hz, one second on, four off."""
    on = tones((425,), 1.0)
    cycle = np.concatenate([on, quiet(4.0)])
    return np.tile(cycle, int(seconds // 5) + 1)[: round(seconds * LINE_RATE_HZ)]


def dtmf(keys: str) -> Pcm16:
    rows, columns = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
    parts = []
    for key in keys:
        row, column = divmod("123A456B789C*0#D".index(key), 4)
        parts += [tones((rows[row], columns[column]), 0.12), quiet(0.1)]
    return np.concatenate(parts)
