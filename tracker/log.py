"""Logs: one line for each event, on stderr, in which nothing of a request can stand."""

import logging
import sys
from typing import TextIO

import structlog
from structlog.types import EventDict, WrappedLogger

FORBIDDEN = frozenset(
    {"address", "body", "comparable", "display", "email", "fields", "mailbox", "name", "password"}
    | {"question", "questions", "subject", "text", "title", "to"}
)
"""Keys whose values may hold a request's words or a person's data: they are never written."""

OURS = ("tracker", "web")


class StderrHandler(logging.Handler):
    """Writes to whatever stderr is when something is logged."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        stream: TextIO = sys.stderr
        stream.write(f"{self.format(record)}\n")


def configure(level: str) -> None:
    """Log what is ours from this level on, other libraries from WARNING: JSON off a terminal."""
    renderer = (
        structlog.dev.ConsoleRenderer(colors=False)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=True)
    )
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        forget_words,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = StderrHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    _install(handler, level)


def forget_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Leave out forbidden keys, and of an error everything but its kind."""
    kept = {key: value for key, value in event.items() if key not in FORBIDDEN}
    error = kept.pop("exc_info", None)
    record = kept.get("_record")
    if error is None and isinstance(record, logging.LogRecord):
        error, record.exc_info, record.exc_text = record.exc_info, None, None
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        kept["error"] = type(error).__name__
    return kept


def _install(handler: logging.Handler, level: str) -> None:
    root = logging.getLogger()
    for old in [found for found in root.handlers if isinstance(found, StderrHandler)]:
        root.removeHandler(old)
    root.addHandler(handler)
    wanted = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    for name in OURS:
        logging.getLogger(name).setLevel(wanted)
