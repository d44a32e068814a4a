"""What the plan leaves open: found by comparing answers, said as something to find out or to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choices
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.workshop import day_of
from netlearn_widgets.report.agreed import state_words
from netlearn_widgets.report.blocks import Block, Facts, Paragraph, Section, Table, Words
from netlearn_widgets.report.figures import is_empty
from netlearn_widgets.report.held import is_held
from netlearn_widgets.report.pieces import listed
from netlearn_widgets.report.reading import Action, Reading, spoken_date

__all__ = ["gaps"]

_UNKNOWN = {"", "unknown", "not known", "don't know", "do not know", "?", "tbc", "n/a"}


def gaps(reading: Reading) -> Section:
    """Everything open: disagreements, empty roles, missing people, wishes nobody serves, thin actions, silence."""
    facts = [*_disagreements(reading), *_roles(reading), *_wishes(reading), *_seats(reading)]
    blocks: list[Block] = [Facts(items=tuple(facts))] if facts else []
    blocks += [*_missing(reading), *_to_find_out(reading), *_unsaid(reading), *_held(reading), *_unanswered(reading)]
    return Section(
        key="open",
        title="What is still open",
        blocks=tuple(blocks) or (Paragraph(text="Nothing: every question is answered and every action is complete."),),
    )


def _disagreements(reading: Reading) -> list[tuple[str, str]]:
    asked = [(reading.guide.step_of(one.key).title, reading.pictures[one.key]) for one in reading.asked(Agreement)]
    return [
        (f"{title}: {picture['prompt']}", f"{state_words(picture)}.{_why(picture)}")
        for title, picture in asked
        if picture["state"] != "agreed"
    ]


def _why(picture: Json) -> str:
    """Why the group moved on, in its own words; nothing where it wrote none."""
    reason = picture["decided"]["reason"] if picture["decided"] else ""
    return f" Why: “{reason}”" if reason else ""


def _roles(reading: Reading) -> list[tuple[str, str]]:
    pictures = [reading.pictures[question.key] for question in reading.asked(Roles)]
    return [("Roles nobody holds", f"{listed(one['uncovered'])}.") for one in pictures if one["uncovered"]]


def _wishes(reading: Reading) -> list[tuple[str, str]]:
    facts = []
    for question in reading.asked(Choices):
        picture = reading.pictures[question.key]
        if picture["kind"] == "gap" and picture["answered_now"]:
            wanted = [row["label"] for row in picture["rows"] if row["future"] and not row["now"]]
            facts += [("Wanted in future, seen by nobody now", f"{listed(wanted)}.")] if wanted else []
    return facts


def _seats(reading: Reading) -> list[tuple[str, str]]:
    nodes = [node for question in reading.asked(Ties) for node in reading.pictures[question.key]["nodes"]]
    seats = [node["name"] for node in nodes if node["seat"]]
    return [("Seats nobody fills yet", f"{listed(seats)}.")] if seats else []


def _missing(reading: Reading) -> list[Words]:
    """Who is missing, in the words people gave: every question for ideas whose key ends in ``missing``."""
    return [
        Words(title=question.prompt, texts=tuple(card["text"] for card in reading.pictures[question.key]["cards"]))
        for question in reading.asked(Ideas)
        if question.key.endswith("missing") and reading.pictures[question.key]["cards"]
    ]


def _to_find_out(reading: Reading) -> list[Table]:
    waiting = [action for action in reading.actions if not action.settled]
    rows = [
        (action.what, listed(lacks)) for action in waiting if (lacks := _lacks(action, day_of(reading.round.opened)))
    ]
    title = "To find out or to decide"
    return [Table(title=title, columns=("Action", "What is missing"), rows=tuple(rows))] if rows else []


def _lacks(action: Action, opened: dt.date) -> list[str]:
    lacks = [] if action.who else ["who will do it"]
    lacks += [] if action.when else ["a date"]
    if action.when and action.when < opened:
        lacks.append(f"a new date, or what became of it: {spoken_date(action.when)} has passed")
    asked = {"measure": "how we will see that it works", "baseline": "where we start from: find out"}
    return lacks + [
        said for key, said in asked.items() if key in action.cells and action.cells[key].strip().casefold() in _UNKNOWN
    ]


def _unsaid(reading: Reading) -> list[Words]:
    """What was planned in the earlier round and nobody has said a word about since."""
    found = [picture["before"] for picture in reading.pictures.values() if picture.get("before")]
    unsaid = [text for before in found for text in before.get("unsaid", [])]
    return (
        [Words(title="Planned earlier, and nobody has said what became of it", texts=tuple(unsaid))] if unsaid else []
    )


def _unanswered(reading: Reading) -> list[Table]:
    return _questions(
        reading, "Questions nobody has answered", lambda picture: is_empty(picture) and not is_held(picture)
    )


def _held(reading: Reading) -> list[Table]:
    """What people answered and the plan does not show, or not all of it; why stands beside each picture."""
    return _questions(
        reading, "Answers that are not all shown yet", lambda picture: bool((picture["held"] or {}).get("answered"))
    )


def _questions(reading: Reading, title: str, are: Callable[[Json], bool]) -> list[Table]:
    rows = [
        (step.title, question.prompt)
        for step in reading.guide.steps
        for question in step.questions
        if are(reading.pictures[question.key])
    ]
    return [Table(title=title, columns=("Step", "Question"), rows=tuple(rows))] if rows else []
