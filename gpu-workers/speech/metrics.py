"""Figures for Prometheus. Labels are engine names and outcomes, never a caller's."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

registry = CollectorRegistry()

active_streams = Gauge("speech_active_streams", "Calls that are listened to now", registry=registry)
refused = Counter("speech_refused_total", "Requests refused by overload", ["what"], registry=registry)
utterances = Counter("speech_utterances_total", "Utterances that ended", ["engine"], registry=registry)
decode_seconds = Histogram(
    "speech_decode_seconds",
    "From the end of speech, as the voice detector sees it, to the hypothesis",
    ["engine"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
    registry=registry,
)
queue_age_seconds = Histogram(
    "speech_queue_age_seconds",
    "How long audio waited for a decoder",
    buckets=(0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
    registry=registry,
)
vad_batch = Histogram(
    "speech_vad_batch",
    "Calls per run of the voice detector",
    buckets=(1, 2, 4, 8, 16, 32, 64, 128),
    registry=registry,
)
vad_seconds = Histogram(
    "speech_vad_seconds",
    "One run of the voice detector",
    buckets=(0.0002, 0.0005, 0.001, 0.002, 0.005, 0.02),
    registry=registry,
)
audio_seconds = Counter("speech_audio_seconds_total", "Audio heard", registry=registry)
syntheses = Counter("speech_syntheses_total", "Texts spoken", ["outcome"], registry=registry)
synthesised_characters = Counter(
    "speech_synthesised_characters_total", "Characters spoken", registry=registry
)
first_audio_seconds = Histogram(
    "speech_first_audio_seconds",
    "From a synthesis request to its first bytes",
    buckets=(0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 1, 3),
    registry=registry,
)
