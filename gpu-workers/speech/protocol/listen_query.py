"""The query of /v1/listen, in Deepgram's names and ours (x_…)."""

from collections.abc import Sequence
from dataclasses import dataclass

from speech.audio.decoding import ENCODINGS
from speech.config import LANGUAGES

SAMPLE_RATES_HZ = (8_000, 16_000)
DEFAULT_ENDPOINTING_MS = 500
_MAX_KEYTERMS = 2_000


@dataclass(frozen=True)
class ListenQuery:
    """`endpointing_ms` None: the client decides where an utterance ends. `utterance_end_ms` None: not
    asked for."""

    encoding: str
    sample_rate_hz: int
    language: str
    model: str
    interim_results: bool
    endpointing_ms: int | None
    utterance_end_ms: int | None
    vad_events: bool
    own_events: bool
    hints: tuple[str, ...]
    key: str


class QueryFault(ValueError):
    """Names the value and the repair; short enough for a close reason."""


def parse_listen_query(pairs: Sequence[tuple[str, str]]) -> ListenQuery:
    """Parameters that this worker does not know are left alone, as Deepgram's clients send many. Raises
    QueryFault."""
    values = dict(pairs)
    encoding = values.get("encoding", "linear16")
    if encoding not in ENCODINGS:
        raise QueryFault(f"encoding {encoding[:30]!r} is not known: use {', '.join(ENCODINGS)}")
    if values.get("channels", "1") != "1":
        raise QueryFault(f"channels={values['channels'][:10]} is not possible: open one socket per channel")
    rate = _whole_number(
        "sample_rate", values.get("sample_rate", "8000" if encoding != "linear16" else "16000"), 1, 400_000
    )
    if rate not in SAMPLE_RATES_HZ:
        raise QueryFault(f"sample_rate {rate} is not possible: send 8000 or 16000")
    endpointing = values.get("endpointing", str(DEFAULT_ENDPOINTING_MS))
    utterance_end = values.get("utterance_end_ms")
    hints = tuple(value for name, value in pairs if name in ("keyterm", "keywords", "x_hint"))
    if len(hints) > _MAX_KEYTERMS:
        raise QueryFault(f"{len(hints)} keyterms are too many: send at most {_MAX_KEYTERMS}")
    return ListenQuery(
        encoding=encoding,
        sample_rate_hz=rate,
        language=parse_language(values.get("language", "en")),
        model=values.get("model", ""),
        interim_results=_flag("interim_results", values),
        endpointing_ms=None
        if endpointing == "false"
        else _whole_number("endpointing", endpointing.replace("true", "500"), 10, 60_000),
        utterance_end_ms=None
        if utterance_end is None
        else _whole_number("utterance_end_ms", utterance_end, 200, 60_000),
        vad_events=_flag("vad_events", values),
        own_events=_flag("x_events", values),
        hints=hints,
        key=values.get("x_key", "")[:200],
    )


def parse_language(tag: str) -> str:
    """en-US → en. Raises QueryFault for a language that no engine here is asked for."""
    language = tag.lower().replace("_", "-").split("-")[0]
    if language not in LANGUAGES:
        raise QueryFault(f"language {tag[:20]!r} is not spoken here: use {', '.join(LANGUAGES)}")
    return language


def _flag(name: str, values: dict[str, str]) -> bool:
    value = values.get(name, "false").lower()
    if value not in ("true", "false", "1", "0", ""):
        raise QueryFault(f"{name}={value[:20]} is not possible: use true or false")
    return value in ("true", "1")


def _whole_number(name: str, text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise QueryFault(f"{name}={text[:20]} is not possible: use a whole number from {least} to {most}")
    return int(text)
