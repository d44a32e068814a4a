"""Commands in a terminal of their own, with a place of their own for what they leave lying about."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from ends.group import CODE
from ends.reading import Held
from ends.terminal import Terminal
from revisions import made_by
from servers import free_port

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store

Command = Callable[..., subprocess.Popen[str]]


EARLIER: Held = {
    "participants": [["w", "Ada"]],
    "answers": [["one", "Ada", "stage", "emerging"], ["two", "Ada", "stage", None]],
    "proposals": [["three", "Ada", "agree", "Fewer falls"]],
}
"""What a file of the first version holds: `revisions.ROWS`, as it is read afterwards."""


@pytest.fixture
def runtime() -> Iterator[Path]:
    """The folder for temporary files of everything a test starts; its name is short, for sockets lie in it."""
    folder = Path(tempfile.mkdtemp(prefix="ends-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def env(runtime: Path) -> dict[str, str]:
    """The environment of everything a test starts."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NETLEARN_")}
    return ours | {"TMPDIR": str(runtime), "JUPYTER_RUNTIME_DIR": str(runtime / "jupyter"), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A data file or a database with one workshop; or a file of the first version that holds `EARLIER`."""
    if request.param == "older file":
        path = made_by("0001", tmp_path / "ours.sqlite", monkeypatch)
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE guides SET toml = ?", (default_text(),))
        return str(path)
    if request.param == "sqlite":
        return str(request.getfixturevalue("data"))
    url: str = request.getfixturevalue("new_database")()
    with Store.create(url) as store:
        store.add_workshop(Workshop(code=CODE, title="Community Frailty Network", guide=default_text()))
    return url


@pytest.fixture
def earlier(request: pytest.FixtureRequest) -> Held:
    """What the data held before it was served."""
    return EARLIER if "older file" in request.node.callspec.params.values() else {}


@pytest.fixture
def terminals(request: pytest.FixtureRequest, env: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start programs in terminals of their own, `terminals(kind, command…)`; all are ended after the test."""
    opened: list[Terminal] = []
    request.node.servers = opened

    def start(kind: type[Terminal], *command: str, port: int) -> Terminal:
        asked = [sys.executable, "-m", "netlearn_widgets", *command, "--port", str(port)]
        terminal = kind(asked, port, tmp_path / f"terminal{len(opened)}.log")
        terminal.env = env | terminal.own_env
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.clear()


@pytest.fixture
def serve(terminals: Callable[..., Terminal]) -> Callable[[str], Terminal]:
    """Serve a data file or a database: `serve(target)`."""

    def start(target: str) -> Terminal:
        terminal: Terminal = terminals(Terminal, "serve", "--data", target, port=free_port()).start()
        terminal.wait_for("Press Ctrl-C to stop")
        return terminal

    return start


@pytest.fixture
def command(env: dict[str, str], tmp_path: Path) -> Command:
    """Begin a command beside a server: `command("export", …)`."""

    def begin(*arguments: str) -> subprocess.Popen[str]:
        asked = [sys.executable, "-m", "netlearn_widgets", *arguments]
        return subprocess.Popen(
            asked, cwd=tmp_path, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    return begin


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """What visitors live in."""
    with asyncio.Runner() as runner:
        yield runner
