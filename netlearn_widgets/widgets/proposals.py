"""The wordings on the table, for whoever leads: show the positions, record what came of each."""

from __future__ import annotations

from collections.abc import Callable

from traitlets import Dict, List

from netlearn_widgets.model.question import Json
from netlearn_widgets.widgets.noun import Message, Noun, numbered

__all__ = ["OnDecide", "OnReveal", "ProposalsWidget"]

OnDecide = Callable[[str, str, str, str, str], None]
"""Records what came of a wording: called with an id, the question's key, the wording's id, outcome and reason."""

OnReveal = Callable[[str, str, bool], None]
"""Shows or hides the positions on a question's wording: called with an id, the question's key, and whether to show."""


class ProposalsWidget(Noun):
    """Each wording on the table with its state and its spread, and what can be done about it; settled ones are folded.

    What may really be done is decided by ``on_decide`` and ``on_reveal``, which raise NetlearnError in words.

    Parameters
    ----------
    proposals : list of dict
        ``id`` and ``key`` (the question's key), ``step``, ``prompt``, ``state`` (in words), ``settled`` (whether
        something was recorded of it), ``tree`` (wording, state and spread, drawn), ``revealed`` (whether the host has
        shown the positions), ``sure`` (what to know before they are shown, or ""), ``deciding`` (as for an
        `AgreementWidget`).
    on_decide, on_reveal : callable
        See ``OnDecide`` and ``OnReveal``.
    """

    noun = "proposals"
    sheets = ("question", "results", "agreement")
    hears = ("decide", "reveal")

    proposals = List(Dict(), help="The wordings on the table, in the order of the guide").tag(sync=True)

    def __init__(self, *, proposals: list[dict[str, Json]], on_decide: OnDecide, on_reveal: OnReveal) -> None:
        self._decide, self._reveal = on_decide, on_reveal
        super().__init__(proposals=proposals)

    def on_decide(self, message: Message) -> None:
        """Record what came of a wording: ``{"id", "question", "proposal", "outcome", "reason"}``."""
        said = (str(message.get(part) or "") for part in ("question", "proposal", "outcome", "reason"))
        self._decide(numbered(message), *said)
        self.reply(message, "saved")

    def on_reveal(self, message: Message) -> None:
        """Show positions to everybody, or hide them: ``{"id", "question", "shown"}``."""
        self._reveal(numbered(message), str(message.get("question") or ""), message.get("shown") is True)
        self.reply(message, "saved")
