"""What a page shows of a wording to somebody who is asked where they stand on it."""

from __future__ import annotations

from netlearn_widgets.analysis import picture
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import AGREED, LONGEST_REASON, MOVED_ON, decide, on_table, refusal
from netlearn_widgets.model.question import Json
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.agreed import history, recorded, state_words
from netlearn_widgets.report.pieces import people
from netlearn_widgets.report.tree import Node, h

__all__ = ["before_own", "wordings"]


def wordings(visit: Visit, question: Agreement) -> dict[str, Json]:
    """The wording on the table, texts to start from, and what the visitor may record: the widget's context."""
    proposal = visit.record.proposal(question.key)
    drafts = visit.record.shown(question.about).values() if question.about else ()
    return {
        "proposal": {"id": proposal.id, "text": proposal.text} if proposal else None,
        "drafts": list(dict.fromkeys(answer.value for answer in drafts)),
        "deciding": _deciding(visit, question),
    }


def _deciding(visit: Visit, question: Agreement) -> dict[str, Json]:
    """What the visitor may record now: nothing before they took a position, nor where a host leads."""
    wording, who = on_table(visit.record, question), visit.participant

    def may(outcome: str) -> bool:
        if wording is None or who is None or visit.value(question.key) is None:
            return False
        return not refusal(wording, decide(wording.proposal, outcome, participant=who.id))

    return {"agree": may(AGREED), "move": may(MOVED_ON), "longest": LONGEST_REASON}


def before_own(visit: Visit, question: Agreement) -> Node:
    """What somebody sees who has taken no position: what was recorded, how many have one, and earlier wordings."""
    drawn = picture(visit.record, visit.guide, question.key)
    if drawn["proposal"] is None:
        said = "No wording is on the table yet. Anyone may propose one."
    elif drawn["decided"]:
        said = f"{state_words(drawn)}. Say where you stand too, and you see what the others say."
    elif drawn["answered"]:
        has = "has" if drawn["answered"] == 1 else "have"
        said = f"{people(drawn['answered'])} {has} taken a position. Take yours, and you see them."
    else:
        said = "Nobody has taken a position yet. Where the group stands appears here."
    return h("div", h("p", said, class_="nl-soft"), recorded(drawn), history(drawn))
