"""A table, filled in row by row."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["TableWidget"]


class TableWidget(QuestionWidget):
    """Each row a small form; a row that is not fit to share yet stays in the browser, and says what it waits for."""

    noun = "table"
    sheets = ("question", "saying", "field")
