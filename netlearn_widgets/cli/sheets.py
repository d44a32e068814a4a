"""The command for those who answer with a pen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, open_store, pick
from netlearn_widgets.cli.files import check_targets, write
from netlearn_widgets.cli.words import say, working

if TYPE_CHECKING:
    from netlearn_widgets.model.guide import Guide
    from netlearn_widgets.model.record import Record

__all__ = ["sheets"]


def sheets(
    file: Annotated[Path, typer.Argument(help="Where to write them, as one page to print.", show_default=False)],
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    guide: Annotated[
        Path | None,
        typer.Option(help="The questions of this guide instead; it needs no workshop yet.", show_default=False),
    ] = None,
    step: Annotated[
        list[str] | None,
        typer.Option(help="Only this step, by its key; may be given several times.", show_default=False),
    ] = None,
) -> None:
    """Write paper sheets with the workshop's own questions, to print on A4 and answer with a pen.

    Example: [bold]netlearn sheets sheets.html --step purpose --step types[/bold]
    """
    from netlearn_widgets.report.sheets import sheets as drawn

    check_targets(file, data=data, sources=(guide,))
    with working("Drawing the sheets …"):
        questions, record = _asked(data, code, guide)
        write(file, drawn(questions, record=record, steps=step or ()), data=data)
    say(f"The sheets are in {file}. Open it in a browser and print it on A4, one copy for each person.")
    say("Afterwards: open a step on this computer and press “Type in a paper sheet”.")


def _asked(data: str, code: str, guide: Path | None) -> tuple[Guide, Record | None]:
    """Return the questions, and the workshop they are for unless there is none yet."""
    from netlearn_widgets.content.load import load, parse

    own = load(guide) if guide is not None else None  # before the data is open: the path may lead to it
    if own is not None and data == DEFAULT and not Path(data).exists():
        return own, None
    with open_store(data, to_read=True) as store:
        record = store.read(pick(store, code).id)
    if own is not None:
        return own, record
    return parse(record.workshop.guide, name=f"the guide of {record.workshop.code}", kept=True), record
