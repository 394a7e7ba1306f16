"""espeak-ng as a child of this process: every one of them ends, and is waited for once."""

import asyncio
import logging
import os
import stat
import subprocess
from pathlib import Path

import pytest

from speech.tts import espeak
from speech.tts.base import SynthesisFailed, Utterable
from speech.tts.espeak import EspeakEngine

# asyncio says so when somebody else has taken the child's end from it
LOST = "Unknown child process"
HEADER_AND_SOUND = "head -c 44 /dev/zero; head -c 8000 /dev/zero"


@pytest.fixture
def children(monkeypatch) -> list[int]:
    """Ids of the children that were started. Popen's own signals take a child's end from asyncio."""

    def refused(child, number):
        raise AssertionError("a child was signalled in a way that takes its end from asyncio")

    started: list[int] = []
    begin = subprocess.Popen.__init__

    def noted(child, *arguments, **options):
        begin(child, *arguments, **options)
        started.append(child.pid)

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    monkeypatch.setattr(subprocess.Popen, "send_signal", refused)
    return started


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(espeak, "_TIMEOUT_S", 0.4)


def program(folder: Path, script: str) -> str:
    path = folder / "espeak"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def alive(pids: list[int]) -> list[int]:
    def lives(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True

    return [pid for pid in pids if lives(pid)]


async def spoken(engine: EspeakEngine, text: str = "Good morning.") -> int:
    return sum([len(pcm) async for pcm in engine.speak(Utterable(text, "en"), 8_000)])


async def test_a_text_that_is_spoken_to_its_end_needs_no_signal(children, caplog):
    lengths = await asyncio.gather(*(spoken(EspeakEngine()) for _ in range(20)))
    assert len(children) == 20
    assert min(lengths) > 4_000
    assert alive(children) == []
    assert LOST not in caplog.text


@pytest.mark.parametrize("how", ["closed", "cancelled"])
async def test_a_listener_who_goes_away_ends_it(tmp_path, children, caplog, how):
    engine = EspeakEngine(program(tmp_path, f"{HEADER_AND_SOUND}; exec sleep 60"))
    if how == "closed":
        stream = engine.speak(Utterable("hello", "en"), 8_000)
        await anext(stream)
        await stream.aclose()
    else:
        speaking = asyncio.create_task(spoken(engine))
        await asyncio.sleep(0.3)
        speaking.cancel()
        await asyncio.gather(speaking, return_exceptions=True)
    assert alive(children) == []
    assert LOST not in caplog.text


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("exec sleep 60", "espeak-ng gave nothing"),
        (f"{HEADER_AND_SOUND}; exec sleep 60", "espeak-ng gave nothing"),
        ("exit 1", "espeak-ng ended without sound"),
    ],
)
async def test_one_that_gives_nothing_is_ended(tmp_path, children, caplog, script, message):
    with pytest.raises(SynthesisFailed, match=message):
        await spoken(EspeakEngine(program(tmp_path, script)))
    assert alive(children) == []
    assert LOST not in caplog.text


@pytest.mark.usefixtures("impatient")
async def test_one_that_has_said_all_and_does_not_end_is_ended(tmp_path, children, caplog):
    engine = EspeakEngine(program(tmp_path, f"{HEADER_AND_SOUND}; exec >&- ; exec sleep 60"))
    with caplog.at_level(logging.WARNING):
        assert await spoken(engine) > 1_000
    assert alive(children) == []
    assert LOST not in caplog.text
