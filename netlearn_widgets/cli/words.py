"""How the command line speaks: results to standard output, errors in red to standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["complain", "say", "say_aside", "say_each", "working"]

_OUT = Console(highlight=False, soft_wrap=True)
_ERR = Console(highlight=False, soft_wrap=True, stderr=True)


def say(words: str = "", *, style: str = "") -> None:
    """Print words as they are: nothing in them is read as markup."""
    _OUT.print(words, style=style or None, markup=False)


def say_each(lines: Iterable[tuple[str, str]]) -> None:
    """Print a table: a subject on the left, what there is to say about it on the right."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for subject, words in lines:
        table.add_row(Text(subject, style="bold"), Text(words))
    _OUT.print(table, soft_wrap=False)


def say_aside() -> None:
    """From now on, print to standard error: standard output is wanted for something else."""
    _OUT.stderr = True


def complain(problem: Exception) -> None:
    """Print what is wrong and how to mend it, in red."""
    _ERR.print(str(problem), style="bold red", markup=False)


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show that something is going on, for as long as it does."""
    with _ERR.status(words):
        yield
