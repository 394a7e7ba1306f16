"""The wire of /v1/listen: what a client may send, and what it gets."""

import asyncio
import json

import httpx
import numpy as np
import pytest
from listener import listening, transcript
from telephone import quiet, say
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from speech.audio.pcm import Pcm16
from speech.audio.upsample import create_upsampler

YES_NO = ("yes please", "no thank you", "i am not sure")


async def closed_with(url: str, path: str) -> tuple[int, str]:
    async with connect(url.replace("http", "ws") + path) as socket:
        try:
            await asyncio.wait_for(socket.recv(), 10)
        except ConnectionClosed as closed:
            return closed.rcvd.code, closed.rcvd.reason
    raise AssertionError("the socket stayed open")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("encoding=opus", "encoding 'opus' is not known: use linear16, mulaw, alaw"),
        ("sample_rate=44100", "sample_rate 44100 is not possible: send 8000 or 16000"),
        ("sample_rate=fast", "sample_rate=fast is not possible: use a whole number"),
        ("language=de", "language 'de' is not spoken here: use uk, ru, en"),
        ("language=ru", "no recogniser for ru: name one in STT_ROUTES=ru:engine"),
        ("model=pocketsphinx&language=uk", "pocketsphinx has no model for uk"),
        ("channels=2", "channels=2 is not possible: open one socket per channel"),
        ("interim_results=maybe", "interim_results=maybe is not possible: use true or false"),
        ("endpointing=soon", "endpointing=soon is not possible"),
    ],
)
async def test_a_bad_query_is_closed_with_its_repair(worker, query, reason):
    code, text = await closed_with(worker, f"/v1/listen?{query}")
    assert code == 1008
    assert reason in text


async def test_an_answer_is_events_in_order(worker):
    async with listening(worker) as caller:
        await caller.expect(YES_NO)
        await caller.play(quiet(0.5), say("yes please"), quiet(0.5))
        ended = await caller.until("SpeechEnded")
        final = await caller.final()
        await caller.command("CloseStream")
        metadata = await caller.until("Metadata")
        with pytest.raises(ConnectionClosed) as closed:
            await caller.socket.recv()
    assert closed.value.rcvd.code == 1000
    kinds = caller.kinds()
    assert kinds[0] == "SpeechStarted"
    assert kinds[-4:] == ["Results", "SpeechEnded", "Results", "Metadata"]
    started = caller.events[0]
    assert 0.4 <= started["timestamp"] <= 0.65
    assert started["timestamp"] < ended["timestamp"] <= 0.5 + len(say("yes please")) / 8_000 + 0.1
    assert 0 <= ended["x"]["turn_probability"] <= 1
    words = final["channel"]["alternatives"][0]["words"]
    assert [word["word"] for word in words] == ["yes", "please"]
    assert all(0.3 < word["start"] < word["end"] < ended["timestamp"] + 0.25 for word in words)
    assert final["start"] <= started["timestamp"]
    assert final["x"]["engine"] == "pocketsphinx"
    assert metadata["duration"] == pytest.approx(1.0 + len(say("yes please")) / 8_000, abs=0.05)


def as_linear16(pcm: Pcm16, rate: int) -> bytes:
    return create_upsampler(8_000)(pcm).tobytes() if rate == 16_000 else pcm.tobytes()


@pytest.mark.parametrize("rate", [8_000, 16_000])
@pytest.mark.parametrize("frame_bytes", [1_001, 333, 100_000])
async def test_frames_may_have_any_size(worker, frame_bytes, rate):
    audio = as_linear16(np.concatenate([quiet(0.4), say("no thank you"), quiet(0.5)]), rate)
    async with listening(worker, encoding="linear16", sample_rate=rate) as caller:
        await caller.expect(YES_NO)
        for at in range(0, len(audio), frame_bytes):
            await caller.socket.send(audio[at : at + frame_bytes])
        await caller.until("SpeechEnded")
        assert transcript(await caller.final()) == "no thank you"


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "{",
        "[]",
        "hello",
        '{"type":"Configure"',
        '{"type":"Dance"}',
        '{"type":"Configure","x":{"hints":"yes"}}',
        "9" * 5_000,
    ],
)
async def test_garbage_is_an_error_event_and_the_stream_goes_on(worker, garbage):
    async with listening(worker) as caller:
        await caller.socket.send(garbage)
        error = await caller.until("Error")
        assert "send KeepAlive, Finalize, CloseStream or Configure" in error["description"]
        assert len(error["description"]) < 500
        assert transcript(await caller.final()) == ""


async def test_a_bad_hint_is_named_and_the_others_are_used(worker):
    async with listening(worker) as caller:
        await caller.expect(["(yes", *YES_NO])
        assert "'(yes' opens '(' and never closes it" in (await caller.until("Error"))["description"]
        await caller.play(quiet(0.4), say("yes please"), quiet(0.5))
        await caller.until("SpeechEnded")
        assert transcript(await caller.final()) == "yes please"


async def test_a_language_without_a_recogniser_is_an_error_and_the_old_one_stays(worker):
    async with listening(worker) as caller:
        await caller.expect(YES_NO)
        await caller.expect([], language="ru")
        assert "no recogniser for ru" in (await caller.until("Error"))["description"]
        await caller.play(quiet(0.4), say("yes please"), quiet(0.5))
        await caller.until("SpeechEnded")
        assert transcript(await caller.final()) == "yes please"


