"""Help that teaches, quickly."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMANDS = ("demo", "new", "serve", "host", "status", "sheets", "export", "import", "lab", "guide", "check")


def test_help_names_every_command(run: Run):
    """And where to begin."""
    told = run("--help").stdout

    assert all(command in told for command in COMMANDS)
    assert "netlearn demo" in told


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(run: Run, command: str):
    """Its help shows a line that can be typed."""
    told = " ".join(run(command, "--help").stdout.replace("│", " ").split())

    assert "Example" in told
    assert f"netlearn {command}" in told.split("Example", 1)[1]


def test_help_is_quick():
    """Nothing heavy is loaded before a command runs."""
    code = "import sys, netlearn_widgets.cli.app; print([m for m in sys.modules if m.split('.')[0] in HEAVY])"
    heavy = {"voila", "tornado", "sqlalchemy", "pandas", "networkx", "anywidget", "ipywidgets", "nbformat"}
    began = time.perf_counter()
    loaded = subprocess.run(
        [sys.executable, "-c", code.replace("HEAVY", repr(heavy))], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == "[]"
    assert time.perf_counter() - began < 5  # far above the half second it takes on a machine with nothing else to do
