"""What a page shows of a wording to somebody who is asked where they stand on it."""

from __future__ import annotations

from netlearn_widgets.analysis import picture
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import AGREED, LONGEST_REASON, MOVED_ON, is_objected, may_try, on_table, wordings
from netlearn_widgets.model.question import Json
from netlearn_widgets.pages.owning import marked
from netlearn_widgets.pages.showing import Press
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.agreed import history, recorded, state_words
from netlearn_widgets.report.figures import figure, talk
from netlearn_widgets.report.pieces import people
from netlearn_widgets.report.tree import Node, h, text_of
from netlearn_widgets.widgets.view import ViewWidget

__all__ = ["Standing", "deciding"]


def deciding(visit: Visit, question: Agreement) -> dict[str, Json]:
    """What the visitor may try to record now: nothing before they took a position, nor where a host leads."""
    who = visit.participant

    def may(outcome: str) -> bool:
        if who is None or visit.value(question.key) is None:
            return False
        return may_try(visit.record, question, outcome, who=who.id)

    agree = may(AGREED)
    hear = agree and is_objected(visit.record, question)
    return {"agree": agree, "move": may(MOVED_ON), "hear": hear, "longest": LONGEST_REASON}


class Standing:
    """Where the group stands on a wording.

    Where ``after_own`` is set, a participant sees it once they have taken a position themselves or, where a host leads,
    once the host has shown it.
    """

    def __init__(self, visit: Visit, question: Agreement, *, large: bool = False, after_own: bool = False) -> None:
        self._visit, self._question = visit, question
        self._large, self._after_own = large, after_own
        self._press = Press(visit, question, large=large)
        self._seen = self._mark()
        tree = self._tree()
        self.widget = ViewWidget(
            tree=tree,
            words=text_of(tree),
            large=large,
            offer=self._press.offer,
            on_show=self._press.show,
        )

    def _mark(self) -> list[object]:
        """What it is drawn from: what became of every wording, which depends on who took part, and who may see it."""
        record, question = self._visit.record, self._question
        found = [wordings(record, question, one.number) for one in record.rounds]
        showing = [record.disclosure(question.key, one.number) for one in record.rounds]
        return [
            found,
            showing,
            record.workshop.guide,
            record.settings,
            record.participants,
            self._visit.value(question.key),
        ]

    def update(self) -> None:
        """Draw it again when something of it is new."""
        before, self._seen = self._seen, self._mark()
        if before != self._seen:
            tree = self._tree()
            self.widget.show(tree, text_of(tree))
        self.widget.offer = self._press.offer

    def _tree(self) -> Node:
        drawn = picture(self._visit.record, self._visit.guide, self._question.key)
        if not self._large:
            drawn = marked(self._visit, self._question, drawn)
        if self._after_own and not self._may_see():
            return _before(drawn)
        if self._large:
            return h("div", figure(drawn, title=""), class_="nl-card")
        title, below = ("Where we stand", " nl-after") if self._after_own else ("What the group says", "")
        return h("div", figure(drawn, title=title), talk(drawn), class_=f"nl-card{below}")

    def _may_see(self) -> bool:
        wording = on_table(self._visit.record, self._question)
        shown = wording is not None and wording.led and wording.shown
        return shown or self._visit.value(self._question.key) is not None


def _before(drawn: Json) -> Node:
    """What somebody sees before: what was recorded, how many took a position, and earlier wordings."""
    if drawn["proposal"] is None:
        said = "No wording is on the table yet. Anyone may propose one."
    elif drawn["decided"] or drawn["reopened"]:
        said = f"{state_words(drawn)}. Say where you stand too, and you see what the others say."
    elif drawn["state"] == "hidden":
        said = f"{state_words(drawn)}."
    elif drawn["answered"]:
        has = "has" if drawn["answered"] == 1 else "have"
        said = f"{people(drawn['answered'])} {has} taken a position. Take yours, and you see them."
    else:
        said = "Nobody has taken a position yet. You find here later where the group stands."
    return h("div", h("p", said, class_="nl-soft"), recorded(drawn), history(drawn))
