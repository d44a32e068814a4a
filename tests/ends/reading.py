"""`python reading.py FILE_OR_URL`: print what a data file or database holds, read without any of our own code."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

_TABLES = {
    "workshops": """SELECT w.id, w.title FROM workshops w
        JOIN guides g ON g.workshop_id = w.id JOIN rounds r ON r.workshop_id = w.id AND r.number = 1""",
    "rounds": "SELECT workshop_id, title FROM rounds WHERE number > 1",
    "participants": "SELECT workshop_id, name FROM participants WHERE id <> 'removed'",
    "answers": """SELECT a.id, p.name, a.question, a.value FROM answers a
        LEFT JOIN participants p ON p.workshop_id = a.workshop_id AND p.id = a.participant""",
    "proposals": """SELECT a.id, p.name, a.question, a.text FROM proposals a
        LEFT JOIN participants p ON p.workshop_id = a.workshop_id AND p.id = a.participant""",
    "acts": "SELECT id, kind FROM acts WHERE kind NOT IN ('left', 'settings', 'agenda')",
}
"""By table: what identifies a row, and what stands in it. What the store adds by itself is left out."""

Held = dict[str, list[list[Any]]]
"""Rows by table, sorted; and under ``faults`` what the database itself says is wrong."""


def read(target: str) -> Held:
    """Let a fresh process read the data, as somebody would who comes with `sqlite3` alone."""
    done = subprocess.run([sys.executable, __file__, target], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    held: Held = json.loads(done.stdout)
    return held


def _held(target: str) -> Held:
    if "://" in target:
        import psycopg  # noqa: PLC0415  nothing else is loaded for a file

        with psycopg.connect(target) as connection:
            return _rows(connection)
    with closing(sqlite3.connect(f"{Path(target).as_uri()}?mode=rw", uri=True)) as file:
        checks = ("integrity_check", "foreign_key_check")
        faults = [list(row) for check in checks for row in file.execute(f"PRAGMA {check}")]
        return _rows(file) | {"faults": [row for row in faults if row != ["ok"]]}


def _rows(connection: Any) -> Held:
    held = {name: sorted(map(list, connection.execute(query).fetchall())) for name, query in _TABLES.items()}
    for row in held["answers"]:
        row[-1] = json.loads(row[-1])
    return held


if __name__ == "__main__":
    print(json.dumps(_held(sys.argv[1])))  # noqa: T201  its answer
