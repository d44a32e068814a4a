"""People get their data out of a drive that is full or may only be read, with what was acknowledged last."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from netlearn_widgets.content import default_text
from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Answer, Workshop
from netlearn_widgets.store.faults import told
from netlearn_widgets.store.rescue import snapshot
from netlearn_widgets.store.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]

FULL = (
    "import resource, signal, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from netlearn_widgets.cli import main; main(sys.argv[1:])"
)
"""A drive on which no file grows: SQLite cannot make what it needs beside a data file."""


READ_ONLY = """
import ctypes, os, sys
if os.geteuid() == 0:  # who may do everything gives up writing where the mode forbids it, and is the owner still
    libc, head, sets = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(head, sets) == 0
    for number in (0, 1):
        sets[number] &= ~0b110
    assert libc.capset(head, sets) == 0
from netlearn_widgets.cli import main
main(sys.argv[1:])
"""
"""A user whom the modes of files and folders bind."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the data file is; a test may take away the right to write there."""
    place = tmp_path / "archive"
    place.mkdir()
    yield place
    place.chmod(0o755)


_ONE = [{"id": "1", "text": "One"}]


def _fill(path: Path) -> None:
    with Store.create(path) as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=default_text()))
        ada = store.join(workshop.id, "ada's token", "Ada")
        store.record(
            workshop.id, Answer(question="purpose_for", participant=ada.id, value=[{"id": "1", "text": "One"}])
        )


def _leave_a_log(path: Path, python: Run) -> None:
    """Let a program that has the file open be killed: what it acknowledged is in the log alone."""
    said = (
        "import os, sys; from netlearn_widgets.store.store import Store; "
        "from netlearn_widgets.model.workshop import Answer; "
        "s = Store.open(sys.argv[1]); w = s.workshops()[0]; bo = s.join(w.id, 'b' * 40, 'Bo'); "
        "s.record(w.id, Answer(question='purpose_for', participant=bo.id, value=[{'id': '2', 'text': 'Two'}])); "
        "os.kill(os.getpid(), 9)"
    )
    python("-c", said, str(path))
    Path(f"{path}-shm").unlink()
    assert Path(f"{path}-wal").stat().st_size


@pytest.mark.parametrize("log", [False, True], ids=["whole", "with a log"])
def test_from_a_full_drive(folder: Path, python: Run, log: bool):  # noqa: FBT001  a parameter
    """Everything is there, also what only the log holds."""
    path = folder / "ours.sqlite"
    _fill(path)
    if log:
        _leave_a_log(path, python)

    people = python("-c", FULL, "people", "--data", str(path))
    everything = python("-c", FULL, "export", "--json", "/dev/stdout", "--data", str(path))

    assert people.returncode == 0, people.stderr
    assert ("Ada" in people.stdout, "Bo" in people.stdout) == (True, log)
    assert len(json.loads(everything.stdout)["answers"]) == 1 + log


@pytest.mark.parametrize("log", [False, True], ids=["whole", "with a log"])
def test_from_a_medium_that_may_only_be_read(
    folder: Path,
    tmp_path: Path,
    python: Run,
    log: bool,  # noqa: FBT001  a parameter
):
    """An archive, a DVD, a snapshot; nothing is changed there, and no copy is left."""
    path = folder / "ours.sqlite"
    _fill(path)
    if log:
        _leave_a_log(path, python)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    env = {**os.environ, "TMPDIR": str(tmp_path), "NO_COLOR": "1", "COLUMNS": "120"}
    command = ("export", "--json", "out.json", "--plan", "out.html")

    people = python("-c", READ_ONLY, "people", "--data", str(path), env=env)
    everything = python("-c", READ_ONLY, *command, "--data", str(path), env=env)
    sheets = python("-c", READ_ONLY, "sheets", "sheets.html", "--data", str(path), env=env)

    assert (people.returncode, everything.returncode, sheets.returncode) == (0, 0, 0), people.stderr + everything.stderr
    assert ("Ada" in people.stdout, "Bo" in people.stdout) == (True, log)
    assert len(json.loads((tmp_path / "out.json").read_text())["answers"]) == 1 + log
    assert {file.name for file in tmp_path.iterdir()} == {"archive", "out.json", "out.html", "sheets.html"}
    assert before == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_nothing_can_be_written_to_such_a_medium(folder: Path, python: Run):
    """A command that would have to keep something says so."""
    _fill(folder / "ours.sqlite")
    (folder / "ours.sqlite").chmod(0o444)
    folder.chmod(0o555)

    failed = python("-c", READ_ONLY, "round", "--yes", "--title", "Later", "--data", str(folder / "ours.sqlite"))

    assert failed.returncode == 1
    assert "Check that the file and its folder" in failed.stderr or "it may only be read" in failed.stderr


