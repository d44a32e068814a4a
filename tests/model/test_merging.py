"""Merging: whatever two devices of one person do, no entry is lost that nobody took away."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model.asking import ANSWERS, FUNCTIONS, QUESTIONS, WAYS
from model.devices import Device, File

from netlearn_widgets.model.choosing import Choices, Ranking
from netlearn_widgets.model.errors import Overfull
from netlearn_widgets.model.merging import Merged, merge_order
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.table import Column, Table
from netlearn_widgets.model.telling import Ideas

Pick = Callable[[int], int]
"""Chooses a number below the one given."""

_fresh = (str(number) for number in count(1))
_OPTIONS = tuple(Option(key=key, label=key.upper()) for key in "abcdefgh")


def card(name: str, text: str) -> dict[str, str]:
    return {"id": name, "text": text}


class Walk:
    """What people may do to an answer of one kind, and which entries it has."""

    question: Question

    def entries(self, value: Json) -> set[Any]:
        """What must not be lost, by its keys."""
        return {entry["id"] for entry in value or []}

    def step(self, value: Json, pick: Pick) -> tuple[Json, set[Any]]:
        """Do something; return the new value and the keys of the entries that were changed, not added or taken away."""
        raise NotImplementedError


class Cards(Walk):
    """Ideas or the rows of a table: each has an id and words."""

    def __init__(self, question: Question, words: str) -> None:
        self.question, self.words = question, words

    def step(self, value: Json, pick: Pick) -> tuple[Json, set[Any]]:
        entries, doing = list(value or []), pick(3)
        if doing == 0 or not entries:
            return [*entries, {"id": next(_fresh), self.words: f"new {next(_fresh)}"}], set()
        at = pick(len(entries))
        if doing == 1:
            return entries[:at] + entries[at + 1 :], set()
        changed = {**entries[at], self.words: f"changed {next(_fresh)}"}
        return [*entries[:at], changed, *entries[at + 1 :]], {changed["id"]}


class Names(Walk):
    """Who holds roles."""

    question = Roles(key="roles", prompt="Who?", options=FUNCTIONS)

    def entries(self, value: Json) -> set[Any]:
        return {(role, part, name) for role, cover in (value or {}).items() for part in cover for name in cover[part]}

    def step(self, value: Json, pick: Pick) -> tuple[Json, set[Any]]:
        role, part = FUNCTIONS[pick(3)].key, ("holds", "could")[pick(2)]
        covers = {one.key: {"holds": [], "could": [], **(value or {}).get(one.key, {})} for one in FUNCTIONS}
        names = covers[role][part]
        kept = [*names, f"Name {next(_fresh)}"] if pick(3) or not names else names[1:]
        return covers | {role: covers[role] | {part: kept}}, set()


class Map(Walk):
    """People and ties."""

    question = Ties(key="ties", prompt="Whom?")

    def entries(self, value: Json) -> set[Any]:
        if not value:
            return set()
        return {one["id"] for one in value["people"]} | {(tie["from"], tie["to"]) for tie in value["ties"]}

    def step(self, value: Json, pick: Pick) -> tuple[Json, set[Any]]:
        now = value or {"people": [], "me": "", "ties": []}
        people, ties, doing = list(now["people"]), list(now["ties"]), pick(6)
        if doing == 0 or len(people) < 2:
            new = {"id": next(_fresh), "name": f"Name {next(_fresh)}", "organisation": "", "seat": False}
            return now | {"people": [*people, new]}, set()
        at = pick(len(people))
        who = people[at]["id"]
        if doing == 1:
            left = [tie for tie in ties if who not in tie.values()]
            me = "" if now["me"] == who else now["me"]
            return {"people": people[:at] + people[at + 1 :], "me": me, "ties": left}, set()
        if doing == 2:
            people[at] = people[at] | {"organisation": f"Place {next(_fresh)}"}
            return now | {"people": people}, {who}
        if doing == 3 and ties:
            return now | {"ties": ties[1:]}, set()
        if doing == 4:
            return now | {"me": who}, {who}
        other = people[at - 1]["id"]
        return now | {"ties": [*ties, {"from": who, "to": other}]}, {who, other}


_COLUMNS = (Column(key="what", label="What"), Column(key="way", label="How", type="choice", options=WAYS))
WALKS: dict[str, Walk] = {
    "ideas": Cards(Ideas(key="purpose", prompt="What for?", most=100), "text"),
    "table": Cards(Table(key="actions", prompt="What next?", most=100, columns=_COLUMNS), "what"),
    "roles": Names(),
    "ties": Map(),
}
HAPPENS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["change", "change", "change", "send", "unheard", "again", "look"])),
    max_size=25,
)
"""What happens on which of two devices; a device is offline for as long as it does not send or look."""


@pytest.mark.parametrize("kind", WALKS)
@given(HAPPENS, st.data())
def test_no_entry_is_lost_that_nobody_took_away(kind: str, happens: list[tuple[int, str]], data: st.DataObject):
    """In whatever order two devices write, send, are cut off, hear nothing and send twice; and both show the same."""
    walk = WALKS[kind]
    file = File(walk.question)
    devices = [Device(file), Device(file)]
    added, gone, changed = set(), set(), set()
    seen: set[Any] = set()

    def pick(below: int) -> int:
        return data.draw(st.integers(0, below - 1))

    for which, what in happens:
        device = devices[which]
        if what == "change":
            before = walk.entries(device.value)
            value, touched = walk.step(device.value, pick)
            device.change(lambda _, value=value: walk.question.check(value))
            after = walk.entries(device.value)
            added |= after - before
            gone |= before - after
            changed |= touched
        elif what == "look":
            device.look()
        else:
            device.send(heard=what == "send")
            if what == "again":
                device.send()
        seen |= walk.entries(file.value)
    for device in (*devices, *devices):
        device.settle()

    kept = walk.entries(file.value)
    assert added - gone <= kept <= added
    stay = {entry for entry in gone & kept if not changed & {entry, *(entry if kind == "ties" else ())}}
    assert not stay
    assert walk.entries(file.value) == walk.entries(devices[0].value) == walk.entries(devices[1].value)
    assert file.value == devices[0].value == devices[1].value == walk.question.check(file.value)


LETTERS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(LETTERS, LETTERS, LETTERS)
def test_an_order_has_everything_once(base: list[str], mine: list[str], theirs: list[str]):
    """What only one side moved stands as that side has it, among the rest."""
    merged = merge_order(base, mine, theirs)

    assert sorted(merged) == sorted({*mine, *theirs})
    assert [key for key in merge_order(base, base, theirs) if key in theirs] == theirs
    assert [key for key in merge_order(base, mine, base) if key in mine] == mine


@given(LETTERS, LETTERS, LETTERS)
def test_a_ranking_and_choices_keep_what_was_chosen_on_either_device(base, mine, theirs):
    """Nothing stands twice; what one left out is out."""
    for question in (
        Ranking(key="first", prompt="What first?", options=_OPTIONS),
        Choices(key="some", prompt="Which?", options=_OPTIONS),
    ):
        merged = question.merge(base, question.check(mine), theirs).value or []

        gone = set(base) - (set(mine) & set(theirs))
        assert sorted(merged) == sorted({*mine, *theirs} - gone)


@given(LETTERS, LETTERS, LETTERS, st.integers(1, 3))
def test_of_more_choices_than_fit_those_made_here_stay_and_the_others_are_named(base, mine, theirs, most):
    """Nothing is left out without a word."""
    question = Choices(key="some", prompt="Which?", options=_OPTIONS, most=most)
    mine = question.check(mine[:most]) or []

    merged = question.merge(base[:most], mine, theirs[:most])
    kept = set(merged.value or [])
    left = ({*mine, *theirs[:most]} - (set(base[:most]) - (set(mine) & set(theirs[:most])))) - kept
    assert set(mine) - kept <= set(base[:most]) - set(theirs[:most])
    assert len(kept) <= most
    assert all(any(key.upper() in words for words in merged.said) for key in left)


def test_a_move_here_and_another_there_are_both_made():
    """The one who moves something last decides where that stands, and hears of it where both moved something."""
    question = Ranking(key="first", prompt="What first?", options=_OPTIONS)

    assert Merged(list("dabc")) == question.merge(list("abcd"), list("dabc"), list("abcd"))
    both = question.merge(list("abcd"), list("dabc"), list("acbd"))
    assert list("dacb") == both.value
    assert both.said == ("The order was changed on another device too. Where you moved something here, that counts.",)


LATER = "was changed on another device too. What you did here came later and counts; there"
WHOLE = "This was answered on another device too. What you said here came later and counts; there it said “c”."
STAYS = "was taken away on one device and changed on the other. It stays."
ONE = [card("1", "one")]
HERE, THERE = [card("1", "One")], [card("1", "ONE")]
TWO = [*ONE, card("2", "two")]
ADA = {"filtering": {"holds": ["Ada"], "could": []}}
BOTH = {"filtering": {"holds": ["ada", "Bo"], "could": []}}
TWICE = {"filtering": 2}
NOW, NEXT, ROOM = {"now": "filtering"}, {"next": "convening"}, {"filtering": "room"}
CASES = [
    ("text", "a", "b", "c", Merged("b", (WHOLE,))),
    ("choice", "filtering", "filtering", "convening", Merged("convening")),
    ("horizons", None, NOW, NEXT, Merged(NOW | NEXT)),
    ("matrix", {"filtering": "virtual"}, ROOM, None, Merged(ROOM, (f"Filtering {LATER} it was left open.",))),
    ("scale", None, TWICE, {"filtering": 5}, Merged(TWICE, (f"Filtering {LATER} it said “5 of 5”.",))),
    ("ideas", ONE, HERE, THERE, Merged(HERE, (f"Your idea “One” {LATER} it said “ONE”.",))),
    ("ideas", ONE, HERE, None, Merged(HERE, (f"Your idea “One” {STAYS}",))),
    ("ideas", ONE, None, THERE, Merged(THERE, (f"Your idea “ONE” {STAYS}",))),
    ("ideas", ONE, None, TWO, Merged(TWO[1:])),
    ("roles", None, ADA, BOTH, Merged({"filtering": {"holds": ["Ada", "Bo"], "could": []}})),
]


@pytest.mark.parametrize(("kind", "base", "mine", "theirs", "merged"), CASES)
def test_each_kind_merges_and_says_what_both_changed(kind: str, base: Json, mine: Json, theirs: Json, merged: Merged):
    """The later counts; the other is quoted, so that it is not lost to the person."""
    question = QUESTIONS[kind]

    assert merged == question.merge(base, question.check(mine), theirs)


@pytest.mark.parametrize("mine", [{"proposal": "p1", "position": "1", "reason": ""}, None])
def test_a_position_on_an_earlier_wording_takes_no_place_of_one_on_the_newer(mine: Json):
    """Neither when it arrives late, nor when it is taken back late."""
    earlier = {"proposal": "p1", "position": "3", "reason": ""}
    newer = {"proposal": "p2", "position": "4", "reason": ""}

    merged = QUESTIONS["agreement"].merge(earlier, mine, newer)

    assert merged == Merged(newer, ("The wording has changed. Your position on it from another device counts.",))
    assert QUESTIONS["agreement"].merge(earlier, newer, None) == Merged(newer)
    assert QUESTIONS["agreement"].merge(newer, newer | {"position": "2"}, newer | {"reason": "Who?"}).value == {
        **newer,
        "position": "2",
    }


def test_a_row_is_merged_cell_by_cell():
    """Who fills in the date on one device and the way on the other has both."""
    table, row = QUESTIONS["table"], {"id": "1", "what": "Ask", "way": "", "when": ""}

    merged = table.merge([row], [row | {"way": "room"}], [row | {"when": "2027-03-31", "what": "Ask ten"}])
    assert merged == Merged([row | {"way": "room", "when": "2027-03-31", "what": "Ask ten"}])
    both = table.merge([row], [row | {"way": "room"}], [row | {"way": "virtual"}])
    assert both.value == [row | {"way": "room"}]
    assert both.said == (f"How of action “Ask” {LATER} it said “Online”.",)


def person(name: str, called: str) -> dict[str, Json]:
    return {"id": name, "name": called, "organisation": "", "seat": False}


def test_somebody_added_on_both_devices_is_one_person_on_the_map():
    """With the ties of both."""
    ada, bo, again = person("a", "Ada"), person("b", "Bo"), person("c", "BO")
    mine = {"people": [ada, again], "me": "a", "ties": [{"from": "a", "to": "c"}]}
    theirs = {"people": [ada, bo], "me": "a", "ties": [{"from": "b", "to": "a"}]}

    merged = QUESTIONS["ties"].merge({"people": [ada], "me": "a", "ties": []}, mine, theirs)

    assert merged.value["people"] == [ada, bo]
    assert merged.value["ties"] == [{"from": "b", "to": "a"}, {"from": "a", "to": "b"}]


def test_somebody_taken_off_here_and_tied_there_stays_with_all_ties():
    ada, bo, cy = person("a", "Ada"), person("b", "Bo"), person("c", "Cy")
    base = {"people": [ada, bo, cy], "me": "", "ties": [{"from": "a", "to": "b"}]}
    mine = {"people": [ada, cy], "me": "", "ties": []}
    theirs = base | {"ties": [*base["ties"], {"from": "b", "to": "c"}]}

    merged = QUESTIONS["ties"].merge(base, mine, theirs)

    assert merged.value["people"] == theirs["people"]
    assert merged.value["ties"] == [*theirs["ties"][1:], *base["ties"]]
    assert merged.said == ("Bo was taken away on one device and changed on the other. It stays.",)


@pytest.mark.parametrize("kind", ["ideas", "ties", "table"])
def test_where_both_together_are_too_many_nothing_is_kept_or_dropped_without_a_word(kind: str):
    """The person is shown all of it, and how much to take away."""
    question, value = QUESTIONS[kind], ANSWERS[kind]

    def more(first: int) -> Json:
        if kind == "ties":
            return {"people": [person(str(n), f"Name {n}") for n in range(first, first + 3)], "me": "", "ties": []}
        return [{**value[0], "id": str(number)} for number in range(first, first + 3)]

    with pytest.raises(Overfull, match=r"at most [34] fit\. Please take away [23]\.") as raised:
        question.merge(None, question.check(more(1)), more(4))

    assert raised.value.base == more(4)
    ids = str(raised.value.value)
    assert all(f"'id': '{number}'" in ids for number in range(1, 7))


_PLACES = st.sampled_from(["id", "text", "people", "ties", "me", "now", "filtering", "holds"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(_PLACES, parts),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", QUESTIONS)
@given(ANYTHING)
def test_a_base_of_any_form_does_no_harm(kind: str, base: Json):
    """A browser may send what it likes; a guide may have changed since."""
    question = QUESTIONS[kind]
    mine = question.check(ANSWERS[kind])

    for merged in (question.merge(base, mine, None), question.merge(base, None, mine)):
        assert question.check(merged.value) == merged.value
