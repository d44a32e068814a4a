"""One option for each row."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["MatrixWidget"]


class MatrixWidget(QuestionWidget):
    """A line of pills for each row; the options' hints stand in a list to open."""

    noun = "matrix"
    sheets = ("question", "pills")
