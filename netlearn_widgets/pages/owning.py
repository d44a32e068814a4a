"""What of a visitor's own answers a picture does not show: for their own pages, and for nobody else's."""

from __future__ import annotations

from netlearn_widgets.model.disclosure import is_about
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.pages.visit import Visit

__all__ = ["marked", "waits_for_others"]


def marked(visit: Visit, question: Question, drawn: dict[str, Json]) -> dict[str, Json]:
    """Return a picture that says ``mine`` where the visitor's own answer is among those it does not show yet."""
    of = {"held": question.key, "held_now": getattr(question, "compare", "")}
    waits = {
        name: held | {"mine": True}
        for name, key in of.items()
        if (held := drawn.get(name)) and held["why"] == "batch" and _waits(visit, visit.guide.question(key))
    }
    return drawn | waits


def waits_for_others(visit: Visit, question: Question) -> bool:
    """Whether what the visitor said last comes into the picture only together with what others say."""
    return visit.record.disclosure(question.key).why == "batch" and _waits(visit, question)


def _waits(visit: Visit, question: Question) -> bool:
    """Whether what the visitor said last is another thing than the picture shows of them."""
    if visit.participant is None:
        return False
    now, seen = visit.value(question.key), visit.record.shown(question.key).get(visit.participant.id)
    if not is_about(now, visit.record.proposal(question.key)):
        now = None
    if now is None or seen is None:
        return now is not None or seen is not None
    if not (question.fits(now) and question.fits(seen.value)):
        return bool(now != seen.value)
    return question.pieces(now) != question.pieces(seen.value)
