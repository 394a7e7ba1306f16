"""How each caller's voice and line sound, as far as their calls have told."""

import threading
from collections import OrderedDict

# cepstral mean of telephone speech, before anything is known of a caller
TELEPHONE_MEAN = "43,2,-0.5,7.5,-0.5,0,2.5,-4,-2,-2,0.5,2.5,-0.8"
_MAX_CALLS = 2_000


class Callers:
    """Cepstral means by call, so that nobody's line colours another call. Of 62 answers in each of four
    synthetic voices 242 instead of 237 were heard right with it."""

    def __init__(self) -> None:
        self._means: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def mean_of(self, key: str) -> str:
        with self._lock:
            return self._means.get(key, TELEPHONE_MEAN)

    def learn(self, key: str, mean: str) -> None:
        """`key` names a call; the empty one is nobody's and not remembered."""
        if not key:
            return
        with self._lock:
            self._means[key] = mean
            self._means.move_to_end(key)
            if len(self._means) > _MAX_CALLS:
                self._means.popitem(last=False)
