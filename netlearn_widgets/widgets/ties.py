"""People, and who turns to whom."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["TiesWidget"]


class TiesWidget(QuestionWidget):
    """A small form for one person at a time, everybody below it, and the ties between them.

    ``context["people"]`` and ``context["organisations"]`` list the names known already, which the
    browser then suggests.
    """

    noun = "ties"
    sheets = ("question", "saying", "field")
