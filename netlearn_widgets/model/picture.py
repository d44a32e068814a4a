"""What of a workshop is in one picture, and what waits, by how the workshop is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.cohorts import Cohorts
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.settings import Settings, settings

__all__ = ["Picture"]


class Picture:
    """What is in one picture of a workshop, and what waits, while its history goes by; of whatever it is a picture."""

    def __init__(self, cohorts: Cohorts | None = None) -> None:
        self.cohorts = cohorts or Cohorts()
        self.settings = Settings()
        self.openly: dict[str, int] = {}  # who said the first thing where nothing was protected, and in which order
        self._agreed: list[Act] = []
        self._met: set[str] = set()
        self._said: dict[str, Mapping[str, Json]] = {}

    def say(self, who: str, name: str, said: Mapping[str, Json]) -> None:
        """Take all that somebody says from now on, in pieces, under the name a store has for it."""
        self._said[name] = said
        if who not in self._met and not self.settings.protected:
            self.openly[who] = len(self.openly)
        self._met.add(who)
        (self.cohorts.say_openly if who in self.openly else self.cohorts.say)(who, name, said)

    def hold(self, act: Act) -> None:
        """Take how the workshop is held from now on."""
        self._agreed.append(act)
        self.settings = settings(self._agreed)
        if self.settings.protected and self.openly:
            self.openly.clear()
            self.cohorts.settle()

    def go_on(self, kept: Iterable[Mapping[str, Json]]) -> None:
        """Go on from what was kept when somebody was taken out."""
        self.cohorts.take_up(kept, self._said)

    def move(self) -> None:
        """Let the picture move as far as the rule allows."""
        self.cohorts.move(self.settings.threshold)

    @property
    def waits(self) -> bool:
        """Whether it waits for somebody to show it: also what was promised so before protection was switched off."""
        if self.settings.waits or self.settings.reveal != "together":
            return self.settings.waits
        return not self.cohorts.now.keys() <= self.openly.keys()

    @property
    def threshold(self) -> int:
        """From how many people on there is a picture."""
        return self.settings.threshold if self.settings.protected else 1
