"""The command that says how small numbers are protected, and changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, open_store, pick
from netlearn_widgets.cli.rounds import YesOption
from netlearn_widgets.cli.words import agreed, say
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.settings import BATCH, LEAST, MOST

if TYPE_CHECKING:
    from netlearn_widgets.model.question import Json
    from netlearn_widgets.model.settings import Settings

__all__ = ["protect"]


def protect(
    threshold: Annotated[
        int | None,
        typer.Option(help=f"From how many answers on results appear: {LEAST} to {MOST}.", show_default=False),
    ] = None,
    on: Annotated[
        bool | None,
        typer.Option("--on/--off", help="Whether small numbers are protected at all.", show_default=False),
    ] = None,
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    yes: YesOption = False,
) -> None:
    """Say from how many answers on results appear, or change it.

    Example: [bold]netlearn protect --threshold 4[/bold]
    """
    from netlearn_widgets.model.act import Act
    from netlearn_widgets.model.workshop import new_key

    with open_store(data) as store:
        workshop = pick(store, code)
        record = store.read(workshop.id)
        value = _value(threshold, on)
        if value and (value.get("protected", True) or _everybody_agrees(yes=yes)):
            key = new_key()  # whoever has the file holds the workshop
            store.add_host(workshop.id, key)
            store.act(workshop.id, Act(kind="settings", value=value, round=record.round.number), key=key)
        held = store.read(workshop.id, since=record).settings
    say(f"“{workshop.title}”: {_said(held)}")


def _value(threshold: int | None, on: bool | None) -> dict[str, Json]:  # noqa: FBT001  an option may be left out
    """What is to be changed; raise NetlearnError where the threshold makes no sense."""
    if threshold is not None and not LEAST <= threshold <= MOST:
        raise NetlearnError(f"Results can appear from {LEAST} to {MOST} answers on. Choose a number between these.")
    given = {"threshold": threshold, "protected": on}
    return {key: value for key, value in given.items() if value is not None}


def _everybody_agrees(*, yes: bool) -> bool:
    say("Every answer will then be seen at once, also while only one person has answered: everybody knows whose it is.")
    return agreed("Has everybody agreed to that?", yes=yes)


def _said(held: Settings) -> str:
    if not held.protected:
        return "small numbers are not protected. Results show every answer at once."
    return f"results appear from {held.threshold} answers on, and then move by at least {BATCH} answers."
