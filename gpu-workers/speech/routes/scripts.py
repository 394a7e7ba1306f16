"""POST /x/script: what the scripted engine will answer for one call."""

from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field, ValidationError

from speech.routes.auth import require_token
from speech.routes.openai_errors import describe_faults, openai_error
from speech.service import SpeechService


class Script(BaseModel):
    key: Annotated[str, Field(min_length=1, max_length=200)]
    lines: Annotated[list[Annotated[str, Field(max_length=2_000)]], Field(max_length=1_000)]


def create_script_routes(service: SpeechService) -> APIRouter:
    router = APIRouter()

    @router.post("/x/script")
    async def script(request: Request) -> Response:
        require_token(request, service.config.token)
        try:
            wanted = Script.model_validate_json(await request.body())
        except ValidationError as error:
            return openai_error(400, describe_faults(error.errors()))
        service.scripts.set(wanted.key, wanted.lines)
        return JSONResponse({"key": wanted.key, "lines": len(wanted.lines)})

    return router
