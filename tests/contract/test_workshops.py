"""Workshops, their rounds and their guides."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.codes import read_code
from netlearn_widgets.model.errors import StoreError, UnknownWorkshop
from netlearn_widgets.model.workshop import Answer, Participant, Round, Workshop
from netlearn_widgets.store import Store
from netlearn_widgets.store.overview import Overview

CASES = json.loads((Path(__file__).parents[1] / "codes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("typed", [case["typed"] for case in CASES if case["read"] == "KRTM-27"])
def test_a_code_is_found_however_it_is_typed(store: Store, workshop: Workshop, typed: str):
    """As `read_code` reads it: case, blanks, dashes, digits of other scripts, look-alikes, a whole link."""
    assert workshop == store.workshop(typed)


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("BELP-45", "BE1P-45"),
        ("BELP-45", "beip 45"),
        ("TIDE-27", "T1DE-27"),
        ("2AAA-22", "2aaa22"),
        ("TEAMBS", "teambs"),
    ],
)
def test_a_letter_that_no_code_holds_is_taken_for_the_one_it_looks_like(store: Store, code: str, typed: str):
    """And a code that somebody gave by hand is found as it was given, whatever letters it holds."""
    store.add_workshop(Workshop(code=code, title="Ours", guide="a"))

    assert code == store.workshop(typed).code
    assert code == store.workshop(read_code(typed)).code


def test_a_code_that_could_mean_two_workshops_means_neither(store: Store):
    """Each is still found by its own."""
    codes = ["DEEP-45", "QEEP-45"]
    for code in codes:
        store.add_workshop(Workshop(code=code, title=code, guide="a"))

    assert codes == [store.workshop(code).code for code in codes]
    with pytest.raises(UnknownWorkshop):
        store.workshop("OEEP-45")


@pytest.mark.parametrize("typed", ["", "#", "%", "a" * 41, "KRTM-2", "KRTM-277", "KRTM-2Ä"])
def test_what_is_no_code_or_a_wrong_one_finds_nothing(store: Store, workshop: Workshop, typed: str):  # noqa: ARG001
    """Also where there is one workshop only."""
    with pytest.raises(UnknownWorkshop):
        store.workshop(typed)


def test_an_unknown_code_is_refused_with_a_cure(store: Store, workshop: Workshop):  # noqa: ARG001
    """The words name what was typed and never a code that exists."""
    with pytest.raises(UnknownWorkshop, match=r"'KRTM-28'.*screen") as refusal:
        store.workshop("KRTM-28")

    assert "KRTM-27" not in str(refusal.value)


def test_workshops_are_listed_oldest_first(store: Store):
    """Each comes back as it was given, with its guide, time and mark of invention."""
    old = Workshop(code="AAAA-22", title="Old", guide="a", created=dt.datetime(2026, 1, 2, 3, 4, 5, 678901, dt.UTC))
    new = Workshop(code="BBBB-22", title="New", guide="b", invented=True)
    store.add_workshop(new)
    store.add_workshop(old)

    assert (old, new) == store.workshops()


def test_each_workshop_at_a_glance(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """People who were taken out do not count, nor do corrections; a new round is open again."""
    empty = store.add_workshop(Workshop(code="BBBB-22", title="", guide=""), host_key="key")
    for value in (1, 2):
        store.record(workshop.id, Answer(question="q", participant=ada.id, value=value))
    store.record(workshop.id, Answer(question="q", participant=bo.id, value=1))
    store.remove(workshop.id, bo.id)
    store.act(empty.id, Act(kind="close", value={"closed": True}), key="key")

    assert store.overview() == (
        Overview(workshop=workshop, people=1, answers=1, closed=False),
        Overview(workshop=empty, people=0, answers=0, closed=True),
    )
    store.open_round(empty.id, "Later")
    assert not store.overview()[1].closed


def test_a_code_is_used_once(store: Store, workshop: Workshop):
    """A second workshop with the same code, however written, is refused, and the first stays as it is."""
    with pytest.raises(StoreError, match=r"krtm27.*another code"):
        store.add_workshop(Workshop(code="krtm27", title="Second", guide=""))

    assert (workshop,) == store.workshops()


def test_a_workshop_begins_with_round_one(store: Store):
    """The first round may be given with title and time; any other number is refused, and so is a code of dashes."""
    first = Round(number=1, title="Spring", opened=dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    workshop = store.add_workshop(Workshop(code="KRTM-27", title="", guide=""), first)

    assert (first,) == store.read(workshop.id).rounds
    with pytest.raises(StoreError, match="round 1"):
        store.add_workshop(Workshop(code="BBBB-22", title="", guide=""), Round(number=2, title=""))
    with pytest.raises(StoreError, match="letters"):
        store.add_workshop(Workshop(code="--", title="", guide=""))


def test_rounds_count_on(store: Store, workshop: Workshop):
    """A new round takes the next number; its time comes back in UTC."""
    there = dt.timezone(dt.timedelta(hours=2))
    second = store.open_round(workshop.id, "Review", dt.datetime(2027, 5, 1, 1, 0, tzinfo=there))
    third = store.open_round(workshop.id, "Second review")

    assert (second.number, third.number) == (2, 3)
    assert (second, third) == store.read(workshop.id).rounds[1:]
    assert dt.datetime(2027, 4, 30, 23, 0, tzinfo=dt.UTC) == store.read(workshop.id).rounds[1].opened
    assert store.read(workshop.id).rounds[1].opened.tzinfo == dt.UTC


def test_the_newest_guide_is_the_one_in_use(store: Store, workshop: Workshop):
    """A guide can be changed at any time; giving the same again is no change."""
    store.set_guide(workshop.id, 'title = "Second"')
    after = store.read(workshop.id)
    store.set_guide(workshop.id, 'title = "Second"')

    assert 'title = "Second"' == store.workshop("KRTM-27").guide == after.workshop.guide
    assert after is store.read(workshop.id, after)


def test_a_time_without_zone_is_refused(store: Store, workshop: Workshop):
    """Nothing is guessed about a clock."""
    with pytest.raises(StoreError, match="time zone"):
        store.open_round(workshop.id, "Review", dt.datetime(2027, 5, 1))  # noqa: DTZ001  the mistake itself


def test_verbs_on_a_workshop_that_is_not_there(store: Store):
    """Each is refused in words."""
    for verb in (
        lambda: store.read("nobody"),
        lambda: store.set_guide("nobody", ""),
        lambda: store.open_round("nobody", ""),
        lambda: store.join("nobody", "token"),
    ):
        with pytest.raises(StoreError, match="no workshop with the id 'nobody'"):
            verb()
