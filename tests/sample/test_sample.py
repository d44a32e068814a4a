"""The sample workshop is what its README promises."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from netlearn_widgets.analysis import picture
from netlearn_widgets.analysis.network import network
from netlearn_widgets.content import parse
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import seen_on, state_of, wordings
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.record import Record
from netlearn_widgets.store import Store
from netlearn_widgets.store.transfer import export_workshop, import_workshop

SAMPLE = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return json.loads((SAMPLE / "workshop.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def store(data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory):
    with Store.create(tmp_path_factory.mktemp("sample") / "sample.sqlite") as store:
        import_workshop(store, data)
        yield store


@pytest.fixture(scope="module")
def record(store: Store) -> Record:
    return store.read(store.workshop("TIDE-27").id)


@pytest.fixture(scope="module")
def guide(record: Record) -> Guide:
    return parse(record.workshop.guide)


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    """`sample_data/build.py` makes the file that is kept; when this fails, run it: the default guide has changed."""
    again = tmp_path / "again.json"

    subprocess.run([sys.executable, SAMPLE / "build.py", again], check=True, cwd=tmp_path, timeout=120)

    assert (SAMPLE / "workshop.json").read_bytes() == again.read_bytes()


def test_it_is_an_exported_workshop(data: dict[str, Any], store: Store) -> None:
    """A store that has imported it exports the very same."""
    assert data == export_workshop(store, "tide 27")


def test_it_says_that_it_is_invented(record: Record) -> None:
    assert record.workshop.invented
    assert "invented" in record.workshop.title


@pytest.mark.parametrize("number", [1, 2])
def test_the_group_has_sorted_its_purpose_and_voted(record: Record, guide: Guide, number: int) -> None:
    """Every dot is counted, and some cards are in no theme: real groups leave some over."""
    drawn = picture(record, guide, "purpose_for", number)

    assert (drawn["kind"], drawn["by"], drawn["waiting"]) == ("themes", "dots", 0)
    assert len(drawn["rows"]) >= 4
    assert drawn["loose"]
    assert all(row["cards"] for row in drawn["rows"])


def test_every_answer_is_one_its_question_takes(record: Record, guide: Guide) -> None:
    """Each answer comes out of its question's check as it went in."""
    answers = [answer for answer in record.answers if answer.value is not None]

    assert [answer.value for answer in answers] == [guide.question(one.question).check(one.value) for one in answers]


@pytest.mark.parametrize(("number", "people"), [(1, 24), (2, 20)])
def test_every_question_is_answered_by_many_and_hardly_any_by_all(
    record: Record, guide: Guide, number: int, people: int
) -> None:
    answered = {key: len(record.current(key, number)) for key in guide.questions}

    assert people == len({answer.participant for answer in record.answers if answer.round == number})
    assert [key for key, count in answered.items() if count < people / 2] == []
    assert sum(count == people for count in answered.values()) <= 2


def test_some_people_have_no_name_and_some_changed_their_mind(record: Record) -> None:
    names = [person.name for person in record.participants]
    said = [(one.round, one.question, one.participant) for one in record.answers if "agreement" not in one.question]

    assert names.count("") == 4
    assert len(said) > len(set(said))
    assert any(answer.value is None for answer in record.answers)


@pytest.mark.parametrize(
    ("question", "states"),
    [
        ("purpose_agreement", [(1, "talk"), (1, "agreed"), (2, "talk"), (2, "agreed")]),
        ("types_agreement", [(1, "moved on"), (2, "agreed")]),
        ("functions_agreement", [(1, "agreed"), (2, "agreed")]),
        ("roles_agreement", [(1, "talk"), (1, "agreed"), (2, "agreed")]),
        ("action_agreement", [(1, "moved on"), (2, "agreed")]),
        ("plan_agreement", [(1, "agreed"), (2, "talk")]),
    ],
)
def test_agreeing_takes_more_than_one_try(
    record: Record, guide: Guide, question: str, states: list[tuple[int, str]]
) -> None:
    """A purpose fails before its next wording is agreed; the group moves on from a type; the last plan is open."""
    asked = guide.question(question)
    assert isinstance(asked, Agreement)

    found = [(number, one) for number in (1, 2) for one in wordings(record, asked, number)]
    assert states == [(number, state_of(asked, one, seen_on(record, asked, one))) for number, one in found]


def test_reservations_and_stand_asides_come_with_reasons(record: Record, guide: Guide) -> None:
    reasons = picture(record, guide, "types_agreement")["reasons"]

    assert {"I stand aside", "I agree with reservations"} <= {reason["label"] for reason in reasons}


@pytest.mark.parametrize("number", [1, 2])
def test_the_map_has_every_kind_of_tie_empty_seats_and_people_tied_to_nobody(record: Record, number: int) -> None:
    drawn = network(record, "ties", number)
    tied = {end for tie in drawn.ties for end in (tie.source, tie.target)}

    assert {"confirmed", "named", "inferred"} == {tie.status for tie in drawn.ties}
    assert len(drawn.seats) >= 2
    assert [node.name for node in drawn.people if node.id not in tied]


def test_one_person_bridges_two_clusters_at_first(record: Record) -> None:
    """Without Isla Rennick nobody of the day club reaches anybody of the community nurses; later they do."""
    import networkx as nx  # noqa: PLC0415  as the package loads it

    def linked(number: int) -> bool:
        drawn = network(record, "ties", number)
        key = {node.name: node.id for node in drawn.people}
        graph = drawn.graph().to_undirected()
        graph.remove_node(key["Isla Rennick"])
        return nx.has_path(graph, key["Joan Tulloch"], key["Lorna Prior"])

    assert [linked(1), linked(2)] == [False, True]


def test_nobody_is_network_guardian(record: Record, guide: Guide) -> None:
    assert "Network guardian" in picture(record, guide, "roles")["uncovered"]


def test_some_actions_lack_an_owner_or_a_known_baseline(record: Record) -> None:
    rows = [row for answer in record.current("inequality_actions", 1).values() for row in answer.value]

    assert any(all(row.values()) for row in rows)
    assert any(not row["owner"] for row in rows)
    assert any(row["baseline"] == "Unknown" for row in rows)


def test_the_group_moves_from_managed_to_developmental(record: Record, guide: Guide) -> None:
    def now(number: int) -> dict[str, int]:
        return {row["key"]: row["counts"][0] for row in picture(record, guide, "types", number)["rows"]}

    assert now(2)["developmental"] > now(1)["developmental"]
    assert now(2)["managed"] < now(1)["managed"]


def test_leadership_is_shared_more_after_six_months(record: Record, guide: Guide) -> None:
    def mean(number: int) -> float:
        rows = picture(record, guide, "characteristics", number)["rows"]
        return next(row["mean"] for row in rows if row["key"] == "distributed_leadership")

    assert mean(2) > mean(1) + 1
