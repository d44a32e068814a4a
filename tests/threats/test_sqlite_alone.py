"""Nothing but SQLite touches a data file: whoever closes another handle of it gives SQLite's locks up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel
from servers import Server
from threats.talk import container, given, run, talk

from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store.store import Store


class Audit:
    """What `audited/sitecustomize.py` noted of every Python process that was started since."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes

    def noted(self, kind: str) -> list[str]:
        lines = self._notes.read_text(encoding="utf-8").splitlines() if self._notes.exists() else []
        return [line for line in lines if line.startswith(f"{kind} ")]

    @property
    def touched(self) -> str:
        return "\n".join(self.noted("touch"))

    @property
    def processes(self) -> set[str]:
        """Processes that asked SQLite to open the file."""
        return {line.split()[1] for line in self.noted("connect")}


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """Every Python process that the test starts notes who touches ``ours.sqlite``."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).with_name("audited")))
    monkeypatch.setenv("NETLEARN_AUDITED", str(tmp_path / "ours.sqlite"))
    monkeypatch.setenv("NETLEARN_NOTES", str(tmp_path / "notes.txt"))
    return Audit(tmp_path / "notes.txt")


def command(folder: Path, *words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "netlearn_widgets", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


TOUCHES = {
    "Path.read_bytes": "pathlib.Path('ours.sqlite').read_bytes()",
    "os.open": "os.close(os.open('ours.sqlite', os.O_RDONLY))",
    "a link": "open('link.sqlite', 'rb').close()",
    "another name": "open('hard.sqlite', 'rb').close()",
    "a copy": "shutil.copy('ours.sqlite', 'copy.sqlite')",
    "its log": "w=sqlite3.connect('ours.sqlite'); w.execute('PRAGMA user_version=1'); open('ours.sqlite-wal').close()",
    "a new name": "os.rename('ours.sqlite', 'theirs.sqlite')",
}


@pytest.mark.parametrize("way", TOUCHES)
def test_the_auditor_sees_each_way_to_touch_a_file(audit: Audit, data: Path, tmp_path: Path, way: str):
    """What it does not see, the tests below could not find."""
    (tmp_path / "link.sqlite").symlink_to(data)
    (tmp_path / "hard.sqlite").hardlink_to(data)

    code = f"import os, pathlib, shutil, sqlite3; {TOUCHES[way]}"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=60)

    assert audit.touched


@pytest.mark.usefixtures("data")
def test_sqlite_alone_is_no_touch(audit: Audit, tmp_path: Path):
    code = "import sqlite3; sqlite3.connect('ours.sqlite').execute('PRAGMA user_version=1')"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=60)

    assert audit.touched == ""
    assert len(audit.processes) == 1


def test_no_command_touches_the_data_file(audit: Audit, tmp_path: Path):
    """From its making to a removal, with its copies."""
    file = str(tmp_path / "ours.sqlite")
    command(tmp_path, "new", "--title", "Falls at home", "--data", file)
    with Store.open(file) as store:
        workshop = store.workshops()[0].id
        ada = store.join(workshop, "ada's token", "Ada")
        store.record(workshop, Answer(question="purpose_statement", participant=ada.id, value="We learn."))
    for words in (
        ["people"],
        ["host"],
        ["settings"],
        ["round", "--title", "Review", "--yes"],
        ["sheets", "sheets.html"],
        ["export", "--json", "ours.json", "--plan", "plan.html"],
        ["remove", "--person", "Ada", "--yes"],
    ):
        command(tmp_path, *words, "--data", file)
    with Store.open(file) as store:
        store.delete(workshop)
    command(tmp_path, "import", "ours.json", "--data", file)

    assert audit.touched == ""
    assert len(audit.processes) >= 9


def test_no_process_of_a_server_touches_the_data_file(audit: Audit, netlearn: Callable[..., Server], data: Path):
    """Server, pages and kernels, while people come and commands are run beside, and at the end."""
    server = netlearn(data)

    async def visit() -> None:
        for page in ("join", "screen", "purpose"):
            here = await talk(server, given(server, page))
            await here.hello(container(await here.states()), code="KRTM-27", join=True)

    run(visit())
    command(data.parent, "people", "--data", str(data))
    command(data.parent, "status", "--data", str(data))
    server.stop()

    assert audit.touched == ""
    assert len(audit.processes) >= 4
    assert not Path(f"{data}-wal").exists()


def test_neither_lab_nor_a_notebook_touches_the_data_file(audit: Audit, data: Path, tmp_path: Path, monkeypatch):
    """Also when the notebook's first cell runs twice."""
    shim = tmp_path / "shim"
    shim.mkdir()
    (shim / "jupyterlab.py").write_text("")  # the command ends where JupyterLab would begin
    monkeypatch.setenv("PYTHONPATH", f"{shim}{os.pathsep}{os.environ['PYTHONPATH']}")
    command(tmp_path, "lab", "mine", "--no-browser", "--data", str(data))
    monkeypatch.setenv("NETLEARN_DATA", str(data))
    manager, client = start_new_kernel(startup_timeout=60)
    for _ in range(2):
        cell = "from netlearn_widgets.pages.workbook import workbook\nbook = workbook()"
        reply = client.execute_interactive(cell, timeout=60, output_hook=print)
        assert reply["content"]["status"] == "ok"
    client.stop_channels()
    manager.shutdown_kernel()

    assert audit.touched == ""
    assert len(audit.processes) == 2
