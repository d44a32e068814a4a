"""Commands that make a workshop, and that take one home."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, data_option, made_or_opened, open_store, pick
from netlearn_widgets.cli.files import check_targets, write
from netlearn_widgets.cli.imports import read_export
from netlearn_widgets.cli.links import say_host_link
from netlearn_widgets.cli.settings import NamesOption, RevealOption, ThresholdOption, chosen
from netlearn_widgets.cli.words import say, working
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.settings import Settings, usual_reveal

if TYPE_CHECKING:
    from netlearn_widgets.model.workshop import Workshop
    from netlearn_widgets.store.store import Store

__all__ = ["export", "import_", "new"]


def new(  # noqa: PLR0913, PLR0917  each option is one thing a group decides
    title: Annotated[
        str, typer.Option(help="The group's or workshop's name, as people will see it.", show_default=False)
    ],
    data: DataOption = DEFAULT,
    guide: Annotated[
        Path | None, typer.Option(help="A guide of your own instead of the default one.", show_default=False)
    ] = None,
    names: NamesOption = "",
    threshold: ThresholdOption = None,
    unprotected: Annotated[
        bool, typer.Option("--unprotected", help="Show results from the first answer on; only where people are named.")
    ] = False,
    reveal: RevealOption = "",
) -> None:
    """Make a workshop, with its data file if there is none yet, and print its join code and its host link.

    Example: [bold]netlearn new --title "Community Frailty Network"[/bold]
    """
    from netlearn_widgets.content.load import parse, read_text
    from netlearn_widgets.pages.making import Wanted, make_workshop

    if not title.strip():
        raise NetlearnError('A workshop needs a title. Give one: netlearn new --title "Our network"')
    text, name = (read_text(guide), str(guide)) if guide else ("", "")
    if guide:
        parse(text, name=name)  # before a file is made for it
    reveal = reveal or usual_reveal(names or Settings.names)
    held = Settings().changed(chosen(Settings(), names, threshold, False if unprotected else None, reveal))
    with working("Making the workshop …"), made_or_opened(data) as store:
        workshop, key = make_workshop(store, Wanted(title=title, guide=text, named=name, **vars(held)))
        place = store.url
    option = data_option(data)
    say(f"“{workshop.title}” is ready. Its join code is {workshop.code}.", style="bold")
    is_file = "://" not in data
    say(f"Everything will be kept in {place}." + " Keep that file, and copy it when you want to be safe." * is_file)
    say()
    say(f"Open it to everyone in the room:   netlearn serve --lan{option}")
    say(f"Or on this computer only:          netlearn serve{option}")
    say()
    say_host_link(data, workshop.code, key)


def export(
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    plan: Annotated[
        Path | None, typer.Option(help="Write the plan here, as one page to print or send.", show_default=False)
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write everything here, to import elsewhere.", show_default=False),
    ] = None,
) -> None:
    """Write the plan, or everything, into a file.

    Example: [bold]netlearn export --plan plan.html --json everything.json[/bold]
    """
    if plan is None and json_file is None:
        raise NetlearnError("Say what to write: --plan plan.html, --json everything.json, or both.")
    check_targets(plan, json_file, data=data)
    with open_store(data, to_read=True) as store:
        workshop = pick(store, code)
        if json_file is not None:
            with working("Writing everything …"):
                write(json_file, _everything(store, workshop), data=data)
            say(f"Everything of “{workshop.title}” is in {json_file}, answers with names included: keep it safe.")
        if plan is not None:
            with working("Writing the plan …"):
                write(plan, _plan(store, workshop), data=data)
            say(f"The plan of “{workshop.title}” is in {plan}.")


def _everything(store: Store, workshop: Workshop) -> str:
    from netlearn_widgets.store.transfer import export_workshop

    return json.dumps(export_workshop(store, workshop.code), ensure_ascii=False, indent=1)


def _plan(store: Store, workshop: Workshop) -> str:
    from netlearn_widgets.content.load import parse
    from netlearn_widgets.report.document import document
    from netlearn_widgets.report.html import to_page

    record = store.read(workshop.id)
    return to_page(document(record, parse(record.workshop.guide, name=f"the guide of {workshop.code}", kept=True)))


def import_(
    file: Annotated[Path, typer.Argument(help="A file that `netlearn export --json` wrote.", show_default=False)],
    data: DataOption = DEFAULT,
) -> None:
    """Take in a workshop that was exported elsewhere; what is in the data file already stays.

    Example: [bold]netlearn import everything.json --data ours.sqlite[/bold]
    """
    from netlearn_widgets.store.transfer import import_workshop

    with working("Taking in the workshop …"):
        whole = read_export(file)
        with made_or_opened(data) as store:
            workshop = import_workshop(store, whole)
            place = store.url
    say(f"“{workshop.title}” is in {place}. Its join code is {workshop.code}.")
