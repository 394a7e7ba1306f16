"""The process: configuration, health, limits, its end."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from conftest import running_worker
from listener import listening, transcript
from telephone import quiet, say
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from speech.config import ConfigFault, read_config

FOLDER = Path(__file__).parent.parent


def test_every_fault_of_the_environment_is_told_at_once():
    bad = {"SPEECH_PORT": "99999", "STT_ROUTES": "en:vosk", "WHISPER_DEVICE": "tpu"}
    with pytest.raises(ConfigFault) as fault:
        read_config(bad)
    message = str(fault.value)
    assert "SPEECH_PORT" in message and "(is '99999')" in message
    assert "'vosk' is no engine: use pocketsphinx, scripted, whisper" in message
    assert "WHISPER_DEVICE" in message


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"STT_ROUTES": "en"}, "'en' names no engine: write language:engine"),
        ({"STT_ROUTES": "de:whisper"}, "'de' is no language of this worker"),
        ({"STT_ROUTES": "uk:whisper"}, "STT_ROUTES names whisper: set WHISPER_MODEL_DIR"),
        ({"WHISPER_MODEL_SIZE": "small"}, "set MODEL_DIR to the folder that holds the model"),
    ],
)
def test_a_bad_variable_names_its_repair(environment, message):
    with pytest.raises(ConfigFault, match=message):
        read_config(environment)


@pytest.mark.parametrize(
    ("environment", "routes"),
    [
        ({}, {"en": "pocketsphinx", "uk": "scripted", "ru": "scripted"}),
        ({"STT_ROUTES": "en:scripted"}, {"en": "scripted"}),
        ({"WHISPER_MODEL_DIR": "/m"}, {"uk": "whisper", "ru": "whisper", "en": "whisper"}),
        ({"WHISPER_MODEL_SIZE": "small", "MODEL_DIR": "/m", "STT_ROUTES": "uk:whisper"}, {"uk": "whisper"}),
    ],
)
def test_routes_follow_what_is_configured(environment, routes):
    assert read_config(environment).stt_routes == routes


def test_a_bad_environment_ends_the_process_with_2_and_no_trace():
    done = subprocess.run(
        [sys.executable, "-m", "speech", "--port", "http"],
        cwd=FOLDER,
        capture_output=True,
        check=False,
        text=True,
        timeout=30,
        env={"PATH": os.environ["PATH"]},
    )
    assert done.returncode == 2
    assert "SPEECH_PORT" in done.stderr and "Traceback" not in done.stderr


def test_a_port_in_use_ends_the_process_and_says_so(worker):
    done = subprocess.run(
        [sys.executable, "-m", "speech", "--port", worker.rsplit(":", 1)[1]],
        cwd=FOLDER,
        capture_output=True,
        check=False,
        text=True,
        timeout=30,
        env={"PATH": os.environ["PATH"]},
    )
    assert done.returncode != 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert any("address already in use" in line["message"] for line in lines)
    assert all(set(line) == {"timestamp", "level", "service", "message", "context"} for line in lines)


def test_health_and_figures(worker):
    for path in ("/healthz", "/readyz", "/health", "/ready"):
        assert httpx.get(f"{worker}{path}").status_code == 200
    figures = httpx.get(f"{worker}/metrics").text
    for name in ("active_streams", "decode_seconds", "queue_age_seconds", "vad_batch", "first_audio_seconds"):
        assert f"speech_{name}" in figures


async def test_the_token_is_asked_for_and_overload_is_refused_early():
    with running_worker(SPEECH_TOKEN="secret", SPEECH_MAX_STREAMS="1") as (url, _):
        address = url.replace("http", "ws") + "/v1/listen"
        with pytest.raises(ConnectionClosed) as closed:
            async with connect(address, additional_headers={"Authorization": "Token wrong"}) as socket:
                await socket.recv()
        assert closed.value.rcvd.code == 1008
        assert httpx.post(f"{url}/v1/audio/speech", json={"input": "a"}).status_code == 401
        spoken = httpx.post(
            f"{url}/v1/audio/speech", json={"input": "a"}, headers={"Authorization": "Bearer secret"}
        )
        assert spoken.status_code == 200
        right = {"Authorization": "Token secret"}
        async with connect(address, additional_headers=right) as first:
            await first.send('{"type":"Finalize"}')
            await first.recv()
            with pytest.raises(ConnectionClosed) as closed:
                async with connect(address, additional_headers=right) as second:
                    await second.recv()
            assert closed.value.rcvd.code == 1013
            ready = httpx.get(f"{url}/readyz")
            assert (ready.status_code, ready.headers["retry-after"]) == (503, "1")


async def test_a_burst_of_calls_finds_no_more_places_than_there_are():
    async def outcome(address: str) -> str:
        async with connect(address) as socket:
            try:
                await socket.send('{"type":"Finalize"}')
                await socket.recv()
                await asyncio.sleep(1)
                return "taken"
            except ConnectionClosed as closed:
                return str(closed.rcvd.code)

    with running_worker(SPEECH_MAX_STREAMS="2", STT_ROUTES="en:pocketsphinx") as (url, _):
        # hints that nobody asked for yet take a while to prepare
        address = url.replace("http", "ws") + "/v1/listen?language=en&keyterm=monday&keyterm=tuesday"
        outcomes = await asyncio.gather(*(outcome(address) for _ in range(6)))
        assert sorted(outcomes) == ["1013"] * 4 + ["taken"] * 2


def test_a_header_without_end_is_cut_off(worker):
    host, port = worker.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nX: ")
        answer = b""
        with suppress(ConnectionError):
            for _ in range(2_000):
                line.sendall(b"x" * 1_024)
            answer = line.recv(64)
        assert answer == b"" or b" 400 " in answer
    assert httpx.get(f"{worker}/healthz").status_code == 200


async def test_sigterm_lets_a_call_finish_and_takes_no_new_one():
    with running_worker(SPEECH_DRAIN_S="20") as (url, process):
        async with listening(url) as caller:
            await caller.expect(["yes please", "no thank you"])
            assert transcript(await caller.final()) == ""
            process.send_signal(signal.SIGTERM)
            for _ in range(100):
                if httpx.get(f"{url}/readyz").status_code == 503:
                    break
            with pytest.raises(ConnectionClosed) as closed:
                async with connect(url.replace("http", "ws") + "/v1/listen") as late:
                    await late.recv()
            assert closed.value.rcvd.code == 1013
            await caller.play(quiet(0.4), say("yes please"), quiet(0.5))
            await caller.until("SpeechEnded")
            assert transcript(await caller.final()) == "yes please"
        assert process.wait(10) == 0
