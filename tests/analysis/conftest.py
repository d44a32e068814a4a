"""A tiny guide with every kind of question, and records written by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from openly import OPENLY

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Horizons, Matrix, Ranking, Scale
from netlearn_widgets.model.guide import Guide, Step
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Option
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.table import Column, Table
from netlearn_widgets.model.telling import Ideas, Text
from netlearn_widgets.model.workshop import Answer, Participant, Round, Workshop

START = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
BREADS = (Option(key="rye", label="Rye"), Option(key="oat", label="Oat"), Option(key="corn", label="Corn"))
PLACES = (Option(key="home", label="At home"), Option(key="out", label="Out"))


def step(key, *questions):
    return Step(key=key, title=key.title(), why="", minutes=5, note="", source="", part="purpose", questions=questions)


GUIDE = Guide(
    key="tiny",
    title="Tiny",
    language="en",
    source="",
    steps=(
        step(
            "choosing",
            Choice(key="bread", prompt="Which bread?", options=BREADS, talk=("Why?",)),
            Choices(key="breads", prompt="Which breads?", options=BREADS),
            Choices(key="breads_then", prompt="Which breads later?", options=BREADS, compare="bread"),
            Horizons(key="shift", prompt="Now, next, later?", options=BREADS),
            Matrix(key="where", prompt="Where?", rows=BREADS, options=PLACES),
            Scale(
                key="taste",
                prompt="How good?",
                options=(*BREADS, Option(key="spelt", label="Spelt", group="old")),
                low="bad",
                high="good",
            ),
            Ranking(key="order", prompt="In which order?", options=BREADS),
        ),
        step("telling", Text(key="note", prompt="A note?"), Ideas(key="ideas", prompt="Ideas?", dots=3, most_on_one=2)),
        step(
            "together",
            Roles(
                key="roles",
                prompt="Who?",
                options=(Option(key="baker", label="Baker"), Option(key="eater", label="Eater")),
            ),
            Ties(key="ties", prompt="Who turns to whom?"),
            Table(
                key="actions",
                prompt="What next?",
                columns=(
                    Column(key="what", label="What", required=True),
                    Column(key="where", label="Where", type="choice", options=PLACES),
                    Column(key="when", label="When", type="date"),
                ),
            ),
            Agreement(key="agree", prompt="Agreed?"),
            Agreement(key="consent", prompt="Agreed, longer?", scale="gradient"),
        ),
    ),
)


@pytest.fixture(scope="session")
def guide():
    return GUIDE


@pytest.fixture(scope="session")
def recorded():
    """Write a record: ``recorded([("Ada", "bread", "rye"), …])``, a minute apart; a fourth item is the round.

    The id of a participant is the name in small letters. It is held openly, unless other ``acts`` are given.
    """

    def write(said=(), proposals=(), rounds=1, acts=(OPENLY,)):
        names = dict.fromkeys([entry[0] for entry in said])
        return Record(
            workshop=Workshop(code="BAKE-22", title="Bakers", guide="", id="w1", created=START),
            rounds=tuple(Round(number=n, title=f"Round {n}", opened=START) for n in range(1, rounds + 1)),
            participants=tuple(Participant(id=name.lower(), name=name, joined=START) for name in names),
            answers=tuple(
                Answer(
                    participant=name.lower(),
                    question=question,
                    value=value,
                    round=number[0] if number else 1,
                    id=f"a{minute}",
                    at=START + dt.timedelta(minutes=minute),
                )
                for minute, (name, question, value, *number) in enumerate(said)
            ),
            proposals=tuple(proposals),
            acts=tuple(acts),
        )

    return write


@pytest.fixture(scope="session")
def drew():
    """Write an answer to a ties question: ``drew("Ada", "Ada>Bo", "Bo>Cy", Cy="Library", seats=["Di"])``.

    The first word is who answers ("" for nobody), keywords are organisations; people are whoever is mentioned.
    """

    def write(me, *pairs, seats=(), **organisations):
        ends = [pair.split(">") for pair in pairs]
        names = dict.fromkeys([*filter(None, [me]), *(name for pair in ends for name in pair), *organisations, *seats])
        ids = {name: f"i{number}" for number, name in enumerate(names)}
        return {
            "people": [
                {"id": ids[name], "name": name, "organisation": organisations.get(name, ""), "seat": name in seats}
                for name in names
            ],
            "me": ids.get(me, ""),
            "ties": [{"from": ids[a], "to": ids[b]} for a, b in ends],
        }

    return write
