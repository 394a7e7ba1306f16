"""Which events of a call wait for its decoder."""

import queue
import threading

import numpy as np
import pytest

from speech.engines.nothing import NoEngine
from speech.listening.lanes import Lane
from speech.listening.stream import ListenStream
from speech.listening.stream_items import Finalize
from speech.protocol.listen_query import parse_listen_query
from speech.vad.silero import WINDOW_SAMPLES

LOUD, QUIET = 0.9, 0.1
WINDOW = np.zeros(WINDOW_SAMPLES, np.int16)
QUERY = [("vad_events", "true"), ("x_events", "true"), ("endpointing", "false")]


@pytest.fixture
def call():
    """A stream whose decoder is busy until `release` is set, and what it has said so far."""
    lane, events, release = Lane("busy"), queue.SimpleQueue(), threading.Event()
    stream = ListenStream(parse_listen_query(QUERY), NoEngine(), lane, "r1", events.put)
    lane.submit(lambda: release.wait(10) and None)
    yield stream, events, release
    release.set()
    lane.stop()


def speak(stream, *probabilities):
    for probability in probabilities:
        stream.hear(WINDOW, probability)


def types(events, count):
    return [events.get(timeout=5)["type"] for _ in range(count)]


def test_that_speech_has_started_waits_for_no_decoder(call):
    stream, events, _ = call
    speak(stream, LOUD, LOUD)
    assert types(events, 1) == ["SpeechStarted"]


def test_it_does_not_overtake_the_end_of_the_speech_before(call):
    stream, events, release = call
    speak(stream, LOUD, LOUD, *[QUIET] * 6, LOUD, LOUD)
    assert types(events, 1) == ["SpeechStarted"]
    assert events.empty()
    release.set()
    assert types(events, 2) == ["SpeechEnded", "SpeechStarted"]


def test_nor_the_result_that_was_asked_for(call):
    stream, events, release = call
    stream.push(Finalize())
    stream.next_window()
    speak(stream, LOUD, LOUD)
    assert events.empty()
    release.set()
    assert types(events, 2) == ["Results", "SpeechStarted"]
    # and nothing is left to wait for
    speak(stream, *[QUIET] * 6)
    assert types(events, 1) == ["SpeechEnded"]


def test_a_whole_window_is_told_from_a_part_of_one(call):
    stream, _, _ = call
    frame = bytes(2 * WINDOW_SAMPLES * 5 // 8)
    found = []
    for _ in range(2):
        stream.push(frame)
        found.append(stream.has_window)
    assert found == [False, True]
    assert stream.next_window() is not None
    assert not stream.has_window
