"""Where everybody stands on the map.

People who are few steps apart stand near each other: distances on the paper are made as like as possible to steps in
the network (stress majorization: Gansner, Koren & North, "Graph Drawing by Stress Majorization", 2004). Parts with no
tie between them count as further apart, so that small parts and people tied to nobody come to stand around the largest.

The same network always gives the same map. Everybody starts from a place made from their name and is held to it a
little, so that somebody who is added moves the others little. Last, labels that would lie over each other are moved
apart.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, TypeAlias

from netlearn_widgets.analysis.network import Network, Node
from netlearn_widgets.model.text import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places: TypeAlias = NDArray[np.float64]

__all__ = ["LABEL", "PAPER", "layout"]

PAPER = (1000.0, 700.0)
"""The size of drawing, in pixels, that positions are made for."""
LABEL = (120.0, 44.0)
"""The room, in pixels of that drawing, that a person and their name are given."""

_ROUNDS = 20  # of moving everybody downhill; with more the map is a little neater, and a newcomer moves others more
_HOLD = 0.3  # how strongly a person is held to the place their name gives, against one tie
_SPAN = 0.8  # how wide those places lie, in steps, for each root of the number of people
_CURVE = 0.9  # how much those far out are drawn in so that those in the middle get room
_STEP = 220.0  # the most pixels that one step takes
_FULL = 0.45  # the share of the paper that labels may cover; with more people each gets less room
_PASSES = 200  # of moving labels apart; 40 people need about 20
_PATIENCE = 60  # passes after which a row that is squeezed between two edges gives way across


def layout(network: Network) -> dict[str, tuple[float, float]]:
    """A place for each node by its id: x from left to right and y from top to bottom, both in 0..1.

    With up to 40 nodes no two labels of size `LABEL` lie over each other on a drawing of size `PAPER`; with more, each
    label is given less room.

    Examples
    --------
    >>> from netlearn_widgets.analysis.network import of_pairs
    >>> one = of_pairs([], {"Ada": "Library"})
    >>> list(layout(one).values())
    [(0.5, 0.5)]
    """
    import numpy as np  # noqa: PLC0415  a kernel starts without it

    if not network.nodes:
        return {}
    start = np.array([_start(node) for node in network.nodes])
    places = _separate(_fit(_majorize(_steps(network), start))) / np.array(PAPER)
    return {
        node.id: (round(float(x), 4), round(float(y), 4)) for node, (x, y) in zip(network.nodes, places, strict=True)
    }


def _start(node: Node) -> tuple[float, float]:
    """A place in the unit disc made from the name and, a little, from the organisation.

    Learning where somebody comes from moves them little, and two people of one name start beside each other.
    """
    (x, y), (dx, dy) = _disc(node.name), _disc(node.organisation)
    return x + 0.1 * dx, y + 0.1 * dy


def _disc(text: str) -> tuple[float, float]:
    digest = hashlib.sha256(fold(text).encode()).digest()
    turn, out = (int.from_bytes(part, "big") / 2**64 for part in (digest[:8], digest[8:16]))
    return math.sqrt(out) * math.cos(math.tau * turn), math.sqrt(out) * math.sin(math.tau * turn)


def _steps(network: Network) -> Places:
    """How many ties lie between any two nodes, whichever way they point."""
    import numpy as np  # noqa: PLC0415  as above

    index = {node.id: number for number, node in enumerate(network.nodes)}
    steps = np.full((len(index), len(index)), np.inf)
    np.fill_diagonal(steps, 0)
    for tie in network.ties:
        a, b = index[tie.source], index[tie.target]
        steps[a, b] = steps[b, a] = 1
    for via in range(len(index)):
        np.minimum(steps, steps[:, via, None] + steps[None, via, :], out=steps)
    return np.where(np.isinf(steps), 1 + math.sqrt(len(index)), steps)


def _majorize(steps: Places, start: Places) -> Places:
    """Places whose distances are as like as possible to the steps, found from the start downhill."""
    import numpy as np  # noqa: PLC0415  as above

    near = np.where(steps > 0, 1 / np.maximum(steps, 1) ** 2, 0.0)
    held = start * _SPAN * math.sqrt(len(steps))
    inverse = np.linalg.inv(np.diag(near.sum(axis=1) + _HOLD) - near)
    places: Places = held
    for _ in range(_ROUNDS):
        across = places[:, None, :] - places[None, :, :]
        away = np.maximum(np.sqrt((across**2).sum(axis=2)), 1e-9)
        pull = -near * steps / away
        np.fill_diagonal(pull, -pull.sum(axis=1))
        places = inverse @ (pull @ places + _HOLD * held)
    return places


def _fit(places: Places) -> Places:
    """The places on the paper: the middle one in its middle, those far out drawn in, a step no longer than `_STEP`."""
    import numpy as np  # noqa: PLC0415  as above

    room = (np.array(PAPER) - np.array(LABEL)) / 2
    spread = places.std(axis=0)
    spread = np.maximum(spread, 0.7 * spread.max())
    spread = np.maximum(spread, _CURVE * room / _STEP)
    fitted: Places = np.array(PAPER) / 2 + room * np.tanh(_CURVE * (places - places.mean(axis=0)) / spread)
    return fitted


def _separate(places: Places) -> Places:
    """The places moved until no two labels lie over each other and none lies over the edge."""
    import numpy as np  # noqa: PLC0415  as above

    paper, count = np.array(PAPER), len(places)
    label = np.array(LABEL) * min(1.0, math.sqrt(_FULL * paper.prod() / (count * LABEL[0] * LABEL[1])))
    order = np.sign(np.subtract.outer(np.arange(count), np.arange(count)))
    for done in range(_PASSES):
        across = places[:, None, :] - places[None, :, :]
        over = label - np.abs(across)
        clash = (over > 0).all(axis=2) & (order != 0)
        if not clash.any():
            break
        way = (over / label).argmin(axis=2)  # the shortest out of a clash
        if done >= _PATIENCE and not done % 2:
            way = 1 - way
        for axis in (0, 1):
            here = clash & (way == axis)
            away = np.where(across[..., axis] == 0, order, np.sign(across[..., axis]))
            push = np.where(here, (over[..., axis] + 1) * away, 0.0).sum(axis=1)
            places[:, axis] += push / 2 / np.sqrt(np.maximum(here.sum(axis=1), 1))
        places = np.clip(places, label / 2, paper - label / 2)
    return places
