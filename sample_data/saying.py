"""What everybody in the sample says: values of answers, dealt out from the story files.

Nothing is random. Where chance would decide, a hash of who, what and when does, so that the same story gives the same
answers on every machine and in every version of Python.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from netlearn_widgets.model.question import Question

__all__ = ["Story", "lot", "uid"]

_ROUNDS = {1: "first", 2: "second"}
_STORY = Path(__file__).parent / "story"

Values = dict[str, Any]
"""What people say to one question, by person."""


def uid(*parts: object) -> str:
    """A name made from these parts alone: 32 hexadecimal digits."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:32]


def lot(*parts: object) -> float:
    """A number from 0 up to 1 made from these parts alone."""
    return int(uid(*parts), 16) / 16**32


def dealt(counts: Mapping[str, int], people: Iterable[str], about: str, before: Mapping[str, str]) -> dict[str, str]:
    """Give out exactly so many of each; whoever had one before keeps it while there are some left.

    ``about`` decides who comes first; whoever comes too late gets none.
    """
    left = dict(counts)
    turn = sorted(people, key=lambda who: lot(about, who))
    kept = {}
    for who in turn:
        if left.get(before.get(who, "")):
            kept[who] = before[who]
            left[before[who]] -= 1
    hand = [key for key, count in left.items() for _ in range(count)]
    return kept | dict(zip((who for who in turn if who not in kept), hand, strict=False))


