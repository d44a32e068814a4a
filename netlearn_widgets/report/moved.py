"""What moved since an earlier round, in sentences. They say what changed, never whether that is good."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from netlearn_widgets.model.question import Json
from netlearn_widgets.report.agreed import state_words
from netlearn_widgets.report.beside import Line, Lines, both_rounds, caution, signs
from netlearn_widgets.report.pieces import amount, listed, people
from netlearn_widgets.report.tree import Node, h

__all__ = ["beside", "moved"]

_MOST = 3  # moves that are said; the table has all
_A_STEP = 0.1  # a mean that moved less is the same as it is shown

_Named = tuple[str, float, float]  # a line's name, then and now


def moved(picture: Json) -> list[str]:
    """What changed since the earlier round, the largest first; empty where there is none, or nothing changed."""
    return _SAID[picture["kind"]](picture) if _compared(picture) and picture["kind"] in _SAID else []


def _compared(picture: Json) -> bool:
    """Whether there is an earlier round to compare with; not while the positions of either round are hidden."""
    return bool(picture.get("before")) and "hidden" not in (picture.get("state"), picture["before"].get("state"))


def beside(picture: Json) -> tuple[list[Node], list[Node]]:
    """What stands above a picture that is compared with an earlier round, and what stands below it."""
    if not _compared(picture):
        return [], []
    said = moved(picture)
    since = f"Since “{picture['before']['title']}”: "
    words = [h("strong", "; ".join(said), dir="auto")] if said else ["nothing moved."]
    rows = [[name, _shown(then), _shown(now)] for name, then, now in _named(picture)]
    twin = [both_rounds(picture, rows)] if rows else []
    return [h("p", since, *words, class_="nl-say nl-since", dir="auto"), *signs(picture), *caution(picture)], twin


def _shown(number: float) -> str:
    if number == 0:
        return "0"
    return str(number) if isinstance(number, int) else f"{number:.1f}"


# Every number of a picture by name, then and now


def _named(picture: Json) -> list[_Named]:
    return list(_LINES[picture["kind"]](picture)) if picture["kind"] in _LINES else []


def _one(picture: Json) -> Iterator[_Named]:
    for line in Lines(picture, lambda row: [row["n"]]).lines:
        yield line.row["label"], _then(line, 0), line.now[0]


def _crossed(picture: Json) -> Iterator[_Named]:
    for line in Lines(picture, lambda row: list(row["counts"])).lines:
        for place, column in enumerate(picture["columns"]):
            yield f"{line.row['label']}, {column['label']}", _then(line, place), line.now[place]


def _gap(picture: Json) -> Iterator[_Named]:
    for line in Lines(picture, lambda row: [row["now"], row["future"]]).lines:
        for place, when in enumerate(("seen today", "wanted in future")):
            yield f"{line.row['label']}, {when}", _then(line, place), line.now[place]


def _points(picture: Json) -> Iterator[_Named]:
    for line in Lines(picture, lambda row: [row["points"]]).lines:
        yield f"{line.row['label']}, points", _then(line, 0), line.now[0]


def _means(picture: Json) -> Iterator[_Named]:
    then = {row["key"]: row["mean"] for row in picture["before"]["rows"]}
    for row in picture["rows"]:
        if row["mean"] is not None and then.get(row["key"]) is not None:
            yield f"{row['label'].rstrip('.')}, mean", float(then[row["key"]]), float(row["mean"])


def _then(line: Line, place: int) -> int:
    return line.then[place] if line.then else 0


_LINES: dict[str, Callable[[Json], Iterator[_Named]]] = {
    "bars": _one,
    "shift": _crossed,
    "grid": _crossed,
    "gap": _gap,
    "ratings": _means,
    "ranks": _points,
    "spread": _one,
    "themes": _one,
}


# What is said of them


def _counts(picture: Json) -> list[str]:
    """The lines whose share moved most, with their counts."""
    then_all, now_all = (max(one["answered"], one.get("answered_now", 0), 1) for one in (picture["before"], picture))
    changed = [one for one in _named(picture) if one[1] != one[2]]
    changed.sort(key=lambda one: -abs(one[1] / then_all - one[2] / now_all))
    return [f"{name}: {_shown(then)} → {_shown(now)}" for name, then, now in changed[:_MOST]]


def _ratings(picture: Json) -> list[str]:
    changed = [one for one in _named(picture) if abs(one[1] - one[2]) >= _A_STEP]
    changed.sort(key=lambda one: -abs(one[1] - one[2]))
    return [f"{name} {then:.1f} → {now:.1f}" for name, then, now in changed[:_MOST]]


def _ranks(picture: Json) -> list[str]:
    then = {row["key"]: place for place, row in enumerate(picture["before"]["rows"], 1)}
    changed = [
        (then[row["key"]], place, row["label"])
        for place, row in enumerate(picture["rows"], 1)
        if then.get(row["key"], place) != place
    ]
    changed.sort(key=lambda one: -abs(one[0] - one[1]))
    return [f"{label}: place {before} → {now}" for before, now, label in changed[:_MOST]]


def _spread(picture: Json) -> list[str]:
    then, now = (state_words(one) for one in (picture["before"], picture))
    state = [] if then == now else [f"{then} → {now[:1].lower()}{now[1:]}"]
    return [*state, *_counts(picture)]


def _themes(picture: Json) -> list[str]:
    return [f"{said} {picture['by']}" for said in _counts(picture)]


def _cover(picture: Json) -> list[str]:
    then = {row["key"] for row in picture["before"]["rows"] if row["holds"]}
    taken = [row["label"] for row in picture["rows"] if row["holds"] and row["key"] not in then]
    left = [row["label"] for row in picture["rows"] if not row["holds"] and row["key"] in then]
    said = [f"held now and by nobody then: {listed(taken)}"] if taken else []
    return said + ([f"held then and by nobody now: {listed(left)}"] if left else [])


def _table(picture: Json) -> list[str]:
    before = picture["before"]
    if not before["statuses"]:
        then, now = before["written"], len(picture["rows"])
        return [] if then == now else [f"written down: {then} → {now}"]
    became = [f"{one['label']}: {one['n']}" for one in before["statuses"] if one["n"]]
    unsaid = len(before["unsaid"])
    became += [f"Without a word since: {unsaid}"] if unsaid else []
    return [f"of {before['written']} written down then: {' · '.join(became)}"] if became else []


def _map(picture: Json) -> list[str]:
    before = picture["before"]
    now = sum(not node["seat"] for node in picture["nodes"])
    said = [] if before["people"] == now else [f"{people(before['people'])} on the map → {now}"]
    said += [f"new on it: {listed(before['new_people'])}"] if before["new_people"] else []
    said += [f"no longer on it: {listed(before['gone_people'])}"] if before["gone_people"] else []
    said += [f"{amount(before['new_ties'], 'new tie', 'new ties')}"] if before["new_ties"] else []
    said += [f"{amount(before['gone_ties'], 'tie', 'ties')} nobody names any more"] if before["gone_ties"] else []
    return said


_SAID: dict[str, Callable[[Json], list[str]]] = {
    "bars": _counts,
    "shift": _counts,
    "grid": _counts,
    "gap": _counts,
    "ratings": _ratings,
    "ranks": _ranks,
    "spread": _spread,
    "themes": _themes,
    "cover": _cover,
    "table": _table,
    "map": _map,
}
