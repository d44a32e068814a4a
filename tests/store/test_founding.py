"""Making a data file, refusing what is none, and bringing an older one up to date."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.workshop import Answer, Workshop
from netlearn_widgets.store import Store, founding, tables

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    with op.batch_alter_table("workshops", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.Text, server_default="blue"))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A data file with one answer in it, and a blank and a percent sign in its path."""
    folder = tmp_path / "100 % ours"
    folder.mkdir()
    with Store.create(folder / "ours.sqlite") as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Falls at home", guide=""))
        ada = store.join(workshop.id, "token", "Ada")
        store.record(workshop.id, Answer(question="q", participant=ada.id, value="kept"))
    return folder / "ours.sqlite"


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A later version of this program, whose next migration builds a table anew."""
    folder = tmp_path / "migrations"
    shutil.copytree(founding.MIGRATIONS, folder)
    step = folder / "versions" / "r0005_colour.py"
    step.write_text(NEXT)
    monkeypatch.setattr(founding, "MIGRATIONS", folder)
    monkeypatch.setattr(tables, "REVISION", "0005")
    return step


def _values(path: Path) -> list[str]:
    with Store.open(path) as store:
        return [answer.value for answer in store.read(store.workshop("KRTM-27").id).answers]


def test_a_new_file_is_its_owners_alone(file: Path):
    """Nobody else on the computer reads it; while it is in use its companions are as private; nothing else is left."""
    with Store.open(file) as store:
        store.join(store.workshop("KRTM-27").id, "bo's token")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}

    assert modes == {"ours.sqlite": 0o600, "ours.sqlite-wal": 0o600, "ours.sqlite-shm": 0o600}
    assert [path.name for path in file.parent.iterdir()] == ["ours.sqlite"]


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path):
    with pytest.raises(StoreError, match=r"ours\.sqlite: there is no such file.*netlearn new"):
        Store.open(tmp_path / "ours.sqlite")

    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_refused(tmp_path: Path):
    with pytest.raises(StoreError, match=r"nowhere: there is no such folder"):
        Store.create(tmp_path / "nowhere" / "ours.sqlite")


def test_what_is_no_data_file_is_refused_and_left_alone(tmp_path: Path):
    """An empty file, a text, another program's database, a folder."""
    empty, text, foreign = tmp_path / "empty", tmp_path / "text", tmp_path / "foreign"
    empty.touch()
    text.write_text("SQLite format 3, it says " * 9)
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE moz_places (id)")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    for path in before:
        with pytest.raises(StoreError, match=r"no data file of netlearn"):
            Store.open(path)
        with pytest.raises(StoreError, match="already"):
            Store.create(path)
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(tmp_path)
    assert before == {path: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_damaged_file_is_refused(file: Path):
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xff" * 4000 + content[4100:])

    with pytest.raises(StoreError, match=r"ours\.sqlite: it is damaged"):
        Store.open(file)


def test_a_file_of_a_newer_program_is_refused(file: Path):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE netlearn_version SET version_num = '9999'")

    with pytest.raises(StoreError, match=r"newer netlearn .*9999.*pip install --upgrade"):
        Store.open(file)


def test_an_older_file_is_brought_up_to_date(file: Path, tomorrow: Path):  # noqa: ARG001
    """All that was in it is there, and a copy of the old state stays beside it, for its owner alone."""
    assert _values(file) == ["kept"]

    (copy,) = set(file.parent.iterdir()) - {file}
    assert dt.datetime.strptime(copy.name, "ours.%Y-%m-%d-%H%M%S.sqlite")  # noqa: DTZ007  a name, no moment
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(file)) as new, closing(sqlite3.connect(copy)) as old:
        assert new.execute("SELECT title, colour FROM workshops").fetchall() == [("Falls at home", "blue")]
        assert old.execute("SELECT version_num FROM netlearn_version").fetchall() == [("0004",)]
        assert old.execute("SELECT value FROM answers").fetchall() == [('"kept"',)]


def test_an_older_file_opened_by_many_is_brought_up_to_date_once(file: Path, tomorrow: Path):  # noqa: ARG001
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(_values, [file] * 6)) == [["kept"]] * 6

    assert len(list(file.parent.glob("*.sqlite"))) == 2


@pytest.mark.parametrize(
    "mistake",
    ["    raise RuntimeError('the step fails')\n", "    op.execute('DELETE FROM participants')\n"],
    ids=["fails", "breaks links"],
)
def test_a_step_that_fails_changes_nothing(file: Path, tomorrow: Path, monkeypatch: pytest.MonkeyPatch, mistake: str):
    """The file is as it was, and no copy is left over."""
    tomorrow.write_text(NEXT + mistake)
    with pytest.raises((RuntimeError, StoreError), match=r"the step fails|links"):
        Store.open(file)
    monkeypatch.undo()

    assert _values(file) == ["kept"]
    assert list(file.parent.iterdir()) == [file]


def test_the_newest_migration_is_the_one_the_program_knows():
    """Steps are numbered 0001, 0002 …, so that older and newer can be told apart."""
    config = Config()
    config.set_main_option("script_location", str(founding.MIGRATIONS))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]

    assert steps == [f"{number:04}" for number in range(len(steps), 0, -1)]
    assert steps[0] == tables.REVISION


def test_opening_a_file_loads_neither_alembic_nor_psycopg(file: Path):
    """It happens in each visitor's process."""
    program = (
        "import sys; from netlearn_widgets.store import Store; Store.open(sys.argv[1]).changes().poll();"
        "print([name for name in ('alembic', 'psycopg', 'mako', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, file], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_two_copies_of_one_second_are_two_files(file: Path):
    at = dt.datetime(2027, 3, 31, 14, 15, tzinfo=dt.UTC)

    names = [founding.keep_copy(file, at).name for _ in range(3)]

    stamp = "ours.2027-03-31-141500"
    assert [f"{stamp}.sqlite", f"{stamp}-2.sqlite", f"{stamp}-3.sqlite"] == names


def test_nothing_is_made_beside_the_log_of_a_file_that_was_moved(tmp_path: Path):
    """The log holds what was said last, and would be played into a new file; with the old one back, all is there."""
    path, moved = tmp_path / "ours.sqlite", tmp_path / "moved.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code="KRTM-27", title="In the log", guide=""))
        spare = tmp_path / "spare"
        spare.mkdir()
        for ending in ("", "-wal"):  # as a power cut leaves them
            shutil.copy(f"{path}{ending}", spare)
    path, moved = spare / path.name, spare / moved.name
    path.rename(moved)
    log = Path(f"{path}-wal").read_bytes()

    for use in (Store.create, Store.open):
        with pytest.raises(StoreError, match=r"the file is gone, but its ours.sqlite-wal is still there.*put it back"):
            use(path)

    assert Path(f"{path}-wal").read_bytes() == log
    moved.rename(path)
    with Store.open(path) as store:
        assert store.workshop("KRTM-27").title == "In the log"
