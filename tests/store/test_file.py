"""What a process does with the data file it has open never costs what another one has kept in it."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Answer, Workshop
from netlearn_widgets.store import Store
from netlearn_widgets.store.file import connect

LOOK = "import sys; from netlearn_widgets.store import Store; Store.open(sys.argv[1]).close()"
ANSWER = """
import os, sys
from netlearn_widgets.model.workshop import Answer
from netlearn_widgets.store import Store
store = Store.open(sys.argv[1])
workshop = store.workshop("KRTM-27").id
(ada,) = store.read(workshop).participants
store.record(workshop, Answer(question="q", participant=ada.id, value=sys.argv[2]))
os._exit(0)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A data file with a workshop that Ada has joined."""
    with Store.create(tmp_path / "ours.sqlite") as store:
        store.join(store.add_workshop(Workshop(code="KRTM-27", title="Falls at home", guide="")).id, "token", "Ada")
    return tmp_path / "ours.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with Store.open(file) as store:
        yield store


def look(file: Path) -> None:
    """Let another process look into the file and close it."""
    subprocess.run([sys.executable, "-c", LOOK, file], check=True, timeout=60)


def answer_elsewhere(file: Path, value: str) -> None:
    """Let another process answer, and end without closing, as a visitor's kernel does."""
    subprocess.run([sys.executable, "-c", ANSWER, file, value], check=True, timeout=60)


def answer(store: Store, value: str) -> bool:
    """Answer in this process."""
    workshop = store.workshop("KRTM-27").id
    (ada,) = store.read(workshop).participants
    return store.record(workshop, Answer(question="q", participant=ada.id, value=value))


def values(file: Path) -> list[str]:
    """Let a program that is not ours read the answers."""
    program = (
        "import sqlite3, sys; print(*[v[0] for v in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])], sep='\\n')"
    )
    query = "SELECT json_extract(value, '$') FROM answers ORDER BY seq"
    done = subprocess.run([sys.executable, "-c", program, file, query], check=True, timeout=60, capture_output=True)
    return done.stdout.decode().splitlines()


def opened(file: Path) -> int:
    """Count how often this process has the file open."""
    return [Path(one.path) for one in psutil.Process().open_files()].count(file)


def test_two_stores_of_one_process_keep_what_others_answer(file: Path):
    """The second opening takes no lock from the first, whoever looks and answers meanwhile, whichever ends first."""
    first = Store.open(file)
    first.count()
    second = Store.open(file)
    second.workshops()
    look(file)
    answer_elsewhere(file, "kept")
    first.close()
    second.close()

    assert ["kept"] == values(file)


def test_a_store_opened_twice_writes_for_everybody(file: Path):
    """As in a notebook whose first cell runs twice."""
    with Store.open(file), Store.open(file) as again:
        look(file)

        assert answer(again, "seen by all")
        assert ["seen by all"] == values(file)


def test_two_stores_on_one_file_share_their_connections(file: Path, tmp_path: Path):
    """However the path is written; the last one that closes gives them back."""
    (tmp_path / "link.sqlite").symlink_to(file)
    with Store.open(f"sqlite:///{file}") as one, Store.open(tmp_path / "link.sqlite") as other:
        one.workshops()
        other.workshops()
        assert 1 == opened(file)
        one.close()
        assert 1 == len(other.workshops())

    assert 0 == opened(file)
    assert ["link.sqlite", file.name] == sorted(path.name for path in tmp_path.iterdir())


def test_closing_one_store_twice_leaves_another_open(file: Path, store: Store):
    second = Store.open(file)
    second.close()
    second.close()

    assert answer(store, "still open")


def test_a_process_that_lost_its_locks_keeps_no_more_answers(file: Path, store: Store):
    """Somebody's own code reads the file in this process: its locks are gone, and another one deletes the log."""
    answer(store, "before")
    file.read_bytes()
    look(file)

    with pytest.raises(StoreError, match=r"-wal or -shm were moved, deleted.*start it again"):
        answer(store, "nowhere")
    answer_elsewhere(file, "elsewhere")
    store.close()
    assert ["before", "elsewhere"] == values(file)


def test_a_log_that_is_lost_while_a_write_goes_on_is_an_error(file: Path, store: Store):
    """Nothing is acknowledged that only a deleted log holds."""
    with pytest.raises(StoreError, match=r"its log was moved, deleted or replaced.*retry"), store.database.writing():
        Path(f"{file}-wal").unlink()


