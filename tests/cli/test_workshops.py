"""Making a workshop, and taking one home."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
CODE = re.compile(r"join code is ([A-Z]{4}-\d\d)\.")


def test_new_says_the_code_and_what_to_do_next(run: Run, tmp_path: Path):
    """A data file only its owner can read, a join code, and the next command to type."""
    made = run("new", "--title", "Community Frailty Network")

    assert made.returncode == 0
    assert CODE.search(made.stdout)
    assert "netlearn serve --lan" in made.stdout
    file = tmp_path / "netlearn.sqlite"
    assert str(file) in made.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_one_file_holds_several_workshops(run: Run):
    """A second workshop goes beside the first; a command that needs one then asks which."""
    first = CODE.search(run("new", "--title", "Ada's group").stdout)
    run("new", "--title", "Bo's group")
    asked = run("export", "--json", "out.json")

    assert first
    assert asked.returncode == 1
    assert "Say which one with --code" in asked.stderr
    assert "Ada's group" in asked.stderr
    assert run("export", "--json", "out.json", "--code", first[1]).returncode == 0


def test_what_is_exported_can_be_imported(run: Run, tmp_path: Path):
    """The file holds the whole workshop; imported elsewhere it keeps its join code."""
    code = CODE.search(run("new", "--title", "Ours").stdout)
    run("export", "--json", "all.json")
    taken = run("import", "all.json", "--data", "other.sqlite")

    assert code
    assert json.loads((tmp_path / "all.json").read_text())["workshop"]["title"] == "Ours"
    assert f"join code is {code[1]}." in taken.stdout
    run("export", "--json", "again.json", "--data", "other.sqlite")
    assert (tmp_path / "again.json").read_text() == (tmp_path / "all.json").read_text()


def test_the_plan_is_one_page(run: Run, tmp_path: Path):
    """Complete HTML that asks for nothing from elsewhere."""
    run("new", "--title", "Ours & <theirs>")
    written = run("export", "--plan", "plan.html")

    assert written.returncode == 0
    plan = (tmp_path / "plan.html").read_text()
    assert plan.lower().startswith("<!doctype html>")
    assert "Ours &amp; &lt;theirs&gt;" in plan
    assert "<script" not in plan


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serve", "--code", "KRTM-27"], "There is no data file netlearn.sqlite."),
        (["serve", "--data", "nosuch.sqlite"], "There is no data file nosuch.sqlite."),
        (["export", "--plan", "plan.html"], "There is no data file netlearn.sqlite."),
        (["export"], "Say what to write"),
        (["import", "nosuch.json"], "nosuch.json cannot be read: No such file or directory. Check the path."),
        (["new", "--title", "  "], "A workshop needs a title."),
        (["new", "--title", "Ours", "--guide", "nosuch.toml"], "nosuch.toml: There is no such file."),
        (["check", "nosuch.toml"], "nosuch.toml: There is no such file."),
        (["serve", "--link", "example.org"], "is no address people could open"),
    ],
)
def test_an_error_is_words_with_a_cure(run: Run, arguments: list[str], words: str):
    """Exit code 1 and no traceback."""
    failed = run(*arguments)

    assert failed.returncode == 1
    assert words in failed.stderr
    assert "Traceback" not in failed.stderr


def test_a_file_that_is_no_export_is_refused(run: Run, tmp_path: Path):
    """Nothing is imported from it."""
    (tmp_path / "letter.json").write_text("Dear Ada")
    failed = run("import", "letter.json")

    assert failed.returncode == 1
    assert "is no file that `netlearn export --json` wrote" in failed.stderr


def test_new_refuses_a_guide_with_mistakes(run: Run, tmp_path: Path):
    """Every mistake is named, and no data file is made."""
    (tmp_path / "my.toml").write_text('key = "mine"\n[[step]]\nkey = "a"\n')
    failed = run("new", "--title", "Ours", "--guide", "my.toml")

    assert failed.returncode == 1
    assert failed.stderr.count("my.toml") > 1
    assert not (tmp_path / "netlearn.sqlite").exists()


def test_the_default_guide_can_be_copied_and_checked(run: Run, tmp_path: Path):
    """`guide` prints what `check` finds sound."""
    (tmp_path / "my.toml").write_text(run("guide").stdout)
    checked = run("check", "my.toml")

    assert checked.returncode == 0
    assert "my.toml is sound" in checked.stdout


def test_the_default_guide_can_be_written_to_a_file_but_never_over_one(run: Run, tmp_path: Path):
    """`guide --to` writes a sound guide on every system's terminal; a file that is there stays as it is."""
    written = run("guide", "--to", "my.toml")
    (tmp_path / "other.toml").write_text("mine")
    refused = run("guide", "--to", "other.toml")

    assert written.returncode == 0
    assert run("check", "my.toml").returncode == 0
    assert refused.returncode == 1
    assert "stays as it is" in refused.stderr
    assert (tmp_path / "other.toml").read_text() == "mine"


@pytest.mark.parametrize("title", ["健康 network", "Smile :smile: [bold]now[/bold]", "Zoë — “group”"])
def test_a_title_is_printed_whatever_the_window_takes(tmp_path: Path, title: str):
    """On an older Windows console too, where some characters cannot be written; nothing in it becomes a picture."""
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "COLUMNS": "120", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "netlearn_widgets", "new", "--title", title]
    said = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=120, check=False)
    output = said.stdout.decode("cp1252")

    assert said.returncode == 0, said.stderr
    assert title.encode("cp1252", "backslashreplace").decode("cp1252") in output
    assert "/host#" in output
