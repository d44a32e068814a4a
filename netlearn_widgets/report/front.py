"""The plan's front page: what a sponsor must know, read in a minute."""

from __future__ import annotations

from collections import Counter

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.choosing import Choices, Horizons
from netlearn_widgets.model.people import Roles
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.table import STATUS
from netlearn_widgets.model.table import Table as Actions
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.workshop import day_of
from netlearn_widgets.report.agreed import spread_words, state_words
from netlearn_widgets.report.blocks import Block, Facts, Note, Paragraph, Section, Table
from netlearn_widgets.report.held import held_back, is_held
from netlearn_widgets.report.pieces import amount, leading, listed, people
from netlearn_widgets.report.reading import Action, Reading, spoken_date

__all__ = ["front"]

_NEXT = 3


def front(reading: Reading, *, brief: bool = False) -> Section:
    """The front page: purpose, type, functions, roles, actions and what is done about inequality.

    Where it is ``brief``, as on a phone, actions that are done or dropped are only counted.
    """
    facts = [*_purpose(reading), *_themes(reading), *_types(reading), *_functions(reading), *_roles(reading)]
    facts += [*_agreements(reading), ("What happens next", _next(reading)), *_became(reading)]
    facts.append(("To reduce inequality", _inequality(reading)))
    blocks: list[Block] = [Facts(items=tuple(facts)), *_doing(reading, brief=brief)]
    if reading.record.workshop.invented:
        blocks.insert(0, Note(text="This is an invented example. No person, organisation or answer in it is real."))
    return Section(key="front", title="The plan at a glance", blocks=tuple(blocks))


def _purpose(reading: Reading) -> list[tuple[str, str]]:
    facts = []
    for question in reading.asked(Agreement, "purpose")[:1]:
        picture = reading.pictures[question.key]
        wording = picture["proposal"]["text"] if picture["proposal"] else "No wording is on the table yet."
        facts += [("Our purpose", wording), ("Do we agree on it?", _standing(picture))]
    return facts


def _standing(picture: Json) -> str:
    """Whether a wording is agreed, and since when with which spread."""
    if picture["state"] != "agreed":
        return f"{state_words(picture)}."
    return f"{state_words(picture)}. Recorded on {spread_words(picture)}."


def _agreements(reading: Reading) -> list[tuple[str, str]]:
    """What else was agreed, and where the group moved on without agreement."""
    first = reading.asked(Agreement, "purpose")[:1]
    others = [reading.pictures[one.key] for one in reading.asked(Agreement) if one not in first]
    return [
        (f"{title}: {reading.guide.step_of(one['question']).title}", said.format(one["proposal"]["text"]))
        for state, title, said in (
            ("agreed", "We agreed", "{}"),
            ("moved on", "Not agreed", "“{}”. The group moved on."),
        )
        for one in others
        if one["state"] == state
    ]


def _themes(reading: Reading) -> list[tuple[str, str]]:
    """What has most dots of the first ideas the group voted on, themes and single cards; nothing where nobody did."""
    for question in reading.asked(Ideas):
        picture = reading.pictures[question.key]
        if picture["kind"] == "themes" and picture["by"] == "dots":
            given = [(row["label"], row["n"]) for row in picture["rows"]]
            given += [(card["text"], card.get("n", 0)) for card in picture["loose"]]
            said = _with_most_dots(sorted((one for one in given if one[1]), key=lambda one: -one[1]))
            waiting = picture["waiting"]
            later = f" The dots of {people(waiting)} are not counted." if waiting else ""
            return [("What matters most to us", f"{listed(said)}.{later}")] if said else []
    return []


def _with_most_dots(given: list[tuple[str, int]]) -> list[str]:
    """Say what has most dots; of those with as many as the last, none is left out without a word."""
    if not given:
        return []
    least = given[:_NEXT][-1][1]
    said = [f"{name} ({amount(n, 'dot', 'dots')})" for name, n in given if n >= least]
    above = sum(n > least for _, n in given)
    if len(said) <= _NEXT + 2:
        return said
    return [*said[:above], f"{len(said) - above} others with {amount(least, 'dot', 'dots')} each"]