async def test_finalize_twice_answers_twice_and_says_it_once(worker):
    async with listening(worker) as caller:
        await caller.expect(YES_NO)
        await caller.play(quiet(0.4), say("yes please"), quiet(0.5))
        await caller.until("SpeechEnded")
        first, second = await caller.final(), await caller.final()
    assert [transcript(first), transcript(second)] == ["yes please", ""]
    assert second["start"] >= first["start"] + first["duration"] - 0.001


async def test_finalize_in_the_middle_of_speech_keeps_the_rest_for_the_next(worker):
    speech = say("i am not sure")
    half = len(speech) // 2 // 160 * 160
    async with listening(worker) as caller:
        await caller.expect([*YES_NO, "i am", "not sure", "sure"])
        await caller.play(quiet(0.4), speech[:half])
        first = await caller.final()
        await caller.play(speech[half:], quiet(0.5))
        await caller.until("SpeechEnded")
        second = await caller.final()
    assert second["start"] >= first["start"] + first["duration"] - 0.001
    assert transcript(second) in ("not sure", "sure")


async def test_configure_in_the_middle_of_speech_holds_from_the_next_utterance(worker):
    speech = say("yes please")
    async with listening(worker) as caller:
        await caller.expect(YES_NO)
        await caller.play(quiet(0.4), speech[: len(speech) // 2])
        await caller.until("SpeechStarted")
        await caller.expect(["my knee hurts", "my back hurts"])
        await caller.play(speech[len(speech) // 2 :], quiet(0.5))
        await caller.until("SpeechEnded")
        assert transcript(await caller.final()) == "yes please"
        await caller.play(say("my knee hurts"), quiet(0.5))
        await caller.until("SpeechEnded")
        assert transcript(await caller.final()) == "my knee hurts"


async def test_a_pause_inside_an_answer_does_not_cut_it(worker):
    async with listening(worker) as caller:
        await caller.expect(["my name is (john smith|mary jones)", *YES_NO])
        await caller.play(quiet(0.4), say("my name is"), quiet(0.4), say("mary jones"), quiet(0.5))
        await caller.until("SpeechEnded")
        await caller.until("SpeechEnded")
        assert transcript(await caller.final()) == "my name is mary jones"


async def test_other_clients_get_an_endpoint_after_half_a_second(worker):
    async with listening(worker, endpointing=500, x_events="false", utterance_end_ms=1000) as caller:
        await caller.expect(YES_NO)
        await caller.play(quiet(0.4), say("no thank you"), quiet(1.5), say("yes please"), quiet(1.5))
        finals = [await caller.until("Results", speech_final=True) for _ in range(2)]
        end = await caller.until("UtteranceEnd")
    assert [transcript(final) for final in finals] == ["no thank you", "yes please"]
    assert not any(final["from_finalize"] for final in finals)
    assert "SpeechEnded" not in caller.kinds()
    assert end["last_word_end"] > 1.5


async def test_deepgrams_defaults_send_no_interim_results_and_no_vad_events(worker):
    url = worker.replace("http", "ws") + "/v1/listen?encoding=linear16&sample_rate=8000"
    async with connect(url) as socket:
        await socket.send(np.concatenate([quiet(0.4), say("yes please"), quiet(1)]).tobytes())
        event = json.loads(await socket.recv())
    assert (event["type"], event["is_final"], event["speech_final"]) == ("Results", True, True)
    assert transcript(event) == "yes please", "without hints the general grammar listens"


async def test_a_caller_who_vanishes_while_speaking_costs_the_others_nothing(worker):
    for _ in range(3):
        async with listening(worker) as caller:
            await caller.play(quiet(0.4), say("yes please")[:3_000])
            await caller.until("SpeechStarted")
            caller.socket.transport.abort()
    async with listening(worker) as caller:
        await caller.expect(YES_NO)
        await caller.play(quiet(0.4), say("yes please"), quiet(0.5))
        await caller.until("SpeechEnded")
        assert transcript(await caller.final()) == "yes please"
    async with httpx.AsyncClient() as http:
        for _ in range(100):
            if "speech_active_streams 0.0" in (await http.get(f"{worker}/metrics")).text:
                return
            await asyncio.sleep(0.05)
    raise AssertionError("a stream stayed open")


async def test_the_scripted_engine_answers_line_by_line(worker):
    httpx.post(f"{worker}/x/script", json={"key": "c1", "lines": ["добрий день", "так"]}).raise_for_status()
    async with listening(worker, path="/ws/transcribe", language="uk", x_key="c1") as caller:
        heard = []
        for text in ("good morning", "yes please"):
            assert transcript(await caller.final()) == "", "silence takes no line"
            await caller.play(quiet(0.4), say(text), quiet(0.5))
            await caller.until("SpeechEnded")
            heard.append(transcript(await caller.final()))
    assert heard == ["добрий день", "так"]


async def test_model_none_only_tells_when_somebody_speaks(worker):
    async with listening(worker, model="none", language="ru") as caller:
        await caller.play(quiet(0.4), say("yes please"), quiet(0.5))
        await caller.until("SpeechStarted")
        await caller.until("SpeechEnded")
        assert transcript(await caller.final()) == ""


async def test_many_callers_at_once_each_get_their_own_words(worker):
    sentences = [*YES_NO, "yes please"] * 5

    async def one(sentence: str) -> str:
        async with listening(worker) as caller:
            await caller.expect(YES_NO)
            await caller.play(quiet(0.4), say(sentence), quiet(0.5))
            await caller.until("SpeechEnded")
            return transcript(await caller.final())

    assert await asyncio.gather(*map(one, sentences)) == sentences
