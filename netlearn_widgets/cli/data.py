"""The data file or database a command works on."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.words import say
from netlearn_widgets.model.errors import NetlearnError, StoreError

if TYPE_CHECKING:
    from netlearn_widgets.model.workshop import Workshop
    from netlearn_widgets.store.store import Store

__all__ = [
    "DEFAULT",
    "CodeOption",
    "DataOption",
    "data_option",
    "label_of",
    "made_or_opened",
    "open_store",
    "pick",
    "place_of",
    "privately",
]

DEFAULT = "netlearn.sqlite"

DataOption = Annotated[
    str,
    typer.Option(
        "--data",
        envvar="NETLEARN_DATA",
        metavar="FILE_OR_URL",
        help="The group's data file, or the address of a PostgreSQL database.",
    ),
]
CodeOption = Annotated[
    str,
    typer.Option("--code", help="Which workshop, by its join code, when there are several.", show_default=False),
]


def place_of(data: str) -> str:
    """Return what any process can open, wherever it runs: a database's address as it is, a file's path in full."""
    from netlearn_widgets.store.place import path_of, read_target

    path = path_of(read_target(data))
    return data if path is None else str(path)


def label_of(data: str) -> str:
    """Return how the data is named to people and in files: in full, without a password."""
    from netlearn_widgets.store.place import path_of, read_target

    url = read_target(data)
    path = path_of(url)
    return url.render_as_string(hide_password=True) if path is None else str(path)


def data_option(data: str) -> str:
    """Return what names the data in a command to type, with a blank before it; "" where none is needed."""
    return "" if data == DEFAULT else f" --data {shlex.quote(label_of(data))}"


def open_store(data: str, *, to_read: bool = False) -> Store:
    """Open the data; raise StoreError with the commands that make some when there is none.

    What is opened only ``to_read`` may lie on a drive that is full, or that may only be read.
    """
    from netlearn_widgets.store.place import check_not_left
    from netlearn_widgets.store.store import Store

    place = place_of(data)
    if "://" not in data and not Path(place).exists() and not Path(place).is_symlink():
        check_not_left(Path(place))
        raise StoreError(
            f'There is no data file {data}. Make one with: netlearn new --title "Our network"{data_option(data)}\n'
            "Or look at the sample first: netlearn demo"
        )
    return Store.open_to_read(place) if to_read else Store.open(place)


@contextmanager
def made_or_opened(data: str) -> Iterator[Store]:
    """Open the data, or make it where there is none yet; a file made for something that fails goes again with it."""
    from netlearn_widgets.store.store import Store

    place = place_of(data)
    if "://" in data:
        try:
            store = Store.open(place)
        except StoreError:
            store = Store.create(place)
        with store:
            yield store
        return
    if Path(place).exists():
        with Store.open(place) as store:
            yield store
        return
    made = Store.create(place)
    try:
        with made:
            yield made
    except BaseException:
        _unmake(Path(place))
        raise


@contextmanager
def privately(data: str) -> Iterator[None]:
    """Say what becomes of the rights others have on a data file that is opened inside."""
    from netlearn_widgets.store.owner import readable_by_others
    from netlearn_widgets.store.place import path_of, read_target

    path = path_of(read_target(data))
    readable = path is not None and readable_by_others(path)
    yield
    if readable and path is not None:
        if readable_by_others(path):
            cure = f"chmod 600 {shlex.quote(str(path))}"
            say(f"Other users of this computer can read {path}, and only its owner can change that, with: {cure}")
        else:
            say(f"Other users of this computer could read {path}. Now only you can.")


def _unmake(path: Path) -> None:
    """Take away a data file that nobody has used, with what SQLite keeps beside it."""
    from netlearn_widgets.store.beside import SIDE_FILES

    for ending in ("", *SIDE_FILES):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def pick(store: Store, code: str) -> Workshop:
    """Return the workshop with this code, or the only one; raise NetlearnError naming them when it is not clear."""
    if code:
        return store.workshop(code)
    workshops = store.workshops()
    if len(workshops) == 1:
        return workshops[0]
    if not workshops:
        raise NetlearnError(f'{store.url} holds no workshop yet. Make one with: netlearn new --title "Our network"')
    names = "\n".join(f"  {workshop.code}  {workshop.title}" for workshop in workshops)
    raise NetlearnError(f"{store.url} holds several workshops. Say which one with --code:\n{names}")
