"""How the sample group sorts its ideas: themes, mergers and dots, from the story file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from saying import Story, Values, lot, uid

from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.themes import card_id

__all__ = ["done"]

_ROUNDS = {1: "first", 2: "second"}


def done(story: Story, question: Ideas, number: int) -> Iterator[tuple[str, str, Values]]:
    """Yield who did what to the cards of a question in a round: the participant, the kind and the value of each act."""
    told = story.themes
    themes = [one for one in told["theme"] if (one["question"], one["round"]) == (question.key, number)]
    people = story.present(number)
    for theme in themes:
        yield people[0], "theme", {"theme": _theme(theme), "name": theme["name"]}
        for card in theme["cards"]:
            who = people[int(lot(theme["name"], card) * len(people))]
            yield who, "group", {"card": _card(story, question, number, card), "theme": _theme(theme)}
    for same in told["same"]:
        if (same["question"], same["round"]) == (question.key, number):
            card, into = (_card(story, question, number, same[end]) for end in ("card", "into"))
            yield people[1], "merge", {"card": card, "into": into}
    for who in people[: told["voters"][_ROUNDS[number]]] if themes else ():
        yield who, "dots", _dots(question, themes, who)


def _theme(theme: Values) -> str:
    return uid("theme", theme["question"], theme["round"], theme["name"])


def _card(story: Story, question: Ideas, number: int, name: str) -> str:
    """The id of a card that is named by its writer and, after a blank, its place among the writer's."""
    who, _, place = name.partition(" ")
    card: Any = story.values(question, number)[who][int(place or 1) - 1]
    return card_id(question.key, uid(who), card["id"])


def _dots(question: Ideas, themes: list[Values], who: str) -> dict[str, int]:
    """All dots of one person, as many as fit on what this person likes most, then on the next."""
    liked = sorted(themes, key=lambda theme: -(lot("dots", theme["name"], who) ** (1 / theme["weight"])))
    kept, left = {}, question.dots
    for theme in liked:
        kept[_theme(theme)] = min(question.most_dots, left)
        left -= kept[_theme(theme)]
    return {theme: n for theme, n in kept.items() if n}
