"""Voice detection, resampling and companding."""

import numpy as np
import pytest
import soxr
from telephone import quiet, say, tones

from speech.audio.comfort_noise import add_comfort_noise
from speech.audio.containers import NoWav, read_wav, wav_header
from speech.audio.decoding import create_byte_decoder
from speech.audio.g711 import decode_alaw, decode_mulaw, encode_mulaw
from speech.audio.upsample import create_upsampler
from speech.vad.segmenter import Segmenter
from speech.vad.silero import WINDOW_S, WINDOW_SAMPLES, SileroVad, VoiceMemory

LOUD, QUIET, BETWEEN = 0.9, 0.1, 0.4


def edges(probabilities):
    segmenter = Segmenter()
    found = [segmenter.hear(probability) for probability in probabilities]
    return [(edge.kind, round(edge.at_s / WINDOW_S)) for edge in found if edge]


@pytest.mark.parametrize(
    ("rule", "probabilities", "expected"),
    [
        ("two loud windows start at the first", [QUIET, LOUD, LOUD], [("started", 1)]),
        ("one does not", [LOUD, QUIET, LOUD, QUIET], []),
        ("a doubtful one does not break them", [LOUD, BETWEEN, LOUD], [("started", 0)]),
        ("six quiet ones end it where they began", [LOUD] * 3 + [QUIET] * 6, [("started", 0), ("ended", 3)]),
        ("five do not", [LOUD] * 3 + [QUIET] * 5 + [LOUD], [("started", 0)]),
        ("doubtful ones keep it alive", [LOUD] * 3 + [QUIET] * 5 + [BETWEEN] + [QUIET] * 5, [("started", 0)]),
        (
            "speech goes on after an end",
            [LOUD] * 3 + [QUIET] * 6 + [LOUD] * 3,
            [("started", 0), ("ended", 3), ("started", 9)],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_speech_starts_and_ends(rule, probabilities, expected):
    assert edges(probabilities) == expected, rule


def test_after_a_cut_speech_starts_again():
    segmenter = Segmenter()
    for _ in range(5):
        segmenter.hear(LOUD)
    segmenter.restart()
    assert [bool(segmenter.hear(LOUD)) for _ in range(2)] == [False, True]


def windows_of(samples):
    whole = len(samples) // WINDOW_SAMPLES * WINDOW_SAMPLES
    return list(samples[:whole].reshape(-1, WINDOW_SAMPLES))


def test_many_calls_in_one_run_are_scored_as_if_alone():
    vad = SileroVad()
    calls = [
        windows_of(create_upsampler(8_000)(np.concatenate([quiet(0.1 * n), say(text), quiet(1)])))[:40]
        for n, text in enumerate(["good morning", "yes please", "tomorrow at ten", "my knee hurts"])
    ]
    alone = []
    for call in calls:
        memory = VoiceMemory()
        alone.append([vad.score([(memory, window)])[0] for window in call])
    memories = [VoiceMemory() for _ in calls]
    together = [vad.score(list(zip(memories, column, strict=True))) for column in zip(*calls, strict=True)]
    np.testing.assert_allclose(np.array(together).T, np.array(alone), atol=1e-4)
    assert max(alone[0]) > 0.8


@pytest.mark.parametrize("frame", [1, 7, 160, 5_000])
def test_upsampling_is_the_same_for_every_size_of_frame(frame):
    samples = say("my shoulder hurts")[:5_000]
    upsample = create_upsampler(8_000)
    pieces = [upsample(samples[at : at + frame]) for at in range(0, len(samples), frame)]
    np.testing.assert_array_equal(np.concatenate(pieces), create_upsampler(8_000)(samples))


@pytest.mark.parametrize("frequency", [200, 1_000, 3_400])
def test_upsampling_is_as_clean_as_soxr_and_4_ms_late(frequency):
    tone = tones((frequency,), 0.5)
    delayed = create_upsampler(8_000)(tone)[64:].astype(float)
    reference = soxr.resample(tone, 8_000, 16_000, quality="HQ").astype(float)[: len(delayed)]
    middle = slice(800, -800)
    error = np.std(delayed[middle] - reference[middle]) / np.std(reference[middle])
    assert 20 * np.log10(error) < -40


def test_other_rates_are_refused():
    with pytest.raises(ValueError, match="44100 cannot be used: send 8000 or 16000"):
        create_upsampler(44_100)


@pytest.mark.parametrize("size", [1, 3, 7, 4_096])
def test_half_samples_wait_for_the_next_frame(size):
    data = np.arange(-3_000, 3_000, dtype="<i2").tobytes()
    decode = create_byte_decoder("linear16")
    heard = np.concatenate([decode(data[at : at + size]) for at in range(0, len(data), size)])
    np.testing.assert_array_equal(heard, np.arange(-3_000, 3_000))


@pytest.mark.parametrize(
    ("decode", "code", "sample"),
    [
        (decode_mulaw, 0xFF, 0),
        (decode_mulaw, 0x00, -32_124),
        (decode_mulaw, 0x80, 32_124),
        (decode_alaw, 0xD5, 8),
        (decode_alaw, 0x55, -8),
        (decode_alaw, 0x2A, -32_256),
        (decode_alaw, 0xAA, 32_256),
    ],
)
def test_g711_codes(decode, code, sample):
    assert decode(bytes([code]))[0] == sample


def test_mulaw_survives_a_round_trip():
    every = bytes(code for code in range(256) if code != 0x7F)  # 0x7F is a second zero
    assert encode_mulaw(decode_mulaw(every)) == every


def test_comfort_noise_is_the_same_however_audio_is_cut():
    whole = add_comfort_noise(quiet(20), 0)
    np.testing.assert_array_equal(whole[100_000:100_500], add_comfort_noise(quiet(0.0625), 100_000))
    assert 25 < np.std(whole) < 40


def test_a_streamed_wav_header_is_read_by_others():
    pcm, rate = read_wav(wav_header(8_000) + tones((440,), 0.1).tobytes())
    assert (rate, len(pcm)) == (8_000, 800)


def test_what_is_no_wav_is_named():
    with pytest.raises(NoWav, match="send 16-bit PCM WAV"):
        read_wav(b"not a wav")
