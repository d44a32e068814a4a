"""What an earlier round said, beside what is said now."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openly import OPENLY

from netlearn_widgets.analysis import picture
from netlearn_widgets.model.choosing import Choice, Scale
from netlearn_widgets.model.guide import Guide, Step
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.table import Column, Table
from netlearn_widgets.model.telling import Text
from netlearn_widgets.model.workshop import Answer, Round, Workshop

BREADS = (Option(key="rye", label="Rye"), Option(key="oat", label="Oat"))
STATUS = Column(
    key="status",
    label="Done or not",
    type="choice",
    options=(Option(key="under_way", label="Under way"), Option(key="done", label="Done")),
)
ACTIONS = Table(key="actions", prompt="", columns=(Column(key="what", label="What", required=True), STATUS))
QUESTIONS: tuple[Question, ...] = (
    Choice(key="bread", prompt="Which bread?", options=BREADS),
    Scale(key="taste", prompt="How good?", options=BREADS, low="bad", high="good"),
    Text(key="note", prompt="A note?"),
    Ties(key="ties", prompt="Who?"),
    ACTIONS,
)
STEP = Step(key="all", title="All", why="", minutes=5, note="", source="", part="purpose", questions=QUESTIONS)
GUIDE = Guide(key="tiny", title="Tiny", language="en", source="", steps=(STEP,))
ROUNDS = (Round(number=1, title="First"), Round(number=2, title=""), Round(number=3, title="Third"))


def record(question: str, *rounds: dict[str, Json]) -> Record:
    """A record of one question: for each round, what each person said."""
    said = tuple(
        Answer(question=question, participant=who, value=value, round=number)
        for number, values in enumerate(rounds, 1)
        for who, value in values.items()
    )
    return Record(
        workshop=Workshop(code="", title="", guide=""), rounds=ROUNDS[: len(rounds)], answers=said, acts=(OPENLY,)
    )


def before(question: str, *rounds: dict[str, Json]) -> Json:
    return picture(record(question, *rounds), GUIDE, question).get("before")


def test_the_earlier_round_is_counted_as_the_new_one():
    """Same rows by the same keys, with its title and how many answered."""
    said = before("bread", {"ada": "rye", "bo": "rye"}, {"ada": "oat"})

    assert ("First", 1, 2) == (said["title"], said["round"], said["answered"])
    assert [("rye", 2), ("oat", 0)] == [(row["key"], row["n"]) for row in said["rows"]]


def test_the_newest_round_in_which_anybody_answered_counts():
    """A round that skipped the question is passed over; one without a title is called by its number."""
    assert before("bread", {"ada": "rye"}, {}, {"ada": "oat"})["title"] == "First"
    assert before("bread", {"ada": "rye"}, {"ada": "rye"}, {"ada": "oat"})["title"] == "Round 2"


def test_a_first_round_has_nothing_before_it():
    assert before("bread", {"ada": "rye"}) is None
    assert before("bread", {}, {"ada": "rye"}) is None
    assert "before" not in picture(record("bread", {"ada": "rye"}, {}), GUIDE, "bread", round=1)


def test_words_are_not_compared():
    assert before("note", {"ada": "Hello"}, {"ada": "Hello again"}) is None


def test_ratings_keep_their_means():
    said = before("taste", {"ada": {"rye": 2}, "bo": {"rye": 4}}, {"ada": {"rye": 5}})

    assert said["rows"][0]["mean"] == 3


def test_actions_are_followed_by_their_rows():
    """A row carried over counts as it is now; one that was done stays done; the others have no word said of them."""
    then = [
        {"id": "1", "what": "Ring", "status": "under_way"},
        {"id": "2", "what": "Meet", "status": "done"},
        {"id": "3", "what": "Write", "status": "under_way"},
        {"id": "4", "what": "Ask", "status": ""},
    ]
    now = [{"id": "1", "what": "Ring", "status": "done"}, {"id": "4", "what": "Ask", "status": ""}]
    said = before("actions", {"ada": then}, {"ada": now, "bo": [{"id": "3", "what": "Other", "status": "done"}]})

    assert said["written"] == 4
    assert {"under_way": 0, "done": 2} == {one["key"]: one["n"] for one in said["statuses"]}
    assert ["Write", "Ask"] == said["unsaid"]


def test_a_table_that_asks_for_no_status_only_counts_its_rows():
    plain = replace(ACTIONS, columns=ACTIONS.columns[:1])
    guide = replace(GUIDE, steps=(replace(STEP, questions=(plain,)),))
    rows = [{"id": "1", "what": "Ring"}]
    said = picture(record("actions", {"ada": rows}, {"ada": rows}), guide, "actions")

    assert (1, [], []) == tuple(said["before"][key] for key in ("written", "statuses", "unsaid"))
    assert "statuses" not in said


@pytest.mark.parametrize(
    ("then", "now", "new", "gone"),
    [(["Ada", "Bo"], ["Ada", "Bo"], [], []), (["Ada", "Bo"], ["Ada", "Cy"], ["Cy"], ["Bo"])],
)
def test_the_map_says_who_is_new_and_who_is_gone(then: list[str], now: list[str], new: list[str], gone: list[str]):
    """And how many ties are new, and how many nobody names any more."""

    def drawn(names: list[str]) -> Json:
        people = [{"id": name, "name": name, "organisation": "", "seat": False} for name in names]
        return {"people": people, "me": names[0], "ties": [{"from": names[0], "to": names[1]}]}

    said = before("ties", {"ada": drawn(then)}, {"ada": drawn(now)})

    assert (2, 1) == (said["people"], said["ties"])
    assert (new, gone) == (said["new_people"], said["gone_people"])
    assert (len(new), len(gone)) == (said["new_ties"], said["gone_ties"])
