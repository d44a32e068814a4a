"""The root: imports what every kernel needs, and forks a page for each notebook."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
from pathlib import Path

from netlearn_widgets.serving.warm import page
from netlearn_widgets.serving.warm.kernel import WarmKernel
from netlearn_widgets.serving.warm.wire import broken, receive, send

__all__ = ["live"]


def live(server: socket.socket, folder: Path) -> None:
    """Make pages until the server is gone.

    Parameters
    ----------
    server : socket
        Where the server asks.
    folder : Path
        An empty folder for what a shell would otherwise write into the user's own.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # pages that ended are nobody's to bury
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is the server's to act on
    try:
        app = WarmKernel.instance()
        app.prepare(folder)
    except Exception as error:
        send(server, broken(error))
        raise
    with contextlib.suppress(ConnectionError):
        while asked := receive(server):
            request, own = asked
            if own is None:
                _learn(request["modules"])
                continue
            freeze()
            if os.fork() == 0:
                server.close()
                page.live(app, request, own)
            own.close()


def _learn(modules: list[str]) -> None:
    for name in modules:
        # What cannot be imported by its name alone, each page goes on to load for itself.
        with contextlib.suppress(Exception):
            importlib.import_module(name)


def freeze() -> None:
    """Keep what is there out of the collector's sight: its marks would copy every page of memory after a fork."""
    gc.collect()
    gc.freeze()
