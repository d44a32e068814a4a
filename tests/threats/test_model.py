"""The written threat model and the tests name each other."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
MODEL = HERE.parents[1] / "docs" / "threats.md"
NAME = re.compile(r"\btest_\w+")


def test_every_test_the_model_names_is_there():
    """A defence that is written down is one that is tried."""
    written = {
        name for file in HERE.parent.rglob("test_*.py") for name in re.findall(r"def (test_\w+)", file.read_text())
    }

    assert set(NAME.findall(MODEL.read_text(encoding="utf-8"))) <= written


def test_every_threat_has_a_defence_and_a_test():
    """Each row of the tables of threats has all three."""
    model = MODEL.read_text(encoding="utf-8")
    rows = [
        line.strip("| ").split(" | ") for line in model.splitlines() if line.startswith("| ") and line.count("|") == 4
    ]
    threats = [row for row in rows if row[0] != "threat"]

    assert len(threats) > 30
    assert [row[0] for row in threats if len(row) != 3 or not row[1] or not NAME.search(row[2])] == []


def test_every_file_of_tests_is_named_in_the_model():
    """At least one test of each file stands in the model; the others are its neighbours."""
    named = set(NAME.findall(MODEL.read_text(encoding="utf-8")))

    for file in HERE.glob("test_*.py"):
        if file.name != Path(__file__).name:
            assert named & set(re.findall(r"def (test_\w+)", file.read_text())), file.name
