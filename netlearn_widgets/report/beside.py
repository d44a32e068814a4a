"""An earlier round beside the present one: bars in pairs, the signs that tell them apart, and one table of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from netlearn_widgets.model.question import Json
from netlearn_widgets.report.pieces import bar, people, plain_table, twin
from netlearn_widgets.report.tree import Node, h

__all__ = ["FEW", "Line", "Lines", "both_rounds", "caution", "signs"]

FEW = 5
"""Below so many answers a difference says little."""


class Line(NamedTuple):
    """A row of a picture: its numbers now, and those of the earlier round where there was one."""

    row: Json
    now: list[int]
    then: list[int] | None


class Lines:
    """The rows of a picture with their bars.

    Where there is an earlier round each bar has that round's under it, hatched. Both are then drawn as shares of those
    who answered, so that a round with fewer people does not look as if everything had shrunk; the counts stand beside.

    Parameters
    ----------
    picture : dict
        From ``analysis.picture``.
    numbers : callable
        The numbers of a row, in a fixed order.
    totals : callable, optional
        How many answered, for each of those numbers; by default all who answered, where two rounds are compared.
    """

    def __init__(
        self,
        picture: Json,
        numbers: Callable[[Json], list[int]],
        totals: Callable[[Json], Sequence[int]] | None = None,
    ) -> None:
        earlier = picture.get("before")
        rows = {row["key"]: row for row in (earlier or {}).get("rows", [])}
        self.lines = [
            Line(row, numbers(row), _then(rows.pop(row["key"], None), numbers, row) if earlier else None)
            for row in picture["rows"]
        ]
        self.lines += [Line(row, [0] * len(numbers(row)), numbers(row)) for row in rows.values() if any(numbers(row))]
        by = totals or (lambda one: [one["answered"]])
        self._now = by(picture) if totals or earlier else [1]
        self._before = by(earlier) if earlier else [1]
        shares = [
            share for line in self.lines for share in (*self._shares(line.now), *self._shares(line.then, old=True))
        ]
        self._top = max(shares, default=0) or 1

    def _shares(self, numbers: list[int] | None, *, old: bool = False) -> list[float]:
        totals = self._before if old else self._now
        return [n / (totals[place % len(totals)] or 1) for place, n in enumerate(numbers or ())]

    def bar(self, line: Line, place: int = 0, look: str = "") -> list[Node]:
        """The bar of one number, and under it that of the earlier round."""
        drawn = [bar(line.now[place], self._shares(line.now)[place] / self._top, look)]
        if line.then is not None:
            share = self._shares(line.then, old=True)[place] / self._top
            then = bar(line.then[place], share, "nl-before")
            drawn.append(h("div", h("span", "before: ", class_="nl-hidden"), then, class_="nl-earlier"))
        return drawn


def _then(row: Json, numbers: Callable[[Json], list[int]], now: Json) -> list[int]:
    wide = len(numbers(now))
    then = numbers(row) if row else []
    return (then + [0] * wide)[:wide]


def signs(picture: Json) -> list[Node]:
    """What tells the rounds apart, and how many answered in each; nothing where there is no earlier round."""
    earlier = picture.get("before")
    if not earlier or "rows" not in earlier or picture["kind"] in ("cover", "themes"):
        return []
    if picture["kind"] == "ratings":
        lower = f"the lower, thinner one is “{earlier['title']}”: {people(earlier['answered'])}."
        return [h("p", f"The upper strip is now: {people(picture['answered'])}; {lower}", class_="nl-soft", dir="auto")]
    return [
        h(
            "p",
            _sign("", f"now: {people(picture['answered'])}"),
            _sign("nl-before", f"“{earlier['title']}”: {people(earlier['answered'])}"),
            class_="nl-key nl-rounds",
        )
    ]


def _sign(look: str, words: str) -> Node:
    swatch = h("span", class_=f"nl-bar {look}".strip(), css={"share": 1}, aria_hidden="true")
    return h("span", swatch, h("span", words, dir="auto"), class_="nl-round")


def caution(picture: Json) -> list[Node]:
    """A word of care where few answered in one of the rounds."""
    earlier = picture["before"]
    few = [f"{people(n)} answered {when}" for when, n in (("then", earlier["answered"]), ("now", picture["answered"]))
           if n < FEW]  # fmt: skip
    return [h("p", f"Only {' and '.join(few)}: a difference says little.", class_="nl-soft")] if few else []


def both_rounds(picture: Json, rows: Sequence[Sequence[str]]) -> Node:
    """The table twin: what each line was in the earlier round and what it is now."""
    earlier = picture["before"]
    columns = ["Answer", f"{earlier['title']} ({earlier['answered']})", f"Now ({picture['answered']})"]
    return twin(
        plain_table("Both rounds; in brackets how many answered", columns, rows), title="Both rounds as a table"
    )
