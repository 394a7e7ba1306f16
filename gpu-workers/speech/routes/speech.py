"""POST /v1/audio/speech: text in, audio out while it is made."""

from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import ValidationError

from speech.audio.containers import mulaw_bytes, pcm_bytes, wav_header
from speech.audio.pcm import Pcm16
from speech.protocol.speech_request import SpeechRequest
from speech.routes.auth import require_token
from speech.routes.openai_errors import describe_faults, openai_error
from speech.service import SpeechService
from speech.tts.base import SynthesisFailed, UnknownVoice, Utterable
from speech.tts.speaking import TooManySyntheses

_CONTENT_TYPES = {"pcm": "audio/pcm", "wav": "audio/wav", "mulaw": "audio/basic"}


def create_speech_routes(service: SpeechService) -> APIRouter:
    router = APIRouter()

    @router.post("/v1/audio/speech")
    @router.post("/synthesize")
    async def speech(request: Request) -> Response:
        require_token(request, service.config.token)
        try:
            wanted = SpeechRequest.model_validate_json(await request.body())
            voice = service.speaking.engine.voice_for(wanted.voice, wanted.language)
        except ValidationError as error:
            return openai_error(400, describe_faults(error.errors()))
        except UnknownVoice as error:
            return openai_error(400, str(error))
        chunks = service.speaking.speak(Utterable(wanted.input, voice, wanted.speed), wanted.sample_rate)
        try:
            # a failure before the first sound can still be an HTTP status
            first = await anext(chunks, None)
        except TooManySyntheses as error:
            return openai_error(503, str(error), Retry_After="1")
        except SynthesisFailed as error:
            return openai_error(502, str(error))
        body = _encode(first, chunks, wanted)
        headers = {"X-Sample-Rate": str(wanted.sample_rate)}
        return StreamingResponse(body, media_type=_CONTENT_TYPES[wanted.response_format], headers=headers)

    return router


async def _encode(
    first: Pcm16 | None, rest: AsyncIterator[Pcm16], wanted: SpeechRequest
) -> AsyncIterator[bytes]:
    encode = mulaw_bytes if wanted.response_format == "mulaw" else pcm_bytes
    try:
        if wanted.response_format == "wav":
            yield wav_header(wanted.sample_rate)
        if first is not None:
            yield encode(first)
        async for pcm in rest:
            yield encode(pcm)
    finally:
        # the client may be gone: the synthesiser stops now, not when garbage is collected
        await rest.aclose()  # type: ignore[attr-defined]
