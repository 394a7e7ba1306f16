"""The HTTP application: `create_app(config)` → FastAPI."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

from speech.config import Config
from speech.log import log
from speech.routes.catalogue import create_catalogue_routes
from speech.routes.health import create_health_routes
from speech.routes.listen import create_listen_routes
from speech.routes.openai_errors import openai_error
from speech.routes.scripts import create_script_routes
from speech.routes.speech import create_speech_routes
from speech.routes.transcriptions import create_transcription_routes
from speech.service import SpeechService


def create_app(config: Config) -> FastAPI:
    """Raises EngineMissing where a configured engine cannot run. The service is at `app.state.service`."""
    service = SpeechService(config)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(_warm_up(service))
        yield
        warming.cancel()
        service.stop()

    app = FastAPI(title="Holdfast speech worker", lifespan=lifespan)
    app.state.service = service
    for create_routes in (
        create_listen_routes,
        create_speech_routes,
        create_transcription_routes,
        create_catalogue_routes,
        create_script_routes,
        create_health_routes,
    ):
        app.include_router(create_routes(service))

    @app.exception_handler(HTTPException)
    async def answer_refusal(_: Request, error: HTTPException) -> JSONResponse:
        return openai_error(error.status_code, str(error.detail))

    return app


async def _warm_up(service: SpeechService) -> None:
    try:
        await asyncio.to_thread(service.warm_up)
    except Exception:
        # stays not ready, and says so; a supervisor sees it at /readyz
        logging.getLogger("speech").exception("the warm-up failed")
        return
    log(logging.INFO, "ready", engines=service.config.stt_routes)
