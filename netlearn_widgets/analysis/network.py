"""One network from everybody's answers: who is on the map, who turns to whom, and who said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from netlearn_widgets.analysis.merging import Identity, identities, merged_people, merged_ties, node_id
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Network", "Node", "Status", "Tie", "network", "of_answers", "of_pairs"]

Status: TypeAlias = Literal["confirmed", "named", "inferred"]
"""Named by both ends themselves, by exactly one of them, or only by others."""


@dataclass(frozen=True, kw_only=True)
class Node:
    """A person on the map, or a seat: a place nobody fills yet.

    Attributes
    ----------
    id : str
        Made from the name and the organisation: the same in every answer, round and file.
    name, organisation : str
        As most people wrote them; ``organisation`` may be "".
    seat : bool
        Whether everybody who put it on the map called it a seat.
    named_by : int
        How many participants put it on the map.
    answered : bool
        Whether somebody answered as this person.
    """

    id: str
    name: str
    organisation: str = ""
    seat: bool = False
    named_by: int = 0
    answered: bool = False


@dataclass(frozen=True, kw_only=True)
class Tie:
    """``source`` turns to ``target``; both are ids of nodes."""

    source: str
    target: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Network:
    """Who is on the map and who turns to whom, in an order that does not depend on who answered first.

    Attributes
    ----------
    nodes : tuple of Node
        By name, then organisation.
    ties : tuple of Tie
        By the order of their nodes; at most one from a node to another, none from a node to itself.
    """

    nodes: tuple[Node, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def people(self) -> tuple[Node, ...]:
        """The nodes that are no seats."""
        return tuple(node for node in self.nodes if not node.seat)

    @property
    def seats(self) -> tuple[Node, ...]:
        """The places nobody fills yet."""
        return tuple(node for node in self.nodes if node.seat)

    def node(self, key: str) -> Node:
        """Return the node with this id; raise KeyError when there is none."""
        return {node.id: node for node in self.nodes}[key]

    def graph(self, *, seats: bool = True) -> nx.DiGraph[str]:
        """The network as networkx knows it: an edge from whoever turns to somebody to that person.

        Nodes are ids and carry ``name``, ``organisation``, ``seat``, ``named_by`` and ``answered``; edges carry
        ``status``. ``graph().to_undirected()`` forgets the direction. ``seats=False`` leaves out seats and their ties.
        """
        import networkx as nx  # noqa: PLC0415  a kernel starts without it

        graph: nx.DiGraph[str] = nx.DiGraph()
        for node in self.nodes if seats else self.people:
            graph.add_node(node.id, **{key: value for key, value in vars(node).items() if key != "id"})
        for tie in self.ties:
            if tie.source in graph and tie.target in graph:
                graph.add_edge(tie.source, tie.target, status=tie.status)
        return graph


def network(record: Record, question: str, round: int | None = None, *, shared: bool = False) -> Network:  # noqa: A002  the word of the field
    """The network that the answers to a ties question describe together.

    Parameters
    ----------
    record : Record
    question : str
        The key of a question of kind ``ties``.
    round : int, optional
        The number of the round; the open one by default.
    shared : bool
        Whether only those answers count that everybody may see.

    See Also
    --------
    netlearn_widgets.analysis.merging.identities : when two entries are the same person, and the limits of that rule.
    """
    answers = record.shown(question, round) if shared else record.current(question, round)
    return of_answers(answer.value for answer in answers.values())


def of_answers(values: Iterable[Json]) -> Network:
    """The network described by these answers to a ties question; their order makes no difference."""
    answers = [value for value in values if isinstance(value, Mapping)]
    who = identities(answers)
    nodes = {key: Node(**facts) for key, facts in merged_people(answers, who).items()}
    ties = [Tie(source=nodes[a].id, target=nodes[b].id, status=status) for (a, b), status in merged_ties(answers, who)]
    return Network(nodes=tuple(nodes.values()), ties=tuple(ties))


def of_pairs(pairs: Iterable[tuple[str, str]], organisations: Mapping[str, str] | None = None) -> Network:
    """A network from pairs of names, each "turns to", for trying a measure out.

    ``organisations`` gives the organisation of a name; a name found only there is tied to nobody.

    Examples
    --------
    >>> small = of_pairs([("Ada", "Bo")], {"Cy": "Library"})
    >>> [node.name for node in small.nodes]
    ['Ada', 'Bo', 'Cy']
    """
    places = dict(organisations or {})
    pairs = list(pairs)
    names = sorted({*places, *(name for pair in pairs for name in pair)})
    ids = {name: node_id(Identity(name, places.get(name, ""))) for name in names}
    return Network(
        nodes=tuple(Node(id=ids[name], name=name, organisation=places.get(name, ""), named_by=1) for name in names),
        ties=tuple(Tie(source=ids[a], target=ids[b], status="inferred") for a, b in pairs),
    )
