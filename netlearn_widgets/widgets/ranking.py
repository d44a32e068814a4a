"""Options put in order."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["RankingWidget"]


class RankingWidget(QuestionWidget):
    """A list ordered by buttons or by dragging, and a list of what is left out of it."""

    noun = "ranking"
