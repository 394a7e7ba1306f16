"""One call's audio on its way from the socket to the decoder: cut into windows, speech found, turns
opened and closed.

The socket's side (push) may run beside the hearing thread's side (next_window, hear); the inbox lies
between them.
"""

from collections import deque
from collections.abc import Callable

import numpy as np

from speech.audio.decoding import create_byte_decoder
from speech.audio.pcm import RECOGNISER_RATE_HZ, Pcm16
from speech.audio.upsample import create_upsampler
from speech.engines.base import NOTHING, Expectation, SttEngine
from speech.listening.lanes import Lane
from speech.listening.stream_items import Close, Configured, Disconnect, Finalize, StreamItem
from speech.listening.turn import TurnSettings
from speech.listening.turn_handle import TurnHandle
from speech.metrics import audio_seconds
from speech.protocol import listen_events
from speech.protocol.listen_events import Event
from speech.protocol.listen_query import ListenQuery
from speech.vad.segmenter import Segmenter, SpeechEdge
from speech.vad.silero import WINDOW_S, WINDOW_SAMPLES, VoiceMemory

# 300 ms before the speech, and the 64 ms that it takes to notice it
_PRE_ROLL_S = 0.3
_RING_WINDOWS = 13
_MAX_PAUSE_WINDOWS = 320
_MAX_TURN_S = 30.0
# audio that waits for a decoder; beyond it the stream is not read further
_MAX_WAITING_S = 5.0


