"""From how many answers on results appear, on the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from netlearn_widgets.model.settings import Settings
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import Store

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "netlearn.sqlite"
    with Store.create(path) as store:
        store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=""))
    return path


def held(path: Path) -> Settings:
    with Store.open(path) as store:
        return store.read(store.workshop("KRTM-27").id).settings


def test_it_says_how_a_workshop_is_held(run: Run, ours: Path):
    """Nothing is changed where nothing is asked for."""
    said = run("protect")

    assert "results appear from 5 answers on, and then move by at least 3 answers." in said.stdout
    assert held(ours) == Settings()


def test_the_threshold_is_changed(run: Run, ours: Path):
    """Within the limits, and the rest stays as it is."""
    said = run("protect", "--threshold", "4")

    assert "from 4 answers on" in said.stdout
    assert held(ours) == Settings(threshold=4)


def test_a_threshold_that_protects_nobody_is_refused(run: Run, ours: Path):
    """The error names the limits."""
    said = run("protect", "--threshold", "2")

    assert said.returncode == 1
    assert "from 3 to 10 answers on" in said.stderr
    assert held(ours) == Settings()


def test_protection_is_switched_off_only_where_everybody_agrees(run: Run, ours: Path):
    """It says what that means, asks, and can be taken back."""
    off = run("protect", "--off", "--yes")
    open_ = held(ours)

    run("protect", "--on")

    assert "everybody knows whose it is" in off.stdout
    assert open_ == Settings(protected=False)
    assert held(ours) == Settings()
