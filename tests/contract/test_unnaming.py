"""Whoever leaves takes what is theirs; what others said of them changes by a host's decision, and can be put back."""

from __future__ import annotations

import itertools
import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlearn_widgets.model.errors import NetlearnError, NotHost
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.removal import Places, without
from netlearn_widgets.model.workshop import Answer, Participant, Workshop
from netlearn_widgets.store import Store, export_workshop

KEY = "the host's key"


def say(store: Store, who: Participant, question: str, value: Json) -> None:
    store.record(store.workshops()[0].id, Answer(question=question, participant=who.id, value=value))


def said(store: Store, who: Participant) -> dict[str, Json]:
    """Everything somebody says now, by question."""
    record = store.read(store.workshops()[0].id)
    questions = {answer.question for answer in record.answers}
    return {key: record.current(key)[who.id].value for key in questions if who.id in record.current(key)}


def person(name: str) -> Json:
    """Somebody on a map."""
    return {"id": name, "name": name, "organisation": "", "seat": False}


def drew(*names: str, me: str = "") -> Json:
    """A map of these people, each tied to the next."""
    ties = [{"from": one, "to": other} for one, other in itertools.pairwise(names)]
    return {"people": [person(name) for name in names], "me": me, "ties": ties}


class Case(NamedTuple):
    """A workshop in which Bo names Ada everywhere, and what he said."""

    store: Store
    workshop: Workshop
    ada: Participant
    bo: Participant
    named: dict[str, Json]


@pytest.fixture
def case(store: Store, workshop: Workshop, ada: Participant, bo: Participant) -> Case:
    """Bo named Ada."""
    store.add_host(workshop.id, KEY)
    say(store, ada, "purpose", "Fewer falls")
    say(store, bo, "ties", drew("Bo", "A\u0501a", "ada", me="Bo"))
    say(store, bo, "roles", {"guardian": {"holds": ["ADA"], "could": ["Cy"]}, "maker": {"holds": ["Ada"], "could": []}})
    say(store, bo, "next_steps", [{"id": "1", "what": "Ada", "who": "Ada"}, {"id": "2", "what": "", "who": "ada"}])
    say(store, bo, "ideas", [{"id": "1", "text": "Ada"}])
    say(store, bo, "statement", "Ada")
    return Case(store, workshop, ada, bo, said(store, bo))


def test_leaving_changes_nothing_of_others(case: Case):
    """Their own goes at once; hosts are asked about the name, which is kept nowhere for it."""
    store, workshop, ada, bo, named = case
    removal = store.remove(workshop.id, ada.id)

    (question,) = store.named(workshop.id)
    assert named == said(store, bo)
    assert (0, Places(maps=1, roles=2, tables=2)) == (removal.changed, removal.named)
    assert removal.named == question.places
    assert str(question.places) == "on 1 map, in 2 roles and in 2 rows"
    assert ("ADA", "Ada", "ada") == question.written
    assert (False, False) == (question.out, question.borne)


def test_a_host_takes_the_name_out_and_puts_it_back(case: Case, other: Store):
    """To the letter; open pages read it anew, and an idea or a sentence is never touched."""
    store, workshop, ada, bo, named = case
    store.remove(workshop.id, ada.id)
    before = other.read(workshop.id)
    (question,) = store.named(workshop.id)

    store.decide_name(workshop.id, question.id, "out", key=KEY)

    assert said(store, bo) == named | {
        "ties": drew("Bo", "A\u0501a", me="Bo"),
        "roles": {"guardian": {"holds": [], "could": ["Cy"]}},
        "next_steps": [{"id": "1", "what": "Ada", "who": ""}],
    }
    assert other.read(workshop.id, since=before).answers == store.read(workshop.id).answers
    assert [(True, question.places, question.written)] == [
        (one.out, one.places, one.written) for one in store.named(workshop.id)
    ]
    store.decide_name(workshop.id, question.id, "back", key=KEY)
    assert named == said(store, bo)


@pytest.mark.parametrize("decisions", [["leave"], ["out", "done"]])
def test_a_closed_question_leaves_no_trace(case: Case, decisions: list[str]):
    """Left where it is, or taken out for good: neither the fingerprint nor what was said before is kept."""
    store, workshop, ada, bo, named = case
    store.remove(workshop.id, ada.id)
    (question,) = store.named(workshop.id)
    for decision in decisions:
        store.decide_name(workshop.id, question.id, decision, key=KEY)

    assert () == store.named(workshop.id)
    assert (named == said(store, bo)) == (decisions == ["leave"])
    with store.database.reading() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM acts").scalars().all()
    assert "named" not in kinds
    with pytest.raises(NetlearnError, match="closed meanwhile"):
        store.decide_name(workshop.id, question.id, "back", key=KEY)


