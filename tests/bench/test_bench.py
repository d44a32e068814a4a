"""Every bench runs to its end with tiny numbers and prints its table; what it measures then says nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

BENCH = Path(__file__).parent.parent.parent / "bench"
TINY = {
    "join_cost": "--joins 1 --settle 0 --against voila",
    "join_burst": "--visitors 2",
    "page_weight": "--against voila",
    "answer_latency": "--visitors 2 --answers 8 --seconds 1 --peers 1",
    "host_moves": "--visitors 2 --moves 2 --pause 0.5",
    "deciding": "--people 6 --saves 2 --runs 3",
    "ends": "--ends 3 --people 2 --rooms 1",
    "soak": "--visitors 2 --minutes 0.1 --patience 1 --peers 1 --wait 0",
}
ROWS = {
    "join_cost": "server CPU per join, no browser",
    "join_burst": "all widgets' states told, last",
    "page_weight": "all 10 steps seen",
    "answer_latency": "answers saved, found in the file, doubled | 8, 8, 0",
    "host_moves": "pages not reached: 0",
    "deciding": "a map of six people",
    "ends": "lost 0, doubled 0, not as said 0",
    "soak": "ended: everybody has left",
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> Iterator[dict[str, subprocess.Popen[str]]]:
    """All benches at the same moment, with the tests' own Voilà as their peer: nothing is installed."""
    peers = tmp_path_factory.mktemp("peers")
    python = peers / "voila" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (peers / "voila" / "installed").touch()
    runs = {
        name: subprocess.Popen(
            [sys.executable, BENCH / f"{name}.py", *tiny.split(), "--venv", peers],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name, tiny in TINY.items()
    }
    yield runs
    for run in runs.values():
        run.kill()
        run.wait()


@pytest.mark.parametrize("name", TINY)
def test_a_bench_runs_and_prints_its_table(name: str, runs: dict[str, subprocess.Popen[str]]):
    """It ends with 0, and a row of its table with ours, the peer and the ratio stands there."""
    said, problems = runs[name].communicate(timeout=240)

    assert runs[name].returncode == 0, problems
    assert ROWS[name] in said
    assert "- must:" in said


def test_every_bench_is_tried_here_and_run_by_the_command_for_all():
    """A new bench is in both lists; the adversary measures no cost, and has tests of its own."""
    scripts = {path.stem for path in BENCH.glob("*.py")} - {"all", "adversary"}

    assert scripts == set(TINY)
    assert all(f'"{name}"' in (BENCH / "all.py").read_text(encoding="utf-8") for name in scripts)
