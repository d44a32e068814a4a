"""The command line as a person uses it: in a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cli.opened import Opened

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def python(tmp_path: Path) -> Run:
    """Run Python in a folder of one's own: `python("-c", "print(1)")`; options are those of `subprocess.run`."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("NETLEARN_")}
    env |= {"COLUMNS": "120", "TERM": "dumb", "NO_COLOR": "1"}

    def python(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        given = {"cwd": tmp_path, "env": env, "capture_output": True, "text": True, "timeout": 120} | options
        return subprocess.run([sys.executable, *arguments], check=False, **given)

    return python


@pytest.fixture
def run(python: Run) -> Run:
    """Run `netlearn` in a folder of one's own: `run("new", "--title", "Ours")`."""
    return partial(python, "-m", "netlearn_widgets")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    return Opened(monkeypatch)
