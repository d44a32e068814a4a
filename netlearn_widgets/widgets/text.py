"""A short text."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["TextWidget"]


class TextWidget(QuestionWidget):
    """A box that grows with the text, and says how much room is left when it nearly fills."""

    noun = "text"
