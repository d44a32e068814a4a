"""Commands for whoever words the questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from netlearn_widgets.cli.words import say

__all__ = ["check", "guide"]


def guide() -> None:
    """Print the default guide: a text to copy, reword, extend or translate.

    Example: [bold]netlearn guide > my.toml[/bold]
    """
    from netlearn_widgets.content.load import default_text

    typer.echo(default_text(), nl=False)


def check(guide: Annotated[Path, typer.Argument(help="The guide's file.", show_default=False)]) -> None:
    """Check a guide: every mistake at once, each with its place and its cure.

    Example: [bold]netlearn check my.toml[/bold]
    """
    from netlearn_widgets.content.load import load

    found = load(guide)
    say(f"{guide} is sound: {len(found.steps)} steps, {len(found.questions)} questions.")
    say(f"Use it with: netlearn serve --guide {guide}")
