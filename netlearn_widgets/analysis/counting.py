"""Counts of what was chosen, rated and ordered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any

from netlearn_widgets.analysis.asked import Asked, with_unknown
from netlearn_widgets.model.choosing import Choice, Choices, Horizons, Matrix, Ranking, Scale
from netlearn_widgets.model.question import Json, Option, Question

__all__ = ["bars", "gap", "grid", "ranks", "ratings", "shift"]

_Picture = dict[str, Json]


def _chosen(asked: Asked[Question]) -> Counter[str]:
    return Counter(chain.from_iterable([value] if isinstance(value, str) else value for value in asked.values))


def bars(asked: Asked[Choice] | Asked[Choices]) -> _Picture:
    """How many chose each option: ``rows [{key, label, n}]``."""
    counts = _chosen(asked)
    options = with_unknown(asked.question.options, counts)
    return {"rows": [{"key": option.key, "label": option.label, "n": counts[option.key]} for option in options]}


def gap(asked: Asked[Choices]) -> _Picture:
    """How many chose each option for today and for the future: ``rows [{key, label, now, future}]``.

    Today's counts come from the question that ``compare`` names, and so do ``answered_now`` and ``held_now``.
    """
    today = asked.other(asked.question.compare)
    now, future = _chosen(today), _chosen(asked)
    options = list(asked.question.options)
    options += [one for one in getattr(today.question, "options", ()) if one.key not in {o.key for o in options}]
    rows = [
        {"key": option.key, "label": option.label, "now": now[option.key], "future": future[option.key]}
        for option in with_unknown(options, [*now, *future])
    ]
    return {"rows": rows, "answered_now": len(today.answers), "held_now": today.held}


def grid(asked: Asked[Matrix]) -> _Picture:
    """For each row of a matrix, how many chose each option.

    ``columns [{key, label, hint}]`` are the options, ``rows [{key, label, counts}]`` the rows of the question.
    """
    question = asked.question
    counts = _cells(asked.values)
    return _crossed(
        rows=with_unknown(question.rows, (row for row, _ in counts)),
        columns=with_unknown(question.options, (option for _, option in counts)),
        counts=counts,
    )


def shift(asked: Asked[Horizons]) -> _Picture:
    """For each option, how many chose it now, next and later.

    ``columns [{key, label, hint}]`` are the moments, ``rows [{key, label, counts}]`` the options.
    """
    question = asked.question
    counts = _cells(asked.values)
    return _crossed(
        rows=with_unknown(question.options, (option for _, option in counts)),
        columns=with_unknown(question.rows, (moment for moment, _ in counts)),
        counts=Counter({(option, moment): n for (moment, option), n in counts.items()}),
    )


def _cells(values: Iterable[dict[str, Any]]) -> Counter[tuple[str, Any]]:
    return Counter(chain.from_iterable(value.items() for value in values))


def _crossed(*, rows: list[Option], columns: list[Option], counts: Counter[tuple[str, Any]]) -> _Picture:
    return {
        "columns": [{"key": column.key, "label": column.label, "hint": column.hint} for column in columns],
        "rows": [
            {"key": row.key, "label": row.label, "counts": [counts[row.key, column.key] for column in columns]}
            for row in rows
        ],
    }


def ratings(asked: Asked[Scale]) -> _Picture:
    """How each item was rated: ``steps``, ``low``, ``high``, ``rows [{key, label, group, counts, n, mean}]``.

    ``counts`` goes from 1 to ``steps``; a scale that was longer when people answered keeps its length. ``mean`` is None
    where nobody rated.
    """
    question = asked.question
    counts = _cells(asked.values)
    steps = max([question.steps, *(int(rating) for _, rating in counts)])
    rows = []
    for option in with_unknown(question.options, (item for item, _ in counts)):
        spread = [counts[option.key, rating] for rating in range(1, steps + 1)]
        n = sum(spread)
        mean = sum(rating * count for rating, count in enumerate(spread, 1)) / n if n else None
        row = {"key": option.key, "label": option.label, "group": option.group}
        rows.append({**row, "counts": spread, "n": n, "mean": mean})
    return {"steps": steps, "low": question.low, "high": question.high, "rows": rows}


def ranks(asked: Asked[Ranking]) -> _Picture:
    """The options by Borda points: ``rows [{key, label, points, first, placed, mean_place}]``, most points first.

    With m options, a first place gives m points, a second m - 1, and so on down to 1; an option that somebody left out
    gets none from them. Equal points are ordered by first places, then as in the guide. ``first`` counts first places,
    ``placed`` those who placed it at all; ``mean_place`` is None where nobody did.

    References
    ----------
    J.-C. de Borda, "Mémoire sur les élections au scrutin", Histoire de l'Académie royale des sciences, 1781 (1784).
    P. Emerson, "The original Borda count and partial voting", Social Choice and Welfare 40 (2013), for what becomes of
    options left out.
    """
    options = with_unknown(asked.question.options, chain.from_iterable(asked.values))
    rows = [_rank(option, asked.values, len(options)) for option in options]
    return {"rows": sorted(rows, key=lambda row: (-row["points"], -row["first"]))}


def _rank(option: Option, orders: list[list[str]], most: int) -> dict[str, Json]:
    places = [order.index(option.key) + 1 for order in orders if option.key in order]
    return {
        "key": option.key,
        "label": option.label,
        "points": sum(most + 1 - place for place in places),
        "first": places.count(1),
        "placed": len(places),
        "mean_place": sum(places) / len(places) if places else None,
    }
