"""The pages that are compared: ours, and the same first step rebuilt with what a group could use instead.

Each contender starts a server, opens its page without a browser (`visit`: the page and what its script asks over the
WebSocket, until the form's data is there), and says what a usable page is in a browser.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kit.form import Form
from kit.peers import interpreter, version
from kit.server import Server
from kit.visitor import Visitor
from kit.wire import Socket, request

__all__ = ["PEERS", "Contender", "Ours", "Streamlit", "Visit", "Voila", "guide", "netlearn", "sample"]

_ROOT = Path(__file__).parent.parent.parent
_PEERS = Path(__file__).parent.parent / "peers"
_SAMPLE = _ROOT / "sample_data" / "workshop.json"
_NETLEARN = [sys.executable, "-m", "netlearn_widgets"]
_VOILA_KERNEL = re.compile(r'"kernelId"\s*:\s*"([0-9a-f-]{36})"')
_STREAMLIT_RUN = b"\x5a\x00"  # BackMsg { rerun_script {} }: the first message of Streamlit's page
_STREAMLIT_FINISHED = 6  # the field of ForwardMsg that says a run of the script has ended


@dataclass
class Visit:
    """A page that is open: seconds until its answer was whole, and until its widgets' states were there."""

    page: float
    ready: float
    close: Callable[[], None]


class Contender(Protocol):
    """A page and its server."""

    name: str
    controls: int
    """How many inputs are there and enabled when the page can be used."""

    def serve(self, folder: Path) -> Server:
        """Return its server, to be entered."""

    async def visit(self, server: Server) -> Visit:
        """Open the page once, without a browser."""

    async def prepare(self, server: Server) -> tuple[str, str]:
        """Return the address a browser opens, and a script for its storage."""


def sample() -> dict[str, Any]:
    """Return the sample workshop as it is exported."""
    content: dict[str, Any] = json.loads(_SAMPLE.read_text(encoding="utf-8"))
    return content


def guide() -> dict[str, Any]:
    """Return the sample workshop's guide."""
    return tomllib.loads(sample()["guides"][-1]["toml"])


def _first_step() -> dict[str, Any]:
    step: dict[str, Any] = guide()["step"][0]
    return step


def _controls() -> int:
    benefits, characteristics = _first_step()["question"][:2]
    return len(benefits["option"]) + int(characteristics["steps"]) * len(characteristics["option"])


def netlearn(*words: str, folder: Path) -> str:
    """Run a command of ours in a folder; return what it printed."""
    done = subprocess.run([*_NETLEARN, *words], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"netlearn {words[0]} failed:\n{done.stderr or done.stdout}")
    return done.stdout


class Ours:
    """The join page of the sample workshop, opened by people who have joined before: the first step's questions."""

    name = "netlearn"

    def __init__(self, visitors: int = 100) -> None:
        self.visitors = visitors
        self.controls = _controls()
        self.code = str(sample()["workshop"]["code"])

    def serve(self, folder: Path) -> Server:
        """Return the server of a fresh copy of the sample workshop."""
        for old in folder.glob("sample.sqlite*"):
            old.unlink()
        netlearn("import", str(_SAMPLE), "--data", "sample.sqlite", folder=folder)
        netlearn(
            "settings", "--unprotected", "--yes", "--data", "sample.sqlite", folder=folder
        )  # each answer shows at once
        room = (
            ["--visitors", str(self.visitors + 10)]
            if "--visitors" in netlearn("serve", "--help", folder=folder)
            else []
        )
        serve = [*_NETLEARN, "serve", "--data", "sample.sqlite", "--port", "{port}", *room]
        return Server(serve, folder=folder, health="health")

    def kept(self, server: Server) -> list[str]:
        """Return the ids of all answers in the workshop's data file, as it is exported."""
        netlearn("export", "--data", "sample.sqlite", "--json", "export.json", folder=server.folder)
        content = json.loads((server.folder / "export.json").read_text(encoding="utf-8"))
        return [answer["id"] for answer in content["answers"]]

    def visitor(self, server: Server, page: str = "join", patience: float = 120) -> Visitor:
        """Return a visitor who has not come yet."""
        return Visitor(server.url, page=page, code=self.code, patience=patience)

    async def visit(self, server: Server) -> Visit:
        """Open the page and join: kernel, WebSocket, states, who is there, the first step's questions."""
        visitor, begun = self.visitor(server), time.perf_counter()
        await visitor.load()
        page = time.perf_counter() - begun
        await visitor.connect()
        ready = time.perf_counter() - begun
        await visitor.join()
        return Visit(page, ready, visitor.close)

    async def prepare(self, server: Server) -> tuple[str, str]:
        """Let somebody join, whose token the browser then has."""
        visitor = self.visitor(server)
        await visitor.open()
        await visitor.join()
        await visitor.leave()
        kept = {"netlearn:token": visitor.token, "netlearn:code": self.code}
        script = "".join(f"localStorage.setItem({k!r}, {json.dumps(json.dumps(v))});" for k, v in kept.items())
        return f"{server.url}join#{self.code}", script


