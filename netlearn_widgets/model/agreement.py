"""Agreeing by consent: the positions somebody may take on a wording. What follows from them: see `deciding`.

Fist-to-five and the gradient of agreement (Sam Kaner, *Facilitator's Guide to Participatory Decision-Making*).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from netlearn_widgets.model.merging import Merged
from netlearn_widgets.model.question import Json, Option, Question, check_option, label_of, mapping, texts
from netlearn_widgets.model.text import check_text

__all__ = ["FIST", "GRADIENT", "SCALES", "Agreement"]

FIST = (
    Option(key="5", label="5 · I will help lead it", group="support"),
    Option(key="4", label="4 · A good proposal", group="support"),
    Option(key="3", label="3 · I can live with it", group="reservation"),
    Option(key="2", label="2 · I need to talk first", group="hear"),
    Option(key="1", label="1 · I have serious doubts", group="hear"),
    Option(key="0", label="0 · I block it", group="hear"),
)
GRADIENT = (
    Option(key="endorse", label="I endorse it", group="support"),
    Option(key="minor", label="I endorse it with a minor point", group="support"),
    Option(key="reservations", label="I agree with reservations", group="reservation"),
    Option(key="abstain", label="I abstain", group="aside"),
    Option(key="aside", label="I stand aside", group="aside"),
    Option(key="follow", label="I disagree but will go with the group", group="reservation"),
    Option(key="out", label="I disagree and will not take part", group="hear"),
    Option(key="block", label="I block it", group="hear"),
)
SCALES = {"fist": FIST, "gradient": GRADIENT}
"""Each from full support down. A group of positions: support, reservation, aside (lets the others go on), hear (stands
in the way until it is heard)."""

_KNOWN = {option.key: option for scale in SCALES.values() for option in scale}


@dataclass(frozen=True, kw_only=True)
class Agreement(Question):
    """A position on the proposal on the table.

    Answer: ``{"proposal": id of the wording it is about, "position": key, "reason": str}``.

    Attributes
    ----------
    scale : "fist" or "gradient"
    about : str
        The key of a text question whose answers may be taken as first wordings, or "".
    """

    kind: ClassVar[str] = "agreement"
    scale: str = "fist"
    about: str = ""
    longest: int = 500

    @property
    def options(self) -> tuple[Option, ...]:
        """The positions, from full support down."""
        return SCALES[self.scale]

    def position(self, key: str) -> Option:
        """The position with this key, of another scale too; one nobody can read is heard, not taken for consent."""
        return _KNOWN.get(key, Option(key=key, label=key, group="hear"))

    def _check(self, value: Json) -> dict[str, str]:
        given = mapping(value, "Your position")
        if not given.get("position"):
            return {}
        return {
            "proposal": check_text(given.get("proposal"), what="The proposal's number", longest=40),
            "position": check_option(self.options, given["position"]),
            "reason": check_text(given.get("reason", ""), what="Your reason", longest=self.longest, lines=True),
        }

    def _merge(self, base: Json, mine: Json, theirs: Json) -> Merged:
        """Keep a position on the wording on the table, which ``theirs`` is, against one on an earlier wording."""
        if not theirs:
            return Merged(mine)
        if (mine or base or theirs)["proposal"] != theirs["proposal"]:
            return Merged(theirs, ("The wording has changed. Your position on it from another device counts.",))
        return super()._merge(base, mine, theirs)

    def fits(self, value: Json) -> bool:
        return texts(value, "proposal", "position") and isinstance(value.get("reason", ""), str)

    def words(self, value: Json) -> list[str]:
        if not value:
            return []
        label = label_of(self.options, value["position"])
        return [f"{label}: {value['reason']}" if value.get("reason") else label]

    def spec(self) -> dict[str, Json]:
        return super().spec() | {"options": [vars(option) for option in self.options]}
