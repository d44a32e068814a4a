"""What a server is given to count and to write to: the group's answers, their disk, and a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netlearn_widgets.cli.data import label_of, open_store
from netlearn_widgets.cli.words import say_aside
from netlearn_widgets.model.errors import NetlearnError

if TYPE_CHECKING:
    from netlearn_widgets.serving import EventLog, Watch

__all__ = ["watched"]


@contextmanager
def watched(place: str, log: str) -> Iterator[Watch]:
    """Return what counts for a server of this data; the data stays open as long as it serves."""
    from netlearn_widgets.serving import Watch

    events = _log(log)
    with open_store(place) as store:
        folders = () if "://" in place else (Path(place).parent,)
        yield Watch(answers=store.count, folders=folders, data=label_of(place), log=events)


def _log(target: str) -> EventLog:
    from netlearn_widgets.serving import EventLog

    if target == "-":
        say_aside()
    try:
        return EventLog(target)
    except OSError as problem:
        raise NetlearnError(
            f"{target} cannot be written: {problem.strerror}. Name another file, or --log - for standard output."
        ) from problem
