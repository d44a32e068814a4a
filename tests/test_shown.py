"""Whoever shows what a group said begins with what may be shown; the few that read all of it are named here."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "netlearn_widgets"

MAY_KNOW_ALL = {
    "analysis/frames.py": "the group's own raw data, for its analyst",
    "analysis/network.py": "the same; what is shared asks for what may be shown",
    "pages/rehearsal.py": "counts what was said, so that no visitor's page has to; it shows nothing",
    "pages/visit.py": "a visitor's own answers",
    "report/document.py": "how many answers came from paper, not what they say",
}
"""Which files above the model may read every current answer of a record, and why."""


def test_only_named_places_read_what_may_be_held_back():
    """A page, picture, report or export that reads `Record.current` is named, or reads `Record.shown` instead."""
    found = {
        str(path.relative_to(PACKAGE))
        for layer in ("analysis", "report", "pages", "widgets", "cli")
        for path in sorted((PACKAGE / layer).rglob("*.py"))
        if re.search(r"record\.current\(", path.read_text(encoding="utf-8"))
    }

    assert found == set(MAY_KNOW_ALL)
