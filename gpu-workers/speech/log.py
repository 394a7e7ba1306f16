"""JSON lines {timestamp, level, service, message, context}. No personal data: ids, states and figures
only."""

import logging
import sys
from datetime import UTC, datetime

import orjson


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        context = dict(getattr(record, "context", {}))
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            # a message may repeat what a caller said, so only the kind of error and where it came from
            context |= {"error": type(error).__name__, "trace": _places(error)}
        line = {
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": "ERROR" if record.levelno >= logging.ERROR else record.levelname,
            "service": "speech",
            "message": record.getMessage(),
            "context": context,
        }
        return orjson.dumps(line, default=str).decode()


def _places(error: BaseException) -> list[str]:
    places, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-8:]


def set_up_logging(level: str) -> None:
    """`level` is that of our own lines. What libraries tell at DEBUG is what passes through them: frames
    with hints and transcripts, headers, forms."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    lowest = max(logging.getLevelNamesMapping()[level], logging.INFO)
    logging.basicConfig(handlers=[handler], level=lowest, force=True)
    logging.getLogger("speech").setLevel(level)
    # one line per request or frame is noise, and request lines carry query strings, those of sockets, too
    for noisy in ("uvicorn.access", "uvicorn.error", "websockets", "faster_whisper", "httpx"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True


def log(level: int, message: str, **context: object) -> None:
    logging.getLogger("speech").log(level, message, extra={"context": context})
