"""The wordings on the table as a part of the host page."""

from __future__ import annotations

from collections.abc import Callable

from netlearn_widgets.analysis import picture
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.deciding import AGREED, LONGEST_REASON, MOVED_ON, attempt, may_try, on_table
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.guide import Guide
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record
from netlearn_widgets.pages.showing import missing
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.agreed import state_words
from netlearn_widgets.report.figures import figure
from netlearn_widgets.widgets.proposals import ProposalsWidget

__all__ = ["Proposals", "listed"]


class Proposals:
    """Shows every wording on the table to a host, and does what they ask for.

    Parameters
    ----------
    visit : Visit
    do : callable
        Does an act as the host in the open round; raises NetlearnError when the store does not take it.
    """

    def __init__(self, visit: Visit, do: Callable[[Act], None]) -> None:
        self._visit, self._do = visit, do
        self.widget = ProposalsWidget(
            proposals=listed(visit.record, visit.guide), on_decide=self._decide, on_reveal=self._reveal
        )

    def update(self) -> None:
        """Follow the positions and what is done."""
        self.widget.proposals = listed(self._visit.record, self._visit.guide)

    def _decide(self, name: str, question: str, proposal: str, outcome: str, reason: str) -> None:
        asked = self._visit.guide.question(question)
        act, problem = attempt(self._visit.record, asked, proposal, outcome, reason, who="", name=name)
        if act:
            self._do(act)
        if problem:
            raise InvalidAnswer(problem)

    def _reveal(self, name: str, question: str, shown: bool) -> None:  # noqa: FBT001  a widget calls it
        key = self._visit.guide.question(question).key
        self._do(Act(id=name, kind="reveal", question=key, value={"shown": shown}))


def listed(record: Record, guide: Guide) -> list[dict[str, Json]]:
    """Every wording on the table, in the order of the guide, as `ProposalsWidget` takes it."""
    return [
        {
            "id": wording.proposal.id,
            "key": key,
            "step": guide.step_of(key).title,
            "prompt": question.prompt,
            "state": state_words(drawn),
            "settled": wording.decision is not None,
            "proposal": {"id": wording.proposal.id, "text": wording.proposal.text},
            "tree": figure(drawn, title=""),
            "revealed": wording.led and wording.shown,
            "sure": missing(record, len(wording.positions), "taken a position"),
            "deciding": {
                "agree": may_try(record, question, AGREED, who=""),
                "move": may_try(record, question, MOVED_ON, who=""),
                "hear": drawn["state"] == "talk",
                "longest": LONGEST_REASON,
            },
        }
        for key, question in guide.questions.items()
        if isinstance(question, Agreement) and (wording := on_table(record, question))
        for drawn in [picture(record, guide, key) | {"before": None}]
    ]
