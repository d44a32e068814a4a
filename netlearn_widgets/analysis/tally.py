"""Where answers become pictures: plain values that a page, a screen and the plan all draw alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from netlearn_widgets.analysis.agreeing import spread
from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.before import before
from netlearn_widgets.analysis.counting import bars, gap, grid, ranks, ratings, shift
from netlearn_widgets.analysis.drawing import drawn as map_drawn
from netlearn_widgets.analysis.gathering import cover, table
from netlearn_widgets.analysis.themes import cards, is_sorted, themes
from netlearn_widgets.model.choosing import Choices
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.telling import Ideas

__all__ = ["PICTURES", "picture"]

PICTURES: dict[str, Callable[[Asked[Any]], dict[str, Json]]] = {
    "bars": bars,
    "shift": shift,
    "grid": grid,
    "gap": gap,
    "ratings": ratings,
    "ranks": ranks,
    "cards": cards,
    "themes": themes,
    "cover": cover,
    "table": table,
    "spread": spread,
    "map": map_drawn,
}
"""Every kind of picture, with what counts it."""

_PICTURE_OF = {
    "choice": "bars",
    "choices": "bars",
    "horizons": "shift",
    "matrix": "grid",
    "scale": "ratings",
    "ranking": "ranks",
    "text": "cards",
    "ideas": "cards",
    "roles": "cover",
    "table": "table",
    "agreement": "spread",
    "ties": "map",
}


def picture(record: Record, guide: Guide, question_key: str, round: int | None = None) -> dict[str, Json]:  # noqa: A002  the word of the field
    """What may be shown of a group's answers to one question, counted, as plain JSON.

    Parameters
    ----------
    record : Record
    guide : Guide
    question_key : str
        A question of the guide.
    round : int, optional
        The number of the round; the open one by default.

    Returns
    -------
    dict
        ``kind`` (a key of `PICTURES`), ``question``, ``prompt``, ``answered`` (how many people's answers are in it),
        ``held`` (what is held back and why: see `netlearn_widgets.analysis.asked.Asked.held`), ``appears`` (when the
        first answers appear: see `netlearn_widgets.analysis.asked.Asked.appears`), ``talk``, and what the
        function in `PICTURES` adds. An option that is no longer in the guide still counts, labelled by its key. Where
        an earlier round has answers to the question, ``before`` says what it was then: see
        `netlearn_widgets.analysis.before.before`.

    Raises
    ------
    NetlearnError
        When the guide has no such question.
    """
    question = guide.question(question_key)
    record = record.asked(guide.questions)
    asked = Asked(record, guide, question, record.round.number if round is None else round)
    kind = _kind(asked)
    drawn = {
        "kind": kind,
        "question": question.key,
        "prompt": question.prompt,
        "answered": len(asked.answers),
        "held": asked.held,
        "appears": asked.appears,
        "talk": list(question.talk),
        **PICTURES[kind](asked),
    }
    earlier = before(kind, PICTURES[kind], asked)
    return drawn if earlier is None else drawn | {"before": earlier}


def _kind(asked: Asked[Any]) -> str:
    question: Question = asked.question
    if isinstance(question, Ideas) and is_sorted(asked):
        return "themes"
    if isinstance(question, Choices) and question.compare:
        return "gap"
    return _PICTURE_OF[question.kind]