class Voila:
    """Plain Voilà with its default template and settings; the same questions with as many inputs, from ipywidgets."""

    def __init__(self, venv: Path) -> None:
        self._python = interpreter(venv, "voila")
        self.name = f"plain Voilà {version(self._python, 'voila')}"
        self.controls = _controls()

    def serve(self, folder: Path) -> Server:
        """Return the server of a notebook with one cell."""
        (folder / "step.json").write_text(json.dumps(_first_step()), encoding="utf-8")
        cell: dict[str, Any] = {
            "cell_type": "code",
            "id": "form",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": (_PEERS / "welcome_voila.py").read_text(encoding="utf-8"),
        }
        kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        notebook = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
        (folder / "welcome.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        command = [str(self._python), "-m", "voila", "welcome.ipynb", "--no-browser", "--port={port}"]
        return Server(command, folder=folder, health="api/nothing")

    async def visit(self, server: Server) -> Visit:
        """Open the page, connect to its kernel, and ask for the widgets' states."""
        begun = time.perf_counter()
        kernel = await self._kernel(server)
        page = time.perf_counter() - begun
        form = await Form.open(server.url, kernel)
        return Visit(page, time.perf_counter() - begun, form.close)

    async def form(self, server: Server) -> Form:
        """Open the page once, without a browser, and return its form."""
        return await Form.open(server.url, await self._kernel(server))

    async def _kernel(self, server: Server) -> str:
        response = await request(server.url)
        kernel = _VOILA_KERNEL.search(response.text)
        if kernel is None:
            raise RuntimeError(f"Voilà's page names no kernel: {response.text[:300]!r}")
        return kernel[1]

    async def prepare(self, server: Server) -> tuple[str, str]:
        """Nothing is to be prepared."""
        return server.url, ""


class Streamlit:
    """Streamlit with its default settings; the same questions with as many inputs."""

    def __init__(self, venv: Path) -> None:
        self._python = interpreter(venv, "streamlit")
        self.name = f"Streamlit {version(self._python, 'streamlit')}"
        self.controls = _controls()

    def serve(self, folder: Path) -> Server:
        """Return the server of a script."""
        (folder / "step.json").write_text(json.dumps(_first_step()), encoding="utf-8")
        shutil.copy(_PEERS / "welcome_streamlit.py", folder)
        quiet = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1"]
        command = [str(self._python), "-m", "streamlit", "run", "welcome_streamlit.py", "--server.port={port}", *quiet]
        return Server(command, folder=folder, health="_stcore/health")

    async def visit(self, server: Server) -> Visit:
        """Open the page, and have the script run for it."""
        begun = time.perf_counter()
        await request(server.url)
        page = time.perf_counter() - begun
        socket = await Socket.open(f"{server.url.replace('http', 'ws', 1)}_stcore/stream", protocol="streamlit")
        socket.send(_STREAMLIT_RUN)
        while _STREAMLIT_FINISHED not in _fields(await socket.receive()):
            pass
        ready = time.perf_counter() - begun
        listening = asyncio.create_task(_listen(socket))

        def close() -> None:
            listening.cancel()
            socket.close()

        return Visit(page, ready, close)

    async def prepare(self, server: Server) -> tuple[str, str]:
        """Nothing is to be prepared."""
        return server.url, ""


PEERS: dict[str, type[Voila | Streamlit]] = {"voila": Voila, "streamlit": Streamlit}
"""What a page can be compared with, plain Voilà first."""


async def _listen(socket: Socket) -> None:
    while True:
        await socket.receive()


def _fields(message: bytes) -> set[int]:
    """The numbers of the fields a protobuf message holds."""
    fields, at = set(), 0
    while at < len(message):
        key, at = _number(message, at)
        fields.add(key >> 3)
        size, at = (4, at) if key & 7 == 5 else (8, at) if key & 7 == 1 else _number(message, at)
        at += size if key & 7 else 0
    return fields


def _number(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = message[at]
        number, shift, at = number | (byte & 0x7F) << shift, shift + 7, at + 1
        if byte < 0x80:
            return number, at
