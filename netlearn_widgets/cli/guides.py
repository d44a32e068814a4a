"""Commands for whoever words the questions."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.data import CodeOption, data_option, open_store, pick
from netlearn_widgets.cli.files import write
from netlearn_widgets.cli.words import agreed, say
from netlearn_widgets.model.errors import GuideError

if TYPE_CHECKING:
    from netlearn_widgets.model.record import Record
    from netlearn_widgets.model.workshop import Workshop
    from netlearn_widgets.store.store import Store

__all__ = ["check", "guide", "take_guide", "told_effects"]


def guide(
    to: Annotated[Path | None, typer.Option(help="Write it here and print nothing.", show_default=False)] = None,
) -> None:
    """Print the default guide: a text to copy, reword, extend or translate.

    Example: [bold]netlearn guide --to my.toml[/bold]
    """
    from netlearn_widgets.content.load import default_text

    if to is None:
        typer.echo(default_text(), nl=False)
        return
    write(to, default_text(), new=True)
    say(f"The default guide is in {to}. Reword it, then see that it is sound: netlearn check {to}")


def check(
    guide: Annotated[Path, typer.Argument(help="The guide's file.", show_default=False)],
    data: Annotated[
        str,
        typer.Option(
            metavar="FILE_OR_URL",
            help="Say too what the guide would do to the answers in this data; nothing is changed.",
            show_default=False,
        ),
    ] = "",
    code: CodeOption = "",
) -> None:
    """Check a guide: every mistake at once, each with its place and its cure.

    Examples: [bold]netlearn check my.toml[/bold] · [bold]netlearn check my.toml --data ours.sqlite[/bold]
    """
    from netlearn_widgets.content.load import parse, read_text

    text = read_text(guide)
    found = parse(text, name=str(guide))
    say(f"{guide} is sound: {_amount(len(found.steps), 'step')}, {_amount(len(found.questions), 'question')}.")
    if data:
        with open_store(data, to_read=True) as store:
            record = store.read(pick(store, code).id)
        told = told_effects(record, text)
        title = record.workshop.title
        does = "What it would do to the answers of" if told else "It changes nothing for the answers of"
        say(f"{does} “{title}”{':' if told else '.'}")
        for line in told:
            say(line)
    say(f"Use it with: netlearn serve --guide {shlex.quote(str(guide))}{data_option(data) if data else ''}")


def take_guide(store: Store, workshop: Workshop, text: str, *, yes: bool) -> bool:
    """Let a workshop use this guide from now on, unless whoever types does not want what it does to answers."""
    told = told_effects(store.read(workshop.id), text)
    if told:
        say(f"The guide of “{workshop.title}” was changed since people answered:")
        for line in told:
            say(line)
        if not agreed("Use it?", yes=yes):
            say("Nothing was changed. To serve the workshop with the guide it has, leave out --guide.")
            return False
    store.set_guide(workshop.id, text)
    return True


def told_effects(record: Record, text: str) -> list[str]:
    """What a sound guide would do to the answers of a workshop, a line each; nothing where all count as before."""
    from netlearn_widgets.content.load import parse
    from netlearn_widgets.model.changing import effects

    if text == record.workshop.guide:
        return []
    try:
        old = parse(record.workshop.guide, kept=True).questions
    except GuideError:
        return []  # nothing of it can be shown now, so that nothing is lost by another
    return [f" · {effect}" for effect in effects(record, old, parse(text).questions)]


def _amount(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
