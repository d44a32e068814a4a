"""How the command line speaks: results to standard output, errors in red to standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

__all__ = ["complain", "say", "working"]

_OUT = Console(highlight=False, soft_wrap=True)
_ERR = Console(highlight=False, soft_wrap=True, stderr=True)


def say(words: str = "", *, style: str = "") -> None:
    """Print words as they are: nothing in them is read as markup."""
    _OUT.print(words, style=style or None, markup=False)


def complain(problem: Exception) -> None:
    """Print what is wrong and how to mend it, in red."""
    _ERR.print(str(problem), style="bold red", markup=False)


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show that something is going on, for as long as it does."""
    with _ERR.status(words):
        yield
