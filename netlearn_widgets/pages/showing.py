"""What a participant may press where results are shown together: everybody then sees what the group said.

An offer is ``{"words": str, "label": str, "sure": str, "shown": bool}``: what to know, what the button says, what is
asked before it is done ("" where nothing is), and whether something is shown or hidden by it. Nothing to press is
``{}``.
"""

from __future__ import annotations

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import on_table
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.themes import Board
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.pieces import people

__all__ = ["Press", "check", "missing", "tally"]


def check(record: Record, offered: dict[str, Json], *, shown: bool) -> None:
    """Raise InvalidAnswer, in words, where nothing like that is offered to whoever asks for it."""
    if offered and offered["shown"] is shown:
        return
    if record.steering.led:
        raise InvalidAnswer("A host leads now, and shows it when the group is ready.")
    if not _by_anybody(record):
        raise InvalidAnswer("Only a host shows it in this workshop, unless it shows by itself.")
    raise InvalidAnswer(
        "It is shown already, or a host hid it, or it takes more people who have given theirs, and you among them."
    )


class Press:
    """What stands under a picture for whoever may show it; nothing on the shared screen, where it is ``large``."""

    def __init__(self, visit: Visit, question: Question, *, large: bool) -> None:
        self._visit, self._question, self._large = visit, question, large

    @property
    def offer(self) -> dict[str, Json]:
        """What may be pressed at this moment."""
        return {} if self._large else _offer(self._visit, self._question)

    def show(self, name: str, shown: bool) -> None:  # noqa: FBT001  a widget calls it
        """Show the picture, under this id; raise InvalidAnswer, in words, where that is not offered."""
        check(self._visit.record, self.offer, shown=shown)
        self._visit.show(self._question.key, "reveal", name)


def _offer(visit: Visit, question: Question) -> dict[str, Json]:
    """What this visitor may press to show what the group said to a question: once they have answered themselves.

    Enough people must have answered for something to be seen; of positions on a wording, for it to be agreed.
    """
    record = visit.record
    if not _by_anybody(record) or visit.value(question.key) is None:
        return {}
    disclosed = record.disclosure(question.key)
    if isinstance(question, Agreement):
        wording = on_table(record, question)
        waits = disclosed.why == "together" or (disclosed.why != "unrevealed" and wording and not wording.shown)
        if wording is None or wording.missing or not waits:
            return {}
        return _offered(record, disclosed.answered, "taken a position", "Show where we stand")
    if disclosed.why != "together":
        return {}
    return _offered(record, disclosed.answered, "answered", "Show what we said")


def tally(visit: Visit, question: Ideas, board: Board, *, host: bool) -> dict[str, Json]:
    """What this visitor may press to have dots counted: a host at any time, and to hide the count again.

    Anybody else where no host leads, once they have given theirs, and enough people have for a count to be seen.
    """
    record, who = visit.record, visit.participant
    if not question.dots or (board.tallied and not record.settings.waits):
        return {}
    if host:
        if not board.voted:
            return {}
        if board.tallied:
            return {"words": "", "label": "Hide the dots", "sure": "", "shown": False}
        sure = missing(record, board.voted, "given dots")
        return {"words": "", "label": "Show the dots", "sure": sure, "shown": True}
    enough = board.voted >= record.settings.threshold
    if (
        board.tallied
        or board.hidden_again
        or not enough
        or not _by_anybody(record)
        or who is None
        or not board.votes.get(who.id)
    ):
        return {}
    return _offered(record, board.voted, "given dots", "Show the dots")


def _by_anybody(record: Record) -> bool:
    return record.settings.reveal == "together" and not record.steering.led


def _offered(record: Record, number: int, did: str, label: str) -> dict[str, Json]:
    """What may be pressed when so many people did what it is about, beside those who joined and did not."""
    sure = missing(record, number, did)
    words = "" if sure else f"Everybody who joined has {did}."
    return {"words": words, "label": label, "sure": sure, "shown": True}


def missing(record: Record, number: int, did: str) -> str:
    """What is to be known before something is shown early, when so many people did what it is about; "" where all did.

    Where nothing is protected, whoever is late loses nothing.
    """
    rest, least = len(record.participants) - number, record.settings.threshold
    if rest <= 0 or not record.settings.protected:
        return ""
    have = "1 person who joined has" if rest == 1 else f"{people(rest)} who joined have"
    few = f" Nothing can be seen before {least} people have, and then it shows by itself." if number < least else ""
    return f"{have} not {did} yet.{few} What comes later shows only together with that of two others."
