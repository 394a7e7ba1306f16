"""A client of /v1/listen as the media-edge is one."""

import json
from collections.abc import Iterable
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import numpy as np
from websockets.asyncio.client import ClientConnection, connect

from speech.audio.g711 import encode_mulaw
from speech.audio.pcm import Pcm16

EDGE_QUERY = {
    "encoding": "mulaw",
    "sample_rate": 8000,
    "language": "en",
    "interim_results": "true",
    "endpointing": "false",
    "vad_events": "true",
    "x_events": "true",
}
_FRAME_SAMPLES = 160


class Listener:
    """`events` keeps everything that was received."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.events: list[dict] = []

    async def play(self, *parts: Pcm16) -> None:
        """As fast as the worker takes it, in frames of 20 ms."""
        audio = encode_mulaw(np.concatenate(parts))
        for at in range(0, len(audio), _FRAME_SAMPLES):
            await self.socket.send(audio[at : at + _FRAME_SAMPLES])

    async def command(self, kind: str, **fields: object) -> None:
        await self.socket.send(json.dumps({"type": kind, **fields}))

    async def expect(self, hints: Iterable[str], language: str = "en") -> None:
        await self.command("Configure", x={"hints": list(hints), "language": language})

    async def until(self, kind: str, **fields: object) -> dict:
        """The next event of that type with those fields."""
        while True:
            event = json.loads(await self.socket.recv())
            self.events.append(event)
            if event["type"] == kind and all(event.get(name) == value for name, value in fields.items()):
                return event

    async def final(self) -> dict:
        """What Finalize answers."""
        await self.command("Finalize")
        return await self.until("Results", from_finalize=True)

    def kinds(self) -> list[str]:
        return [event["type"] for event in self.events]


@asynccontextmanager
async def listening(url: str, path: str = "/v1/listen", **query: object):
    address = f"{url.replace('http', 'ws')}{path}?{urlencode({**EDGE_QUERY, **query})}"
    async with connect(address, open_timeout=10, close_timeout=5) as socket:
        yield Listener(socket)


def transcript(event: dict) -> str:
    return event["channel"]["alternatives"][0]["transcript"]


def confidence(event: dict) -> float:
    return event["channel"]["alternatives"][0]["confidence"]
