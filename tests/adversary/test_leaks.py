"""The smallest courses in which something was found, each with who is told by it."""

from __future__ import annotations

import json
from itertools import product

import pytest

from adversary.attack import attacked
from adversary.courses import Course
from adversary.keeping import Event
from adversary.served import served
from netlearn_widgets.model.themes import card_id


def says(question, text):
    """Events of people who say something, one after the other: "a=1 b=2"; "a=1,2" says two things by their rows."""
    for one in text.split():
        who, _, said = one.partition("=")
        names = ("r1", "r2") if question == "grid" else ("",)
        value = {name: token for name, token in zip(names, said.split(","), strict=False) if token}
        yield Event("answer", who, question, value)


def course(*events):
    return Course(people=tuple("abcdefgh"), events=(Event("settings", value={"threshold": 3}), *events))


def fits(one, changes):
    """Whether a course would have been served with the same bytes if this had been said, by the events' numbers."""
    events = [event._replace(value=changes.get(number, event.value)) for number, event in enumerate(one.events)]
    return list(served(one)) == list(served(Course(people=one.people, events=tuple(events))))


def test_whoever_adds_a_row_is_not_told_from_those_who_had_it():
    """Of a, b and c, one answered the first row; a answers the second later: the first row is not known to be a's."""
    one = course(*says("grid", "a=us b=,us c=,us a=us,us d=,us e=,us"))
    said = ({"r1": "us"}, {"r2": "us"}, {"r1": "us", "r2": "us"}, {"r1": "them", "r2": "us"})
    others = [dict(enumerate(three, 1)) for three in product(said, repeat=3) if three[0] != {"r1": "us"}]

    assert any(fits(one, change | {4: then}) for change in others for then in said)


def test_whoever_adds_a_reason_is_not_told_from_those_who_took_the_same_position():
    """Of a, b and c one blocks; a, d and e give reasons later: that a blocks is not known."""
    one = course(*says("consent", "a=block~ b=endorse~ c=endorse~ a=block~r1 d=endorse~r2 e=endorse~r3"))
    reasons = ("block~r1", "endorse~r2", "endorse~r3", "endorse~")
    others = [
        {1: {"": "endorse~"}, blocks: {"": "block~"}, 4: {"": mine}, 5: {"": d}, 6: {"": e}}
        for blocks in (2, 3)
        for mine, d, e in product((*reasons, "block~"), repeat=3)
    ]

    assert any(fits(one, change) for change in others)


def orders(one, key, many):
    """In which orders so many people stand, one after the other, by who gave which text."""
    who = {event.value[""].rpartition("~")[2]: event.who for event in one.events if event.kind == "answer"}
    found = []
    for outputs in served(one):
        for shown in (json.loads(output)[0] for output in outputs if f'"{key}"' in output):
            texts = [card["text"] for card in shown[key]]
            if len(texts) == many and texts not in found:
                found.append(texts)
    return ["".join(who[text] for text in texts) for texts in found]


def test_texts_of_two_rounds_do_not_stand_in_the_same_order():
    """Else whoever is alone in two cohorts is known by their place: a came with b and c, and then with d and e."""
    one = course(
        *says("words", "a=1 b=2 c=3 d=4 e=5 f=6"), Event("round"), *says("words", "d=7 e=8 a=9 b=10 c=11 f=12")
    )

    first, *_, last = orders(one, "cards", 6)

    assert sorted(first) == sorted(last)
    assert first != last


def test_reasons_for_two_wordings_do_not_stand_in_the_same_order():
    """As with rounds: a new wording begins anew."""
    wordings = [Event("propose", "a", "consent", text) for text in ("One", "Two")]
    before = says("consent", "a=endorse~1 b=endorse~2 c=endorse~3 d=endorse~4 e=endorse~5 f=endorse~6")
    again = says("consent", "d=endorse~7 e=endorse~8 a=endorse~9 b=endorse~10 c=endorse~11 f=endorse~12")

    first, *_, last = orders(course(wordings[0], *before, wordings[1], *again), "reasons", 6)

    assert sorted(first) == sorted(last)
    assert first != last


