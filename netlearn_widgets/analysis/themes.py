"""What a group made of its ideas: the board to sort them on, and the picture of the themes."""

from __future__ import annotations

from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.telling import Ideas, Text
from netlearn_widgets.model.text import fold
from netlearn_widgets.model.themes import Board, Card, Pile, board, card_id

__all__ = ["board_of", "cards", "cards_of", "is_sorted", "themes"]


def cards_of(asked: Asked[Ideas]) -> tuple[Card, ...]:
    """The cards of the round that may be seen, in the order of `Asked.parts`."""
    key = asked.question.key
    return tuple(
        Card(
            id=card_id(key, answer.participant, part["id"]),
            text=part["text"],
            writer=answer.participant,
            part=part["id"],
            at=place,
        )
        for place, (answer, part) in enumerate(asked.parts())
    )


def board_of(asked: Asked[Ideas]) -> Board:
    """What the group made of the cards of one round."""
    known, place = asked.record.worked_out, ("board", asked.question, asked.round)
    if place not in known:
        acts = asked.record.held_and_done(asked.question.key, asked.round)
        over = asked.round < asked.record.round.number
        known[place] = board(cards_of(asked), acts, asked.question, over=over)
    found: Board = known[place]
    return found


def is_sorted(asked: Asked[Ideas]) -> bool:
    """Whether the group has made anything of its cards."""
    return bool(asked.record.done(asked.question.key, asked.round)) and board_of(asked).touched


def cards(asked: Asked[Text] | Asked[Ideas]) -> dict[str, Json]:
    """Every text or idea that may be seen, in an order that tells nothing of who wrote which, or when.

    ``cards [{text}]``; ``hidden``: how many of them the host took out of sight.
    """
    if isinstance(asked.question, Text):
        return {"cards": [{"text": text} for text in asked.values], "hidden": 0}
    return _ideas(asked, board_of(asked))


def _ideas(asked: Asked[Ideas], found: Board) -> dict[str, Json]:
    hidden = {one.card.id for one in found.hidden}
    shown = [card for card in cards_of(asked) if card.id not in hidden]
    return {"cards": [{"text": card.text} for card in shown], "hidden": len(hidden)}


def themes(asked: Asked[Ideas]) -> dict[str, Json]:
    """The themes with their cards, the one with most dots first; what `cards` gives is there too.

    ``rows [{key, label, n, cards}]`` are the themes, ``loose [{text, n, same}]`` the cards in no theme, with ``n`` dots
    or, where no dot is counted (``by`` "ideas"), so many ideas. A card is ``{text, same [{text}]}``: ``same`` are those
    that were merged into it. ``waiting`` is how many people's dots are not counted yet.
    """
    found = board_of(asked)
    rows = [
        {
            "key": fold(theme.name),
            "label": theme.name,
            "n": found.counted.get(theme.id, 0) if found.counted else _ideas_in(theme.piles),
            "ideas": _ideas_in(theme.piles),
            "cards": [_pile(pile) for pile in theme.piles],
        }
        for theme in found.themes
    ]
    loose = [_pile(pile) | {"n": found.counted.get(pile.card.id, 0)} for pile in found.loose]
    return {
        **_ideas(asked, found),
        "by": "dots" if found.counted else "ideas",
        "rows": sorted(rows, key=lambda row: -int(row["n"])),
        "loose": sorted(loose, key=lambda card: -int(card["n"])),
        "waiting": found.waiting,
    }


def _ideas_in(piles: tuple[Pile, ...]) -> int:
    return sum(1 + len(pile.same) for pile in piles)


def _pile(pile: Pile) -> dict[str, Json]:
    return {"text": pile.card.text, "same": [{"text": card.text} for card in pile.same]}