class ListenStream:
    """`emit` gets every event in order, None after the last one; it is called from other threads."""

    def __init__(
        self,
        query: ListenQuery,
        engine: SttEngine,
        lane: Lane,
        request_id: str,
        emit: Callable[[Event | None], None],
    ) -> None:
        self.memory = VoiceMemory()
        self.closed = False
        self._query, self._engine, self._lane = query, engine, lane
        self._request_id, self._emit = request_id, emit
        self._expectation = Expectation(query.language, query.hints, query.key)
        self._inbox: deque[bytes | StreamItem] = deque()
        self._inbox_bytes = 0
        self._decode = create_byte_decoder(query.encoding)
        self._upsample = create_upsampler(query.sample_rate_hz)
        self._bytes_per_s = query.sample_rate_hz * (2 if query.encoding == "linear16" else 1)
        self._samples: Pcm16 = np.zeros(0, np.int16)
        self._segmenter = Segmenter()
        self._ring: deque[Pcm16] = deque(maxlen=_RING_WINDOWS)
        self._turn: TurnHandle | None = None
        self._pause_audio: deque[Pcm16] = deque(maxlen=_MAX_PAUSE_WINDOWS)
        self._speech_end_s: float | None = None
        self._utterance_end_due = False
        # written by the hearing thread, and by the lane
        self._finals_asked = 0
        self._finals_sent = 0

    # the socket's side

    def push(self, item: bytes | StreamItem) -> None:
        if isinstance(item, bytes):
            self._inbox_bytes += len(item)
        self._inbox.append(item)

    @property
    def waiting_s(self) -> float:
        """Audio that has been received and not been heard yet."""
        return self._inbox_bytes / self._bytes_per_s

    @property
    def has_window(self) -> bool:
        """About: the other side takes from it meanwhile."""
        return self.waiting_s + len(self._samples) / RECOGNISER_RATE_HZ >= WINDOW_S

    # the hearing thread's side

    def next_window(self) -> Pcm16 | None:
        """The next 32 ms, None when there are none yet. Commands are followed where they stand in the
        audio."""
        if self._turn and self._turn.waiting_s > _MAX_WAITING_S:
            return None
        while len(self._samples) < WINDOW_SAMPLES and self._inbox and not self.closed:
            item = self._inbox.popleft()
            if isinstance(item, bytes):
                self._inbox_bytes -= len(item)
                self._samples = np.concatenate([self._samples, self._upsample(self._decode(item))])
            else:
                self._follow(item)
        if len(self._samples) < WINDOW_SAMPLES or self.closed:
            return None
        window, self._samples = self._samples[:WINDOW_SAMPLES], self._samples[WINDOW_SAMPLES:]
        return window

    def hear(self, window: Pcm16, probability: float) -> None:
        audio_seconds.inc(WINDOW_S)
        self._ring.append(window)
        edge = self._segmenter.hear(probability)
        if edge and edge.kind == "started":
            self._speech_started(edge)
        elif self._turn and (self._segmenter.speaking or edge):
            self._turn.feed(window)
        elif self._turn:
            self._pause_audio.append(window)
        if edge and edge.kind == "ended" and self._turn:
            self._speech_end_s = edge.at_s
            self._turn.pause(edge.at_s)
        self._check_time()

    def fail(self) -> None:
        """Ends the stream after a fault of ours."""
        self.closed = True
        self._emit(listen_events.error("the worker failed on this stream: connect again"))
        self._emit(None)

    def _speech_started(self, edge: SpeechEdge) -> None:
        if self._query.vad_events:
            event = listen_events.speech_started(edge.at_s)
            # it stops an agent that speaks: no decoder is waited for, unless a result has to come before
            if self._turn is None and self._finals_asked == self._finals_sent:
                self._emit(event)
            else:
                self._on_lane(lambda: self._emit(event))
        self._utterance_end_due = True
        if self._turn:
            self._turn.feed(np.concatenate([*self._pause_audio, self._ring[-1]]))
        else:
            wanted = round((self._now_s - edge.at_s + _PRE_ROLL_S) / WINDOW_S)
            windows = list(self._ring)[-wanted:]
            settings = TurnSettings(
                engine=self._engine,
                expectation=self._expectation,
                request_id=self._request_id,
                interim_results=self._query.interim_results,
                own_events=self._query.own_events,
                emit=self._emit,
            )
            self._turn = TurnHandle(self._lane, settings, self._now_s - len(windows) * WINDOW_S)
            self._turn.feed(np.concatenate(windows))
        self._pause_audio.clear()
        self._speech_end_s = None

    def _check_time(self) -> None:
        now_s, query = self._now_s, self._query
        quiet_s = 0.0 if self._speech_end_s is None else now_s - self._speech_end_s
        if self._turn and query.endpointing_ms is not None and quiet_s * 1000 >= query.endpointing_ms:
            self._finish_turn(from_finalize=False, speech_final=True)
        elif self._turn and now_s - self._turn.start_s > _MAX_TURN_S:
            self._finish_turn(from_finalize=False, speech_final=False)
        if (
            self._utterance_end_due
            and query.utterance_end_ms is not None
            and quiet_s * 1000 >= query.utterance_end_ms
        ):
            self._utterance_end_due = False
            last_word_end_s = now_s - quiet_s
            self._on_lane(lambda: self._emit(listen_events.utterance_end(last_word_end_s)))

    def _follow(self, item: StreamItem) -> None:
        match item:
            case Configured(engine, expectation):
                self._engine, self._expectation = engine, expectation
            case Finalize():
                if self._turn:
                    self._finish_turn(from_finalize=True, speech_final=True)
                else:
                    self._on_lane(self._send_empty_final(self._now_s))
                    self._note_final()
            case Close():
                if self._turn:
                    self._finish_turn(from_finalize=False, speech_final=True)
                duration_s = self._now_s + len(self._samples) / RECOGNISER_RATE_HZ
                self._on_lane(lambda: self._emit(listen_events.metadata(self._request_id, duration_s)))
                self._on_lane(lambda: self._emit(None))
                self.closed = True
            case Disconnect():
                if self._turn:
                    self._turn.abandon()
                self._on_lane(lambda: self._emit(None))
                self.closed = True

    def _finish_turn(self, *, from_finalize: bool, speech_final: bool) -> None:
        if self._turn is None:
            return
        self._turn.finalize(self._now_s, from_finalize=from_finalize, speech_final=speech_final)
        self._turn = None
        self._note_final()
        # finals never overlap: what follows starts at this point
        self._ring.clear()
        self._pause_audio.clear()
        self._segmenter.restart()

    def _note_final(self) -> None:
        self._finals_asked += 1
        self._on_lane(self._note_final_sent)

    def _note_final_sent(self) -> None:
        self._finals_sent += 1

    def _send_empty_final(self, at_s: float) -> Callable[[], None]:
        event = listen_events.results(
            NOTHING,
            start_s=at_s,
            end_s=at_s,
            request_id=self._request_id,
            is_final=True,
            speech_final=True,
            from_finalize=True,
            x={"engine": self._engine.name, "audio_ms": 0, "infer_ms": 0},
        )
        return lambda: self._emit(event)

    def _on_lane(self, job: Callable[[], None]) -> None:
        # events take the lane too, so that none overtakes a result
        self._lane.submit(job)

    @property
    def _now_s(self) -> float:
        return self._segmenter.now_s
