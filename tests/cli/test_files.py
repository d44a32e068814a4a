"""What commands write: whole or not at all, and never over a group's data."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli.opened import Opened

from netlearn_widgets.cli import main
from netlearn_widgets.cli.files import write
from netlearn_widgets.content import default_text
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]

WRITERS = {
    "everything": ("export", "--json"),
    "plan": ("export", "--plan"),
    "sheets": ("sheets",),
    "guide": ("guide", "--to"),
    "log": ("serve", "--no-open", "--port", "0", "--log"),
}
"""Every command that writes a file, up to the file's name."""


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data file of a workshop in the folder where commands run."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "netlearn.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=default_text()))
    return path


@pytest.fixture
def refused(opened: Opened, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Give a command that is refused, `refused("sheets", "ours.sqlite")`; return its words."""

    def refused(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        assert ended.value.code == 1
        assert not hasattr(opened, "asked")
        return capsys.readouterr().err

    return refused


def _spellings(ours: Path) -> dict[str, str]:
    """Ways to name a data file, each an entry of the folder."""
    folder = ours.parent
    (folder / "link.json").symlink_to(ours)
    (folder / "twice.json").symlink_to(folder / "link.json")
    (folder / "hard.json").hardlink_to(ours)
    (folder / "deep").mkdir()
    return {
        "name": ours.name,
        "path": str(ours),
        "dots": "deep/../netlearn.sqlite",
        "symbolic link": "link.json",
        "link to a link": "twice.json",
        "hard link": "hard.json",
        "log of changes": "netlearn.sqlite-wal",
        "index": "netlearn.sqlite-shm",
        "journal": "netlearn.sqlite-journal",
    }


@pytest.mark.parametrize("command", WRITERS)
def test_no_command_writes_over_the_data(refused: Callable[..., str], ours: Path, command: str):
    """By no spelling of its name, and not over what belongs to it, whether that is there or not."""
    before = ours.read_bytes()

    for spelling, name in _spellings(ours).items():
        assert "stays as it is. Name another file." in refused(*WRITERS[command], name), spelling
        assert before == ours.read_bytes(), spelling
    assert not list(ours.parent.glob(".netlearn-*"))


@pytest.mark.parametrize("command", WRITERS)
def test_no_command_writes_over_any_database_or_into_the_place_of_a_folder(
    refused: Callable[..., str], ours: Path, command: str
):
    """Also one of another program."""
    photos = ours.parent / "photos.db"
    with closing(sqlite3.connect(photos)) as other:
        other.execute("CREATE TABLE photos (name)")
    before = photos.read_bytes()
    (ours.parent / "folder").mkdir()

    assert "photos.db is a data file" in refused(*WRITERS[command], "photos.db")
    assert "is a folder" in refused(*WRITERS[command], "folder")
    assert before == photos.read_bytes()


def test_what_an_open_store_has_beside_it_is_known_under_any_name(ours: Path):
    """A hard link to the log of changes is the log of changes."""
    with Store.open(ours) as store:
        hard = ours.with_name("notes.txt")
        hard.hardlink_to(f"{ours}-wal")

        with pytest.raises(NetlearnError, match=r"belongs to the data file netlearn\.sqlite"):
            write(hard, "text", data=str(ours))
        assert len(store.workshops()) == 1


def test_one_name_for_two_files_and_ones_own_guide_are_refused(refused: Callable[..., str], ours: Path):
    """Nothing is written then."""
    (ours.parent / "my.toml").write_text("mine")

    assert "is named twice" in refused("export", "--json", "all.html", "--plan", "./all.html")
    assert not (ours.parent / "all.html").exists()
    assert "is read by this command and stays as it is" in refused("sheets", "my.toml", "--guide", "my.toml")
    assert (ours.parent / "my.toml").read_text() == "mine"


@pytest.mark.parametrize("command", ["everything", "plan", "sheets"])
def test_what_breaks_off_leaves_the_older_file_as_it_was(run: Run, python: Run, ours: Path, command: str):
    """A full disk, as far as a limit to the size of files imitates one; no draft is left either."""
    name = "keep.txt"
    run(*WRITERS[command], name)
    before = (ours.parent / name).read_bytes()
    limit = "import resource, signal, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (36_000,) * 2); "
    limit += "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from netlearn_widgets.cli import main; main(sys.argv[1:])"

    failed = python("-c", limit, *WRITERS[command], name)

    assert len(before) > 36_000
    assert failed.returncode == 1
    assert f"{name} cannot be written" in failed.stderr
    assert before == (ours.parent / name).read_bytes()
    assert not list(ours.parent.glob(".netlearn-*"))


def test_a_file_is_its_owners_and_a_link_to_it_stays_a_link(tmp_path: Path):
    """What others could read before they cannot read any more."""
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    real.chmod(0o644)
    link.symlink_to(real)

    write(link, "new")

    assert link.is_symlink()
    assert (real.read_text(), stat.S_IMODE(real.stat().st_mode)) == ("new", 0o600)


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path):
    """Another program may read what is exported."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()

    write(pipe, "text")

    reader.join(timeout=30)
    assert heard == ["text"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.usefixtures("ours")
def test_standard_output_is_a_place_too(run: Run):
    """What the command says goes to standard error then."""
    written = run("export", "--json", "/dev/stdout")

    assert written.returncode == 0
    assert json.loads(written.stdout)["workshop"]["title"] == "Ours"
    assert "keep it safe" in written.stderr


@pytest.mark.parametrize("command", [["new", "--title", "x" * 200], ["import", "nosuch.json"]])
def test_a_command_that_is_refused_leaves_no_data_file(
    refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
):
    """Nobody asked for an empty one."""
    monkeypatch.chdir(tmp_path)

    assert refused(*command)
    assert not list(tmp_path.iterdir())
