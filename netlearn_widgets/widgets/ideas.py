"""Several ideas, one a card."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["IdeasWidget"]


class IdeasWidget(QuestionWidget):
    """A box to write in, and one's own cards below it, each to be edited or taken away."""

    noun = "ideas"
    sheets = ("question", "saying")
