"""Logs as JSON lines: the event a constant, the facts as fields, ids and not objects."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from services.common import context, trace

# What a line never names is not looked up either (the logging HOWTO's "Optimization").
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
logging._srcfile = None  # type: ignore[attr-defined]

_QUIET = {"amqp": "WARNING", "pymongo": "WARNING", "nameko": "CRITICAL", "werkzeug": "WARNING",
          "urllib3": "ERROR", "opentelemetry": "ERROR"}  # fmt: skip
_written = json.JSONEncoder(ensure_ascii=False, default=str).encode


class JsonLines(logging.Formatter):
    """One JSON object a line, with the correlation id of the running call."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self.process = process

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": self.process,
            "logger": record.name,
            "event": record.getMessage(),
            "correlation_id": context.correlation_id(),
            **trace.named(context.span()),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["trace"] = "".join(traceback.format_exception(*record.exc_info))
        return _written(line)


def start(process: str, level: str = "INFO", handler: logging.Handler | None = None) -> None:
    """Send every log record of this process to standard error as JSON lines."""
    handler = handler or logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(process))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)


class Log:
    """A logger whose calls read as ``log.info("order_placed", order_id=...)``."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def info(self, event: str, **facts: object) -> None:
        """Note what happened."""
        self._logger.info(event, extra={"facts": facts})

    def warning(self, event: str, **facts: object) -> None:
        """Note what should be looked at some time."""
        self._logger.warning(event, extra={"facts": facts})

    def error(self, event: str, *, trace: BaseException | None = None, **facts: object) -> None:
        """Note what needs a person, with its trace where there is one."""
        self._logger.error(event, exc_info=trace, extra={"facts": facts})