@pytest.mark.parametrize("log", [False, True], ids=["whole", "with a log"])
def test_reading_a_file_that_may_only_be_read_leaves_nothing_there(
    folder: Path,
    python: Run,
    log: bool,  # noqa: FBT001  a parameter
):
    """Nor does a command that would write to it: once it may be written to, it is used as before."""
    path = folder / "ours.sqlite"
    _fill(path)
    if log:
        _leave_a_log(path, python)
    before = sorted(folder.iterdir())
    path.chmod(0o400)

    people = python("-c", READ_ONLY, "people", "--data", str(path))
    refused = python("-c", READ_ONLY, "round", "--yes", "--title", "Later", "--data", str(path))
    assert (people.returncode, "Ada" in people.stdout, "Bo" in people.stdout) == (0, True, log), people.stderr
    assert (refused.returncode, "it may only be read" in refused.stderr) == (1, True)
    assert sorted(folder.iterdir()) == before

    path.chmod(0o600)
    later = python("-c", READ_ONLY, "round", "--yes", "--title", "Later", "--data", str(path))
    assert later.returncode == 0, later.stderr


def test_companions_that_may_only_be_read_hold_nobody_up(folder: Path, python: Run):
    """What another program left beside a file that could only be read then."""
    path = folder / "ours.sqlite"
    _fill(path)
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").touch(0o400)

    later = python("-c", READ_ONLY, "round", "--yes", "--title", "Later", "--data", str(path))

    assert later.returncode == 0, later.stderr


def test_what_is_read_is_whole(folder: Path):
    """All tables, in memory."""
    path = folder / "ours.sqlite"
    _fill(path)

    with closing(snapshot(path)) as database, database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM answers").scalar_one() == 1


def test_where_there_is_no_room_for_a_copy_the_words_say_where(
    folder: Path, python: Run, monkeypatch: pytest.MonkeyPatch
):
    """And how much is needed."""
    path = folder / "ours.sqlite"
    _fill(path)
    _leave_a_log(path, python)
    for way in ("_as_usual", "_alone", "_unchanging"):
        monkeypatch.setattr(f"netlearn_widgets.store.rescue.{way}", lambda _: None)
    monkeypatch.setattr("netlearn_widgets.store.rescue._COPY", "import errno, sys; sys.exit(errno.ENOSPC)")

    with pytest.raises(StoreError, match=r"a copy of 0\.\d MB is needed.*cannot hold it\. Free some space there"):
        snapshot(path)


def test_what_is_no_data_file_is_said_to_be_none(folder: Path):
    with closing(sqlite3.connect(folder / "photos.db")) as other:
        other.execute("CREATE TABLE photos (name)")

    with pytest.raises(StoreError, match="no data file of netlearn"):
        snapshot(folder / "photos.db")


def test_a_drive_that_fails_for_want_of_room_is_said_to_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """SQLite says only that the drive failed; nobody is sent back to an older copy."""
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    place = str(tmp_path / "ours.sqlite")

    with pytest.raises(StoreError, match=r"the drive failed.*keep the file"), told(place):
        raise fault
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(StoreError, match=r"there is no room left\. Free some space"), told(place):
        raise fault
