"""Tidy pandas frames for analysts; `COLUMNS` says what each column means.

A workshop without answers gives frames without rows, with the same columns and types.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from netlearn_widgets.analysis.agreeing import counts
from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.columns import COLUMNS
from netlearn_widgets.analysis.groups import group_rows, shared_rows
from netlearn_widgets.analysis.network import Network, network
from netlearn_widgets.analysis.unfolding import unfold
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import Wording, seen_on, state_of, wordings
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.moderation import log
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "agreements", "answers", "groups", "members", "moderation", "ties"]


def answers(record: Record, guide: Guide, *, history: bool = False, shared: bool = False) -> pd.DataFrame:
    """One row for each smallest part of an answer, in the order of recording, all rounds together.

    A choice is one row, so is each idea, each rated item, each name for a role and each cell of a table that is filled.

    Parameters
    ----------
    record : Record
    guide : Guide
        Its wording gives the labels. An answer to a question it no longer asks, or asks in another way than it was
        answered, is one row without a kind and with JSON in ``text``.
    history : bool
        Whether answers that were replaced or taken back are there too (``current`` False). One that was taken back is a
        row with neither option nor text.
    shared : bool
        Whether the frame may be passed on: only answers that everybody may see, each part by itself. Nothing says whose
        it is, with which others it was given, or when; the rows of one question stand in the order of what they say.

    Raises
    ------
    NetlearnError
        When a frame to be passed on should hold the history.
    """
    if shared and history:
        problem = "A frame to be passed on holds no history: answers(shared=True), or answers(history=True)."
        raise NetlearnError(problem)
    record = record.asked(guide.questions)
    return _frame("answers", shared_rows(record, guide) if shared else _answer_rows(record, guide, history=history))


def _answer_rows(record: Record, guide: Guide, *, history: bool) -> Iterator[dict[str, Json]]:
    names = {one.id: record.called(one) for one in record.participants}
    steps = _steps(guide)
    standing = _standing(record)
    for answer in record.answers:
        if not (history or answer.id in standing):
            continue
        question = guide.questions.get(answer.question)
        if question is not None and answer.value is not None and not question.fits(answer.value):
            question = None
        common = {
            "workshop": record.workshop.code,
            "round": answer.round,
            "step": steps.get(answer.question),
            "question": answer.question,
            "kind": question.kind if question else None,
            "participant": answer.participant,
            "name": names.get(answer.participant) or None,
            "answer": answer.id,
            "current": answer.id in standing,
            "from_paper": answer.from_paper,
            "at": answer.at,
        }
        yield from (common | part for part in unfold(question, answer.value))


def _standing(record: Record) -> set[str]:
    asked = {(answer.question, answer.round) for answer in record.answers}
    stand = [*(record.current(*place) for place in asked), *(record.unfit(*place) for place in asked)]
    return {answer.id for answers in stand for answer in answers.values()}


def groups(record: Record, guide: Guide, question: str, by: str) -> pd.DataFrame:
    """How many people of each group said what: see `netlearn_widgets.analysis.groups.group_rows`."""
    return _frame("groups", group_rows(record.asked(guide.questions), guide, question, by))


def members(record: Record, guide: Guide, *, shared: bool = False) -> pd.DataFrame:
    """One row for each person and each seat on the map of a round; all rounds together.

    People named by different participants are merged as `netlearn_widgets.analysis.merging` says. ``shared``: drawn
    only from maps that everybody may see; the names stay, for a map with names is never anonymous.
    """
    maps = _maps(record, guide, shared=shared)
    return _frame("members", (row for where, drawn in maps for row in _member_rows(where, drawn)))


def _member_rows(where: dict[str, Json], drawn: Network) -> Iterator[dict[str, Json]]:
    turned_to = Counter(tie.target for tie in drawn.ties)
    turns_to = Counter(tie.source for tie in drawn.ties)
    for node in drawn.nodes:
        facts = {**vars(node), "organisation": node.organisation or None}
        yield {**where, **facts, "turned_to": turned_to[node.id], "turns_to": turns_to[node.id]}


def ties(record: Record, guide: Guide, *, shared: bool = False) -> pd.DataFrame:
    """One row for each tie on the map of a round, from who turns to somebody to that person; all rounds together.

    ``shared`` as in `members`.
    """
    maps = _maps(record, guide, shared=shared)
    return _frame("ties", (row for where, drawn in maps for row in _tie_rows(where, drawn)))


def _tie_rows(where: dict[str, Json], drawn: Network) -> Iterator[dict[str, Json]]:
    nodes = {node.id: node for node in drawn.nodes}
    for tie in drawn.ties:
        ends = {"source": nodes[tie.source], "target": nodes[tie.target]}
        named = {f"{end}_name": node.name for end, node in ends.items()}
        placed = {f"{end}_organisation": node.organisation or None for end, node in ends.items()}
        yield {**where, **vars(tie), **named, **placed}


def agreements(record: Record, guide: Guide) -> pd.DataFrame:
    """One row for each wording that was put to the group, with what it came to; all rounds together."""
    return _frame("agreements", _wording_rows(record.asked(guide.questions), guide))


def _wording_rows(record: Record, guide: Guide) -> Iterator[dict[str, Json]]:
    for sitting in record.rounds:
        for question in guide.questions.values():
            if isinstance(question, Agreement):
                asked = Asked(record, guide, question, sitting.number)
                for number, wording in enumerate(wordings(record, question, sitting.number), 1):
                    yield {"question": question.key, "wording": number, **_wording_row(asked, wording)}


def _wording_row(asked: Asked[Agreement], wording: Wording) -> dict[str, Json]:
    seen = seen_on(asked.record, asked.question, wording)
    counted = counts(asked, seen)
    decision = wording.decision
    return {
        "workshop": asked.record.workshop.code,
        "round": asked.round,
        "proposal": wording.proposal.id,
        "text": wording.proposal.text,
        "state": state_of(asked.question, wording, seen),
        "replaced": wording.replaced,
        "reopened": wording.reopened is not None,
        "answered": len(wording.positions),
        **{group: counted[group] if seen else None for group in ("support", "reservation", "aside", "hear")},
        "reason": (decision.value.get("reason") if decision else None) or None,
        "decided": decision.at if decision else None,
        "proposed": wording.proposal.at,
    }


def moderation(record: Record, guide: Guide) -> pd.DataFrame:
    """One row for each time a host hid a card or showed it again, all rounds together; no card's words, no writer."""
    steps = _steps(guide)
    rows = ({"step": steps.get(entry.question), **vars(entry)} for entry in log(record.acts))
    return _frame(
        "moderation", ({"workshop": record.workshop.code} | row | {"reason": row["reason"] or None} for row in rows)
    )


def _steps(guide: Guide) -> dict[str, str]:
    """The step that asks a question, by the question's key."""
    return {question.key: step.key for step in guide.steps for question in step.questions}


def _maps(record: Record, guide: Guide, *, shared: bool) -> Iterator[tuple[dict[str, Json], Network]]:
    record = record.asked(guide.questions)
    for one in record.rounds:
        for question in guide.questions.values():
            if isinstance(question, Ties):
                where = {"workshop": record.workshop.code, "round": one.number, "question": question.key}
                yield where, network(record, question.key, one.number, shared=shared)


def _frame(name: str, rows: Iterable[dict[str, Json]]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  a kernel starts without it

    columns = COLUMNS[name]
    frame = pd.DataFrame(list(rows), columns=[column.name for column in columns])
    return frame.astype({column.name: column.dtype for column in columns})