def test_what_hosts_are_asked_is_in_no_record_and_no_export(case: Case):
    """A page of a participant holds neither a fingerprint nor what an answer was before."""
    store, workshop, ada, _bo, _named = case
    store.remove(workshop.id, ada.id)
    (question,) = store.named(workshop.id)
    store.decide_name(workshop.id, question.id, "out", key=KEY)

    assert {"left"} >= {act.kind for act in store.read(workshop.id).acts}
    exported = export_workshop(store, workshop.code)
    assert question.id not in str(exported)
    assert "ADA" not in str(exported)


def test_only_a_host_decides(case: Case):
    """Without the key, with another, or out of turn, nothing changes."""
    store, workshop, ada, bo, named = case
    store.remove(workshop.id, ada.id)
    (question,) = store.named(workshop.id)

    for key in ("", "another", bo.id):
        with pytest.raises(NotHost):
            store.decide_name(workshop.id, question.id, "out", key=key)
    for decision in ("back", "done", "nonsense"):
        with pytest.raises(NetlearnError, match="decided meanwhile"):
            store.decide_name(workshop.id, question.id, decision, key=KEY)
    assert named == said(store, bo)


def test_a_name_somebody_else_bears_stays_theirs(case: Case):
    """Whoever leaves and joins anew under their name is meant again; so is anybody else of that name."""
    store, workshop, ada, bo, named = case
    store.remove(workshop.id, ada.id)
    store.join(workshop.id, "a new token", "\uff21da")
    (question,) = store.named(workshop.id)

    assert question.borne
    with pytest.raises(NetlearnError, match="stays with them"):
        store.decide_name(workshop.id, question.id, "out", key=KEY)
    assert named == said(store, bo)
    store.remove(workshop.id, store.participant(workshop.id, "a new token").id)  # type: ignore[union-attr]
    assert 1 == len(store.named(workshop.id))


def test_nobody_is_asked_where_nobody_is_named(store: Store, workshop: Workshop, ada: Participant, bo: Participant):
    """An idea or a sentence is no place for a name."""
    say(store, bo, "ideas", [{"id": "1", "text": "Ada"}])

    removal = store.remove(workshop.id, ada.id)

    assert () == store.named(workshop.id)
    assert (Places(), 1) == (removal.named, removal.mentions)


def test_what_leaves_with_its_writer_is_not_put_back(case: Case):
    """Of an answer whose writer left, nothing is kept to be put back."""
    store, workshop, ada, bo, _named = case
    store.remove(workshop.id, ada.id)
    (question,) = store.named(workshop.id)
    store.decide_name(workshop.id, question.id, "out", key=KEY)

    store.remove(workshop.id, bo.id)

    with store.database.reading() as connection:
        held = connection.exec_driver_sql("SELECT value FROM acts WHERE kind = 'named'").scalars().all()
    assert [{}] == [json.loads(one)["before"] for one in held]


def test_a_name_is_put_back_into_what_its_writer_has_made_of_the_answer_since(case: Case):
    """What they changed counts, and the name is where it was; in what they took away it is not."""
    store, workshop, ada, bo, _named = case
    store.remove(workshop.id, ada.id)
    (question,) = store.named(workshop.id)
    store.decide_name(workshop.id, question.id, "out", key=KEY)

    say(store, bo, "ties", drew("Bo", "A\u0501a", "Di", me="Bo"))
    say(store, bo, "roles", {"guardian": {"holds": ["Di"], "could": ["Cy"]}})
    say(store, bo, "next_steps", [{"id": "1", "what": "Ada, soon", "who": ""}])
    store.decide_name(workshop.id, question.id, "back", key=KEY)

    two = drew("Bo", "A\u0501a", "ada", me="Bo")
    tied = [{"from": one, "to": to} for one, to in (("Bo", "A\u0501a"), ("A\u0501a", "ada"), ("A\u0501a", "Di"))]
    put = said(store, bo)
    assert [*two["people"], person("Di")] == put["ties"]["people"]
    assert sorted(map(str, tied)) == sorted(map(str, put["ties"]["ties"]))
    assert put["roles"] == {
        "guardian": {"holds": ["ADA", "Di"], "could": ["Cy"]},
        "maker": {"holds": ["Ada"], "could": []},
    }
    assert put["next_steps"] == [{"id": "1", "what": "Ada, soon", "who": "Ada"}, {"id": "2", "what": "", "who": "ada"}]
    assert [question.places] == [one.places for one in store.named(workshop.id)]

    store.decide_name(workshop.id, question.id, "out", key=KEY)
    say(store, bo, "next_steps", [{"id": "3", "what": "Rest", "who": ""}])
    say(store, bo, "roles", None)
    store.decide_name(workshop.id, question.id, "back", key=KEY)
    assert said(store, bo)["next_steps"] == [
        {"id": "2", "what": "", "who": "ada"},
        {"id": "3", "what": "Rest", "who": ""},
    ]
    assert "roles" not in said(store, bo)


