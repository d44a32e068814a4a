"""A small guide with one question of each kind, and an answer to each that is kept as it is."""

from __future__ import annotations

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choice, Choices, Horizons, Matrix, Ranking, Scale
from netlearn_widgets.model.guide import Guide, Step
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.table import Column, Table
from netlearn_widgets.model.telling import Ideas, Text

__all__ = ["ANSWERS", "GUIDE", "QUESTIONS"]

FUNCTIONS = (
    Option(key="filtering", label="Filtering"),
    Option(key="amplifying", label="Amplifying"),
    Option(key="convening", label="Convening"),
)
WAYS = (Option(key="virtual", label="Online"), Option(key="room", label="In a room"))

_ALL: tuple[Question, ...] = (
    Text(key="statement", prompt="What is our purpose?", longest=40),
    Ideas(key="purpose", prompt="What is it for?", longest=40, most=3),
    Choice(key="now", prompt="What do we do now?", options=FUNCTIONS),
    Choices(key="future", prompt="What will we do?", options=FUNCTIONS, most=2),
    Horizons(key="types", prompt="What do we do, and when?", options=FUNCTIONS),
    Matrix(key="channels", prompt="How do we meet?", rows=FUNCTIONS, options=WAYS),
    Scale(key="strengths", prompt="How strong are we?", options=FUNCTIONS, low="weak", high="strong"),
    Ranking(key="first", prompt="What comes first?", options=FUNCTIONS),
    Roles(key="roles", prompt="Who has each role?", options=FUNCTIONS),
    Ties(key="ties", prompt="Whom do you turn to?", most=4),
    Table(
        key="actions",
        prompt="What next?",
        row="action",
        most=3,
        columns=(
            Column(key="what", label="What", required=True),
            Column(key="way", label="How", type="choice", options=WAYS),
            Column(key="when", label="When", type="date"),
        ),
    ),
    Agreement(key="agree", prompt="Can we go ahead?"),
)
QUESTIONS: dict[str, Question] = {question.kind: question for question in _ALL}

ANSWERS: dict[str, Json] = {
    "text": "To learn",
    "ideas": [{"id": "1", "text": "Fewer falls"}, {"id": "2", "text": "Less waiting"}],
    "choice": "filtering",
    "choices": ["filtering", "convening"],
    "horizons": {"now": "filtering", "later": "convening"},
    "matrix": {"filtering": "virtual"},
    "scale": {"filtering": 1, "convening": 5},
    "ranking": ["convening", "filtering"],
    "roles": {"filtering": {"holds": ["Ada"], "could": ["Bo"]}},
    "ties": {
        "people": [
            {"id": "a", "name": "Ada", "organisation": "Harbour Surgery", "seat": False},
            {"id": "b", "name": "Bo", "organisation": "", "seat": True},
        ],
        "me": "a",
        "ties": [{"from": "a", "to": "b"}],
    },
    "table": [{"id": "1", "what": "Ask", "way": "room", "when": "2027-03-31"}],
    "agreement": {"proposal": "p1", "position": "3", "reason": "Who is “we”?"},
}

GUIDE = Guide(
    key="small",
    title="A small guide",
    language="en",
    source="Invented",
    steps=(
        Step(key="talk", title="Talk", why="", minutes=5, note="", source="", part="purpose", questions=_ALL[:4]),
        Step(key="plan", title="Plan", why="", minutes=5, note="", source="", part="people", questions=_ALL[4:]),
    ),
)
