"""One of several options."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["ChoiceWidget"]


class ChoiceWidget(QuestionWidget):
    """Radio buttons, each with a hint; a chosen one can be taken back."""

    noun = "choice"
