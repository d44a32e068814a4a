"""Every workshop at a glance: how many people, how many answers, and whether it is open."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from netlearn_widgets.model.removal import NOBODY
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.store import tables

__all__ = ["Overview", "overview"]


@dataclass(frozen=True, kw_only=True)
class Overview:
    """One workshop at a glance.

    Attributes
    ----------
    people : int
        How many have joined, and were not taken out.
    answers : int
        How many questions were answered by somebody, in all rounds; a corrected answer counts once.
    closed : bool
        Whether a host closed its newest round.
    """

    workshop: Workshop
    people: int
    answers: int
    closed: bool


def overview(connection: Connection, workshops: Iterable[Workshop]) -> tuple[Overview, ...]:
    """Each of these workshops at a glance; nothing that somebody said is read."""
    people, answers, acts, rounds = (
        table.c for table in (tables.participants, tables.answers, tables.acts, tables.rounds)
    )
    joined = select(people.workshop_id, func.count()).where(people.id != NOBODY).group_by(people.workshop_id)
    said = select(answers.workshop_id, answers.round, answers.question, answers.participant).distinct().subquery()
    given = select(said.c.workshop_id, func.count()).group_by(said.c.workshop_id)
    newest = select(rounds.workshop_id, func.max(rounds.number)).group_by(rounds.workshop_id)
    closing = select(acts.workshop_id, acts.round, acts.value).where(acts.kind == "close").order_by(acts.seq)
    closed = {(row.workshop_id, row.round): json.loads(row.value) for row in connection.execute(closing)}
    have, gave, open_round = (_by_workshop(connection, query) for query in (joined, given, newest))
    return tuple(
        Overview(
            workshop=one,
            people=have.get(one.id, 0),
            answers=gave.get(one.id, 0),
            closed=closed.get((one.id, open_round[one.id])) == {"closed": True},
        )
        for one in workshops
    )


def _by_workshop(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query)}
