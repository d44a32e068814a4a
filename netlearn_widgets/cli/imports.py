"""Reading a file of `netlearn export --json`: whole, and checked, before anything is made for it."""

from __future__ import annotations

import json
import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from netlearn_widgets.model.errors import NetlearnError

if TYPE_CHECKING:
    from netlearn_widgets.model.question import Json
    from netlearn_widgets.store.incoming import Incoming

__all__ = ["read_export"]

_LARGEST = 500_000_000
"""The most bytes of a file: many times what any group says."""

_NONE_OF_OURS = "is no file that `netlearn export --json` wrote"


def read_export(file: Path) -> Incoming:
    """Return the workshop in a file; raise NetlearnError, with the place, where anything in it could not be used.

    Text in UTF-8, UTF-16 or UTF-32 is read, with a byte order mark or without: editors change these when they save.
    """
    from netlearn_widgets.content.load import parse
    from netlearn_widgets.store.beside import database_of
    from netlearn_widgets.store.incoming import check_incoming

    if database_of(file) is not None:
        raise NetlearnError(
            f"{file} is a data file, and can be used as it is: netlearn serve --data {shlex.quote(str(file))}\n"
            "To take one workshop out of it, export that first: netlearn export --json everything.json"
        )
    return check_incoming(_read(file), read_guide=partial(parse, kept=True))


def _read(file: Path) -> Json:
    from netlearn_widgets.content.load import read_bytes

    try:
        raw = read_bytes(file, _LARGEST)
        if raw is None:
            raise NetlearnError(f"{file} is larger than {_LARGEST // 1_000_000} MB, and {_NONE_OF_OURS}.")
        return json.loads(raw)
    except OSError as problem:
        raise NetlearnError(f"{file} cannot be read: {problem.strerror}. Check the path.") from problem
    except UnicodeDecodeError as problem:
        raise NetlearnError(
            f"{file} {_NONE_OF_OURS}, or was saved with another encoding since. Save it again as UTF-8 "
            "(in Notepad: Save as, Encoding)."
        ) from problem
    except json.JSONDecodeError as problem:
        raise NetlearnError(f"{file} {_NONE_OF_OURS}: {problem}. Export it again.") from problem
    except RecursionError as problem:
        raise NetlearnError(f"{file} {_NONE_OF_OURS}: brackets stand inside brackets far too often.") from problem
    except ValueError as problem:  # a number with thousands of digits
        raise NetlearnError(f"{file} {_NONE_OF_OURS}: a number in it is far too long.") from problem
