"""`python -m speech --host 127.0.0.1 --port 8081`; everything else comes from the environment (config.py)."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress

import uvicorn

from speech.app import create_app
from speech.config import Config, ConfigFault, read_config
from speech.engines.registry import EngineMissing
from speech.log import log, set_up_logging
from speech.service import SpeechService

# decoders hold the interpreter; sockets and the voice detector must not wait five milliseconds for their turn
_SWITCH_INTERVAL_S = 0.001


def main() -> int:
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    parser = argparse.ArgumentParser(prog="speech", description=__doc__)
    parser.add_argument("--host", help="address to listen on (SPEECH_HOST)")
    parser.add_argument("--port", help="port to listen on, 0 for any free one (SPEECH_PORT)")
    arguments = parser.parse_args()
    try:
        config = read_config(os.environ, SPEECH_HOST=arguments.host, SPEECH_PORT=arguments.port)
        set_up_logging(config.log_level)
        app = create_app(config)
    except (ConfigFault, EngineMissing) as fault:
        print(fault, file=sys.stderr)
        return 2
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=config.host,
            port=config.port,
            log_config=None,
            access_log=False,
            # the faster parser, httptools, takes headers without end
            http="h11",
            h11_max_incomplete_event_size=65_536,
            ws_max_size=4_194_304,
            ws_ping_interval=20,
            ws_ping_timeout=20,
            timeout_graceful_shutdown=5,
        )
    )
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(server, app.state.service, config))
    return 0 if server.started else 1


async def _serve(server: uvicorn.Server, service: SpeechService, config: Config) -> None:
    """SIGTERM: refuse new calls, let the others finish (SPEECH_DRAIN_S), then stop."""
    serving = asyncio.create_task(server.serve())
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    if serving.done():
        return await serving
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        # uvicorn's own handlers would cut the calls
        loop.add_signal_handler(name, stop.set)
    port = server.servers[0].sockets[0].getsockname()[1]
    log(logging.INFO, "listening", host=config.host, port=port)
    await asyncio.wait({serving, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
    service.draining = True
    log(logging.INFO, "draining", streams=service.streams)
    with suppress(TimeoutError):
        async with asyncio.timeout(config.drain_s):
            while service.streams:
                await asyncio.sleep(0.05)
    server.should_exit = True
    await serving


if __name__ == "__main__":
    sys.exit(main())
