"""One option for now, for next and for later."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["HorizonsWidget"]


class HorizonsWidget(QuestionWidget):
    """A card for each option with its hint and a pill for each horizon, and what is chosen said in words below."""

    noun = "horizons"
    sheets = ("question", "pills")
