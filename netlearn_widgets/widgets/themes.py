"""A board on which a group sorts its ideas into themes and votes on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from traitlets import Bool, Dict, Unicode

from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.sorting import LONGEST_NAME, LONGEST_REASON, check_act
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.widgets.noun import Message, Noun, numbered
from netlearn_widgets.widgets.view import OnShow, show

__all__ = ["OnDots", "OnSort", "ThemesWidget"]

OnSort = Callable[[str, str, Json], None]
"""Keeps an act: called with its id, its kind and its checked value; returns once it is committed, else raises."""

OnDots = Callable[[str, Json], None]
"""Keeps a person's dots: called with the act's id and the checked dots; returns once committed, else raises."""

_SORTING = ("theme", "group", "merge")


class ThemesWidget(Noun):
    """Cards that everybody may move, merge and vote on, by drag, by touch and by keyboard.

    Parameters
    ----------
    question : Ideas
        Which cards they are, and how many dots there are.
    board : dict
        ``themes [{id, name, n, mine, piles}]``, ``loose`` piles and, for a host only, ``hidden [{id, text, reason}]``.
        A pile is ``{id, text, own, at, n, mine, same [{id, text, own, at}]}``.
    owner : str
        Under which name what is not sent yet is kept in the browser.
    on_sort, on_dots : callable
        See `OnSort` and `OnDots`.
    on_hide : callable, optional
        Keeps an act ``hide``: called with its id and its value. Only for a host; without it nothing can be hidden.
    waiting : str
        What is said of dots that are not counted yet.
    offer : dict
        What may be pressed to show the dots: see `netlearn_widgets.pages.showing`.
    on_show : callable, optional
        Shows the dots, or hides them again: called with the act's id and whether they are to be shown.
    notice : str
        What somebody should know before they sort or vote.
    folded : bool
        Whether the board is one tap away, on a page with much else.
    """

    noun = "themes"
    sheets: ClassVar[tuple[str, ...]] = ("question", "saying", "ranking")
    hears: ClassVar[tuple[str, ...]] = ("sort", "dots", "hide", "show")

    question = Dict(help="The question: key and prompt").tag(sync=True)
    board = Dict(help="Themes, cards in none and, for a host, hidden cards").tag(sync=True)
    vote = Dict(help="How many dots a person has, and at most on one theme").tag(sync=True)
    longest = Dict(help="The most characters of a theme's name, and of a reason").tag(sync=True)
    waiting = Unicode(help="What is said of dots that are not counted yet, or nothing").tag(sync=True)
    offer = Dict(help="What may be pressed to show the dots, or nothing").tag(sync=True)
    notice = Unicode(help="What to know before sorting and voting, or nothing").tag(sync=True)
    owner = Unicode(help="The name under which the browser keeps what is not sent").tag(sync=True)
    folded = Bool(default_value=False, help="Whether the board is one tap away").tag(sync=True)
    can_hide = Bool(default_value=False, help="Whether a host is visiting, who may hide cards").tag(sync=True)

    def __init__(  # noqa: PLR0913  each is a different thing
        self,
        *,
        question: Ideas,
        board: dict[str, Json],
        owner: str,
        on_sort: OnSort,
        on_dots: OnDots,
        on_hide: OnDots | None = None,
        on_show: OnShow | None = None,
        offer: dict[str, Json] | None = None,
        waiting: str = "",
        notice: str = "",
        folded: bool = False,
    ) -> None:
        self._ask = question
        self._sort, self._vote, self._hide, self._show = on_sort, on_dots, on_hide, on_show
        super().__init__(
            question={"key": question.key, "prompt": question.prompt},
            board=board,
            vote={"dots": question.dots, "most": question.most_dots},
            longest={"name": LONGEST_NAME, "reason": LONGEST_REASON},
            offer=offer or {},
            waiting=waiting,
            notice=notice,
            owner=owner,
            folded=folded,
            can_hide=on_hide is not None,
        )

    def on_sort(self, message: Message) -> None:
        """Check and keep what somebody did to the board: ``{"id": str, "kind": str, "value": Json}``."""
        kind = message.get("kind")
        if kind not in _SORTING:
            problem = f"This page does not understand {kind!r:.40}. Please reload it."
            raise InvalidAnswer(problem)
        name, value = self._checked(kind, message)
        self._sort(name, kind, value)
        self.reply(message, "saved")

    def on_dots(self, message: Message) -> None:
        """Check and keep somebody's dots: ``{"id": str, "value": {place: int}}``."""
        self._vote(*self._checked("dots", message))
        self.reply(message, "saved")

    def on_hide(self, message: Message) -> None:
        """Check and keep a host's hiding of a card, or showing it again: ``{"id": str, "value": Json}``."""
        if self._hide is None:
            problem = "Only a host may hide a card."
            raise InvalidAnswer(problem)
        self._hide(*self._checked("hide", message))
        self.reply(message, "saved")

    def on_show(self, message: Message) -> None:
        """Show the dots, or hide them again: ``{"id": str, "shown": bool}``."""
        show(self._show, message)
        self.reply(message, "saved")

    def _checked(self, kind: str, message: Message) -> tuple[str, Json]:
        name = numbered(message)
        themes = {theme["id"]: theme["name"] for theme in self.board["themes"]}
        return name, check_act(kind, message.get("value"), self._ask, themes)

    def __repr__(self) -> str:
        lines = [f"Sort the ideas into themes: {self.question['prompt']}"]
        for theme in [*self.board["themes"], {"name": "Not in a theme", "piles": self.board["loose"]}]:
            ideas = sum(1 + len(pile["same"]) for pile in theme["piles"])
            lines.append(f"  {theme['name']}: {ideas} {'idea' if ideas == 1 else 'ideas'}")
        return "\n".join(lines)
