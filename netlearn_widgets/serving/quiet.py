"""What libraries say to the terminal: left out where nothing is wrong, and plain where something is."""

from __future__ import annotations

import logging

from netlearn_widgets.serving.plain import PlainFormatter, Rated

__all__ = ["be_quiet"]

_NO_TROUBLE = (
    "The websocket_ping_timeout",  # takes Jupyter's milliseconds for seconds
    "Got events for closed stream",  # the last words of a kernel that has ended
    "Culling '",  # the end of a kernel whose visitor left is counted, and told in the log, by its own name
)


def be_quiet(*loggers: logging.Logger) -> None:
    """Let these loggers, and Tornado's own, say only what somebody should read, in plain text."""
    for logger in (logging.getLogger("tornado.general"), *loggers):
        logger.addFilter(_matters)
        for handler in logger.handlers:
            handler.setFormatter(PlainFormatter())
            handler.addFilter(Rated())


def _matters(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(_NO_TROUBLE)
