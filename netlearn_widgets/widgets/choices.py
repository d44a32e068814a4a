"""Some of several options."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["ChoicesWidget"]


class ChoicesWidget(QuestionWidget):
    """Checkboxes, each with a hint; at the limit the others stay in reach and say why they cannot be chosen."""

    noun = "choices"
