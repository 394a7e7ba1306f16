"""WebSocket /v1/listen: frames in, events out. Nothing slow happens here."""

import asyncio
import logging
from contextlib import suppress
from uuid import uuid4

import orjson
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from speech.engines.base import Expectation, SttEngine
from speech.engines.routing import NoEngineForLanguage
from speech.listening.stream import ListenStream
from speech.listening.stream_items import Close, Configured, Disconnect, Finalize
from speech.log import log
from speech.metrics import refused
from speech.protocol import listen_events
from speech.protocol.listen_commands import CommandFault, Configure, parse_command
from speech.protocol.listen_events import Event
from speech.protocol.listen_query import ListenQuery, QueryFault, parse_language, parse_listen_query
from speech.routes.auth import is_allowed
from speech.service import SpeechService

_POLICY, _TRY_AGAIN, _INTERNAL = 1008, 1013, 1011
_MAX_REASON_BYTES = 120
# audio read ahead of the voice detector (a file that is sent at once), and events that a client leaves unread
_MAX_AHEAD_S = 10.0
_MAX_UNREAD_EVENTS = 2_000
_SILENT_CLIENT_S = 120.0
_CLOSING_S = 10.0


def create_listen_routes(service: SpeechService) -> APIRouter:
    router = APIRouter()

    @router.websocket("/v1/listen")
    @router.websocket("/ws/transcribe")
    async def listen(socket: WebSocket) -> None:
        await socket.accept()
        if not is_allowed(socket, service.config.token):
            await _close(socket, _POLICY, "wrong or missing token: send Authorization: Token <SPEECH_TOKEN>")
            return
        if service.is_full:
            refused.labels("listen").inc()
            await _close(socket, _TRY_AGAIN, "no place for another stream: try again later or elsewhere")
            return
        try:
            query = parse_listen_query(socket.query_params.multi_items())
            engine = service.routes.engine_for(query.language, query.model)
        except (QueryFault, NoEngineForLanguage) as fault:
            await _close(socket, _POLICY, str(fault))
            return
        with service.place():
            await _Listening(service, socket, query).run(engine)

    return router


class _Listening:
    """One socket: a task that reads, a task that writes, a stream between them."""

    def __init__(self, service: SpeechService, socket: WebSocket, query: ListenQuery) -> None:
        self._service, self._socket, self._query = service, socket, query
        self._request_id = str(uuid4())
        self._outbox: asyncio.Queue[Event | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    async def run(self, engine: SttEngine) -> None:
        query = self._query
        complaints = await asyncio.to_thread(
            engine.prepare, Expectation(query.language, query.hints, query.key)
        )
        with self._service.open_stream(query, engine, self._request_id, self._emit) as stream:
            self._complain(complaints)
            reader = asyncio.create_task(self._read(stream))
            writer = asyncio.create_task(self._write())
            try:
                await asyncio.wait({reader, writer}, return_when=asyncio.FIRST_COMPLETED)
                if not writer.done():
                    # the reader has said Close or Disconnect; what is being decoded still goes out
                    await asyncio.wait({writer}, timeout=_CLOSING_S)
            finally:
                stream.push(Disconnect())
                self._service.hearing.hurry()
                for task in (reader, writer):
                    task.cancel()
                await asyncio.gather(reader, writer, return_exceptions=True)
        await _close(self._socket, 1000, "")

    def _emit(self, event: Event | None) -> None:
        """Called from decoding threads."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._outbox.put_nowait, event)

    async def _read(self, stream: ListenStream) -> None:
        while True:
            try:
                async with asyncio.timeout(_SILENT_CLIENT_S):
                    message = await self._socket.receive()
            except TimeoutError:
                self._outbox.put_nowait(
                    listen_events.error(
                        f"nothing received for {_SILENT_CLIENT_S:.0f} s: send audio or KeepAlive"
                    )
                )
                stream.push(Close())
                self._service.hearing.hurry()
                return
            if message["type"] == "websocket.disconnect":
                stream.push(Disconnect())
                self._service.hearing.hurry()
                return
            data, text = message.get("bytes"), message.get("text")
            if data:
                stream.push(data)
                self._service.hearing.received(stream)
                while stream.waiting_s > _MAX_AHEAD_S and not stream.closed:
                    await asyncio.sleep(0.02)
            elif data is not None:
                # an empty frame is how Deepgram's older clients say CloseStream
                text = '{"type":"CloseStream"}'
            if text is not None and not await self._follow(text, stream):
                return

    async def _follow(self, text: str, stream: ListenStream) -> bool:
        """False when nothing more is read."""
        try:
            command = parse_command(text)
            if isinstance(command, Configure):
                await self._configure(command, stream)
            elif command.type == "Finalize":
                stream.push(Finalize())
            elif command.type == "CloseStream":
                stream.push(Close())
                self._service.hearing.hurry()
                return False
        except (CommandFault, QueryFault, NoEngineForLanguage) as fault:
            self._complain((str(fault),))
        self._service.hearing.hurry()
        return True

    async def _configure(self, command: Configure, stream: ListenStream) -> None:
        language = parse_language(command.x.language or self._query.language)
        engine = self._service.routes.engine_for(language, self._query.model)
        expectation = Expectation(language, tuple(command.x.hints), self._query.key)
        complaints = await asyncio.to_thread(engine.prepare, expectation)
        self._complain(complaints)
        stream.push(Configured(engine, expectation))

    def _complain(self, complaints: tuple[str, ...]) -> None:
        if complaints:
            more = f" (and {len(complaints) - 5} more)" if len(complaints) > 5 else ""
            self._outbox.put_nowait(listen_events.error("; ".join(complaints[:5]) + more))

    async def _write(self) -> None:
        while (event := await self._outbox.get()) is not None:
            if self._outbox.qsize() > _MAX_UNREAD_EVENTS:
                log(logging.WARNING, "a client reads no events", request_id=self._request_id)
                await _close(self._socket, _INTERNAL, "events are not read: read faster")
                return
            await self._socket.send_text(orjson.dumps(event).decode())


async def _close(socket: WebSocket, code: int, reason: str) -> None:
    if socket.application_state is WebSocketState.CONNECTED:
        with suppress(RuntimeError, WebSocketDisconnect, OSError):
            await socket.close(code, reason.encode()[:_MAX_REASON_BYTES].decode(errors="ignore"))
