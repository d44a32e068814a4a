"""How a workshop is held: what people are asked for, how small numbers are protected, and who shows results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, open_store, pick
from netlearn_widgets.cli.opening import what_opens
from netlearn_widgets.cli.rounds import YesOption
from netlearn_widgets.cli.words import agreed, say
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.settings import BATCH, LEAST, MOST, NAMES, REVEALS, Settings, usual_reveal

if TYPE_CHECKING:
    from netlearn_widgets.model.question import Json
    from netlearn_widgets.model.record import Record
    from netlearn_widgets.model.workshop import Workshop
    from netlearn_widgets.store.store import Store

__all__ = ["NamesOption", "RevealOption", "ThresholdOption", "chosen", "hold", "settings"]

NamesOption = Annotated[
    str,
    typer.Option(
        metavar="|".join(NAMES),
        help="What people are asked for when they join; names when left out.",
        show_default=False,
    ),
]
ThresholdOption = Annotated[
    int | None,
    typer.Option(
        help=f"From how many answers on results appear, {LEAST} to {MOST}; 5 when left out.", show_default=False
    ),
]
RevealOption = Annotated[
    str,
    typer.Option(
        metavar="|".join(one.replace(" ", "-") for one in REVEALS),
        help="When results are shown where no host leads: together, once anybody shows them; at once, as soon as "
        "enough people have answered; or only when a host does. When left out: together where people give their "
        "names, else host.",
        show_default=False,
    ),
]


def settings(  # noqa: PLR0913, PLR0917  each option is one thing a group decides
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    names: NamesOption = "",
    threshold: ThresholdOption = None,
    protected: Annotated[
        bool | None,
        typer.Option("--protected/--unprotected", help="Whether small numbers are held back.", show_default=False),
    ] = None,
    reveal: RevealOption = "",
    yes: YesOption = False,
) -> None:
    """Show how a workshop is held: names or none, how small numbers are protected, who shows results; or change it.

    Examples: [bold]netlearn settings[/bold] · [bold]netlearn settings --threshold 4[/bold]
    """
    with open_store(data) as store:
        workshop = pick(store, code)
        record = store.read(workshop.id)
        value = chosen(record.settings, names, threshold, protected, reveal)
        new = record.settings.changed(value)
        if new == record.settings:
            _show(workshop, new)
            return
        _check(record, new)
        if record.participants and not _agreed(record, new, yes=yes):
            say("Nothing was changed.")
            return
        hold(store, workshop, value)
    _show(workshop, new)


def chosen(
    held: Settings,
    names: str,
    threshold: int | None,
    protected: bool | None,  # noqa: FBT001  from options
    reveal: str,
) -> dict[str, Json]:
    """What was said on the command line, as an act of the kind ``settings`` says it.

    Where it makes the workshop one without people's own names, results wait for the host unless it says otherwise.
    """
    if not reveal and names not in {"", held.names} and usual_reveal(names) == "host":
        reveal = "host"
    said = {
        "names": names or None,
        "threshold": threshold,
        "protected": protected,
        "reveal": reveal.replace("-", " ") or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def hold(store: Store, workshop: Workshop, value: dict[str, Json]) -> None:
    """Hold a workshop like this from now on: whoever has the data at hand is its host, with a key for this moment."""
    from netlearn_widgets.model.act import Act
    from netlearn_widgets.model.workshop import new_key

    key = new_key()
    store.add_host(workshop.id, key)
    try:
        store.act(workshop.id, Act(kind="settings", value=value, round=store.read(workshop.id).round.number), key=key)
    finally:
        store.drop_host(workshop.id, key)


def _check(record: Record, new: Settings) -> None:
    """Refuse to ask for something else once people have joined: the note they read would not be true."""
    if record.participants and new.names != record.settings.names:
        raise NetlearnError(
            "People have joined, and they were told what is asked of them. To ask for something else, make another "
            f"workshop: netlearn new --names {new.names}"
        )


def _agreed(record: Record, new: Settings, *, yes: bool) -> bool:
    """Whether whoever types wants what people were not told; and the group, where it shows whose an answer is."""
    say("People who have joined were told something else. Their pages say the new words from now on: tell them.")
    if new.protected or not record.settings.protected:
        return agreed("Change it?", yes=yes)
    for line in what_opens(record):
        say(line)
    return agreed("Has everybody agreed to that?", yes=yes)


_ASKED = {
    "names": "asks people for their name, which they may leave out",
    "aliases": "asks people for a name they make up",
    "nothing": "asks people for no name, and shows none",
}
_SHOWN = {
    "together": "They are shown together: by the host where one leads, else by anybody who has answered.",
    "at once": "Where a host leads, the host shows them. Where nobody leads, people see them once they have answered.",
    "host": "Nobody sees them until a host shows them, also where nobody leads.",
}


def _show(workshop: Workshop, held: Settings) -> None:
    say(f"“{workshop.title}” {_ASKED[held.names]}.")
    if held.protected:
        say(f"Results of a question appear from {held.threshold} answers on, and change by {BATCH} or more at a time.")
    else:
        say("Results appear from the first answer on: small numbers are not protected.")
    say(_SHOWN[held.reveal])
