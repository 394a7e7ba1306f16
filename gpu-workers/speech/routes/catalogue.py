"""GET /v1/models and /v1/audio/voices: what can be asked for."""

from fastapi import APIRouter

from speech.service import SpeechService


def create_catalogue_routes(service: SpeechService) -> APIRouter:
    router = APIRouter()

    @router.get("/v1/models")
    async def models() -> dict[str, object]:
        names = [*service.routes.engines, service.speaking.engine.name]
        return {
            "object": "list",
            "data": [{"id": name, "object": "model", "created": 0, "owned_by": "holdfast"} for name in names],
        }

    @router.get("/v1/audio/voices")
    async def voices() -> dict[str, object]:
        listed = service.speaking.engine.voices().items()
        return {"voices": [{"id": voice, "language": language} for voice, language in listed]}

    return router
