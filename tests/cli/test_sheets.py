"""Writing paper sheets from the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_sheets_are_one_file_with_the_workshops_code(run: Run, tmp_path: Path):
    """All steps of the workshop's own guide; the words say how to print them and what to do afterwards."""
    code = run("new", "--title", "Ours").stdout.split("join code is ")[1][:7]
    done = run("sheets", "sheets.html")
    page = (tmp_path / "sheets.html").read_text("utf-8")

    assert done.returncode == 0, done.stderr
    assert "print it on A4" in done.stdout
    assert code in page
    assert page.count('<section class="nl-sheet ') == 10


def test_only_the_steps_that_are_named(run: Run, tmp_path: Path):
    run("new", "--title", "Ours")
    run("sheets", "sheets.html", "--step", "types", "--step", "purpose")

    page = (tmp_path / "sheets.html").read_text("utf-8")
    assert page.count('<section class="nl-sheet ') == 2
    assert page.index("2 · Purpose") < page.index("3 · Types")


def test_a_step_there_is_not_names_those_there_are(run: Run, tmp_path: Path):
    """Nothing is written then."""
    run("new", "--title", "Ours")
    done = run("sheets", "sheets.html", "--step", "nope")

    assert done.returncode == 1
    assert "no step 'nope'" in done.stderr
    assert "purpose" in done.stderr
    assert not (tmp_path / "sheets.html").exists()


def test_a_guide_needs_no_workshop(run: Run, tmp_path: Path):
    """Its sheets leave room for the join code."""
    run("guide", "--to", "my.toml")
    done = run("sheets", "sheets.html", "--guide", "my.toml")

    assert done.returncode == 0, done.stderr
    assert "Join code" in (tmp_path / "sheets.html").read_text("utf-8")
    assert not (tmp_path / "netlearn.sqlite").exists()


def test_without_a_workshop_it_says_how_to_make_one(run: Run):
    done = run("sheets", "sheets.html")

    assert done.returncode == 1
    assert "netlearn new" in done.stderr