def test_closing_over_another_processes_log_leaves_it_alone(file: Path):
    """A connection whose log was deleted does not delete, by its name, the one that others have begun."""
    stale = connect(file, 1)
    Path(f"{file}-wal").unlink()
    Path(f"{file}-shm").unlink()
    answer_elsewhere(file, "in the new log")
    stale.close()
    stale.close()
    with pytest.raises(StoreError, match="-wal or -shm were moved, deleted"):
        connect(file, 1)

    assert ["in the new log"] == values(file)


def test_a_file_that_is_gone_takes_no_more_answers(file: Path, store: Store, tmp_path: Path):
    """And is written again where it was, once it is back."""
    answer(store, "first")
    file.rename(tmp_path / "elsewhere.sqlite")
    with pytest.raises(StoreError, match=r"ours\.sqlite: it cannot be opened"):
        answer(store, "nowhere")
    (tmp_path / "elsewhere.sqlite").rename(file)

    assert answer(store, "again")


def test_another_file_beside_the_log_of_the_one_before_is_refused(file: Path, store: Store, tmp_path: Path):
    """The log does not fit it: what SQLite made of both would be damaged."""
    shutil.copy(file, tmp_path / "older.sqlite")
    answer(store, "in the log")
    (tmp_path / "older.sqlite").replace(file)

    with pytest.raises(StoreError, match=r"another file was put in its place.*delete these two, and start again"):
        answer(store, "nowhere")


def test_pages_hear_that_another_file_is_in_its_place(file: Path, store: Store, tmp_path: Path):
    """A copy that is put back is news, and is followed from then on."""
    changes = store.changes()
    store.fold()
    shutil.copy(file, tmp_path / "copy.sqlite")
    answer(store, "after the copy")
    assert changes.poll()
    for ending in ("-wal", "-shm"):
        Path(f"{file}{ending}").unlink()
    (tmp_path / "copy.sqlite").replace(file)

    assert changes.poll()
    assert not changes.poll()
    answer_elsewhere(file, "in the copy")
    assert changes.poll()
    changes.close()


def test_folding_makes_the_one_file_the_whole(file: Path, store: Store, tmp_path: Path):
    """What is copied then, without its companions, has every answer; a reader holds it up, and it says so."""
    answer(store, "kept")
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM answers").fetchall()
        answer(store, "and this")
        assert not store.fold()
        assert 1 == len(reader.execute("SELECT * FROM answers").fetchall())

    assert store.fold()
    shutil.copy(file, tmp_path / "copy.sqlite")
    assert ["kept", "and this"] == values(tmp_path / "copy.sqlite")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_is_refused_the_file_its_parent_had_open(file: Path, store: Store):
    """SQLite would take the parent's locks for its own; the words name what to do."""
    answer(store, "the parent's")
    said, says = os.pipe()
    if (child := os.fork()) == 0:  # pragma: no cover  the child's coverage is not collected
        try:
            with pytest.raises(StoreError, match=r"was forked while its parent had this file open.*spawn"):
                Store.open(file)
            with pytest.raises(StoreError, match="opened before the process was forked"):
                store.workshops()
            store.close()
            os.write(says, b"refused")
        finally:
            os._exit(0)
    os.waitpid(child, 0)

    os.close(says)
    assert b"refused" == os.read(said, 100)
    assert answer(store, "and goes on")
    assert ["the parent's", "and goes on"] == values(file)


def test_a_child_that_outlives_its_parent_deletes_nobodys_log(file: Path):
    """It inherited the parent's connections, ends by itself, and closes none of them over a log begun since."""
    program = """
import os, sys
from netlearn_widgets.store import Store
store = Store.open(sys.argv[1])
store.workshops()
if os.fork() == 0:
    print("forked", flush=True)
    sys.stdin.readline()
    sys.exit()
store.close()
os._exit(0)
"""
    command = [sys.executable, "-c", program, file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as family:
        assert family.stdin
        assert family.stdout
        assert "forked\n" == family.stdout.readline()
        family.wait(60)
        answer_elsewhere(file, "after the parent")
        family.stdin.write("end\n")
        family.stdin.flush()
        assert "" == family.stdout.read()  # the child has ended too

    assert ["after the parent"] == values(file)


def test_a_store_that_is_forgotten_gives_its_connections_back(file: Path):
    """As one that was closed does."""
    forgotten = Store.open(file)
    forgotten.workshops()
    del forgotten
    gc.collect()

    assert 0 == opened(file)
