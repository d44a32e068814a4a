"""What somebody is told before they switch the protection of small numbers off."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netlearn_widgets.model.record import Record

__all__ = ["what_opens"]


def what_opens(record: Record) -> tuple[str, ...]:
    """Say what everybody will see from now on, and what becomes of what was answered so far."""
    count = len(_promised(record))
    ahead = _SHOWN_BY_HOST if record.settings.reveal == "host" else _AHEAD
    if not count:
        return (ahead, "Nobody has answered under protection, so nothing of the past becomes visible.")
    said = "1 person has answered so far, and was" if count == 1 else f"{count} people have answered so far, and were"
    kept = "That is kept for every question they have answered, until the next round"
    return (ahead, f"{said} promised that nobody can be picked out. {kept}: nothing of it becomes visible now.")


_NAMES = "Names will stand beside reasons and objections."
_AHEAD = (
    "Every new answer will then be seen at once, also while only one person has answered: everybody knows whose it is. "
    f"{_NAMES}"
)
_SHOWN_BY_HOST = (
    "Once a host shows a result, every new answer to it will be seen at once, also while only one person has answered: "
    f"everybody knows whose it is. {_NAMES}"
)


def _promised(record: Record) -> set[str]:
    """Return who has answered a question while small numbers were protected."""
    places = {(answer.question, answer.round) for answer in record.answers}
    openly = {place: record.disclosure(*place).openly for place in places}
    return {one.participant for one in record.answers if one.participant not in openly[one.question, one.round]}
