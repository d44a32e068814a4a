"""What people are called in a workshop: by their name, by a name they make up, or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from itertools import product

from netlearn_widgets.model.people import LONGEST_NAME
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.text import check_text, fold

__all__ = ["aliases", "kept_name"]

_LOT = secrets.SystemRandom()  # drawn anew in each process that was forked

# Kind to everybody, and nobody's name.
_LIKE = (
    "Amber Breezy Bright Calm Cheerful Cosy Crimson Curious Emerald Gentle Golden Indigo Jolly Lively Mellow Merry "
    "Nimble Patient Quiet Scarlet Silver Steady Sunny Velvet"
)
_WHAT = (
    "Alpaca Badger Beaver Butterfly Curlew Dolphin Dragonfly Gecko Hedgehog Heron Kestrel Koala "
    "Ladybird Lapwing Otter Owl Panda Pelican Penguin Puffin Rabbit Seahorse Squirrel Starfish Toucan Turtle Zebra"
)
_PAIRS = tuple(f"{like} {what}" for like, what in product(_LIKE.split(), _WHAT.split()))


def kept_name(names: str, given: Json) -> str:
    """The name as a workshop keeps it that asks for this (one of `NAMES`): nothing where nothing is asked.

    Raises
    ------
    InvalidAnswer
        When it is too long, or no text.

    Examples
    --------
    >>> kept_name("names", " Ada "), kept_name("nothing", "Ada")
    ('Ada', '')
    """
    if names == "nothing":
        return ""
    what = "Your made-up name" if names == "aliases" else "Your name"
    return check_text(given, what=what, longest=LONGEST_NAME)


def aliases(taken: Collection[str], number: int) -> list[str]:
    """Made-up names such as “Calm Otter” that nobody in the workshop bears yet."""
    borne = {fold(name) for name in taken}
    free = [pair for pair in _PAIRS if fold(pair) not in borne]
    return _LOT.sample(free, min(number, len(free)))
