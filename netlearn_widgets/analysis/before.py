"""What an earlier round said to the same question, to stand beside what is said now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.gathering import statuses
from netlearn_widgets.analysis.network import of_answers
from netlearn_widgets.analysis.themes import themes
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.table import SETTLED, Table
from netlearn_widgets.model.telling import Ideas

__all__ = ["before"]


def before(kind: str, count: Callable[[Asked[Any]], dict[str, Json]], asked: Asked[Any]) -> dict[str, Json] | None:
    """What the newest earlier round says in which anybody answered this question; None where there is none.

    Parameters
    ----------
    kind : str
        The kind of picture.
    count : callable
        What counts it.
    asked : Asked
        The question in the round that is shown.

    Returns
    -------
    dict or None
        ``round``, ``title`` and ``answered``, and in addition what the same picture of that round holds: the same
        ``rows`` by the same keys, not necessarily in the same order. Four kinds differ:

        - ``cards``: None. Words are not compared.
        - ``themes``: None where there were no themes then, or one round counts dots and the other ideas.
        - ``table``: ``written`` (how many rows there were then), ``statuses [{key, label, n}]`` (what became of those
          rows) and ``unsaid [text]`` (those nobody has said anything about since). A row that was carried over keeps
          its id, and counts with the status it has now; one that was not counts as it was left when it was done or
          dropped.
        - ``map``: ``people`` and ``ties`` (how many there were then), ``new_people [name]``, ``gone_people [name]``,
          ``new_ties`` and ``gone_ties``. Somebody whose name or organisation is written differently now is new.
    """
    earlier = _earlier(asked)
    if earlier is None or kind == "cards":
        return None
    said = _COMPARED[kind](asked, earlier) if kind in _COMPARED else count(earlier)
    if said is None:
        return None
    sitting = next(one for one in asked.record.rounds if one.number == earlier.round)
    return {"round": earlier.round, "title": sitting.name, "answered": len(earlier.answers), **said}


def _earlier(asked: Asked[Any]) -> Asked[Any] | None:
    rounds = (replace(asked, round=number) for number in range(asked.round - 1, 0, -1))
    return next((earlier for earlier in rounds if earlier.answers), None)


def _table(now: Asked[Table], earlier: Asked[Table]) -> dict[str, Json]:
    said_now = {(answer.participant, row["id"]): row.get("status", "") for answer, row in now.parts()}
    became: list[str] = []
    unsaid = []
    for answer, row in earlier.parts():
        left = row.get("status", "")
        status = said_now.get((answer.participant, row["id"])) or (left if left in SETTLED else "")
        became.append(status)
        if not status:
            unsaid.append(_title(now.question, row))
    asks = now.question.status is not None
    return {
        "written": len(earlier.parts()),
        "statuses": statuses(now.question, became),
        "unsaid": unsaid if asks else [],
    }


def _themes(now: Asked[Ideas], earlier: Asked[Ideas]) -> dict[str, Json] | None:
    then = themes(earlier)
    return then if then["rows"] and then["by"] == themes(now)["by"] else None


def _title(question: Table, row: dict[str, str]) -> str:
    """What a row is about: its action, or the first cell that had to be filled in."""
    first = [column for column in question.columns if column.key in ("action", "what")]
    first += [column for column in question.columns if column.required] or list(question.columns)
    return question.shown(first[0], row)


def _map(now: Asked[Ties], earlier: Asked[Ties]) -> dict[str, Json]:
    maps = [of_answers(asked.values) for asked in (earlier, now)]
    then_people, now_people = ({node.id: node.name for node in one.people} for one in maps)
    then_ties, now_ties = (Counter((tie.source, tie.target) for tie in one.ties) for one in maps)
    return {
        "people": len(then_people),
        "ties": len(maps[0].ties),
        "new_people": [name for key, name in now_people.items() if key not in then_people],
        "gone_people": [name for key, name in then_people.items() if key not in now_people],
        "new_ties": (now_ties - then_ties).total(),
        "gone_ties": (then_ties - now_ties).total(),
    }


_COMPARED: dict[str, Callable[[Asked[Any], Asked[Any]], dict[str, Json] | None]] = {
    "table": _table,
    "map": _map,
    "themes": _themes,
}
