"""How the command line speaks: results to standard output, errors in red to standard error."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

from netlearn_widgets.model.errors import NetlearnError

__all__ = ["agreed", "can_write", "complain", "lose_no_line", "say", "say_aside", "say_each", "working"]

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_OUT = Console(highlight=False, soft_wrap=True, emoji=False)
_ERR = Console(highlight=False, soft_wrap=True, emoji=False, stderr=True)


def lose_no_line() -> None:
    """From now on, write an escape for a character that standard output or error cannot take, and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def can_write(words: str) -> bool:
    """Whether all of this can be written where results go, as it is."""
    try:
        words.encode(_OUT.encoding)
    except UnicodeEncodeError:
        return False
    return True


def say(words: str = "", *, style: str = "") -> None:
    """Print words as they are: nothing in them is read as markup."""
    _OUT.print(_shown(words), style=style or None, markup=False)


def say_each(lines: Iterable[tuple[str, str]]) -> None:
    """Print a table: a subject on the left, what there is to say about it on the right."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for subject, words in lines:
        table.add_row(Text(_shown(subject), style="bold"), Text(_shown(words)))
    _OUT.print(table, soft_wrap=False)


def say_aside() -> None:
    """From now on, print to standard error: standard output is wanted for something else."""
    _OUT.stderr = True


def complain(problem: str) -> None:
    """Print what is wrong and how to mend it, in red."""
    _ERR.print(_shown(problem), style="bold red", markup=False)


def _shown(words: str) -> str:
    """Words as a terminal only shows them: what it would obey, or what turns text around, is written as an escape."""
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), words)


def agreed(question: str, *, yes: bool) -> bool:
    """Whether whoever types agrees; raise NetlearnError where nobody can be asked."""
    if yes:
        return True
    if not sys.stdin.isatty():
        problem = "Nobody can be asked here, so nothing was changed. Add --yes to do it without asking."
        raise NetlearnError(problem)
    return _OUT.input(Text(f"{question} Type yes or no: ")).strip().casefold() in ("y", "yes")


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show that something is going on, for as long as it does."""
    with _ERR.status(words):
        yield
