"""The measures of a network in plain words, in the order a group reads them.

The words say what was counted and ask what it means; they never grade, for there are no sound thresholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from netlearn_widgets.analysis import measures
from netlearn_widgets.analysis.network import Network

__all__ = ["Measure", "in_words"]

_NAMES_SHOWN = 5
_NOTHING = "none"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measure as people read it: its name, its value, and what it means."""

    key: str
    label: str
    value: str
    words: str


def in_words(network: Network) -> tuple[Measure, ...]:
    """Every measure of this network, each with its words; none while nobody is on the map."""
    tellers = (
        _answered,
        _people,
        _organisations,
        _ties,
        _density,
        _parts,
        _isolates,
        _turned_to,
        _bridges,
        _between,
        _reciprocity,
    )
    return tuple(tell(network) for tell in tellers) if network.people else ()


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _percent(share: float | None) -> str:
    return _NOTHING if share is None else f"{share:.0%}".replace("%", " %")


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _answered(network: Network) -> Measure:
    done, everybody = sum(node.answered for node in network.people), len(network.people)
    return Measure(
        key="answered",
        label="Answered themselves",
        value=f"{done} of {everybody}",
        words=f"{done} of {_count(everybody, 'person', 'people')} on the map answered as themselves. "
        "What the others would add is not known: who could ask them?",
    )


def _people(network: Network) -> Measure:
    seats = f" The map also keeps {_count(len(network.seats), 'seat', 'seats')} nobody fills yet." * bool(network.seats)
    return Measure(
        key="people",
        label="People",
        value=str(len(network.people)),
        words=f"This is how many different people were named.{seats} Who is missing?",
    )


def _organisations(network: Network) -> Measure:
    bare = sum(not node.organisation for node in network.people)
    unknown = f" For {_count(bare, 'person', 'people')} none was named." * bool(bare)
    return Measure(
        key="organisations",
        label="Organisations",
        value=str(len(measures.organisations(network))),
        words=f"This is how many organisations people come from.{unknown}",
    )


def _ties(network: Network) -> Measure:
    ties = measures.living_ties(network)
    status = Counter(tie.status for tie in ties)
    return Measure(
        key="ties",
        label="Ties",
        value=str(len(ties)),
        words=f"A tie says that one person turns to another. {status['confirmed']} confirmed by both, "
        f"{status['named']} named by one of the two, {status['inferred']} known only from others.",
    )


def _density(network: Network) -> Measure:
    people = len(network.people)
    return Measure(
        key="density",
        label="Density",
        value=_percent(measures.density(network)),
        words=f"Of {people * (people - 1)} ties there could be, each way counted, this share is on the map. It falls "
        "as a network grows: compare it with your own earlier map only."
        if people > 1
        else "With fewer than two people there is nothing to share out yet.",
    )


def _parts(network: Network) -> Measure:
    parts = len(measures.parts(network))
    return Measure(
        key="parts",
        label="Separate parts",
        value=str(parts),
        words="No tie leads from one of these parts to another. Should one, and who could make it?"
        if parts > 1
        else "The map is one part: everybody can be reached through others.",
    )


def _isolates(network: Network) -> Measure:
    alone = [node.name for node in measures.isolates(network)]
    return Measure(
        key="isolates",
        label="Tied to nobody",
        value=str(len(alone)),
        words=f"So far nobody named a tie for {_listed(alone)}. Is one missing from the map, or from the network?"
        if alone
        else "Everybody on the map has at least one tie.",
    )


def _turned_to(network: Network) -> Measure:
    asked = [(node.name, count) for node, count in measures.turned_to(network) if count]
    most = [f"{name} ({count})" for name, count in asked if count >= asked[min(2, len(asked) - 1)][1]]
    return Measure(
        key="turned_to",
        label="Most turned to",
        value=_listed(most) or _NOTHING,
        words="The number is how many turn to this person. What happens when they are away?"
        if most
        else "Nobody has named a tie yet.",
    )


def _bridges(network: Network) -> Measure:
    names = [node.name for node in measures.bridges(network)]
    return Measure(
        key="bridges",
        label="Bridges",
        value=_listed(names) or _NOTHING,
        words="Without any one of them the map would fall into more parts. Who else could link these parts?"
        if names
        else "No one person alone holds parts of this map together.",
    )


def _between(network: Network) -> Measure:
    found = measures.between_organisations(network)
    words = "Among people whose organisation is named there is no tie yet."
    if found.ei is not None and found.chance is not None:
        words = (
            f"Between organisations: {found.between} of {_count(found.between + found.within, 'tie', 'ties')}. "
            f"E-I index {found.ei:+.2f}; {found.chance:+.2f} would be expected by chance, given their sizes. "
            "Where would more ties outward help?"
        )
    return Measure(key="between", label="Ties between organisations", value=_percent(found.share), words=words)


def _reciprocity(network: Network) -> Measure:
    share = measures.reciprocity(network)
    return Measure(
        key="reciprocity",
        label="Both ways",
        value=_percent(share),
        words="Nobody has named a tie yet."
        if share is None
        else "This share of ties also runs the other way. Where does help flow one way only, and is that as meant?",
    )
