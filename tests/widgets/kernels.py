"""Widgets in which people write, as their kernel holds them: what they kept, what was proposed, what they said."""

from __future__ import annotations

from collections.abc import Callable

from netlearn_widgets.model.agreement import Agreement
from netlearn_widgets.model.merging import Merged
from netlearn_widgets.model.people import Roles, Ties
from netlearn_widgets.model.question import Json, Option, Question
from netlearn_widgets.model.table import Column, Table
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.widgets.agreement import AgreementWidget
from netlearn_widgets.widgets.ideas import IdeasWidget
from netlearn_widgets.widgets.question import QuestionWidget
from netlearn_widgets.widgets.roles import RolesWidget
from netlearn_widgets.widgets.table import TableWidget
from netlearn_widgets.widgets.ties import TiesWidget

__all__ = ["HOSTILE", "PROPOSAL", "QUESTIONS", "Kernel"]

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '=HYPERLINK("http://example.org")',
    "\u05e9\u05dc\u05d5\u05dd!\u200f (a) \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "e\u0301 and 👩‍👩‍👧 and \u0627\u0644\u0633\u0644\u0627\u0645",
]
"""Text that must be kept to the letter, and never be taken for anything but text."""

PROPOSAL = {"id": "p1", "text": "We learn how people stay well at home."}

QUESTIONS: dict[str, Question] = {
    question.kind: question
    for question in (
        Ideas(key="purpose", prompt="What is this learning system's purpose?", longest=60, most=3),
        Roles(
            key="roles",
            prompt="Who has each role, and who could?",
            options=(
                Option(key="connector", label="Connector", hint="Brings people together."),
                Option(key="guardian", label="Guardian"),
            ),
        ),
        Ties(key="ties", prompt="Whom do you turn to?", most=4),
        Table(
            key="actions",
            prompt="What will we do?",
            row="action",
            most=3,
            longest=60,
            columns=(
                Column(key="what", label="What", hint="Begin with a verb.", required=True),
                Column(
                    key="way",
                    label="How",
                    type="choice",
                    options=(Option(key="virtual", label="Online"), Option(key="room", label="In a room")),
                ),
                Column(key="when", label="When", type="date"),
            ),
        ),
        Agreement(key="agree", prompt="Can we go ahead?", about="statement", longest=60),
    )
}

_KINDS: dict[str, type[QuestionWidget]] = {
    kind.noun: kind for kind in (IdeasWidget, RolesWidget, TiesWidget, TableWidget, AgreementWidget)
}


class Kernel:
    """A widget of this kind for Ada, with what it kept, was proposed and said to the browser.

    ``bases`` holds what each kept answer was made from.
    """

    def __init__(  # noqa: PLR0913  each is one thing a test may set
        self,
        kind: str,
        value: Json = None,
        *,
        context: dict[str, Json] | None = None,
        keep: Callable[[str, Json], None] | None = None,
        put: Callable[[str, str], None] | None = None,
        decide: Callable[[str, str, str, str], None] | None = None,
    ) -> None:
        self.kept: list[tuple[str, Json]] = []
        self.bases: list[Json] = []
        self._keep = keep or (lambda name, value: self.kept.append((name, value)))
        self.proposed: list[tuple[str, str]] = []
        self.decided: list[tuple[str, ...]] = []
        self.said: list[dict[str, str]] = []
        more = {
            "on_propose": put or (lambda name, text: self.proposed.append((name, text))),
            "on_decide": decide or (lambda *decision: self.decided.append(decision)),
        }
        self.widget = _KINDS[kind](
            question=QUESTIONS[kind],
            value=value,
            owner="ada",
            on_answer=self._answered,
            context=context,
            **(more if kind == "agreement" else {}),
        )
        self.widget.send = lambda content, buffers=None: self.said.append(content)  # noqa: ARG005

    def _answered(self, name: str, value: Json, base: Json) -> Merged:
        self.bases.append(base)
        self._keep(name, value)
        return Merged(value)

    def hear(self, message: Json) -> Json:
        """Give the widget a message as a browser sends it; return what it said."""
        self.widget._handle_custom_msg(message, [])  # noqa: SLF001  the way ipywidgets hands on a message
        return self.said[-1]

    def answer(self, value: Json) -> Json:
        """Give the widget an answer; return what it said."""
        return self.hear({"type": "answer", "id": "a1", "value": value})
