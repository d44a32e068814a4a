"""A page: has run one notebook, and forks a kernel for each of its visitors."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from pathlib import Path
from typing import NoReturn

from netlearn_widgets.serving.warm.kernel import WarmKernel
from netlearn_widgets.serving.warm.recording import CellFailed
from netlearn_widgets.serving.warm.wire import Message, broken, receive, send

__all__ = ["live"]


def live(app: WarmKernel, request: Message, server: socket.socket) -> NoReturn:
    """Run the notebook, tell the server what it shows, and fork kernels until the server is gone."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # as any program a notebook starts expects it
        report = _run(app, request)
        send(server, report)
        if "outputs" in report:
            gc.collect()
            gc.freeze()
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            _fork_kernels(app, server)
    except ConnectionError:
        os._exit(0)  # the server is gone
    except BaseException as error:  # noqa: BLE001  whatever it is, somebody has to be told
        send(server, broken(error))
    finally:
        os._exit(1)


def _fork_kernels(app: WarmKernel, server: socket.socket) -> None:
    while asked := receive(server):
        request, cord = asked
        if cord is None:
            continue
        if os.fork() == 0:
            server.close()
            app.live(request["connection"], cord)
        cord.close()
    os._exit(0)


def _run(app: WarmKernel, request: Message) -> Message:
    """Run the cells within the time they have; SIGALRM ends the process when they take longer."""
    folder = Path(request["folder"])
    os.chdir(folder)
    sys.path.insert(0, "")  # where a kernel looks first: the notebook's own folder
    modules, opened = set(sys.modules), _open_files()
    signal.alarm(request["seconds"])
    try:
        outputs = []
        for place, cell in enumerate(request["cells"]):
            if app.needs_event_loop(cell):
                return {"unfit": f"cell {place + 1} awaits something"}
            try:
                outputs.append(app.run(cell))
            except CellFailed as failure:
                return {"failed": place, "traceback": str(failure)}
    finally:
        signal.alarm(0)
    if reason := _unfit(opened):
        return {"unfit": reason}
    app.prepare_widgets()
    local, others = _loaded(folder, set(sys.modules) - modules)
    return {"outputs": outputs, "modules": others, "files": local}


def _loaded(folder: Path, names: set[str]) -> tuple[list[str], list[str]]:
    """Return the files of modules that lie beside the notebook, and the names of those that are installed."""
    local, others = [], []
    for name in sorted(names):
        file = getattr(sys.modules[name], "__file__", None)
        if file is None:
            continue
        path = Path(file).resolve()
        if path.is_relative_to(folder.resolve()):
            local.append(str(path))
        else:
            others.append(name)
    return local, others


def _open_files() -> dict[str, str]:
    """What is open, by number; the one that was opened to list them no longer is."""
    numbers = os.listdir("/proc/self/fd")  # noqa: PTH208  one system call, and names are all that is asked
    places = [Path("/proc/self/fd", number) for number in numbers]
    return {place.name: str(place.readlink()) for place in places if os.path.lexists(place)}


def _unfit(before: dict[str, str]) -> str:
    """Why visitors could not each have a copy of this process; "" when they can."""
    if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208  as above
        return "it has started a thread"
    with contextlib.suppress(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
        return "it has started a program"
    kept = sorted(file for number, file in _open_files().items() if before.get(number) != file)
    return f"it keeps open: {', '.join(kept)}" if kept else ""
