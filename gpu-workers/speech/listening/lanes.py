"""Plain threads that own the decoders. A stream stays on one lane, so its jobs run in order."""

import logging
import queue
import threading
import time
from collections.abc import Callable

from speech.log import log
from speech.metrics import queue_age_seconds

Job = Callable[[], None]


class Lane:
    """Runs jobs one after the other; `streams` counts who uses it."""

    def __init__(self, name: str) -> None:
        self.streams = 0
        self._jobs: queue.SimpleQueue[tuple[float, Job] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        self._jobs.put((time.monotonic(), job))

    def stop(self) -> None:
        self._jobs.put(None)
        self._thread.join(5)

    def _run(self) -> None:
        while (entry := self._jobs.get()) is not None:
            submitted, job = entry
            queue_age_seconds.observe(time.monotonic() - submitted)
            try:
                job()
            except Exception:
                # a job reports its own failure to its call; this one keeps the lane alive for the others
                logging.getLogger("speech").exception("a decoding job failed")


class Lanes:
    def __init__(self, count: int) -> None:
        self._lanes = [Lane(f"decode-{n}") for n in range(count)]

    def join(self) -> Lane:
        """The lane with the fewest streams."""
        lane = min(self._lanes, key=lambda candidate: candidate.streams)
        lane.streams += 1
        return lane

    def leave(self, lane: Lane) -> None:
        lane.streams -= 1

    def stop(self) -> None:
        for lane in self._lanes:
            lane.stop()
        log(logging.DEBUG, "decoding stopped")
