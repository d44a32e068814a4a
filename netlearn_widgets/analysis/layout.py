"""Where everybody stands on the map.

People who are few steps apart stand near each other: distances on the paper are made as like as possible to steps in
the network (stress majorization: Gansner, Koren & North, "Graph Drawing by Stress Majorization", 2004). Parts with no
tie between them count as a few steps further apart than anybody within one part, so that small parts and people tied to
nobody come to stand around the largest.

The same network always gives the same map. Everybody starts from a place made from their name and is held to it a
little, so that somebody who is added moves the others little. Last, labels that would lie over each other are moved
apart.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, TypeAlias

from netlearn_widgets.analysis.network import Network, Node

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places: TypeAlias = NDArray[np.float64]

__all__ = ["LABEL", "PAPER", "layout"]

PAPER = (1000.0, 700.0)
"""The size of drawing, in pixels, that positions are made for."""
LABEL = (120.0, 44.0)
"""The room, in pixels of that drawing, that a person and their name are given."""

_STEPS = 60
_HOLD = 0.05  # how strongly a person is held to the place their name gives, against one tie
_FURTHER = 2.0  # how many steps parts stand further apart than the longest way within one
_FULL = 0.45  # the share of the paper that labels may cover; with more people each gets less room
_LONGEST = 220.0  # pixels a step may take
_PASSES = 200


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
    places = _separate(_fit(_majorize(_steps(network), start)))
    return {
        node.id: (round(float(x), 4), round(float(y), 4))
        for node, (x, y) in zip(network.nodes, places / np.array(PAPER), strict=True)
    }


def _start(node: Node) -> tuple[float, float]:
    """A place in the unit disc made from the name alone, so that learning somebody's organisation moves nobody far."""
    digest = hashlib.sha256(node.id.encode()).digest()
    angle, radius = (int.from_bytes(part, "big") / 2**64 for part in (digest[:8], digest[8:16]))
    return math.sqrt(radius) * math.cos(2 * math.pi * angle), math.sqrt(radius) * math.sin(2 * math.pi * angle)


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
    apart = np.isinf(steps)
    steps[apart] = steps[~apart].max() + _FURTHER
    return steps


def _majorize(steps: Places, start: Places) -> Places:
    """Places whose distances are as like as possible to the steps, found from the start downhill."""
    import numpy as np  # noqa: PLC0415  as above

    count = len(steps)
    near = np.where(steps > 0, 1 / np.maximum(steps, 1) ** 2, 0.0)
    held = start * steps.max() / 2
    inverse = np.linalg.inv(np.diag(near.sum(axis=1) + _HOLD) - near)
    places: Places = held
    for _ in range(_STEPS):
        across = places[:, None, :] - places[None, :, :]
        away = np.sqrt((across**2).sum(axis=2)) + np.eye(count)
        pull = -near * steps / np.maximum(away, 1e-9)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        places = inverse @ (pull @ places + _HOLD * held)
    return places


def _fit(places: Places) -> Places:
    """The places moved to the middle of the paper and stretched to fill it, at most so far that one tie stays short."""
    import numpy as np  # noqa: PLC0415  as above

    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array(PAPER) - np.array(LABEL)
    scale = room / np.maximum(high - low, 1e-9)
    scale = np.minimum(scale, min(_LONGEST, 1.6 * scale.min()))
    return (places - (low + high) / 2) * scale + np.array(PAPER) / 2


def _separate(places: Places) -> Places:
    """The places moved until no two labels lie over each other and none lies over the edge."""
    import numpy as np  # noqa: PLC0415  as above

    count = len(places)
    paper = np.array(PAPER)
    label = np.array(LABEL) * min(1.0, math.sqrt(_FULL * paper.prod() / (count * LABEL[0] * LABEL[1])))
    earlier = np.triu(np.ones((count, count)), 1) - np.tril(np.ones((count, count)), -1)
    for _ in range(_PASSES):
        across = places[:, None, :] - places[None, :, :]
        over = label - np.abs(across)
        clash = (over > 0).all(axis=2) & (earlier != 0)
        if not clash.any():
            break
        short = over.argmin(axis=2)
        for axis in (0, 1):
            way = np.where(across[..., axis] == 0, -earlier, np.sign(across[..., axis]))
            push = np.where(clash & (short == axis), over[..., axis] * way, 0.0)
            places[:, axis] += (0.5 * push + 0.01 * np.sign(push)).sum(axis=1)
        places = np.clip(places, label / 2, paper - label / 2)
    return places
