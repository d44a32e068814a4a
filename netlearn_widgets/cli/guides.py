"""Commands for whoever words the questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netlearn_widgets.cli.words import say
from netlearn_widgets.model.errors import NetlearnError

__all__ = ["check", "guide"]


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
    try:
        with to.open("x", encoding="utf-8") as file:
            file.write(default_text())
    except FileExistsError as there:
        raise NetlearnError(f"{to} is there already and stays as it is. Name another file.") from there
    except OSError as problem:
        raise NetlearnError(f"{to} cannot be written: {problem.strerror}. Name another place.") from problem
    say(f"The default guide is in {to}. Reword it, then see that it is sound: netlearn check {to}")


def check(guide: Annotated[Path, typer.Argument(help="The guide's file.", show_default=False)]) -> None:
    """Check a guide: every mistake at once, each with its place and its cure.

    Example: [bold]netlearn check my.toml[/bold]
    """
    from netlearn_widgets.content.load import load

    found = load(guide)
    say(f"{guide} is sound: {len(found.steps)} steps, {len(found.questions)} questions.")
    say(f"Use it with: netlearn serve --guide {guide}")
