"""espeak-ng as a subprocess (its licence stays its own): text on stdin, WAV on stdout, heard while it is
made."""

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import suppress

import numpy as np
import soxr

from speech.audio.pcm import Pcm16
from speech.tts.base import SynthesisFailed, Utterable
from speech.tts.voices import VOICES, choose_voice

_ESPEAK_RATE_HZ = 22_050
_WAV_HEADER_BYTES = 44
_WORDS_PER_MINUTE = 165
_CHUNK_BYTES = 4_096
_TIMEOUT_S = 20.0


def probe_espeak() -> str | None:
    """None when espeak-ng can be run."""
    return None if shutil.which("espeak-ng") else "espeak-ng is not installed: apt-get install espeak-ng"


class EspeakEngine:
    name = "espeak-ng"

    def __init__(self, program: str = "espeak-ng") -> None:
        self._program = program

    def voices(self) -> dict[str, str]:
        return {name: language for name, (language, _) in VOICES.items()}

    def voice_for(self, voice: str, language: str | None) -> str:
        return choose_voice(voice, language)

    async def speak(self, utterable: Utterable, sample_rate_hz: int) -> AsyncIterator[Pcm16]:
        """Raises SynthesisFailed; the process never outlives the iterator."""
        process = await asyncio.create_subprocess_exec(
            self._program,
            "-v",
            VOICES[utterable.voice][1],
            "-s",
            str(round(_WORDS_PER_MINUTE * utterable.speed)),
            "--stdin",
            "--stdout",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        if process.stdin is None or process.stdout is None:
            raise SynthesisFailed("espeak-ng has no pipes")
        told_all = False
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                process.stdin.write(utterable.text.encode())
                process.stdin.close()
                await process.stdout.readexactly(_WAV_HEADER_BYTES)
            async for pcm in _resampled(process.stdout, sample_rate_hz):
                yield pcm
            told_all = True
        except TimeoutError as error:
            raise SynthesisFailed(f"espeak-ng gave nothing for {_TIMEOUT_S:.0f} s") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            told_all = True
            raise SynthesisFailed("espeak-ng ended without sound") from error
        finally:
            await _ended(process, by_itself=told_all)


async def _ended(process: asyncio.subprocess.Process, *, by_itself: bool) -> None:
    """Waits for the end of the process, after a while or at once by force. Not by `process.kill()`: that
    looks whether the process has ended, and so takes its end from asyncio, which then never learns it."""
    try:
        if by_itself:
            with suppress(TimeoutError):
                async with asyncio.timeout(_TIMEOUT_S):
                    await process.wait()
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        await process.wait()


async def _resampled(stdout: asyncio.StreamReader, sample_rate_hz: int) -> AsyncIterator[Pcm16]:
    resampler = soxr.ResampleStream(_ESPEAK_RATE_HZ, sample_rate_hz, 1, dtype="int16", quality="HQ")
    odd = b""
    while True:
        async with asyncio.timeout(_TIMEOUT_S):
            data = await stdout.read(_CHUNK_BYTES)
        last = not data
        data = odd + data
        odd = data[len(data) & ~1 :]
        pcm = resampler.resample_chunk(np.frombuffer(data[: len(data) & ~1], np.int16), last=last)
        if len(pcm):
            yield pcm
        if last:
            return
