"""POST /v1/audio/speech and its neighbours."""

import asyncio
import io
import subprocess
import wave

import httpx
import numpy as np
import pytest
from telephone import quiet, say

from speech.audio.g711 import decode_mulaw
from speech.tts.base import SynthesisFailed, Utterable
from speech.tts.espeak import EspeakEngine
from speech.tts.speaking import Speaking, TooManySyntheses

TEXTS = {
    "uk": "Добрий день, клініка слухає вас.",
    "ru": "Добрый день, клиника слушает вас.",
    "en": "Good morning, the clinic is listening.",
}


def ask(worker: str, **fields: object) -> httpx.Response:
    body = {"model": "tts-1", "input": TEXTS["en"], **fields}
    return httpx.post(f"{worker}/v1/audio/speech", json=body, timeout=20)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("rate", [8_000, 16_000, 24_000])
def test_every_language_is_spoken_at_the_rate_asked_for(worker, language, rate):
    answer = ask(worker, input=TEXTS[language], voice="default", language=language, sample_rate=rate)
    samples = np.frombuffer(answer.content, "<i2")
    assert answer.status_code == 200
    assert 1.5 < len(samples) / rate < 4
    assert np.abs(samples).max() > 5_000


def test_wav_and_mulaw_hold_the_same_sound(worker):
    with wave.open(io.BytesIO(ask(worker, response_format="wav", sample_rate=8000).content)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (8_000, 1, 2)
        wav = np.frombuffer(file.readframes(1_000_000), "<i2")
    mulaw = decode_mulaw(ask(worker, response_format="mulaw", sample_rate=8000).content)
    assert len(wav) == len(mulaw)
    assert np.corrcoef(wav, mulaw)[0, 1] > 0.99


def test_a_higher_speed_takes_less_time(worker):
    assert len(ask(worker, speed=1.5).content) < 0.8 * len(ask(worker).content)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"input": ""}, "input: String should have at least 1 character"),
        ({"input": "  \n "}, "input: String should have at least 1 character"),
        ({"input": "a" * 5_000}, "input: String should have at most 4096 characters"),
        ({"voice": "klingon"}, "voice 'klingon' is not here: use uk, "),
        ({"response_format": "mp3"}, "response_format: Input should be 'pcm', 'wav' or 'mulaw' (is 'mp3')"),
        ({"sample_rate": 1}, "sample_rate: Input should be greater than or equal to 8000 (is 1)"),
        ({"model": "xtts", "speed": 9}, "speed: Input should be less than or equal to 2"),
    ],
)
def test_a_bad_request_names_the_value_and_the_repair(worker, fields, message):
    answer = ask(worker, **fields)
    assert answer.status_code == 400
    assert message in answer.json()["error"]["message"]


def test_json_that_is_none_is_refused(worker):
    answer = httpx.post(f"{worker}/synthesize", content=b"{")
    assert answer.status_code == 400
    assert "Invalid JSON" in answer.json()["error"]["message"]


def test_a_text_is_never_an_option_of_the_synthesiser(worker):
    assert len(ask(worker, input="--version -w /tmp/x").content) > 10_000


def children_called_espeak() -> list[str]:
    listed = subprocess.run(["ps", "-eo", "stat,comm"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if "espeak-ng" in line and not line.startswith("Z")]


async def test_a_client_that_goes_away_stops_the_synthesis(worker):
    before = len(children_called_espeak())
    long_text = "This sentence is spoken again and again. " * 95
    async with httpx.AsyncClient() as http:
        for _ in range(3):
            async with http.stream("POST", f"{worker}/v1/audio/speech", json={"input": long_text}) as answer:
                async for _ in answer.aiter_bytes():
                    break
        for _ in range(100):
            metrics = (await http.get(f"{worker}/metrics")).text
            aborted = 'speech_syntheses_total{outcome="aborted"} 3.0' in metrics
            if aborted and len(children_called_espeak()) <= before:
                return
            await asyncio.sleep(0.05)
    raise AssertionError("a synthesis went on without a listener")


class Stuck:
    """A synthesiser that never gives a sound."""

    name = "stuck"

    def voices(self):
        return {}

    def voice_for(self, voice, language):
        return voice

    async def speak(self, utterable, sample_rate_hz):
        await asyncio.Event().wait()
        yield np.zeros(1, np.int16)


async def test_too_many_texts_are_refused_at_the_door():
    speaking = Speaking(Stuck(), at_once=1, waiting=1)
    inside = [asyncio.create_task(anext(speaking.speak(Utterable("a", "en"), 8_000))) for _ in range(2)]
    await asyncio.sleep(0.01)
    with pytest.raises(TooManySyntheses):
        await anext(speaking.speak(Utterable("b", "en"), 8_000))
    for task in inside:
        task.cancel()
    await asyncio.gather(*inside, return_exceptions=True)


async def test_a_place_is_free_again_after_a_failure():
    speaking = Speaking(EspeakEngine(program="false"), at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(SynthesisFailed, match="ended without sound"):
            await anext(speaking.speak(Utterable("hello", "en"), 8_000))


def wav_of(*parts) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8_000)
        out.writeframes(np.concatenate(parts).tobytes())
    return file.getvalue()


def test_a_file_is_transcribed(worker):
    audio = wav_of(quiet(0.3), say("my knee hurts"), quiet(0.3))
    answer = httpx.post(
        f"{worker}/v1/audio/transcriptions",
        files={"file": ("a.wav", audio)},
        data={"model": "whisper-1", "language": "en", "prompt": "my (knee|back) hurts\nyes please"},
    )
    assert answer.json() == {"text": "my knee hurts"}


@pytest.mark.parametrize(
    ("files", "data", "message"),
    [
        ({"file": ("a.wav", b"nonsense")}, {}, "send 16-bit PCM WAV"),
        ({"other": ("a.wav", b"x")}, {}, "the form has no file"),
        ({"file": ("a.wav", wav_of(quiet(0.1)))}, {"language": "de"}, "language 'de' is not spoken here"),
    ],
)
def test_a_bad_upload_is_refused(worker, files, data, message):
    answer = httpx.post(f"{worker}/v1/audio/transcriptions", files=files, data=data)
    assert answer.status_code == 400
    assert message in answer.json()["error"]["message"]


def test_models_and_voices_are_listed(worker):
    models = httpx.get(f"{worker}/v1/models").json()["data"]
    assert {"pocketsphinx", "scripted", "espeak-ng"} <= {model["id"] for model in models}
    voices = httpx.get(f"{worker}/v1/audio/voices").json()["voices"]
    assert {voice["language"] for voice in voices} == {"uk", "ru", "en"}
