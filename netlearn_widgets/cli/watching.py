"""What a server is given to count and to write to: the group's answers, their disk, and a log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netlearn_widgets.cli.data import label_of
from netlearn_widgets.cli.files import check_targets
from netlearn_widgets.cli.words import say_aside
from netlearn_widgets.model.errors import NetlearnError

if TYPE_CHECKING:
    from netlearn_widgets.serving import EventLog, Watch
    from netlearn_widgets.store.store import Store

__all__ = ["watched"]


def watched(store: Store, place: str, log: str) -> Watch:
    """Return what counts for a server of this data; raise NetlearnError where the log cannot be written."""
    from netlearn_widgets.serving import Watch

    folders = () if "://" in place else (Path(place).parent,)
    return Watch(answers=store.count, folders=folders, data=label_of(place), log=_log(log, place))


def _log(target: str, data: str) -> EventLog:
    from netlearn_widgets.serving import EventLog

    if target == "-":
        say_aside()
    elif target:
        check_targets(Path(target).expanduser(), data=data)
    try:
        return EventLog(target)
    except OSError as problem:
        raise NetlearnError(
            f"{target} cannot be written: {problem.strerror}. Name another file, or --log - for standard output."
        ) from problem
