"""A server's counts while it serves: looked after, found by its user's commands, and written to its log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tornado.ioloop import IOLoop, PeriodicCallback

from netlearn_widgets import __version__
from netlearn_widgets.serving.door import Door
from netlearn_widgets.serving.logs import ErrorListener
from netlearn_widgets.serving.plain import PlainFormatter, Rated
from netlearn_widgets.serving.status import LOOK_SECONDS, Watch
from netlearn_widgets.serving.status_file import Running, announce

__all__ = ["address_here", "watching"]

_EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104  compared, not bound


def address_here(door: Door, base_url: str, *, tls: bool) -> str:
    """Return the address under which this machine itself reaches a server."""
    host = "127.0.0.1" if door.host in _EVERYWHERE else door.host
    return f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{door.port}{base_url}"


@contextmanager
def watching(watch: Watch, url: str, *, pages: int, limit: int) -> Iterator[None]:
    """Keep a server's counts from the moment it serves until its last kernel has ended."""
    listener = ErrorListener(watch.erred)
    spoken = logging.StreamHandler()  # what is logged goes on to be shown in the terminal
    spoken.setLevel(logging.WARNING)
    spoken.setFormatter(PlainFormatter())
    spoken.addFilter(Rated())
    for handler in (listener, spoken):
        logging.getLogger().addHandler(handler)
    looks = PeriodicCallback(watch.look, 1000 * LOOK_SECONDS)
    looks.start()
    IOLoop.current().add_callback(watch.look)
    file = _announced(Running(url=url, data=watch.data, key=watch.key))
    watch.started(version=__version__, pages=pages, limit=limit)
    try:
        yield
    finally:
        if file is not None:
            file.unlink(missing_ok=True)
        looks.stop()
        for handler in (listener, spoken):
            logging.getLogger().removeHandler(handler)
        watch.stopped()


def _announced(server: Running) -> Path | None:
    """The file by which the server is found; None, and a warning, where this user can keep none."""
    try:
        return announce(server)
    except (OSError, RuntimeError) as problem:  # RuntimeError: a drive without permissions
        logging.getLogger("netlearn").warning("`netlearn status` will not find this server: %s", problem)
        return None
