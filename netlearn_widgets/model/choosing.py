"""Questions answered by choosing, rating or ordering options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.merging import Merged, clash_words, merge_keys, merge_whole, reordered
from netlearn_widgets.model.question import (
    Json,
    Option,
    Question,
    check_option,
    distinct,
    keyed,
    label_of,
    mapping,
    sequence,
)
from netlearn_widgets.model.text import check_key

__all__ = ["HORIZONS", "MOST_STEPS", "Choice", "Choices", "Horizons", "Matrix", "Ranking", "Scale"]

MOST_STEPS = 10
"""The longest scale a guide may ask for; ratings on a longer one than it has now stay."""

HORIZONS = (
    Option(key="now", label="Now", hint="today"),
    Option(key="next", label="Next", hint="in about a year"),
    Option(key="later", label="Later", hint="when the formal work is done"),
)


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One of the options. Answer: the option's key."""

    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]

    def _check(self, value: Json) -> str:
        return check_option(self.options, value)

    def fits(self, value: Json) -> bool:
        return check_key(value)

    def words(self, value: Json) -> list[str]:
        return [label_of(self.options, value)] if value else []


@dataclass(frozen=True, kw_only=True)
class _Several(Question):
    options: tuple[Option, ...]
    most: int = 0  # 0: no limit

    def _check(self, value: Json) -> list[str]:
        chosen = [check_option(self.options, key) for key in sequence(value, "Your choices", len(self.options))]
        if len(set(chosen)) < len(chosen):
            message = "Each option counts once. Please take the double one away."
            raise InvalidAnswer(message)
        if self.most and len(chosen) > self.most:
            message = f"You chose {len(chosen)}; choose at most {self.most}. Please take one away first."
            raise InvalidAnswer(message)
        return self._arrange(chosen)

    def fits(self, value: Json) -> bool:
        return isinstance(value, list) and distinct(value) and all(map(check_key, value))

    def _arrange(self, chosen: list[str]) -> list[str]:
        return chosen

    def _read(self, value: Json) -> Json:
        known = {option.key for option in self.options}
        keys = [key for key in value if isinstance(key, str) and key in known] if isinstance(value, list) else []
        return self._arrange(list(dict.fromkeys(keys))) or None

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        """Merge what was chosen; where that is more than fits, what was chosen here comes first."""
        was, here, there = base or [], mine or [], theirs or []
        merged = merge_keys(was, here, there)
        spare = [key for key in merged if key not in here]
        out = spare[max(0, len(spare) - (len(merged) - self.most)) :] if 0 < self.most < len(merged) else []
        kept = self._arrange([key for key in merged if key not in out])
        return Merged(kept, self._left_out(out))

    def _left_out(self, keys: list[str]) -> tuple[str, ...]:
        if not keys:
            return ()
        labels = ", ".join(label_of(self.options, key) for key in keys)
        return (f"On another device you also chose {labels}. At most {self.most} fit, so what you chose here counts.",)


@dataclass(frozen=True, kw_only=True)
class Choices(_Several):
    """Some of the options, at most ``most``. Answer: their keys in the order of the guide.

    ``compare`` names a choice question about today; the results then show the gap between the two.
    """

    kind: ClassVar[str] = "choices"
    compare: str = ""

    def _arrange(self, chosen: list[str]) -> list[str]:
        return [option.key for option in self.options if option.key in chosen]

    def words(self, value: Json) -> list[str]:
        return [label_of(self.options, key) for key in value or []]


@dataclass(frozen=True, kw_only=True)
class Ranking(_Several):
    """The options in order, first first; some may be left out. Answer: their keys in that order."""

    kind: ClassVar[str] = "ranking"

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        """Merge what is in the order, and then the order: what was moved here stands where it was moved to."""
        merged = super()._merge(base, mine, theirs)
        if not reordered(base or [], mine or [], theirs or []):
            return merged
        said = "The order was changed on another device too. Where you moved something here, that counts."
        return Merged(merged.value, (*merged.said, said))

    def words(self, value: Json) -> list[str]:
        return [f"{place}. {label_of(self.options, key)}" for place, key in enumerate(value or [], 1)]


@dataclass(frozen=True, kw_only=True)
class Matrix(Question):
    """One option for each row; rows may be left open. Answer: ``{row key: option key}``."""

    kind: ClassVar[str] = "matrix"
    rows: tuple[Option, ...]
    options: tuple[Option, ...]

    def _check(self, value: Json) -> dict[str, str]:
        given = mapping(value, "Your choices")
        for row in given:
            check_option(self.rows, row)
        return {
            row.key: check_option(self.options, given[row.key])
            for row in self.rows
            if given.get(row.key) not in (None, "")
        }

    def _read(self, value: Json) -> Json:
        rows, options = ({option.key for option in options} for options in (self.rows, self.options))
        given = value if isinstance(value, dict) else {}
        return {
            row: key for row, key in given.items() if row in rows and isinstance(key, str) and key in options
        } or None

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        return _merge_rows(self, self.rows, base, mine, theirs)

    def fits(self, value: Json) -> bool:
        return keyed(value) and all(map(check_key, value.values()))

    def words(self, value: Json) -> list[str]:
        return [
            f"{label_of(self.rows, row)}: {label_of(self.options, option)}" for row, option in (value or {}).items()
        ]


@dataclass(frozen=True, kw_only=True)
class Horizons(Matrix):
    """One option for now, for next and for later. Answer: ``{"now": key, "next": key, "later": key}``."""

    kind: ClassVar[str] = "horizons"
    rows: tuple[Option, ...] = HORIZONS


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """A rating from 1 to ``steps`` for each item; items may be left open. Answer: ``{item key: int}``."""

    kind: ClassVar[str] = "scale"
    options: tuple[Option, ...]
    low: str
    high: str
    steps: int = 5

    def _check(self, value: Json) -> dict[str, int]:
        given = mapping(value, "Your ratings")
        for item, rating in given.items():
            check_option(self.options, item)
            whole = isinstance(rating, int) and not isinstance(rating, bool)
            if rating is not None and not (whole and 1 <= rating <= self.steps):
                message = f"{label_of(self.options, item)}: choose a whole number from 1 to {self.steps}."
                raise InvalidAnswer(message)
        return {option.key: given[option.key] for option in self.options if given.get(option.key) is not None}

    def _read(self, value: Json) -> Json:
        known = {option.key for option in self.options}
        given = value if isinstance(value, dict) else {}
        fit = {item: rating for item, rating in given.items() if item in known and type(rating) is int}
        return {item: rating for item, rating in fit.items() if 1 <= rating <= self.steps} or None

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        return _merge_rows(self, self.options, base, mine, theirs)

    def fits(self, value: Json) -> bool:
        return keyed(value) and all(type(rating) is int and 1 <= rating <= MOST_STEPS for rating in value.values())

    def words(self, value: Json) -> list[str]:
        return [f"{label_of(self.options, item)}: {rating} of {self.steps}" for item, rating in (value or {}).items()]


def _merge_rows(question: Matrix | Scale, rows: Sequence[Option], base: Json, mine: Json, theirs: Json) -> Merged:
    """Merge answers that say one thing for each row."""
    merged, said = {}, []
    for row in rows:
        was, here, there = ((side or {}).get(row.key) for side in (base, mine, theirs))
        value, both = merge_whole(was, here, there)
        if value is not None:
            merged[row.key] = value
        if both:
            words = question.words({row.key: there} if there is not None else None)
            said.append(clash_words(row.label, "; ".join(words).removeprefix(f"{row.label}: ")))
    return Merged(merged, tuple(said))
