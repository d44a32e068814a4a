"""What can be counted on a network map, in plain words that ask and never grade.

Seats are left out: nobody is helped by a place nobody fills. Every function takes a `Network`, of 0, 1 or 2 people too,
and counts ties however they are known. What is counted here agrees with networkx, which a page does without: it takes
longer to load than a map takes to draw.
"""

from __future__ import annotations

from dataclasses import dataclass

from netlearn_widgets.analysis.network import Network, Node, Tie, of_pairs

__all__ = [
    "EXAMPLE",
    "Between",
    "between_organisations",
    "bridges",
    "density",
    "isolates",
    "living_ties",
    "organisations",
    "parts",
    "reciprocity",
    "turned_to",
]

EXAMPLE = of_pairs(
    [("Ada", "Bo"), ("Bo", "Ada"), ("Cy", "Bo")],
    {"Ada": "Library", "Bo": "Library", "Cy": "Clinic", "Di": "Clinic"},
)
"""Four people for the examples: Ada and Bo turn to each other, Cy turns to Bo, nobody is tied to Di."""


def living_ties(network: Network) -> tuple[Tie, ...]:
    """The ties between two people, neither of them a seat."""
    people = {node.id for node in network.people}
    return tuple(tie for tie in network.ties if {tie.source, tie.target} <= people)


def organisations(network: Network) -> tuple[str, ...]:
    """The organisations people come from, by name; people without one add none.

    Examples
    --------
    >>> organisations(EXAMPLE)
    ('Clinic', 'Library')
    """
    return tuple(sorted({node.organisation for node in network.people} - {""}, key=str.casefold))


def density(network: Network) -> float | None:
    """Of all ties there could be, the share there is.

    With n people and m ties it is m / (n (n - 1)); each direction is a tie of its own.

    Returns
    -------
    float or None
        0..1; None with fewer than two people.

    Notes
    -----
    People tied to nobody count as people, so they lower it. It falls as a network grows, because a person keeps only so
    many ties: compare it with an earlier map of the same group, never with a value called good.

    References
    ----------
    S. Wasserman, K. Faust, *Social Network Analysis*, 1994, section 4.2; networkx: ``density``.

    Examples
    --------
    >>> density(EXAMPLE)
    0.25
    """
    people = len(network.people)
    return len(living_ties(network)) / (people * (people - 1)) if people > 1 else None


def parts(network: Network) -> tuple[tuple[Node, ...], ...]:
    """The parts of the map that no tie joins, whichever way ties point; the largest first, then by name.

    Notes
    -----
    Somebody tied to nobody is a part alone.

    References
    ----------
    networkx: ``weakly_connected_components``.

    Examples
    --------
    >>> [[node.name for node in part] for part in parts(EXAMPLE)]
    [['Ada', 'Bo', 'Cy'], ['Di']]
    """
    found = _parts(_neighbours(network))
    inside = [tuple(node for node in network.people if node.id in part) for part in found]
    return tuple(sorted(inside, key=lambda part: -len(part)))


def _neighbours(network: Network) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = {node.id: set() for node in network.people}
    for tie in living_ties(network):
        beside[tie.source].add(tie.target)
        beside[tie.target].add(tie.source)
    return beside


def _parts(beside: dict[str, set[str]], without: str = "") -> list[set[str]]:
    """The parts in the order of their first member, as if one person were not there."""
    found: list[set[str]] = []
    seen = {without}
    for first in beside:
        if first in seen:
            continue
        part, edge = set[str](), {first}
        while edge:
            part |= edge
            edge = set().union(*(beside[one] for one in edge)) - part - {without}
        seen |= part
        found.append(part)
    return found


def isolates(network: Network) -> tuple[Node, ...]:
    """The people who turn to nobody and to whom nobody turns, by name.

    Notes
    -----
    Somebody whose only ties are to seats is among them.

    References
    ----------
    networkx: ``isolates``.

    Examples
    --------
    >>> [node.name for node in isolates(EXAMPLE)]
    ['Di']
    """
    tied = {end for tie in living_ties(network) for end in (tie.source, tie.target)}
    return tuple(node for node in network.people if node.id not in tied)


