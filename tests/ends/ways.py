"""The ways in which a server ends; each is given the server in its terminal, the group at work, and a spare folder."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from ends.group import STATEMENT, Group
from ends.terminal import CTRL_C, Terminal
from servers import PATIENCE

__all__ = ["FILE_ONLY", "WAYS", "Way"]


def ctrl_c(server: Terminal, _group: Group, target: str, _spare: Path) -> str:
    """Press Ctrl-C: the system tells everything in the foreground of the terminal."""
    server.press(CTRL_C)
    assert server.ended() == 0
    return target


def ctrl_c_twice(server: Terminal, _group: Group, target: str, _spare: Path) -> str:
    """Press Ctrl-C, and again before it has ended, as somebody does who is in a hurry."""
    server.press(CTRL_C)
    server.wait_for("^C")
    server.press(CTRL_C)
    server.ended()
    return target


def terminated(server: Terminal, _group: Group, target: str, _spare: Path) -> str:
    """End the server with SIGTERM, as a service manager does."""
    server.family()[0].send_signal(signal.SIGTERM)
    assert server.ended() == 0
    return target


def window_closed(server: Terminal, _group: Group, target: str, _spare: Path) -> str:
    """Close the terminal's window: SIGHUP, and nowhere to write to any more."""
    server.close_window()
    server.ended()
    return target


def server_killed(server: Terminal, group: Group, target: str, _spare: Path) -> str:
    """Kill the server alone with -9, with an answer on its way; all others notice by themselves."""
    group.happens(group.send("Ada", STATEMENT, "On its way"))
    server.family()[0].kill()
    server.ended()
    return target


def all_killed(server: Terminal, group: Group, target: str, _spare: Path) -> str:
    """Kill every process with -9, with an answer on its way."""
    group.happens(group.send("Ada", STATEMENT, "On its way"))
    server.send_all(signal.SIGKILL)
    server.ended()
    return target


def logged_out(server: Terminal, _group: Group, target: str, _spare: Path) -> str:
    """Log out: SIGTERM to every process at once, and SIGKILL to what is there after a while."""
    family = server.family()
    server.send_all(signal.SIGTERM)
    _gone, left = psutil.wait_procs(family, timeout=PATIENCE)
    for one in left:
        one.kill()
    server.ended()
    return target


def suspended(server: Terminal, group: Group, target: str, _spare: Path) -> str:
    """Suspend the machine when somebody has just pressed a button; wake it, go on working, press Ctrl-C."""
    widget, row = group.happens(group.send("Ada", STATEMENT, "Before lunch"))
    server.stand_still()
    server.send_all(signal.SIGCONT)
    group.happens(group.is_saved(widget, row))
    group.happens(group.answer("Ada", STATEMENT, "After lunch"))
    return ctrl_c(server, group, target, _spare)


def power_cut(server: Terminal, group: Group, target: str, spare: Path) -> str:
    """Cut the power, as far as that can be imitated: what is read is what the drive held when everything stood still.

    The log's index (``-shm``) lives in memory and is lost.
    """
    group.happens(group.send("Ada", STATEMENT, "On its way"))
    server.stand_still()
    spare.mkdir()
    for file in (Path(target), Path(f"{target}-wal")):
        shutil.copy(file, spare)
    server.send_all(signal.SIGKILL)
    server.ended()
    return str(spare / Path(target).name)


@dataclass(frozen=True)
class Way:
    """A way to end: does it, and returns where the data is to be read afterwards.

    Where it is ``orderly``, the server has time to tidy up.
    """

    end: Callable[[Terminal, Group, str, Path], str]
    orderly: bool


WAYS = {
    "Ctrl-C": Way(ctrl_c, orderly=True),
    "Ctrl-C twice": Way(ctrl_c_twice, orderly=False),
    "SIGTERM": Way(terminated, orderly=True),
    "window closed": Way(window_closed, orderly=True),
    "server killed": Way(server_killed, orderly=False),
    "all killed": Way(all_killed, orderly=False),
    "logged out": Way(logged_out, orderly=True),
    "suspended": Way(suspended, orderly=True),
    "power cut": Way(power_cut, orderly=False),
}
FILE_ONLY = {"power cut"}
"""What has a meaning only where the data is a file of ours: a database server has ends of its own."""
