"""A place that a command cannot use is named in words, whichever command and whatever is wrong with it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli.test_rescue import FULL, READ_ONLY

from netlearn_widgets.cli.named import words_for

Run = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = {
    "people": ("people", "--data"),
    "new": ("new", "--title", "Ours", "--data"),
    "everything": ("export", "--data", "ours.sqlite", "--json"),
    "plan": ("export", "--data", "ours.sqlite", "--plan"),
    "guide": ("guide", "--to"),
    "sheets": ("sheets", "--data", "ours.sqlite"),
    "import": ("import",),
    "check": ("check",),
    "serve": ("serve", "--data"),
    "log": ("serve", "--data", "ours.sqlite", "--port", "0", "--log"),
}
"""Every command that is given a file, up to the file's name."""


@pytest.fixture
def closed(data: Path) -> Iterator[Path]:
    """A folder that nobody may enter, beside a data file."""
    place = data.parent / "closed"
    place.mkdir()
    place.chmod(0)
    yield place
    place.chmod(0o700)


def _is_said(done: subprocess.CompletedProcess[str], *names: str) -> bool:
    """Whether a command ended in words that name one of these."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return any(name in done.stderr for name in names)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_may_not_be_entered(closed: Path, python: Run, command: str):
    file = str(closed / "ours.thing")

    assert _is_said(python("-c", READ_ONLY, *COMMANDS[command], file), file)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("data")
def test_a_name_that_is_too_long(run: Run, command: str):
    assert _is_said(run(*COMMANDS[command], "x" * 300), "x" * 300)


@pytest.mark.parametrize("command", ["people", "new", "import", "check", "serve"])
def test_links_that_lead_in_a_circle(run: Run, data: Path, command: str):
    """They are named as what they are: nothing is missing there."""
    (data.parent / "hither").symlink_to("thither")
    (data.parent / "thither").symlink_to("hither")

    done = run(*COMMANDS[command], "hither")

    assert _is_said(done, "hither", "thither")
    assert "There is no data file" not in done.stderr


def test_a_full_disk_leaves_no_data_file(python: Run, tmp_path: Path):
    """And the words name the file that was wanted."""
    done = python("-c", FULL, "new", "--title", "Ours", "--data", "ours.sqlite")

    assert _is_said(done, f"{tmp_path / 'ours.sqlite'}: ")
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_named_stays_a_fault_of_this_program(tmp_path: Path):
    """It is not the person's to mend."""
    fault = PermissionError(13, "Permission denied", str(tmp_path / "inner" / "cache.txt"))

    assert words_for(fault, ["people", "--data", str(tmp_path / "ours.sqlite")]) is None
    assert words_for(PermissionError(13, "Permission denied"), ["people"]) is None
    assert words_for(fault, ["people", f"--data={tmp_path}/inner/cache.sqlite"])