def test_a_cell_that_was_filled_anew_keeps_what_it_says_now(case: Case):
    """Whoever its writer named there since stays."""
    store, workshop, ada, bo, named = case
    store.remove(workshop.id, ada.id)
    (question,) = store.named(workshop.id)
    store.decide_name(workshop.id, question.id, "out", key=KEY)
    say(store, bo, "next_steps", [{"id": "1", "what": "Ada", "who": "Cy"}])

    store.decide_name(workshop.id, question.id, "back", key=KEY)

    assert said(store, bo)["next_steps"] == [{"id": "1", "what": "Ada", "who": "Cy"}, named["next_steps"][1]]


def test_what_its_writer_took_away_themselves_is_not_said_to_stand(case: Case):
    """A host is told of what stands, and of earlier answers where the name is nowhere else."""
    store, workshop, ada, bo, named = case
    say(store, bo, "roles", {"guardian": {"holds": ["Cy"], "could": []}})
    say(store, bo, "next_steps", named["next_steps"][:1])

    removal = store.remove(workshop.id, ada.id)

    assert removal.named == Places(maps=1, tables=1, earlier=1)
    assert str(removal.named) == "on 1 map, in 1 row of a table and in 1 earlier answer"
    (question,) = store.named(workshop.id)
    for decision in ("out", "back"):
        store.decide_name(workshop.id, question.id, decision, key=KEY)
        assert said(store, bo)["roles"] == {"guardian": {"holds": ["Cy"], "could": []}}
        assert [removal.named] == [one.places for one in store.named(workshop.id)]
    assert said(store, bo)["next_steps"] == named["next_steps"][:1]


NAMES = ("Ada", "Cy", "Di")
DECISIONS = ["out", "back", "leave", "done"]
CHANGES = ["add", "move", "take off", "tie"]
MOVES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([*DECISIONS, *CHANGES])), max_size=14)


def changed(value: Json, how: str, name: str, new: str) -> Json:
    """A map after its writer changed something on it; nobody changes who is not there."""
    people, ties = list(value["people"]), list(value["ties"])
    there = {one["id"] for one in people}
    if how == "add":
        people.append(person(new))
        ties.append({"from": "Bo", "to": new})
    elif how == "move":
        people = [one | {"organisation": new} if one["id"] == name else one for one in people]
    elif how == "take off":
        people = [one for one in people if one["id"] != name]
        ties = [tie for tie in ties if name not in tie.values()]
    elif name in there and {"from": "Bo", "to": name} not in ties:
        ties.append({"from": "Bo", "to": name})
    return value | {"people": people, "ties": ties}


def unordered(value: Json) -> Json:
    """A map, however its people and ties are ordered."""
    return value | {part: sorted(map(str, value[part])) for part in ("people", "ties")}


@settings(max_examples=40)
@given(MOVES)
def test_decisions_in_any_order_undo_each_other(moves: list[tuple[str, str]]):
    """An answer is its writer's own words without the names that are out, whatever was decided and said in between."""
    own = drew("Bo", *NAMES, me="Bo")
    out: set[str] = set()
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "ours.sqlite") as store:
        workshop = store.add_workshop(Workshop(code="KRTM-27", title="Ours", guide=""))
        store.add_host(workshop.id, KEY)
        bo = store.join(workshop.id, "bo", "Bo")
        say(store, bo, "ties", own)
        for name in NAMES:
            store.remove(workshop.id, store.join(workshop.id, name, name).id)
        questions = dict(zip(NAMES, store.named(workshop.id), strict=True))
        for number, (name, decision) in enumerate(moves):
            if decision in CHANGES:
                here = said(store, bo)["ties"]
                if decision == "add" or name in {one["id"] for one in here["people"]}:
                    own = changed(own, decision, name, str(number))
                    say(store, bo, "ties", changed(here, decision, name, str(number)))
                continue
            with suppress(NetlearnError):  # out of turn: nothing is to change
                store.decide_name(workshop.id, questions[name].id, decision, key=KEY)
                out = out | {name} if decision == "out" else out - {name} if decision == "back" else out

            assert unordered(without(own, out.__contains__)) == unordered(said(store, bo)["ties"])