def test_what_somebody_says_openly_is_not_broken_down_by_what_they_said_under_protection():
    """Whoever has just answered openly is known, and so would be their unit."""
    unit = says("unit", "a=g1 b=g1 c=g1 d=g1 e=g3")
    five, open_ = ({"threshold": 5}, {"protected": False})
    one = course(Event("settings", value=five), *unit, Event("settings", value=open_), *says("stage", "e=t1"))

    assert not attacked(one).findings


def test_whoever_comes_back_to_what_is_shown_is_not_known_to():
    """Of three one saves twice, and the picture is as it was: it is not known who says the same as before."""
    one = course(*says("stage", "a=x b=y c=x c=y c=x a=y b=x"))
    last = {"a": 6, "b": 7, "c": 5}
    found = {who: set() for who in last}
    for said in product("xy", repeat=7):
        if fits(one, {number: {"": option} for number, option in enumerate(said, 1)}):
            for who, number in last.items():
                found[who].add(said[number - 1])

    assert found == {who: {"x", "y"} for who in last}


def cards(text):
    """Events of people who write cards: "a=1,2" is two of a's."""
    for one in text.split():
        who, _, said = one.partition("=")
        yield Event("answer", who, "ideas", {f"i{number}": f"t{number}" for number in said.split(",")})


def dots(text):
    """Events of people who give all their dots: "a=b1,b1" gives two to the card that b wrote first."""
    for one in text.split():
        who, _, given = one.partition("=")
        things = [card_id("ideas", thing[0], f"i{thing[1:]}") for thing in given.split(",")]
        yield Event("dots", who, "ideas", {thing: things.count(thing) for thing in things})


def removes(text):
    return [Event("remove", who) for who in text.split()]


FIVE, LATER = (Event("settings", value={"threshold": threshold}) for threshold in (5, 4))


def test_a_removal_of_dots_does_not_forget_one_of_cards():
    """Who left with b stays out, also when d is taken out, who wrote no card."""
    written, given = cards("a=1,2 c=3 e=4 b=5,6 g=7,8"), dots("d=a1 b=c3 a=e4 c=g7 e=g7")
    one = course(FIVE, *written, *given, *removes("b"), *removes("d"), LATER)

    assert not attacked(one).findings


def test_a_removal_of_cards_does_not_forget_one_of_dots():
    """Who left with e stays out, also when b is taken out, who gave no dot."""
    first, later = dots("e=b5 d=d1 a=b5,b5"), dots("c=d1")
    one = course(*cards("d=1 b=5"), *first, *removes("e"), *later, *cards("a=3,7"), *removes("b"))

    assert not attacked(one).findings


def units(text, *, rest=""):
    """Events of a led workshop of ten or more, who say their unit and then where they are: "g1=abc g2=def"."""
    groups = dict(one.split("=") for one in text.split())
    yield Event("settings", value={"threshold": 5})
    yield Event("step", value={"step": "one"})
    yield from (Event("answer", who, "unit", {"": unit}) for unit, people in groups.items() for who in people)
    yield from says("stage", " ".join(f"{who}=t{who}" for who in "".join(groups.values()) + rest))


ENDS = {"the next round": Event("round"), "a host": Event("close", value={"closed": True})}


@pytest.mark.parametrize("end", ENDS)
def test_a_removal_after_a_break_down_leaves_all_sums_of_three(end):
    """Five are in a group that is shown, and three of it leave with one of them: not one of each group."""
    shows = [Event("reveal", question=key, value={"shown": True}) for key in ("unit", "stage")]
    events = [*units("g1=abcde g2=fghij"), *shows, ENDS[end], *removes("c")]

    assert not attacked(Course(people=tuple("abcdefghij"), events=tuple(events))).findings