def _types(reading: Reading) -> list[tuple[str, str]]:
    facts = []
    for question in reading.asked(Horizons)[:1]:
        picture = reading.pictures[question.key]
        course = [
            f"{column['label']}: {_most(picture['rows'], [row['counts'][place] for row in picture['rows']])}"
            for place, column in enumerate(picture["columns"])
        ]
        facts.append(("The kind of network we are", _held(picture) or " · ".join(course)))
    return facts


def _functions(reading: Reading) -> list[tuple[str, str]]:
    facts = []
    for question in [one for one in reading.asked(Choices) if one.compare][:1]:
        picture = reading.pictures[question.key]
        rows = picture["rows"]
        now, future = (_most(rows, [row[when] for row in rows]) for when in ("now", "future"))
        facts.append(("What we mainly do", _held(picture) or f"Now: {now} · In future: {future}"))
    return facts


def _held(picture: Json) -> str:
    """Why nothing of a picture is shown; "" where something is, or nobody has answered."""
    return " ".join(held_back(picture)) if is_held(picture) else ""


def _most(rows: list[dict[str, str]], counts: list[int]) -> str:
    return listed(leading(rows, counts)) or "not answered yet"


def _roles(reading: Reading) -> list[tuple[str, str]]:
    facts = []
    for question in reading.asked(Roles):
        picture = reading.pictures[question.key]
        said = listed(picture["uncovered"]) or "none: every role is held by somebody"
        nobody = _held(picture) or "nobody has been named for any role"
        facts.append(("Roles nobody holds yet", said if picture["answered"] else nobody))
    return facts


def _next(reading: Reading) -> str:
    actions = reading.actions
    opened = day_of(reading.round.opened)
    coming = [action for action in actions if action.when and action.when >= opened and not action.settled]
    said = amount(len(actions), "action", "actions")
    if not coming:
        return f"{said[:1].upper()}{said[1:]}; none has a date yet." if actions else _no_actions(reading)
    dates = "; ".join(f"{spoken_date(action.when)}, {action.what}" for action in coming[:_NEXT])
    return f"{said[:1].upper()}{said[1:]}. The next: {dates}."


def _no_actions(reading: Reading, part: str = "") -> str:
    """Why there are no actions: those written down are held back, or nothing is written down."""
    held = [_held(reading.pictures[question.key]) for question in reading.asked(Actions, part)]
    return next(filter(None, held), "No actions yet.")


def _became(reading: Reading) -> list[tuple[str, str]]:
    """How many actions are done, and how many are not, in the words of the guide; nothing where it does not ask."""
    if not any(action.status for action in reading.actions):
        return []
    counts: Counter[str] = Counter()
    for question in reading.asked(Actions):
        counts.update({one["label"]: one["n"] for one in reading.pictures[question.key].get("statuses", [])})
    said = [f"{label}: {n}" for label, n in counts.items() if n]
    silent = sum(not action.status for action in reading.actions)
    said += [f"Not said yet: {silent}"] if silent else []
    return [("Done or not", " · ".join(said))]


def _inequality(reading: Reading) -> str:
    actions = [action for action in reading.actions if action.part == "inequality"]
    if not actions:
        return _no_actions(reading, "inequality")
    groups = list(dict.fromkeys(action.cells["group"] for action in actions if action.cells.get("group")))
    said = amount(len(actions), "action", "actions")
    return f"{said}, with and for: {'; '.join(groups)}." if groups else f"{said}."


def _many(number: int) -> str:
    return people(number) if number else "Nobody"


def _doing(reading: Reading, *, brief: bool) -> list[Block]:
    if not reading.actions:
        return [Paragraph(text=f"{_many(len(reading.took_part()))} took part. {_no_actions(reading)}")]
    told = any(action.status for action in reading.actions)
    columns = ("Action", "Who", "When", "Step", *(("Done or not",) if told else ()))
    listed_here = [action for action in reading.actions if not (brief and action.settled)]
    blocks: list[Block] = []
    if listed_here:
        rows = tuple(_row(action)[: len(columns)] for action in listed_here)
        blocks.append(Table(title="What we will do", columns=columns, rows=rows))
    if others := len(reading.actions) - len(listed_here):
        said = "1 action is" if others == 1 else f"{others} actions are"
        blocks.append(Paragraph(text=f"{said} done or dropped. The plan as a file lists all of them."))
    return blocks


def _row(action: Action) -> tuple[str, ...]:
    return action.what, action.who, spoken_date(action.when), action.step, action.cells.get(STATUS, "")
