"""Two devices of one person and the file they write to, as the page's script and a visit have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from netlearn_widgets.model.errors import Overfull
from netlearn_widgets.model.question import Json, Question

__all__ = ["Device", "File"]

_numbers = count(1)


@dataclass
class File:
    """What is kept: every answer by its id, in order."""

    question: Question
    kept: dict[str, Json] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    @property
    def value(self) -> Json:
        return next(reversed(self.kept.values()), None)

    def take(self, message: Mapping[str, Json]) -> dict[str, Json]:
        """Keep an answer as a visit does; return what the kernel says."""
        if message["id"] not in self.kept:
            try:
                merged = self.question.merge(message["base"], self.question.check(message["value"]), self.value)
            except Overfull as problem:
                return {"type": "refused", "message": str(problem), "value": problem.value, "base": problem.base}
            self.kept[message["id"]] = merged.value
            self.said += merged.said
        return {"type": "saved"}


@dataclass
class Device:
    """A page of Ada's: `change` is what she does there, `send` and `look` are what happens while its line is there.

    Written as ``pending.js`` is: an answer waits while an earlier one may have arrived.
    """

    file: File
    known: Json = None
    pending: dict[str, Json] | None = None

    @property
    def value(self) -> Json:
        """What the page shows."""
        if self.pending is None:
            return self.known
        return (self.pending.get("next") or self.pending)["value"]

    def change(self, how: Callable[[Json], Json]) -> None:
        newer = {"id": str(next(_numbers)), "value": how(self.value)}
        if self.pending is None:
            self.pending = newer | {"base": self.known}
        elif self.pending.get("sent") and not self.pending.get("refused"):
            self.pending["next"] = newer | {"base": self.pending["value"]}
        else:
            self.pending = newer | {"base": self.pending["base"]}

    def send(self, *, heard: bool = True) -> None:
        """Send what is not saved; where nothing is ``heard``, the answer of the kernel is lost on its way."""
        if self.pending is None or self.pending.get("refused"):
            return
        self.pending["sent"] = True
        news = self.file.take(self.pending)
        if not heard:
            return
        following = self.pending.get("next")
        if news["type"] == "saved":
            self.pending = following
        elif following:
            self.pending = following | {"base": self.pending["base"]}
        else:
            self.pending = {"id": str(next(_numbers)), **news, "refused": news["message"]}
        self.look()

    def look(self) -> None:
        """Hear of what is kept."""
        self.known = self.file.value

    def settle(self) -> None:
        """Send until nothing waits any more."""
        while self.pending and not self.pending.get("refused"):
            self.send()
        self.look()
