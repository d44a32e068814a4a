"""The data file, and all that is made from it, are their owner's only."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cli.opened import Opened, netlearn_main
from servers import Server
from threats.talk import container, given, run, talk

from netlearn_widgets.content import default_text
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store.founding import keep_copy
from netlearn_widgets.store.store import Store


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """A user whose new files everybody may read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_the_data_file_and_what_lies_beside_it_are_their_owners(tmp_path: Path):
    """Also SQLite's side files, and the copy that is kept before a file is brought up to date."""
    path = tmp_path / "ours.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=default_text()))
        copy = keep_copy(path, dt.datetime(2027, 3, 31, tzinfo=dt.UTC))
        files = sorted(tmp_path.iterdir())
        modes = {mode(file) for file in files}

    assert copy in files
    assert path.with_name("ours.sqlite-wal") in files
    assert path.with_name("ours.sqlite-shm") in files
    assert modes == {"0o600"}


def test_nothing_a_running_server_makes_can_be_read_by_others(netlearn: Callable[..., Server], data: Path):
    """Whatever the user's umask: side files, sockets and folders."""
    server = netlearn(data)

    async def answer() -> set[str]:
        page = await talk(server, given(server))
        await page.hello(container(await page.states()), code="KRTM-27", join=True)
        return {mode(file) for file in data.parent.iterdir() if file.name.startswith(data.name)}

    assert run(answer()) == {"0o600"}
    assert server.process
    assert "Umask:\t0077" in Path(f"/proc/{server.process.pid}/status").read_text()


@pytest.fixture
def copy(data: Path, tmp_path: Path) -> Path:
    """A copy that another program made, and left open to everybody."""
    path = tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(data)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=WAL")
    path.chmod(0o644)
    return path


def test_a_copy_that_others_can_read_is_its_owners_once_it_is_served(copy: Path, monkeypatch, capsys):
    """With its companions; the server says so, once."""
    with Store.open(copy) as store, closing(store.changes()):
        assert {mode(file) for file in copy.parent.glob("copy*")} == {"0o600"}
    copy.chmod(0o644)

    opened = Opened(monkeypatch)
    for _ in range(2):
        netlearn_main("serve", "--data", str(copy), "--port", "0")

    assert opened.site
    assert capsys.readouterr().out.count(f"Other users of this computer could read {copy}. Now only you can.") == 1
    assert mode(copy) == "0o600"


def test_where_the_file_is_somebody_elses_the_server_says_that_others_can_read_it(copy: Path, monkeypatch, capsys):
    """Only its owner may change its rights."""
    monkeypatch.setattr(os, "geteuid", lambda: copy.stat().st_uid + 1)
    Opened(monkeypatch)

    netlearn_main("serve", "--data", str(copy), "--port", "0")

    assert (
        f"Other users of this computer can read {copy}, and only its owner can change that" in capsys.readouterr().out
    )
    assert mode(copy) == "0o644"


def test_exports_are_their_owners(data: Path, tmp_path: Path):
    """A plan is for its owner to hand on; everything in one file is for its owner alone."""
    plan, everything = tmp_path / "plan.html", tmp_path / "everything.json"
    command = [sys.executable, "-m", "netlearn_widgets", "export", "--data", str(data)]

    subprocess.run([*command, "--plan", str(plan), "--json", str(everything)], check=True)

    assert mode(plan) == "0o600"
    assert mode(everything) == "0o600"


def test_an_export_over_an_older_file_keeps_it_private(data: Path, tmp_path: Path):
    """A file that others could read is not filled with what they may not."""
    everything = tmp_path / "everything.json"
    everything.touch(mode=0o644)
    command = [sys.executable, "-m", "netlearn_widgets", "export", "--data", str(data)]

    subprocess.run([*command, "--json", str(everything)], check=True)

    assert mode(everything) == "0o600"
