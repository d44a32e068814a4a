"""Files that commands write: whole or not at all, never over a group's data, and their owner's only."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from netlearn_widgets.cli.words import say_aside
from netlearn_widgets.model.errors import NetlearnError

__all__ = ["check_targets", "write"]


def check_targets(*targets: Path | None, data: str = "", sources: tuple[Path | None, ...] = ()) -> None:
    """Raise NetlearnError where a command may not write to one of these places.

    Parameters
    ----------
    targets : Path or None
        Where it is going to write; None where nothing was named.
    data : str
        The data file or database in use.
    sources : Path or None
        Files it reads, which stay as they are.
    """
    places = [target for target in targets if target is not None]
    for number, target in enumerate(places):
        _check_kind(target, data)
        if any(source is not None and _is_same(target, source) for source in sources):
            raise NetlearnError(f"{target} is read by this command and stays as it is. Name another file.")
        if not _is_stream(target) and any(_is_same(target, other) for other in places[:number]):
            raise NetlearnError(f"{target} is named twice. Name a file for each of the two.")


def _check_kind(target: Path, data: str) -> None:
    from netlearn_widgets.store.beside import database_of
    from netlearn_widgets.store.place import path_of, read_target

    if target.is_dir():
        raise NetlearnError(f"{target} is a folder. Name a file in it.")
    if owner := database_of(target, path_of(read_target(data)) if data else None):
        what = "is a data file" if _is_same(target, owner) else f"belongs to the data file {owner.name}"
        raise NetlearnError(f"{target} {what} and stays as it is. Name another file.")


def write(target: Path, text: str, *, data: str = "", new: bool = False) -> None:
    """Write a file that only its owner may read: beside its place first, and then all of it at once.

    What was there stays as it is until then. A link is followed. A pipe or a terminal, such as ``/dev/stdout``, is
    written to as it is; where that is this program's own output, what it says goes to standard error.

    Parameters
    ----------
    target : Path
    text : str
    data : str
        The data file or database in use.
    new : bool
        Whether a file that is there already is left as it is, and refused.

    Raises
    ------
    NetlearnError
        When it cannot be written, or may not be: see `check_targets`.
    """
    check_targets(target, data=data)
    try:
        if _is_output(target):
            say_aside()
            sys.stdout.buffer.write(text.encode())
            sys.stdout.flush()
        elif _is_stream(target):
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            _put(Path(os.path.realpath(target)), text.encode(), new=new)
    except FileExistsError as there:
        raise NetlearnError(f"{target} is there already and stays as it is. Name another file.") from there
    except OSError as problem:
        raise NetlearnError(_cannot(target, problem)) from problem


def _put(place: Path, content: bytes, *, new: bool) -> None:
    """Let a file have this content, or stay as it is."""
    if new:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # of two at once, one wins
    elif place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, "It may only be read", str(place))
    draft = None
    try:
        number, draft = tempfile.mkstemp(prefix=".netlearn-", dir=place.parent)  # readable by its owner only
        with open(number, "wb") as file:  # noqa: PTH123  a file that is open already
            file.write(content)
            file.flush()
            os.fsync(number)
        os.replace(draft, place)  # noqa: PTH105  what the promise rests on, by its own name
    except BaseException:
        for left in (draft, place if new else None):
            if left is not None:
                with suppress(OSError):
                    os.unlink(left)  # noqa: PTH108  a text or a path
        raise
    _settle(place.parent)


def _settle(folder: Path) -> None:
    """Let the new name outlast a power cut, on systems that can tell a folder so."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _is_stream(target: Path) -> bool:
    """Whether this is no file with a content of its own: a pipe, a terminal, what another program reads."""
    try:
        return not stat.S_ISREG(target.stat().st_mode) or _is_output(target)
    except OSError:
        return False


def _is_output(target: Path) -> bool:
    """Whether this is where the program's own output goes."""
    try:
        return os.path.samestat(target.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):  # a name nothing is under yet, or an output that is no file
        return False


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file, one that is to be included."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def _cannot(target: Path, problem: OSError) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"{target} cannot be written: there is no room left there. Free some space, or choose another place. "
            "What was there before stays as it is."
        )
    return f"{target} cannot be written: {problem.strerror}. Choose another place."
