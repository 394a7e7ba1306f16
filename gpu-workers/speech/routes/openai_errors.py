"""Errors in OpenAI's shape, so that its SDKs show our message."""

from collections.abc import Sequence
from typing import Any

from fastapi.responses import JSONResponse


def openai_error(status: int, message: str, **headers: str) -> JSONResponse:
    body = {
        "error": {"message": message, "type": "invalid_request_error" if status < 500 else "server_error"}
    }
    return JSONResponse(
        body, status, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def describe_faults(faults: Sequence[Any]) -> str:
    """All faults of a body in one line: the field, what is wrong, what was given."""
    lines = []
    for fault in faults:
        where = ".".join(str(part) for part in fault["loc"] if part != "body") or "body"
        given = fault.get("input")
        shown = f" (is {given!r})" if isinstance(given, str | int | float) and len(str(given)) < 60 else ""
        lines.append(f"{where}: {fault['msg']}{shown}")
    return "; ".join(lines)
