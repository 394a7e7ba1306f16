"""/healthz: the process lives. /readyz: a new call may come here. /metrics: for Prometheus."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from speech.metrics import registry
from speech.service import SpeechService


def create_health_routes(service: SpeechService) -> APIRouter:
    router = APIRouter()

    @router.get("/healthz")
    @router.get("/health")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz")
    @router.get("/ready")
    async def readyz() -> JSONResponse:
        reason = service.not_ready_because
        if reason:
            return JSONResponse({"status": "not ready", "reason": reason}, 503, {"Retry-After": "1"})
        engines = dict(service.config.stt_routes)
        return JSONResponse({"status": "ready", "engines": engines, "streams": service.streams})

    @router.get("/metrics")
    async def metrics() -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return router
