"""A hundred ends of the server, ordinary and violent, while people answer: what they were told is saved is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent.parent / "bench" / "ends.py"
HUNDRED = "--ends 100 --people 4 --at-once 2 --answers 3 --rooms 2 --seed 27 --stop"
KEPT = (
    "acknowledged answers none is lost: met",
    "none is doubled, none is somebody else's or says something else: met",
    "nobody who joined is forgotten: met",
    "no process and no runtime folder is left behind: met",
    "the database is whole, and whoever waits is served: met",
)


@pytest.mark.timeout(1800)  # three minutes on a quiet machine
def test_a_hundred_ends_lose_and_double_nothing():
    """Each answer that was acknowledged is kept once, as it was said and by whom; nothing else is left behind."""
    done = subprocess.run([sys.executable, BENCH, *HUNDRED.split()], capture_output=True, text=True, check=False)

    said = f"Again with: python bench/ends.py {HUNDRED}\n{done.stdout}\n{done.stderr}"
    assert done.returncode == 0, said
    assert all(words in done.stdout for words in KEPT), said
