"""The network map as a picture: where everybody stands, how each tie is known, and the measures beside it."""

from __future__ import annotations

from collections import Counter

from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.layout import layout
from netlearn_widgets.analysis.network import Network, of_answers
from netlearn_widgets.analysis.wording import in_words
from netlearn_widgets.model.people import Ties
from netlearn_widgets.model.question import Json

__all__ = ["drawn", "map_of"]


def drawn(asked: Asked[Ties]) -> dict[str, Json]:
    """The network map of one round: see `map_of`."""
    return map_of(of_answers(asked.values))


def map_of(network: Network) -> dict[str, Json]:
    """A network as plain JSON.

    Returns
    -------
    dict
        ``nodes [{id, name, organisation, seat, x, y, turned_to, named_by}]``: x from left to right and y from top to
        bottom, both in 0..1; ``turned_to`` is how many turn to this person. ``ties [{from, to, status}]``,
        ``organisations [str]`` by name, ``measures [{key, label, value, words}]``.
    """
    places = layout(network)
    turned_to = Counter(tie.target for tie in network.ties)
    return {
        "nodes": [
            {
                "id": node.id,
                "name": node.name,
                "organisation": node.organisation,
                "seat": node.seat,
                "x": places[node.id][0],
                "y": places[node.id][1],
                "turned_to": turned_to[node.id],
                "named_by": node.named_by,
            }
            for node in network.nodes
        ],
        "ties": [{"from": tie.source, "to": tie.target, "status": tie.status} for tie in network.ties],
        "organisations": sorted({node.organisation for node in network.nodes} - {""}, key=str.casefold),
        "measures": [dict(vars(measure)) for measure in in_words(network)],
    }
