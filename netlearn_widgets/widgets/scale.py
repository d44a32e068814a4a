"""A rating for each of several items."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["ScaleWidget"]


class ScaleWidget(QuestionWidget):
    """A line of numbers for each item, items of one group under its heading; each rating can be cleared."""

    noun = "scale"
    sheets = ("question", "pills")
