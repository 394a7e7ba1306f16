import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parent))


@contextmanager
def running_worker(
    log_path: Path | None = None, **environment: str
) -> Iterator[tuple[str, subprocess.Popen]]:
    """A real worker process on a free port, ready to take calls. Its log goes to `log_path`, if anywhere."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (log_path or Path(os.devnull)).open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "speech", "--port", str(port)],
        cwd=Path(__file__).parent.parent,
        env={"PATH": os.environ["PATH"], "LOG_LEVEL": "WARNING", **environment},
        stdout=log,
        stderr=subprocess.PIPE,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(url, process)
        yield url, process
    finally:
        log.close()
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(url: str, process: subprocess.Popen) -> None:
    for _ in range(400):
        if process.poll() is not None:
            raise RuntimeError(f"the worker ended: {process.stderr.read().decode()}")
        try:
            if httpx.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError("the worker did not become ready")


@pytest.fixture(scope="session")
def worker() -> Iterator[str]:
    with running_worker(STT_ROUTES="en:pocketsphinx,uk:scripted", SPEECH_DRAIN_S="0") as (url, _):
        yield url
