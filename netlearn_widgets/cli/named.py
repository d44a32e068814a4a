"""What the system says of a file that somebody named on the command line, in words."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from netlearn_widgets.cli.data import DEFAULT

__all__ = ["words_for"]

_WORDS = {
    errno.EACCES: "this user may not go there. Choose a place of yours, or allow this user to use that folder.",
    errno.EPERM: "this user may not do that there. Choose a place of yours.",
    errno.ENAMETOOLONG: "the name is too long for this computer. Choose a shorter one.",
    errno.ELOOP: "the links there lead in a circle. Check where they lead.",
    errno.ENOSPC: "there is no room left there. Free some space, or choose another place.",
    errno.EROFS: "that drive may only be read. Choose another place.",
    errno.ENOTDIR: "what should be a folder there is a file. Check the path.",
}


def words_for(problem: OSError, arguments: Sequence[str]) -> str | None:
    """What is wrong with a named file, or with what lies beside it; None where the problem is about anything else.

    Parameters
    ----------
    problem : OSError
    arguments : sequence of str
        The command line; the data file may also be named by ``NETLEARN_DATA``, or not at all.
    """
    if not isinstance(problem.filename, str):
        return None
    values = [value for word in arguments for value in (word, word.rpartition("=")[2])]
    named = filter(None, [DEFAULT, os.environ.get("NETLEARN_DATA"), *values])
    if not any(_belongs(problem.filename, one) for one in named):
        return None
    return f"{problem.filename}: {_WORDS.get(problem.errno or 0, f'{problem.strerror}. Check the path.')}"


def _belongs(file: str, named: str) -> bool:
    """Whether a file is the named one, lies beside it under a name that begins as its own, or is its folder."""
    about, own = Path(os.path.realpath(file)), Path(os.path.realpath(os.path.expanduser(named)))  # noqa: PTH111
    beside = about.parent == own.parent and about.name.startswith(own.stem)
    return beside or about == own.parent or own in about.parents
