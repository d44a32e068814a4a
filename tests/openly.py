"""Workshops whose people agreed to be named, so that small numbers are shown: for tests about something else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.workshop import new_key
from netlearn_widgets.store.store import Store

__all__ = ["OPENLY", "openly"]

OPENLY = Act(kind="settings", value={"protected": False}, at=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
"""What was agreed before anything was said."""


def openly(data: Path) -> Path:
    """The data file, with every workshop in it held so."""
    with Store.open(data) as store:
        for workshop in store.workshops():
            key = new_key()
            store.add_host(workshop.id, key)
            store.act(workshop.id, Act(kind="settings", value=OPENLY.value), key=key)
    return data
