"""One shared token, as `Authorization: Token …` (Deepgram) or `Bearer …` (OpenAI); none configured, none
asked for."""

import hmac

from fastapi import HTTPException
from starlette.requests import HTTPConnection


def is_allowed(connection: HTTPConnection, token: str) -> bool:
    if not token:
        return True
    scheme, _, given = connection.headers.get("authorization", "").partition(" ")
    return scheme.lower() in ("token", "bearer") and hmac.compare_digest(
        given.strip().encode(), token.encode()
    )


def require_token(connection: HTTPConnection, token: str) -> None:
    if not is_allowed(connection, token):
        raise HTTPException(401, "wrong or missing token: send Authorization: Bearer <SPEECH_TOKEN>")
