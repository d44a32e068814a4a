"""Several processes open, write, read, close, fork and end in any order: what was acknowledged is there.

`NETLEARN_MACHINE=2000` in the environment tries that many courses, other ones each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from contract.crew import crew
from contract.grounds import Ground, OnPostgreSQL, OnSQLite
from contract.machine import Processes
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

LONGER = int(os.environ.get("NETLEARN_MACHINE", "0"))
COURSES = {"sqlite": 30, "postgresql": 10}


@pytest.fixture(params=COURSES)
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ground]:
    if request.param == "sqlite":
        yield OnSQLite(tmp_path)
        return
    new_schema: Callable[[], str] = request.getfixturevalue("new_schema")
    ground = OnPostgreSQL(new_schema())
    yield ground
    ground.close()


@pytest.mark.timeout(0 if LONGER else 300, method="thread")
def test_what_was_acknowledged_is_there(ground: Ground, tmp_path: Path, request: pytest.FixtureRequest):
    """Once, for everybody, after each step and each end; whoever was taken out is not; no log is dead."""
    asked = settings(
        max_examples=LONGER or COURSES[request.node.callspec.params["ground"]],
        stateful_step_count=40,
        derandomize=not LONGER,
        phases=Phase if LONGER else [Phase.generate],  # to shrink a course takes longer than a test may
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    with crew(tmp_path / "errors.log") as hands:
        run_state_machine_as_test(partial(Processes, ground, hands), settings=asked)
