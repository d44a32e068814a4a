"""Sorting ideas on a page: the board as one visitor sees it, and what they do to it as acts in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.themes import board_of, cards_of
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.sorting import check_act
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.themes import Board, Card, Pile
from netlearn_widgets.pages.notices import sorting
from netlearn_widgets.pages.showing import check, tally
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.report.pieces import people
from netlearn_widgets.widgets.noun import Noun
from netlearn_widgets.widgets.themes import ThemesWidget

__all__ = ["Sorted", "became", "hide", "plain"]


class Sorted:
    """The board of one question.

    Parameters
    ----------
    visit : Visit
    question : Ideas
    after_own : bool
        Whether a participant sees it only after answering.
    host_key : str
        With a host key of this workshop cards may be hidden. A host sorts as the host, and has no dots.
    """

    def __init__(self, visit: Visit, question: Ideas, *, after_own: bool = False, host_key: str = "") -> None:
        self._visit, self._question, self._after_own = visit, question, after_own
        self._key = host_key if host_key and visit.store.is_host(visit.record.workshop.id, host_key) else ""
        self._seen = self._mark()
        self.widget: Noun = ThemesWidget(
            question=replace(question, dots=0, most_on_one=0) if self._key else question,
            **self._traits(),
            on_sort=lambda name, kind, value: visit.act(question.key, kind, name, value, key=self._key),
            on_dots=lambda name, value: visit.act(question.key, "dots", name, value),
            on_hide=(lambda name, value: hide(visit, question, name, value, host_key)) if self._key else None,
            on_show=self._show,
            folded=after_own,
        )

    def _show(self, name: str, shown: bool) -> None:  # noqa: FBT001  a widget calls it
        visit = self._visit
        check(visit.record, tally(visit, self._question, self._shown, host=bool(self._key)), shown=shown)
        visit.show(self._question.key, "tally", name, shown=shown, key=self._key)

    @property
    def _shown(self) -> Board:
        """The board as far as it may be seen by this visitor."""
        visit = self._visit
        if self._after_own and visit.value(self._question.key) is None and not visit.record.steering.led:
            return Board()
        return board_of(_asked(self._visit, self._question))

    def _traits(self) -> dict[str, Json]:
        found, who = self._shown, self._visit.participant
        return {
            "board": plain(found, who.id if who else "", host=bool(self._key)),
            "waiting": self._waiting(found) if self._question.dots else "",
            "offer": tally(self._visit, self._question, found, host=bool(self._key)),
            "notice": "" if self._key else sorting(self._visit, self._question),
            "owner": self._visit.owner,
        }

    def _waiting(self, found: Board) -> str:
        """What is said of dots that are not counted yet."""
        record, waiting = self._visit.record, found.waiting
        if not found.tallied and found.voted:
            said = f"{people(found.voted)} {'has' if found.voted == 1 else 'have'} given dots."
            if self._key:
                return said
            if found.voted < record.settings.threshold:
                return f"{said} They can be shown once {record.settings.threshold} people have."
            anybody = record.settings.reveal == "together" and not record.steering.led and not found.hidden_again
            return f"{said} {'Whoever has given theirs can show them.' if anybody else 'A host shows them.'}"
        if not waiting:
            return ""
        said = f"The dots of {people(waiting)} are not counted yet."
        return f"{said} They come in together with those of others, so that nobody can tell whose they are."

    def _mark(self) -> Json:
        record, key = self._visit.record, self._question.key
        who = self._visit.participant
        done = sum(act.question == key for act in record.acts)
        own = self._visit.value(key) is not None
        held = record.settings
        known = [len(record.participants), record.steering.led]
        return [record.workshop.guide, record.round, held, who and who.id, own, record.disclosure(key), done, known]

    def update(self) -> None:
        """Follow what others did."""
        before, self._seen = self._seen, self._mark()
        if before == self._seen:
            return
        for name, value in self._traits().items():
            setattr(self.widget, name, value)


def hide(visit: Visit, question: Ideas, name: str, value: Json, key: str) -> None:
    """Hide a card or show it again, as a host: ``value`` is ``{"card": id, "reason": str}`` or has ``"hidden": False``.

    Raises
    ------
    NotHost
        When the key is no host key of this workshop: the store decides.
    InvalidAnswer
        When the reason is missing or too long.
    """
    checked = check_act("hide", value, question, {})
    visit.act(question.key, "hide", name, checked, key=key)


def became(visit: Visit, question: Ideas) -> dict[str, str]:
    """What became of the visitor's own cards, in words, by their ids in the answer; those untouched are left out."""
    who = visit.participant
    if who is None or not any(act.question == question.key for act in visit.record.acts):
        return {}
    asked = _asked(visit, question)
    found = board_of(asked)
    said = {card.part: found.became(card.id) for card in cards_of(asked) if card.writer == who.id}
    return {part: words for part, words in said.items() if words}


def _asked(visit: Visit, question: Ideas) -> Asked[Ideas]:
    return Asked(visit.record, visit.guide, question, visit.record.round.number)


def plain(found: Board, who: str, *, host: bool = False) -> dict[str, Json]:
    """The board as plain data for one person: their own cards and dots are marked, nobody else's.

    Hidden cards are in it for a host only: a visitor can read everything their kernel shows them.
    """
    mine = found.votes.get(who, {}) if who else {}

    def card_of(card: Card) -> dict[str, Json]:
        return {"id": card.id, "text": card.text, "own": bool(who) and card.writer == who, "at": card.at}

    def piles_of(piles: Sequence[Pile]) -> list[dict[str, Json]]:
        return [
            {
                **card_of(pile.card),
                "same": [card_of(card) for card in pile.same],
                "n": found.counted.get(pile.card.id, 0),
                "mine": mine.get(pile.card.id, 0),
            }
            for pile in piles
        ]

    return {
        "returned": found.returned.get(who, 0) if who else 0,
        "themes": [
            {
                "id": theme.id,
                "name": theme.name,
                "n": found.counted.get(theme.id, 0),
                "mine": mine.get(theme.id, 0),
                "piles": piles_of(theme.piles),
            }
            for theme in found.themes
        ],
        "loose": piles_of(found.loose),
        "hidden": [{"id": one.card.id, "text": one.card.text, "reason": one.reason} for one in found.hidden]
        if host
        else [],
    }
