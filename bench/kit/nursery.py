"""A process that has loaded the program and forks its commands, so that each begins in a tenth of the time.

It reads an order a line: ``{"number", "words", "folder", "env", "log", "cold"}``. A child does what `netlearn WORDS`
does, in a session of its own, and leaves as any Python program does; ``cold`` starts Python anew instead. It says
``{"number", "process"}`` when a child has begun, and ``{"number", "code"}`` when it has ended. When nobody orders any
more it asks its children to end, and ends.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import sys
from typing import Any

_LOADED = (
    "netlearn_widgets.cli",
    "netlearn_widgets.cli.network",
    "netlearn_widgets.serving.app",
    "netlearn_widgets.serving.tls",
    "netlearn_widgets.pages.links",
    "netlearn_widgets.pages.site",
    "netlearn_widgets.store.store",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "tornado.platform.asyncio",
)


def _say(**news: int) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


def _order() -> dict[str, Any] | None:
    """Fork for every order; return the order in each child, and None in the parent when there will be no more."""
    heard, woken = os.pipe()
    os.set_blocking(heard, False)
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([0, heard], [], [])
        if heard in ready:
            os.read(heard, 4096)
            _bury(children)
        if 0 in ready:
            line = sys.stdin.buffer.raw.readline()  # type: ignore[union-attr]  # a pipe's reader has it
            if not line:
                break
            order: dict[str, Any] = json.loads(line)
            child = os.fork()
            if not child:
                signal.set_wakeup_fd(-1)
                os.close(heard)
                os.close(woken)
                return order
            children[child] = order["number"]
            _say(number=order["number"], process=child)
    for child in children:
        os.kill(child, signal.SIGTERM)
    return None


def _bury(children: dict[int, int]) -> None:
    while children:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        _say(number=children.pop(child), code=os.waitstatus_to_exitcode(status))


def _settle(order: dict[str, Any]) -> None:
    """Become a program of its own: session, signals, folder, environment, and where its words go."""
    os.setsid()
    for number in (signal.SIGCHLD, signal.SIGHUP):  # `nohup`, and a shell's background, ignore some
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(order["folder"])
    os.environ.update(order["env"])
    silence = os.open(os.devnull, os.O_RDONLY)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for source, place in ((silence, 0), (log, 1), (log, 2)):
        os.dup2(source, place)
    os.close(silence)
    os.close(log)


def main() -> None:
    """Load, fork, and be what was ordered."""
    for name in _LOADED:
        importlib.import_module(name)
    _say(number=0, process=os.getpid())
    order = _order()
    if order is None:
        return
    _settle(order)
    if order["cold"]:
        os.execv(sys.executable, [sys.executable, "-m", "netlearn_widgets", *order["words"]])  # noqa: S606  our own
    sys.argv = ["netlearn", *order["words"]]
    importlib.import_module("netlearn_widgets.cli").main()


if __name__ == "__main__":
    main()
