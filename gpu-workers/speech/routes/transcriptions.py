"""POST /v1/audio/transcriptions: a WAV in, its words out. `prompt`: hints, one a line."""

import asyncio

import soxr
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from speech.audio.containers import NoWav, read_wav
from speech.audio.pcm import RECOGNISER_RATE_HZ, Pcm16
from speech.engines.base import Expectation, Hypothesis, SttEngine
from speech.engines.routing import NoEngineForLanguage
from speech.protocol.listen_query import QueryFault, parse_language
from speech.protocol.multipart import NoForm, parse_form
from speech.routes.auth import require_token
from speech.routes.openai_errors import openai_error
from speech.service import SpeechService

_MAX_BYTES = 25_000_000
_MAX_SECONDS = 60
_AT_ONCE = 2
_PIECE_SAMPLES = 2_048


def create_transcription_routes(service: SpeechService) -> APIRouter:
    router = APIRouter()
    places = asyncio.Semaphore(_AT_ONCE)

    @router.post("/v1/audio/transcriptions")
    async def transcriptions(request: Request) -> Response:
        require_token(request, service.config.token)
        if places.locked():
            return openai_error(503, "too many files are being transcribed: try again later", Retry_After="2")
        async with places:
            return await _transcribe(service, request)

    return router


async def _transcribe(service: SpeechService, request: Request) -> Response:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BYTES:
            return openai_error(413, f"the upload is larger than {_MAX_BYTES} bytes: send less audio")
    try:
        form = parse_form(request.headers.get("content-type", ""), bytes(body))
        if "file" not in form:
            return openai_error(400, "the form has no file: send a WAV as field `file`")
        pcm, rate = read_wav(form["file"])
        language = parse_language(form.get("language", b"en").decode())
        engine = service.routes.engine_for(language, form.get("model", b"").decode())
    except (NoForm, NoWav, QueryFault, NoEngineForLanguage, UnicodeDecodeError) as fault:
        return openai_error(400, str(fault))
    if len(pcm) > rate * _MAX_SECONDS:
        return openai_error(400, f"the file lasts {len(pcm) / rate:.0f} s: send at most {_MAX_SECONDS} s")
    hints = tuple(
        line for line in form.get("prompt", b"").decode(errors="replace").splitlines() if line.strip()
    )
    hypothesis = await asyncio.to_thread(_decode, engine, Expectation(language, hints), pcm, rate)
    wanted = form.get("response_format", b"json").decode(errors="replace")
    if wanted == "text":
        return PlainTextResponse(hypothesis.text + "\n")
    answer: dict[str, object] = {"text": hypothesis.text}
    if wanted == "verbose_json":
        answer |= {
            "language": language,
            "duration": round(len(pcm) / rate, 3),
            "words": [{"word": w.text, "start": w.start_s, "end": w.end_s} for w in hypothesis.words],
        }
    return JSONResponse(answer)


def _decode(engine: SttEngine, expectation: Expectation, pcm: Pcm16, rate: int) -> Hypothesis:
    samples = soxr.resample(pcm, rate, RECOGNISER_RATE_HZ, quality="HQ")
    utterance = engine.open(expectation)
    try:
        for at in range(0, len(samples), _PIECE_SAMPLES):
            utterance.feed(samples[at : at + _PIECE_SAMPLES])
        return utterance.finish()
    finally:
        utterance.close()