@pytest.mark.parametrize("end", ENDS)
def test_a_removal_of_whoever_was_in_no_group_leaves_all_sums_of_three(end):
    """As above; the one who is taken out said nothing of a unit, and is among those held back."""
    shows = [Event("reveal", question=key, value={"shown": True}) for key in ("unit", "stage")]
    events = [*units("g1=abcdef", rest="ghijkl"), *shows, ENDS[end], *removes("g")]

    assert not attacked(Course(people=tuple("abcdefghijkl"), events=tuple(events))).findings


def test_a_removal_of_a_unit_does_not_forget_what_was_broken_down_by_it():
    """First k is taken out, who said only a unit: the groups cannot be made any more, but were seen."""
    shows = [Event("reveal", question=key, value={"shown": True}) for key in ("unit", "stage")]
    unit = [Event("answer", who, "unit", {"": "g1"}) for who in "klm"]
    events = [*units("g1=abcde g2=fghij"), *unit, *shows, Event("round"), *removes("k"), *removes("c")]

    assert not attacked(Course(people=tuple("abcdefghijklm"), events=tuple(events))).findings


def test_whoever_changes_after_a_break_down_does_not_tell_what_they_said_before():
    """A host closes the round and opens it again; two of one group change and one of the other."""
    shows = [Event("reveal", question=key, value={"shown": True}) for key in ("unit", "stage")]
    closes = [Event("close", value={"closed": closed}) for closed in (True, False)]
    changes = says("stage", "a=new1 b=new2 f=new3")
    events = [*units("g1=abcde g2=fghij"), *shows, *closes, *changes]

    assert not attacked(Course(people=tuple("abcdefghij"), events=tuple(events))).findings


def test_a_larger_threshold_makes_no_other_break_down():
    """What a host chooses after the end does not hide other groups than were hidden before."""
    shows = [Event("reveal", question=key, value={"shown": True}) for key in ("unit", "stage")]
    seven = Event("settings", value={"threshold": 7})
    events = [*units("g1=abcde g2=fghij"), *shows, ENDS["a host"], seven]
    seen = [
        [output for output in outputs if '"group"' in output]
        for outputs in served(Course(people=tuple("abcdefghij"), events=tuple(events)))
    ]

    assert seen[-2] == seen[-1]
    assert "Library" in seen[-1][0]


def test_a_break_down_tells_only_in_which_group_a_whole_cohort_is():
    """That it does is stated. Of those in one group and cohort nobody is told what another one said."""
    events = [*units("g1=abcde g2=fghijk")]
    reveals = [Event("reveal", question=key, value={"shown": True}) for key in ("unit", "stage")]
    said = {event.who: event for event in events if event.question == "stage"}
    events = [event for event in events if event.question != "stage"]
    events += [*reveals, *(said[who] for who in "abcde"), *(said[who] for who in "fghijk"), ENDS["a host"]]

    assert not attacked(Course(people=tuple("abcdefghijk"), events=tuple(events))).findings


def test_whoever_takes_a_dot_back_does_not_tell_where_another_one_lies():
    """Of two dots the first is taken back: whether both were on one card is not seen by whether their giver waits."""
    one = course(FIVE, *cards("a=1 b=2 c=3"), *dots("a=a1 c=c3 b=b2 d=b2 e=b2 c=c3,b2 c=b2"))

    assert not attacked(one).findings


def test_dots_that_are_moved_do_not_count_beside_those_they_replace():
    """Of six of one person three would be left out, and which ones tells whose the others are."""
    one = course(FIVE, *cards("a=1 b=2 c=3 d=4 e=5"), *dots("a=a1,b2,c3 b=d4 c=d4 d=e5 e=e5 a=a1,b2,e5 f=c3 g=d4"))

    assert not attacked(one).findings


def test_a_position_that_is_taken_again_is_not_told_from_another_one():
    """Of a wording that somebody blocks: whether it can be tried again does not tell that e saved the same."""
    one = course(
        Event("propose", "a", "consent", "One"),
        *says("consent", "a=aside~1 b=block~2 c=minor~3 e=block~4 d=aside~5 f=minor~6 d=aside~5"),
    )

    assert not attacked(one).findings
