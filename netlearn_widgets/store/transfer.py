"""A workshop as one JSON object, and back: its guides, rounds, people, answers, proposals and acts, the whole history.

::

    {"format": "netlearn workshop", "version": 3,
     "workshop": {"id", "code", "title", "created", "invented"},
     "guides": [{"toml", "at"}],                                the newest last
     "rounds": [{"number", "title", "opened"}],                 numbers from 1
     "participants": [{"id", "token_sha256", "name", "joined"}],
     "answers": [{"id", "round", "question", "participant", "value", "from_paper", "at"}], in the order they were given
     "proposals": [{"id", "round", "question", "participant", "text", "at"}],
     "acts": [{"id", "round", "question", "participant", "kind", "value", "at"}]}    the host's have participant ""

Times are ISO 8601 with their zone. Files of version 1 have no ``from_paper``: nobody could type in a sheet then. Files
before version 3 have no ``acts``. Keys stay behind: whoever has the file is not thereby a host.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Table, select
from sqlalchemy.exc import IntegrityError

from netlearn_widgets.model.act import UNTOLD
from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.workshop import Workshop, new_code
from netlearn_widgets.store import tables
from netlearn_widgets.store.incoming import FORMAT, VERSION, Incoming, check_incoming
from netlearn_widgets.store.store import Store, add_row
from netlearn_widgets.store.values import code_key

__all__ = ["export_workshop", "import_workshop"]

_EXPORTED = (tables.guides, tables.rounds, tables.participants, tables.answers, tables.proposals, tables.acts)


def export_workshop(store: Store, code: str) -> dict[str, Json]:
    """One workshop, complete, as plain data for `json.dump`; raise UnknownWorkshop when none has this code.

    Of tokens only their sha256 is in it, so the people of the workshop can go on in the copy with their own phones.
    """
    key = store.workshop(code).id
    with store.database.reading() as connection:
        here = tables.workshops.c.id == key
        workshop = connection.execute(select(tables.workshops).where(here)).one()
        data = {"format": FORMAT, "version": VERSION, "workshop": _plain(workshop, "code_key", "mark")}
        for table in _EXPORTED:
            data[table.name] = _rows(connection, table, key)
    return data


def import_workshop(store: Store, data: Json | Incoming) -> Workshop:
    """Add the workshop that `export_workshop` described, all of it or nothing, and return it.

    What `check_incoming` returned is taken as it is.

    Where another workshop uses its join code already it gets a new one: compare the returned code.

    Raises
    ------
    StoreError
        When the workshop is there already, or naming the place of the first mistake in ``data``.
    """
    incoming = data if isinstance(data, Incoming) else check_incoming(data)
    with store.database.writing() as connection:
        workshop = _with_free_code(connection, incoming.workshop)
        history = add_row(store.database, connection, workshop)
        try:
            history.add_all(_content(incoming))
        except IntegrityError as fault:
            raise StoreError(
                "The file holds an answer, proposal or act that this store has under another workshop. Nothing was "
                "imported."
            ) from fault
    return workshop


def _content(incoming: Incoming) -> list[tuple[Table, list[dict[str, Any]]]]:
    """The rows by table, in an order in which each finds what it belongs to."""
    return [
        (tables.guides, incoming.guides),
        (tables.rounds, incoming.rounds),
        (tables.participants, incoming.participants),
        (tables.answers, incoming.answers),
        (tables.proposals, incoming.proposals),
        (tables.acts, incoming.acts),
    ]


def _with_free_code(connection: Connection, workshop: Workshop) -> Workshop:
    here = tables.workshops.c
    if connection.execute(select(here.id).where(here.id == workshop.id)).first():
        raise StoreError(f"The workshop “{workshop.title}” is here already; nothing was changed.")
    while connection.execute(select(here.id).where(here.code_key == code_key(workshop.code))).first():
        workshop = replace(workshop, code=new_code())
    return workshop


def _rows(connection: Connection, table: Table, workshop_id: str) -> list[dict[str, Json]]:
    here = table.c.workshop_id == workshop_id
    if table is tables.acts:
        here &= table.c.kind != UNTOLD
    rows = connection.execute(select(table).where(here).order_by(table.c.seq))
    return [_plain(row, "workshop_id", "seq") for row in rows]


def _plain(row: Row[Any], *without: str) -> dict[str, Json]:
    mapping = row._mapping.items()  # noqa: SLF001  SQLAlchemy's public name for it
    return {name: _json(name, value) for name, value in mapping if name not in without}


def _json(name: str, value: Any) -> Json:  # noqa: ANN401  whatever a column holds
    if name == "value":
        return json.loads(value)
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return "" if value is None else value  # an act of the host's
