"""What all question widgets share: plain data in, one function out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from traitlets import Any, Dict, Unicode

from netlearn_widgets.model.merging import UNKNOWN, Merged
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.widgets.noun import Message, Noun, numbered

__all__ = ["OnAnswer", "QuestionWidget"]

OnAnswer = Callable[[str, Json, Json], Merged]
"""Keeps an answer: called with its id, its checked value, and the value it was made from or UNKNOWN.

Returns what stands once it is committed, else raises.
"""


class QuestionWidget(Noun):
    """One question to one person, drawn as native HTML.

    It says *Saved* when ``on_answer`` has returned, and never before. What is typed is kept in the browser until then.

    Parameters
    ----------
    question : Question
        What is asked.
    value : Json
        The person's current answer, or None.
    owner : str
        Under which name this person's unsent answers are kept in the browser.
    on_answer : callable
        See ``OnAnswer``.
    context : dict
        What others have said that helps to answer, such as names known already. ``notices`` says what to know before
        answering, by the part of the question it stands beside; "" is all of it.
    """

    sheets: ClassVar[tuple[str, ...]] = ("question",)
    hears: ClassVar[tuple[str, ...]] = ("answer",)

    spec = Dict(help="The question as plain data: Question.spec()").tag(sync=True)
    value = Any(None, allow_none=True, help="The answer as it is kept, or None").tag(sync=True)
    context = Dict(help="What helps to answer, as plain data").tag(sync=True)
    owner = Unicode(help="The name under which the browser keeps unsent answers").tag(sync=True)

    def __init__(
        self,
        *,
        question: Question,
        value: Json,
        owner: str,
        on_answer: OnAnswer,
        context: dict[str, Json] | None = None,
    ) -> None:
        self.question = question
        self._keep = on_answer
        self._saved = ""
        super().__init__(spec=question.spec(), value=value, owner=owner, context=context or {})

    def on_answer(self, message: Message) -> None:
        """Check and keep an answer from the browser: ``{"id": str, "value": Json, "base": Json, "after": str}``.

        ``base`` is the value it was made from; older scripts do not say it. Where ``after`` names another answer, it
        was made from that one, and is not taken before it.
        """
        name = numbered(message)
        if message.get("after", self._saved) != self._saved:
            self.reply(message, "failed")
            return
        value = self.question.check(message.get("value"))
        kept = self._keep(name, value, message.get("base", UNKNOWN))
        self._saved = name
        self.value = kept.value
        self.reply(message, "saved", " ".join(kept.said))

    def __repr__(self) -> str:
        said = self.question.words(self.value)
        return f"{self.question.prompt}\n" + ("\n".join(f"  {line}" for line in said) or "  (no answer yet)")
