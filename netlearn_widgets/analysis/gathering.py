"""What was told, put side by side: names for roles, rows of tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from netlearn_widgets.analysis.asked import Asked, with_unknown
from netlearn_widgets.model.people import Roles
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.table import STATUS, Column, Table
from netlearn_widgets.model.text import fold

__all__ = ["cover", "one_spelling", "statuses", "table"]

_Picture = dict[str, Json]


def cover(asked: Asked[Roles]) -> _Picture:
    """Who is named for each role: ``rows [{key, label, holds [{name, n}], could [{name, n}]}]``, ``uncovered [label]``.

    ``n`` is how many participants named this person for this role; the most named come first. Names that read the
    same are the same (`netlearn_widgets.model.text.fold`). ``uncovered`` stays empty until somebody has answered:
    nothing is known then.
    """
    rows = []
    for role in with_unknown(asked.question.options, (role for value in asked.values for role in value)):
        covers = [value[role.key] for value in asked.values if role.key in value]
        named = {part: _named(given.get(part, []) for given in covers) for part in ("holds", "could")}
        rows.append({"key": role.key, "label": role.label, **named})
    return {"rows": rows, "uncovered": [row["label"] for row in rows if not row["holds"]] if asked.answers else []}


def _named(lists: Iterable[Iterable[str]]) -> list[dict[str, Json]]:
    spellings: dict[str, list[str]] = defaultdict(list)
    for names in lists:
        for folded, name in {fold(name): name for name in names}.items():
            spellings[folded].append(name)
    counted = sorted(spellings.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [{"name": one_spelling(written), "n": len(written)} for _, written in counted]


def one_spelling(written: Iterable[str]) -> str:
    """The most frequent of several ways to write a name; among equals the first of the alphabet.

    Examples
    --------
    >>> one_spelling(["ada", "Ada", "ADA", "Ada"])
    'Ada'
    """
    return min(Counter(written).items(), key=lambda pair: (-pair[1], pair[0]))[0]


def table(asked: Asked[Table]) -> _Picture:
    """Everybody's rows in the order each was first recorded: ``columns [{key, label}]``, ``rows [[text, …]]``.

    A choice is shown by its label, an open cell as "". A column the guide no longer has comes last, unless it is empty.
    A table that asks what became of a row has ``statuses`` too: see `statuses`.
    """
    known = {column.key for column in asked.question.columns}
    parts = [row for _, row in asked.parts()]
    unknown = sorted({key for row in parts for key in row if row[key]} - known - {"id"})
    columns = [*asked.question.columns, *(Column(key=key, label=key) for key in unknown)]
    rows_say = [row.get(STATUS, "") for row in parts]
    return {
        "columns": [{"key": column.key, "label": column.label} for column in columns],
        "rows": [[asked.question.shown(column, row) for column in columns] for row in parts],
        **({"statuses": statuses(asked.question, rows_say)} if asked.question.status else {}),
    }


def statuses(question: Table, said: Iterable[str]) -> list[dict[str, Json]]:
    """How many rows have each status: ``[{key, label, n}]`` in the order of the guide; [] where it asks for none.

    Examples
    --------
    >>> from netlearn_widgets.model.question import Option
    >>> done = Option(key="done", label="Done")
    >>> status = Column(key="status", label="Status", type="choice", options=(done,))
    >>> statuses(Table(key="actions", prompt="", columns=(status,)), ["done", "", "done"])
    [{'key': 'done', 'label': 'Done', 'n': 2}]
    """
    if question.status is None:
        return []
    counts = Counter(filter(None, said))
    options = with_unknown(question.status.options, counts)
    return [{"key": option.key, "label": option.label, "n": counts[option.key]} for option in options]