def turned_to(network: Network) -> tuple[tuple[Node, int], ...]:
    """How many turn to each person (in-degree), the most turned to first, then by name.

    Returns
    -------
    tuple of (Node, int)
        Everybody, so a person nobody turns to stands there with 0.

    Notes
    -----
    It bears missing answers better than other measures of a person's place: others can still name the tie.

    References
    ----------
    E. Costenbader, T. Valente, "The stability of centrality measures when networks are sampled", *Social Networks* 25
    (2003); networkx: ``DiGraph.in_degree``.

    Examples
    --------
    >>> [(node.name, count) for node, count in turned_to(EXAMPLE)]
    [('Bo', 2), ('Ada', 1), ('Cy', 0), ('Di', 0)]
    """
    counts = {node.id: 0 for node in network.people}
    for tie in living_ties(network):
        counts[tie.target] += 1
    return tuple(sorted(((node, counts[node.id]) for node in network.people), key=lambda pair: -pair[1]))


def bridges(network: Network) -> tuple[Node, ...]:
    """The people without whom the map would fall into more parts (articulation points), by name.

    Notes
    -----
    Ties count whichever way they point. Somebody tied to nobody is never one, nor is anybody of two. A single tie that
    nobody has named yet can change it.

    References
    ----------
    J. Hopcroft, R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", *Communications of the ACM* 16
    (1973); networkx: ``articulation_points``.

    Examples
    --------
    >>> [node.name for node in bridges(EXAMPLE)]
    ['Bo']
    """
    beside = _neighbours(network)
    together = len(_parts(beside))
    return tuple(node for node in network.people if len(_parts(beside, without=node.id)) > together)


@dataclass(frozen=True, kw_only=True)
class Between:
    """Ties between organisations against ties within them.

    Attributes
    ----------
    between, within : int
        How many ties; only those whose two ends both have an organisation.
    share : float or None
        Of these ties, the share that goes between organisations; None without ties.
    ei : float or None
        The E-I index, (between - within) / (between + within): -1 when all are within, +1 when all go between.
    chance : float or None
        The E-I index to expect had people picked each other by lot; None with fewer than two people in organisations.
    """

    between: int
    within: int
    share: float | None
    ei: float | None
    chance: float | None


def between_organisations(network: Network) -> Between:
    """How far ties go between organisations, with what chance alone would give.

    By lot every pair of people is as likely to be tied as any other, so the expected index is the same formula over all
    pairs. It depends on the sizes of the organisations only: with one organisation it is -1, with each person in one of
    their own it is +1.

    Notes
    -----
    People without an organisation, and their ties, are left out. People tied to nobody count for ``chance``.

    References
    ----------
    D. Krackhardt, R. Stern, "Informal networks and organizational crises: an experimental simulation",
    *Social Psychology Quarterly* 51 (1988).

    Examples
    --------
    >>> found = between_organisations(EXAMPLE)
    >>> found.between, found.within, round(found.ei, 2), round(found.chance, 2)
    (1, 2, -0.33, 0.33)
    """
    home = {node.id: node.organisation for node in network.people if node.organisation}
    ends = [(home[t.source], home[t.target]) for t in network.ties if t.source in home and t.target in home]
    between = sum(a != b for a, b in ends)
    places = list(home.values())
    pairs = [(a, b) for number, a in enumerate(places) for b in places[:number]]
    return Between(
        between=between,
        within=len(ends) - between,
        share=between / len(ends) if ends else None,
        ei=(2 * between - len(ends)) / len(ends) if ends else None,
        chance=(2 * sum(a != b for a, b in pairs) - len(pairs)) / len(pairs) if pairs else None,
    )


def reciprocity(network: Network) -> float | None:
    """Of all ties, the share that also runs the other way.

    Returns
    -------
    float or None
        0..1; two people who turn to each other give two such ties. None without ties.

    Notes
    -----
    People tied to nobody make no difference. It is about directions, not about who said so: for that see
    `netlearn_widgets.analysis.network.Status`.

    References
    ----------
    networkx: ``overall_reciprocity``.

    Examples
    --------
    >>> round(reciprocity(EXAMPLE), 2)
    0.67
    """
    pairs = {(tie.source, tie.target) for tie in living_ties(network)}
    return sum((b, a) in pairs for a, b in pairs) / len(pairs) if pairs else None
