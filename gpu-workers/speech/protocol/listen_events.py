"""Events that /v1/listen sends, in Deepgram's shape. Times are seconds from the first sample of the
stream."""

from collections.abc import Mapping

from speech.engines.base import Hypothesis

Event = Mapping[str, object]


def speech_started(at_s: float) -> Event:
    return {"type": "SpeechStarted", "channel": [0], "timestamp": round(at_s, 3)}


def speech_ended(at_s: float, turn_probability: float) -> Event:
    return {
        "type": "SpeechEnded",
        "timestamp": round(at_s, 3),
        "x": {"turn_probability": round(turn_probability, 3)},
    }


def utterance_end(last_word_end_s: float) -> Event:
    return {"type": "UtteranceEnd", "channel": [0, 1], "last_word_end": round(last_word_end_s, 3)}


def metadata(request_id: str, duration_s: float) -> Event:
    return {"type": "Metadata", "request_id": request_id, "duration": round(duration_s, 3), "channels": 1}


def error(description: str) -> Event:
    return {"type": "Error", "description": description}


def results(
    hypothesis: Hypothesis,
    *,
    start_s: float,
    end_s: float,
    request_id: str,
    is_final: bool = False,
    speech_final: bool = False,
    from_finalize: bool = False,
    x: Mapping[str, object] | None = None,
) -> Event:
    """`x`: engine, audio_ms, infer_ms, speech_end."""
    words = [
        {
            "word": word.text,
            "punctuated_word": word.text,
            "start": round(start_s + word.start_s, 3),
            "end": round(start_s + word.end_s, 3),
            "confidence": word.confidence,
        }
        for word in hypothesis.words
    ]
    event: dict[str, object] = {
        "type": "Results",
        "start": round(start_s, 3),
        "duration": round(max(0.0, end_s - start_s), 3),
        "is_final": is_final,
        "speech_final": speech_final,
        "from_finalize": from_finalize,
        "channel_index": [0, 1],
        "channel": {
            "alternatives": [
                {"transcript": hypothesis.text, "confidence": hypothesis.confidence, "words": words}
            ]
        },
        "metadata": {"request_id": request_id},
    }
    return event | ({"x": dict(x)} if x else {})
