"""Print what a data file or database holds, as a fresh process that knows nothing of ours sees it.

`python look.py FILE_OR_URL [whole]` prints an object: ``answers``, each ``[id, token_sha256 of whose it is, value]``,
and ``faults``, what SQLite itself finds wrong with its file when asked for the ``whole`` check.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from typing import Any

_ANSWERS = (
    "SELECT a.id, p.token_sha256, a.value FROM answers a "
    "LEFT JOIN participants p ON p.workshop_id = a.workshop_id AND p.id = a.participant"
)


def _in_file(path: str, *, whole: bool) -> dict[str, Any]:
    data = sqlite3.connect(path, timeout=30)
    answers = data.execute(_ANSWERS).fetchall()
    faults = []
    if whole:
        said = [row[0] for row in data.execute("PRAGMA integrity_check")]
        faults = [words for words in said if words != "ok"] + [
            str(row) for row in data.execute("PRAGMA foreign_key_check")
        ]
    data.close()
    return {"answers": [[name, token, json.loads(value)] for name, token, value in answers], "faults": faults}


def _in_database(url: str) -> dict[str, Any]:
    import psycopg  # noqa: PLC0415  a file is looked into without it, in a tenth of the time

    with psycopg.connect(url) as data:
        rows = data.execute(_ANSWERS).fetchall()
    return {"answers": [[name, token, json.loads(value)] for name, token, value in rows], "faults": []}


if __name__ == "__main__":
    target, *more = sys.argv[1:]
    print(json.dumps(_in_database(target) if "://" in target else _in_file(target, whole="whole" in more)))
