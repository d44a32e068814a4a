"""All commands, and the one place where an error becomes a line of words."""

from __future__ import annotations

import sys

import typer

from netlearn_widgets.cli import guides, links, notebooks, pages, people, rounds, settings, sheets, status, workshops
from netlearn_widgets.cli.named import words_for
from netlearn_widgets.cli.words import complain, lose_no_line
from netlearn_widgets.model.errors import NetlearnError

__all__ = ["app", "main"]

app = typer.Typer(
    name="netlearn",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A guided workbook for groups that set up a network for a learning system.",
    epilog="First time? See it with [bold]netlearn demo[/bold]. Then make your own: "
    '[bold]netlearn new --title "Our network"[/bold] and [bold]netlearn serve --lan[/bold].',
)
app.command(rich_help_panel="Run a workshop")(pages.demo)
app.command(rich_help_panel="Run a workshop")(workshops.new)
app.command(rich_help_panel="Run a workshop")(pages.serve)
app.command(rich_help_panel="Run a workshop")(links.host)
app.command(rich_help_panel="Run a workshop")(links.admin)
app.command(rich_help_panel="Run a workshop")(status.status)
app.command(rich_help_panel="Run a workshop")(sheets.sheets)
app.command("round", rich_help_panel="Run a workshop")(rounds.round_)
app.command(rich_help_panel="Run a workshop")(settings.settings)
app.command(rich_help_panel="Run a workshop")(people.people)
app.command(rich_help_panel="Run a workshop")(people.remove)
app.command(rich_help_panel="Take it home")(workshops.export)
app.command("import", rich_help_panel="Take it home")(workshops.import_)
app.command(rich_help_panel="Take it home")(notebooks.lab)
app.command(rich_help_panel="Adapt the questions")(guides.guide)
app.command(rich_help_panel="Adapt the questions")(guides.check)


def main(arguments: list[str] | None = None) -> None:
    """Run the command named on the command line; an error ends with one line of words and exit code 1."""
    lose_no_line()
    try:
        app(arguments)
    except NetlearnError as problem:
        complain(str(problem))
        sys.exit(1)
    except OSError as problem:
        words = words_for(problem, sys.argv[1:] if arguments is None else arguments)
        if words is None:
            raise
        complain(words)
        sys.exit(1)
