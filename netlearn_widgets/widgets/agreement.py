"""Agreeing by consent: a wording, and where somebody stands on it."""

from __future__ import annotations

from collections.abc import Callable

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.text import check_text
from netlearn_widgets.widgets.noun import Message, numbered
from netlearn_widgets.widgets.question import OnAnswer, QuestionWidget

__all__ = ["AgreementWidget", "OnDecide", "OnPropose"]

OnPropose = Callable[[str, str], None]
"""Puts a wording to the group: called with its id and its checked text; returns once it is committed, else raises."""

OnDecide = Callable[[str, str, str, str], None]
"""Records what came of a wording: called with an id, the wording's id, the outcome and the reason; else raises."""


class AgreementWidget(QuestionWidget):
    """The wording on the table, positions on it with reasons, and a way to put a new wording to the group.

    ``context["proposal"]`` is the wording on the table, ``{"id": str, "text": str}`` or None; ``context["drafts"]``
    lists texts that may be taken as a first wording. A position on an earlier wording is shown as not taken yet.
    ``context["deciding"]`` says what this person may record now: ``{"agree": bool, "move": bool, "longest": int}``;
    what may really be recorded is decided by ``on_decide``.

    Parameters
    ----------
    on_propose : callable
        See ``OnPropose``.
    on_decide : callable
        See ``OnDecide``.
    """

    noun = "agreement"
    sheets = ("question", "saying")
    hears = ("answer", "propose", "decide")

    def __init__(  # noqa: PLR0913  a question's own parameters, and two more
        self,
        *,
        question: Agreement,
        value: Json,
        owner: str,
        on_answer: OnAnswer,
        on_propose: OnPropose,
        on_decide: OnDecide,
        context: dict[str, Json] | None = None,
    ) -> None:
        self._put, self._decide = on_propose, on_decide
        self._longest = question.longest
        super().__init__(question=question, value=value, owner=owner, on_answer=on_answer, context=context)

    def on_propose(self, message: Message) -> None:
        """Check a wording from the browser and put it to the group: ``{"id": str, "text": str}``."""
        name = numbered(message)
        text = check_text(message.get("text"), what="The wording", longest=self._longest, lines=True)
        if not text:
            problem = "Please write the wording first."
            raise InvalidAnswer(problem)
        self._put(name, text)
        self.reply(message, "saved")

    def on_decide(self, message: Message) -> None:
        """Record what came of a wording: ``{"id": str, "proposal": str, "outcome": str, "reason": str}``."""
        name = numbered(message)
        self._decide(name, *(str(message.get(part) or "") for part in ("proposal", "outcome", "reason")))
        self.reply(message, "saved")
