"""The thread that hears all calls: one run of the voice detector per tick, whatever their number."""

import logging
import threading
import time

from speech.audio.pcm import Pcm16
from speech.listening.stream import ListenStream
from speech.metrics import vad_batch, vad_seconds
from speech.vad.silero import WINDOW_S, SileroVad

# few calls are heard sooner than they fill a batch
_FEW = 8
_SHORT_TICK_S = 0.01


class Hearing:
    def __init__(self) -> None:
        self._vad = SileroVad()
        self._streams: set[ListenStream] = set()
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="hearing", daemon=True)
        self._thread.start()

    def add(self, stream: ListenStream) -> None:
        with self._lock:
            self._streams.add(stream)
        self._wake.set()

    def hurry(self) -> None:
        """A command waits; the next tick comes at once."""
        self._wake.set()

    def received(self, stream: ListenStream) -> None:
        """Audio has come. A few calls are heard as soon as a window is whole, many with the next tick."""
        if len(self._streams) <= _FEW and stream.has_window:
            self._wake.set()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._stopping:
            with self._lock:
                streams = list(self._streams)
            if not streams:
                self._wake.wait()
                self._wake.clear()
                continue
            started = time.monotonic()
            self._hear_all(streams)
            tick_s = _SHORT_TICK_S if len(streams) <= _FEW else WINDOW_S
            self._wake.wait(max(0.001, tick_s - (time.monotonic() - started)))
            self._wake.clear()

    def _hear_all(self, streams: list[ListenStream]) -> None:
        while True:
            ready = [
                (stream, window) for stream in streams if (window := self._next_window(stream)) is not None
            ]
            if not ready:
                return
            started = time.monotonic()
            scores = self._vad.score([(stream.memory, window) for stream, window in ready])
            vad_seconds.observe(time.monotonic() - started)
            vad_batch.observe(len(ready))
            for (stream, window), score in zip(ready, scores, strict=True):
                try:
                    stream.hear(window, score)
                except Exception:
                    self._drop(stream)

    def _next_window(self, stream: ListenStream) -> Pcm16 | None:
        try:
            window = stream.next_window()
        except Exception:
            self._drop(stream)
            return None
        if stream.closed:
            with self._lock:
                self._streams.discard(stream)
        return window

    def _drop(self, stream: ListenStream) -> None:
        """A fault in one call ends that call and no other."""
        logging.getLogger("speech").exception("a stream failed and was dropped")
        with self._lock:
            self._streams.discard(stream)
        stream.fail()