class Story:
    """The story files, read once, and what follows from them."""

    def __init__(self) -> None:
        told = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in _STORY.glob("*.toml")}
        self.workshop: Values = told["people"]["workshop"]
        self.rounds: list[Values] = told["people"]["round"]
        self.people: dict[str, Values] = told["people"]["people"]
        self.wordings: list[Values] = told["agreements"]["wording"]
        self.themes: Values = told["themes"]
        self._organisations: dict[str, str] = told["people"]["organisations"]
        self._words, self._tables = told["words"], told["tables"]
        self._choices, self._map = told["choices"], told["map"]

    def present(self, number: int) -> list[str]:
        """Who takes part in this round."""
        return [who for who, facts in self.people.items() if number in facts.get("rounds", [1, 2])]

    def values(self, question: Question, number: int) -> Values:
        """What people say to a question in this round; those who say nothing are left out. Agreements are apart."""
        by_kind: dict[str, Callable[[Question, int], Values]] = {
            "text": self._written,
            "ideas": self._ideas,
            "table": self._rows,
            "choice": self._dealt,
            "choices": self._dealt_lists,
            "ranking": self._dealt_lists,
            "horizons": self._horizons,
            "matrix": self._matrix,
            "scale": self._ratings,
            "roles": self._roles,
            "ties": self._ties,
        }
        skipping = self._choices["skip"].get(question.key, [])
        said = by_kind[question.kind](question, number)
        return {who: said[who] for who in self.present(number) if who in said and who not in skipping}

    def positions(self, wording: Values, question: Question) -> Values:
        """Where people stand on one wording: those with a reason as told, the others as counted."""
        reasons: Values = wording["reasons"]
        left = dict(wording["positions"])
        for said in reasons.values():
            left[said["position"]] -= 1
        rest = [who for who in self.present(wording["round"]) if who not in reasons]
        others = dealt(left, rest, f"{question.key} {wording['text']}", {})
        return reasons | {who: {"position": position, "reason": ""} for who, position in others.items()}

    def changes(self, number: int) -> tuple[dict[tuple[str, str], Any], dict[tuple[str, str], Any]]:
        """First answers that were replaced, and answers that were taken back, by question and person."""
        replaced, back = (
            {(one["question"], one["who"]): one["first"] for one in self._choices[kind] if one["round"] == number}
            for kind in ("second_thoughts", "taken_back")
        )
        return replaced, back

    # What people write

    def _written(self, question: Question, number: int) -> Values:
        told = self._words[question.key]
        said: Values = dict(told[_ROUNDS[number]])
        if number > 1:
            said = {who: told["first"][who] for who in told.get("kept", [])} | said
        return said

    def _ideas(self, question: Question, number: int) -> Values:
        return {
            who: [{"id": uid(question.key, who, text), "text": text} for text in texts]
            for who, texts in self._written(question, number).items()
        }

    def _rows(self, question: Question, number: int) -> Values:
        told = self._tables[question.key][_ROUNDS[number]]
        return {who: [self._row(question, number, who, cells) for cells in rows] for who, rows in told.items()}

    def _row(self, question: Question, number: int, who: str, cells: Values) -> Values:
        """One row; ``carry`` names the place, from 0, of the row of the round before that it carries on."""
        if "carry" not in cells:
            return {"id": uid(question.key, who, number, *cells.values())} | {k: str(v) for k, v in cells.items()}
        earlier = self._rows(question, number - 1)[who][cells["carry"]]
        return earlier | {key: str(cell) for key, cell in cells.items() if key != "carry"}

    # What people choose

    def _dealt(self, question: Question, number: int) -> dict[str, str]:
        before = self._dealt(question, number - 1) if number > 1 else {}
        counts = self._choices["deal"][question.key][_ROUNDS[number]]
        return dealt(counts, self.present(number), question.key, before)

    def _dealt_lists(self, question: Question, number: int) -> Values:
        return {who: keys.split() for who, keys in self._dealt(question, number).items()}

    def _horizons(self, question: Question, number: int) -> Values:
        lists = self._dealt_lists(question, number)
        return {who: dict(zip(("now", "next", "later"), keys, strict=False)) for who, keys in lists.items()}

    def _matrix(self, question: Question, number: int) -> Values:
        said: Values = {who: {} for who in self.present(number)}
        for row, counts in self._choices["rows"][question.key][_ROUNDS[number]].items():
            for who, key in dealt(counts, said, f"{question.key} {row}", {}).items():
                said[who][row] = key
        return said

    def _ratings(self, question: Question, number: int) -> Values:
        items = self._choices["ratings"][question.key]
        return {
            who: {
                item: self._rating(middles[number - 1], question.key, item, who, number)
                for item, middles in items.items()
                if lot("open", question.key, item, who, number) > 0.05  # noqa: PLR2004  one line in twenty stays open
            }
            for who in self.present(number)
        }

    def _rating(self, middle: float, question: str, item: str, who: str, number: int) -> int:
        """One rating: mostly the person's own view of the item, a little the day."""
        own = lot(question, item, who) + lot(item, who, question) - 1
        day = lot(question, item, who, number) - 0.5
        felt: float = middle + self.people[who]["lean"] / 2 + 1.8 * own + day
        return min(max(round(felt), 1), 5)

    # What people say of people

    def _roles(self, question: Question, number: int) -> Values:
        told = self._map[question.key][_ROUNDS[number]]

        def named(who: str, role: str, part: str) -> list[str]:
            near = {"holds": 0.55, "could": 0.4}[part]  # how many of those present think of somebody
            people = told[role].get(part, [])
            return [
                self.people[one]["name"] for one in people if one == who or lot(role, part, one, who, number) < near
            ]

        return {
            who: {role: {part: named(who, role, part) for part in ("holds", "could")} for role in told}
            for who in self.present(number)
        }

    def _ties(self, question: Question, number: int) -> Values:
        told = self._map[question.key][_ROUNDS[number]]
        return {who: self._drawn(who, drawing) for who, drawing in told.items()}

    def _drawn(self, who: str, drawing: Values) -> Values:
        ties = [(who, other) for other in drawing.get("to", [])] + [(other, who) for other in drawing.get("from", [])]
        ties += [(pair.split()[0], pair.split()[1]) for pair in drawing.get("others", [])]
        me = who if self.people[who]["name"] else ""
        ends = [end for tie in ties for end in tie]
        known = dict.fromkeys([*([me] if me else []), *ends, *drawing.get("people", []), *drawing.get("seats", [])])
        people = [self._person(key, bare=drawing.get("bare", False) and key != who) for key in known]
        return {"people": people, "me": me, "ties": [{"from": one, "to": other} for one, other in ties]}

    def _person(self, key: str, *, bare: bool) -> Values:
        if key in self._map["seats"]:
            return {"id": key, "name": self._map["seats"][key], "organisation": "", "seat": True}
        facts = self.people.get(key) or self._map["beyond"][key]
        place = "" if bare else self._organisations.get(facts["organisation"], "")
        return {"id": key, "name": facts["name"], "organisation": place, "seat": False}
