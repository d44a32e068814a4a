"""The command that opens a new round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, open_store, pick
from netlearn_widgets.cli.words import agreed, say
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.workshop import day_of

if TYPE_CHECKING:
    from netlearn_widgets.model.record import Record

__all__ = ["YesOption", "round_"]

_LONGEST = 80

YesOption = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


def round_(
    title: Annotated[
        str, typer.Option(help="What people will call this sitting, such as “After six months”.", show_default=False)
    ],
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    yes: YesOption = False,
) -> None:
    """Meet again: ask every question anew, beside what was answered before.

    Example: [bold]netlearn round --title "After six months"[/bold]
    """
    with open_store(data) as store:
        workshop = pick(store, code)
        record = store.read(workshop.id)
        name = _check(title, record)
        say(f"“{workshop.title}” is in “{record.round.name}”: {_so_far(record)}.")
        say(f"A new round, “{name}”, begins now, and every question is asked anew.")
        say("What was answered so far stays, and is shown beside the new answers. Open pages follow by themselves.")
        say("A round cannot be closed again to go back to the one before.")
        if not agreed("Open it?", yes=yes):
            say("Nothing was changed.")
            return
        opened = store.open_round(workshop.id, name)
    say(f"Round {opened.number}, “{name}”, is open. The join code is the same: {workshop.code}.", style="bold")


def _so_far(record: Record) -> str:
    answers = [answer for answer in record.answers if answer.round == record.round.number]
    from netlearn_widgets.report.reading import spoken_date

    people = len({answer.participant for answer in answers})
    return f"{people} {'person' if people == 1 else 'people'} answered since {spoken_date(day_of(record.round.opened))}"


def _check(title: str, record: Record) -> str:
    """The title as it is kept; raise NetlearnError where a new round would make no sense."""
    from netlearn_widgets.model.text import check_text, fold

    name = check_text(title, what="The title", longest=_LONGEST)
    if not name:
        raise NetlearnError('A round needs a title that people know it by: netlearn round --title "After six months"')
    if any(fold(name) == fold(one.name) for one in record.rounds):
        names = ", ".join(f"“{one.name}”" for one in record.rounds)
        raise NetlearnError(f"There is a round of this name already: {names}. Give the new one another title.")
    if not any(answer.round == record.round.number for answer in record.answers):
        raise NetlearnError(
            f"Nobody has answered anything in “{record.round.name}” yet, so there is nothing to look back on. "
            "Use that round."
        )
    return name
