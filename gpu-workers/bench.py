"""Figures of a speech worker, one JSON object a line {name, value, unit}: `python bench.py [--streams 1
20 50]`.

Callers speak in real time over real sockets to a worker process of its own; CPU is that process's, from
/proc.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "tests"))

import httpx
import numpy as np
from conftest import running_worker
from listener import Listener, listening
from telephone import quiet, say

from speech.audio.g711 import encode_mulaw
from speech.vad.silero import WINDOW_SAMPLES, SileroVad, VoiceMemory

HINTS = ["[on|next] $weekday", "tomorrow", "[at] $time", "yes please", "no thank you", "my (knee|back) hurts"]
ANSWERS = ["on tuesday", "my knee hurts", "at nine fifteen", "no thank you"]
_FRAME_S = 0.02


def report(name: str, value: float, unit: str) -> None:
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit}), flush=True)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure_vad() -> None:
    vad = SileroVad()
    for calls in (1, 20, 50):
        window = np.random.default_rng(1).normal(0, 300, WINDOW_SAMPLES).astype(np.int16)
        windows = [(VoiceMemory(), window) for _ in range(calls)]
        times = []
        for _ in range(100):
            started = time.perf_counter()
            vad.score(windows)
            times.append((time.perf_counter() - started) * 1000 / calls)
        report(f"vad per 32 ms window, {calls} calls", statistics.median(times), "ms")


async def speak_in_real_time(caller: Listener, audio: bytes) -> float:
    """Answers the monotonic second at which the last frame left."""
    started = time.monotonic()
    for number, at in enumerate(range(0, len(audio), 160)):
        await asyncio.sleep(max(0.0, started + number * _FRAME_S - time.monotonic()))
        await caller.socket.send(audio[at : at + 160])
    return time.monotonic()


async def one_call(url: str, ends: list[float], finals: list[float], number: int) -> None:
    await asyncio.sleep(number * 0.13)
    async with listening(url) as caller:
        await caller.expect(HINTS)
        for answer in ANSWERS:
            speech = say(answer)
            audio = encode_mulaw(np.concatenate([quiet(1.0), speech, quiet(0.6)]))
            spoken = asyncio.create_task(speak_in_real_time(caller, audio))
            await caller.until("SpeechEnded")
            noticed = time.monotonic()
            # the caller's last word ended 0.6 s before the last frame
            ends.append((noticed - (await spoken - 0.6)) * 1000)
            asked = time.monotonic()
            await caller.final()
            finals.append((time.monotonic() - asked) * 1000)


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def measure_listening(url: str, pid: int, streams: int) -> None:
    ends, finals = [], []
    cpu, started = cpu_seconds(pid), time.monotonic()
    await asyncio.gather(*(one_call(url, ends, finals, number) for number in range(streams)))
    audio_s = streams * sum(len(say(answer)) / 8_000 + 1.6 for answer in ANSWERS)
    label = f"{streams} calls"
    report(f"end of speech to SpeechEnded with its result, p50, {label}", percentile(ends, 0.5), "ms")
    report(f"end of speech to SpeechEnded with its result, p95, {label}", percentile(ends, 0.95), "ms")
    report(f"Finalize to final, p50, {label}", percentile(finals, 0.5), "ms")
    report(f"Finalize to final, p95, {label}", percentile(finals, 0.95), "ms")
    report(f"CPU per second of audio, {label}", (cpu_seconds(pid) - cpu) / audio_s, "s")
    report(f"cores in use, {label}", (cpu_seconds(pid) - cpu) / (time.monotonic() - started), "cores")
    report(f"resident memory, {label}", resident_mb(pid), "MB")


async def measure_speaking(url: str) -> None:
    async with httpx.AsyncClient() as http:
        first = []
        for _ in range(20):
            started = time.monotonic()
            body = {"input": "Добрий день, клініка слухає вас.", "voice": "uk", "sample_rate": 8000}
            async with http.stream("POST", f"{url}/v1/audio/speech", json=body) as answer:
                async for _ in answer.aiter_bytes():
                    first.append((time.monotonic() - started) * 1000)
                    break
        report("synthesis, first bytes, p50", percentile(first, 0.5), "ms")
        report("synthesis, first bytes, p95", percentile(first, 0.95), "ms")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, nargs="+", default=[1, 20])
    arguments = parser.parse_args()
    measure_vad()
    with running_worker() as (url, process):
        report("resident memory, ready", resident_mb(process.pid), "MB")
        await measure_speaking(url)
        for streams in arguments.streams:
            await measure_listening(url, process.pid, streams)


if __name__ == "__main__":
    asyncio.run(main())
