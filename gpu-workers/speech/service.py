"""What the routes share: engines, the hearing thread, decoders, limits. Built once per process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from speech.config import Config
from speech.engines.base import SttEngine
from speech.engines.registry import create_engines
from speech.engines.routing import EngineRoutes
from speech.engines.scripted import Scripts
from speech.listening.hearing import Hearing
from speech.listening.lanes import Lanes
from speech.listening.stream import ListenStream
from speech.metrics import active_streams
from speech.protocol.listen_events import Event
from speech.protocol.listen_query import ListenQuery
from speech.tts.registry import create_tts_engine
from speech.tts.speaking import Speaking


class SpeechService:
    """Raises EngineMissing where a configured engine cannot run here."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.scripts = Scripts()
        self.routes = EngineRoutes(create_engines(config, self.scripts), config.stt_routes)
        self.speaking = Speaking(
            create_tts_engine(config), config.max_syntheses, config.max_waiting_syntheses
        )
        self.hearing = Hearing()
        self.lanes = Lanes(config.decode_threads)
        self.ready = False
        self.draining = False
        self.streams = 0

    def warm_up(self) -> None:
        """Slow: called once, off the event loop."""
        for engine in self.routes.engines.values():
            engine.warm_up()
        self.ready = True

    @property
    def is_full(self) -> bool:
        return self.draining or self.streams >= self.config.max_streams

    @property
    def not_ready_because(self) -> str | None:
        if self.draining:
            return "draining: no new calls"
        if not self.ready:
            return "models are loading"
        return "full: no place for another stream" if self.is_full else None

    @contextmanager
    def place(self) -> Iterator[None]:
        """Taken before anything is awaited, so that a burst of calls finds no more places than there are."""
        self.streams += 1
        active_streams.set(self.streams)
        try:
            yield
        finally:
            self.streams -= 1
            active_streams.set(self.streams)

    @contextmanager
    def open_stream(
        self, query: ListenQuery, engine: SttEngine, request_id: str, emit: Callable[[Event | None], None]
    ) -> Iterator[ListenStream]:
        lane = self.lanes.join()
        stream = ListenStream(query, engine, lane, request_id, emit)
        self.hearing.add(stream)
        try:
            yield stream
        finally:
            self.lanes.leave(lane)

    def stop(self) -> None:
        self.hearing.stop()
        self.lanes.stop()
