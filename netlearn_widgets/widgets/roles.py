"""Who holds each role now, and who could."""

from __future__ import annotations

from netlearn_widgets.widgets.question import QuestionWidget

__all__ = ["RolesWidget"]


class RolesWidget(QuestionWidget):
    """A card for each role with the names of those who hold it and of those who could.

    ``context["people"]`` lists the names known already, which the browser then suggests.
    """

    noun = "roles"
    sheets = ("question", "saying", "field")
