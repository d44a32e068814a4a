"""The server's side of the warm processes: started when needed, started again when they die, ended with the server."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from netlearn_widgets.serving.cord import Cord, KernelLost
from netlearn_widgets.serving.logs import Broken, Fault
from netlearn_widgets.serving.notebook import Notebook
from netlearn_widgets.serving.running import NotebookFailed, Output
from netlearn_widgets.serving.warm.wire import HEAD, Message, pack

__all__ = ["PageLost", "Unfit", "WarmPage", "Warming", "can_fork"]

_KERNEL_SECONDS = 20.0
_LINGERS = 15.0  # seconds
_WORDS = 16_384  # bytes; why a root could not begin is far shorter
_QUIET = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_log = logging.getLogger("netlearn")


class Unfit(Exception):
    """Visitors cannot each have a copy of this page's process; the message says why."""


class PageLost(Exception):
    """A warm page's process has ended."""


def can_fork() -> bool:
    """Whether this system is one where kernels are forked."""
    return sys.platform == "linux"


class WarmPage:
    """One notebook that has run and waits for visitors.

    Attributes
    ----------
    outputs : list
        What each code cell shows, in nbformat's form.
    drawn : dict of str to str
        The HTML of pages made from it, kept by whoever draws them.
    """

    def __init__(self, line: socket.socket, report: Message, notebook: Notebook) -> None:
        self._line = line
        self._notebook = notebook
        self._local = _marks(report["files"])
        self.outputs: list[list[Output]] = report["outputs"]
        self.drawn: dict[str, str] = {}
        self._open = True
        self._one_at_a_time = asyncio.Lock()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(line, self.end)  # it never says anything again: what can be read is its end

    def shows(self, notebook: Notebook) -> bool:
        """Whether this is still what the notebook, and the modules beside it, say."""
        return self._notebook is notebook and self._local == _marks(self._local) and self.alive

    @property
    def alive(self) -> bool:
        """Whether its process waits for visitors."""
        if self._open:
            with suppress(BlockingIOError):  # it has nothing to say: it lives
                self._line.recv(1, socket.MSG_PEEK)
                self.end()
        return self._open

    async def fork(self, connection: str) -> Cord:
        """Return a new kernel with this connection file, listening.

        Raises
        ------
        PageLost
            The page's process has ended, or the kernel did before it listened.
        Broken
            The kernel could not begin, and said why.
        """
        if not self.alive:
            raise PageLost
        mine, theirs = socket.socketpair()
        cord = Cord(mine)
        try:
            async with self._one_at_a_time:
                with theirs:
                    await _send(self._line, {"connection": connection}, theirs)
            async with asyncio.timeout(_KERNEL_SECONDS):
                await cord.listens()
        except (OSError, KernelLost) as gone:
            cord.cut()
            raise PageLost from gone
        except BaseException:
            cord.cut()
            raise
        return cord

    def end(self) -> None:
        """Let the page's process end; its visitors stay."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._line)
            self._line.close()


class Warming:
    """Every page's warm process, and the root they are forked from.

    A notebook can tell by the environment variable ``NETLEARN_WARM`` that it runs for visitors to come, and do ahead
    what each of them would do; it must leave nothing open.

    Parameters
    ----------
    env : mapping of str to str
        The environment of every kernel.
    folder : Path
        A folder of the server's own, removed with it.
    seconds : float
        How long a notebook may take to run.
    words : int
        The open file to which all of these processes print.
    """

    def __init__(self, env: Mapping[str, str], folder: Path, seconds: float, words: int) -> None:
        self._env = {**_QUIET, **env, "IPYTHONDIR": str(folder), "NETLEARN_WARM": "1"}
        self._folder = folder
        self._words = words
        self._seconds = max(1, int(seconds))
        self._pages: dict[Path, WarmPage] = {}
        self._unfit: dict[Path, tuple[Notebook, str]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._root: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._learned: set[str] = set()
        self._broken: Fault | None = None

    async def page(self, path: Path, notebook: Notebook) -> WarmPage:
        """Return the page of a notebook, warmed now unless it was before.

        Raises
        ------
        NotebookFailed
            A cell raised an error, or the notebook took too long.
        Unfit
            It must be run for each visitor.
        Broken
            Its process, or the one it is forked from, could not begin, and said why.
        """
        known = self._pages.get(path)
        if known is not None and known.shows(notebook):
            return known
        async with self._one_at_a_time:
            known = self._pages.pop(path, None)
            if known is not None and known.shows(notebook):
                self._pages[path] = known
                return known
            if known is not None:
                known.end()
            return await self._warmed(path, notebook)

    async def _warmed(self, path: Path, notebook: Notebook) -> WarmPage:
        unfit = self._unfit.get(path)
        if unfit is not None and unfit[0] is notebook:
            raise Unfit(unfit[1])
        line, report = await self._ask_root(path, notebook)
        if "outputs" in report:
            self._pages[path] = page = WarmPage(line, report, notebook)
            await self._teach(report["modules"])
            return page
        line.close()
        if "broken" in report:
            raise Broken(Fault(**report["broken"]))
        if "failed" in report:
            raise NotebookFailed(notebook.code[report["failed"]], report["traceback"])
        self._unfit[path] = (notebook, report["unfit"])
        _log.warning("%s is run for each visitor, which takes longer: %s.", path.name, report["unfit"])
        raise Unfit(report["unfit"])

    async def _ask_root(self, path: Path, notebook: Notebook) -> tuple[socket.socket, Message]:
        """Return a new page's line and its report; a root that has died is replaced."""
        cells = [notebook.node.cells[place].source for place in notebook.code]
        asked = {"cells": cells, "folder": str(path.parent), "seconds": self._seconds}
        mine, theirs = socket.socketpair()
        mine.setblocking(False)  # noqa: FBT003  a socket's own signature
        try:
            with theirs:
                try:
                    await _send(self._root_line(), asked, theirs)
                except OSError:
                    self._end_root()
                    await _send(self._root_line(), asked, theirs)
            async with asyncio.timeout(self._seconds + _KERNEL_SECONDS):
                return mine, await _receive(mine)
        except ConnectionError as gone:
            mine.close()
            self._hear_root()
            if self._broken is not None:
                raise Broken(self._broken) from None
            raise NotebookFailed(0, f"It took longer than {self._seconds} s, or ended its own process.") from gone
        except BaseException:
            mine.close()
            raise

    async def _teach(self, modules: list[str]) -> None:
        """Let the root load what a page turned out to need, so that the next one shares its memory."""
        new = [name for name in modules if name not in self._learned]
        self._learned.update(new)
        if new and self._line is not None:
            with suppress(OSError):  # a root that has died is noticed and replaced when it is needed
                await _send(self._line, {"modules": new})

    def _root_line(self) -> socket.socket:
        if self._line is not None:
            return self._line
        self._line, theirs = socket.socketpair()
        self._line.setblocking(False)  # noqa: FBT003  a socket's own signature
        with theirs:
            number = str(theirs.fileno())
            self._root = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-P", "-m", "netlearn_widgets.serving.warm", number, str(self._folder)],
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=self._words,
                stderr=self._words,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._learned.clear()
        self._broken = None
        asyncio.get_running_loop().add_reader(self._line, self._hear_root)
        return self._line

    def _hear_root(self) -> None:
        """Hear why a root could not begin, which is all that one ever says; its end is heard here too."""
        if self._line is None:
            return
        with suppress(BlockingIOError, ConnectionError):  # it lives, or has ended without a word
            if said := self._line.recv(_WORDS):
                self._broken = Fault(**json.loads(said[HEAD:])["broken"])
            self._end_root()

    def _end_root(self) -> None:
        if self._line is not None:
            asyncio.get_running_loop().remove_reader(self._line)
            self._line.close()
            self._line = None
        if self._root is not None:
            self._root.kill()
            self._root.wait()
            self._root = None

    def forget(self) -> None:
        """Let visitors to come have new pages: what the present ones have read is to be in no memory any more.

        The present ones end once whoever was sent one of them has connected.
        """
        for page in self._pages.values():
            asyncio.get_running_loop().call_later(_LINGERS, page.end)
        self._pages.clear()

    def close(self) -> None:
        """End every warm process; kernels are not touched."""
        for page in self._pages.values():
            page.end()
        self._pages.clear()
        self._end_root()


def _marks(files: list[str] | dict[str, int]) -> dict[str, int]:
    """When each file was last written; 0 for one that is gone."""
    marks = {}
    for file in files:
        try:
            marks[file] = os.stat(file).st_mtime_ns  # noqa: PTH116  asked at every visit; a Path costs ten times as much
        except FileNotFoundError:
            marks[file] = 0
    return marks


async def _send(line: socket.socket, message: Message, passed: socket.socket | None = None) -> None:
    head, body = pack(message)
    if passed is None:
        body = head + body
    else:
        socket.send_fds(line, [head], [passed.fileno()])
    await asyncio.get_running_loop().sock_sendall(line, body)


async def _receive(line: socket.socket) -> Message:
    head = await _exactly(line, HEAD)
    report: Message = json.loads(await _exactly(line, int.from_bytes(head, "big")))
    return report


async def _exactly(line: socket.socket, size: int) -> bytes:
    loop, parts = asyncio.get_running_loop(), []
    while size:
        part = await loop.sock_recv(line, size)
        if not part:
            raise ConnectionResetError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
