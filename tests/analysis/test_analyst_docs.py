"""The page for analysts says what is true, and its examples run."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from netlearn_widgets.analysis import frames
from netlearn_widgets.analysis.frames import COLUMNS
from netlearn_widgets.analysis.network import network
from netlearn_widgets.content import default_guide

PAGE = (Path(__file__).parents[2] / "docs" / "analyst.md").read_text(encoding="utf-8")


@pytest.fixture
def said(recorded, drew):
    """A record of the default guide: Ada, Bo and Cy, one of whom left something out."""
    first = ["convening", "filtering"]
    return recorded(
        [
            ("Ada", "stage", "emerging"),
            ("Ada", "functions_first", first),
            ("Ada", "types", {"now": "managed", "next": "developmental", "later": "social"}),
            ("Bo", "stage", "pre_emergent"),
            ("Bo", "functions_first", first[::-1]),
            ("Bo", "types", {"now": "managed", "later": "social"}),
            ("Cy", "stage", "emerging"),
            ("Cy", "types", {"now": "agency"}),
            ("Ada", "ties", drew("Ada", "Ada>Bo", "Bo>Cy", "Cy>Nurse", seats=["Nurse"])),
        ]
    )


@pytest.mark.parametrize("name", COLUMNS)
def test_the_page_describes_every_column(name):
    """The table below each frame's heading is the one the code holds."""
    section = PAGE.split(f"## `book.{name}()`")[1].split("\n#")[0]

    told = re.findall(r"^\| `(.+?)` \| `(.+?)` \| (.+?) \|$", section, re.MULTILINE)

    assert told == [(column.name, column.dtype, column.meaning) for column in COLUMNS[name]]


def test_the_examples_run(said, capsys):
    """Each block runs after the other, and gives what the page promises."""
    guide = default_guide()
    known = {
        "answers": frames.answers(said, guide),
        "members": frames.members(said, guide),
        "ties": frames.ties(said, guide),
        "graph": network(said, "ties").graph(),
    }

    for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[1:]:
        exec(block, known)  # noqa: S102  the examples of our own page

    words = {option.key: option.label for option in guide.question("types").options}
    assert known["crosstab"].loc["All", "All"] == 2
    assert list(known["shift"].loc[words["managed"]]) == [2, 0, 0]
    assert known["moves"].to_dict() == {(words["managed"], words["social"]): 2}
    assert known["linking"].idxmax() == "Bo"
    assert isinstance(known["linking"], pd.Series)
    assert capsys.readouterr().out == "1 of 3 people on the map answered themselves.\n"
