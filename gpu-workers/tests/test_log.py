"""What the process writes down: JSON lines, and nothing of what a caller says at any level."""

import json
import logging

import httpx
import pytest
from conftest import running_worker
from listener import listening, transcript
from telephone import quiet, say

from speech.log import set_up_logging

# a hint, a number among hints, a script, a transcript, a text that is spoken, a hint in the address
WORDS = ("Zaporozhenko", "380671112233", "Kowalczyk", "monday", "Marmalade", "Petrenko")


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
async def test_no_word_or_number_of_a_caller_is_logged(tmp_path, level):
    path = tmp_path / "speech.log"
    environment = {"LOG_LEVEL": level, "STT_ROUTES": "en:pocketsphinx,uk:scripted", "SPEECH_DRAIN_S": "0"}
    with running_worker(path, **environment) as (worker, _):
        async with listening(worker, x_key="c1", keyterm="Petrenko") as line:
            await line.expect(["Zaporozhenko", "+380671112233", "monday", "tuesday"])
            await line.play(quiet(0.3), say("monday"), quiet(0.6))
            assert transcript(await line.final()) == "monday"
        httpx.post(f"{worker}/x/script", json={"key": "c2", "lines": ["Kowalczyk"]}).raise_for_status()
        async with listening(worker, x_key="c2", language="uk") as line:
            await line.play(quiet(0.3), say("hello"), quiet(0.6))
            assert transcript(await line.final()) == "Kowalczyk"
        spoken = httpx.post(f"{worker}/v1/audio/speech", json={"model": "tts-1", "input": "Marmalade."})
        assert spoken.status_code == 200
    log = path.read_text()
    assert '"listening"' in log
    assert [word for word in WORDS if word.lower() in log.lower()] == []
    assert all("message" in json.loads(line) for line in log.splitlines())


@pytest.fixture
def logging_as_before():
    root, ours = logging.getLogger(), logging.getLogger("speech")
    before = (root.level, root.handlers[:], ours.level)
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    ours.setLevel(before[2])


@pytest.mark.parametrize(
    ("level", "ours", "others"),
    [("DEBUG", "DEBUG", "INFO"), ("INFO", "INFO", "INFO"), ("ERROR", "ERROR", "ERROR")],
)
def test_debug_is_for_our_own_lines_only(logging_as_before, level, ours, others):
    set_up_logging(level)
    found = [logging.getLogger(name).getEffectiveLevel() for name in ("speech", "a library")]
    assert [logging.getLevelName(number) for number in found] == [ours, others]
