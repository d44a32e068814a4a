from __future__ import annotations

import doctest
import re
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.analysis import asked, gathering, layout, measures, merging, network, wording
from netlearn_widgets.analysis.network import Network, of_answers, of_pairs

NAMES = "ABCDEFGH"
VERDICTS = re.compile(
    r"\b(good|bad|poor|weak|strong|healthy|should be (higher|lower)|too (low|high|few|many)|ideal)\b", re.IGNORECASE
)

pairs = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1]), unique=True)
places = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["", "Library", "Clinic"]))
networks = st.builds(of_pairs, pairs, places)


def by_key(found):
    return {measure.key: measure for measure in wording.in_words(found)}


def names(nodes):
    return [node.name for node in nodes]


@pytest.mark.parametrize("module", [asked, gathering, layout, measures, merging, network], ids=lambda m: m.__name__)
def test_every_example_is_true(module):
    """The examples in the docstrings run and give what they say."""
    assert doctest.testmod(module).failed == 0


@given(networks)
def test_measures_agree_with_networkx(found):
    """Density, parts, isolates, in-degree, bridges and reciprocity are what networkx calls by these names."""
    graph = found.graph()
    linked = {node.id for node in measures.bridges(found)}

    assert measures.density(found) == (nx.density(graph) if len(graph) > 1 else None)
    assert {frozenset(n.id for n in part) for part in measures.parts(found)} == {
        frozenset(part) for part in nx.weakly_connected_components(graph)
    }
    assert {node.id for node in measures.isolates(found)} == set(nx.isolates(graph))
    assert {node.id: count for node, count in measures.turned_to(found)} == dict(graph.in_degree())
    assert linked == set(nx.articulation_points(graph.to_undirected()))
    assert measures.reciprocity(found) == (nx.overall_reciprocity(graph) if graph.size() else None)


@given(networks)
def test_measures_stay_in_their_range(found):
    """Shares lie in 0..1, the E-I index and its expectation in -1..1, and no tie counts twice."""
    between = measures.between_organisations(found)

    for share in (measures.density(found), measures.reciprocity(found), between.share):
        assert share is None or 0 <= share <= 1
    for index in (between.ei, between.chance):
        assert index is None or -1 <= index <= 1
    assert between.between + between.within <= len(found.ties)


@pytest.mark.parametrize(
    "found",
    [of_pairs([], {"Ada": ""}), of_pairs([], {"Ada": "", "Bo": "Library"}), of_pairs([("Ada", "Bo")])],
)
def test_small_networks_are_safe(found):
    """With one or two people every measure has a value and words."""
    told = wording.in_words(found)

    assert len(told) == 11
    assert all(measure.value and measure.words for measure in told)


def test_an_empty_map_has_no_measures(drew):
    """While there are no people there is nothing to say, also with seats; the functions themselves are safe."""
    nobody, seats = Network(), of_answers([drew("", seats=["Nurse"])])

    assert wording.in_words(nobody) == wording.in_words(seats) == ()
    assert (measures.density(nobody), measures.parts(nobody), measures.reciprocity(nobody)) == (None, (), None)
    assert measures.between_organisations(nobody).chance is None


def test_the_index_expected_by_chance_follows_from_the_sizes():
    """All in one organisation: -1 either way; each in one of their own: +1 either way."""
    one = measures.between_organisations(of_pairs([("Ada", "Bo")], dict.fromkeys(["Ada", "Bo", "Cy"], "Library")))
    own = measures.between_organisations(of_pairs([("Ada", "Bo")], {"Ada": "a", "Bo": "b", "Cy": "c"}))

    assert (one.ei, one.chance) == (-1, -1)
    assert (own.ei, own.chance) == (1, 1)


def test_people_without_an_organisation_are_left_out_between_organisations():
    """Their ties count neither as within nor as between."""
    found = measures.between_organisations(of_pairs([("Ada", "Bo"), ("Bo", "Cy")], {"Ada": "Library", "Bo": "Clinic"}))

    assert (found.between, found.within) == (1, 0)


def test_seats_are_in_no_measure(drew):
    """A seat is no person, and somebody tied to a seat only is tied to nobody."""
    found = of_answers([drew("Ada", "Ada>Nurse", seats=["Nurse"])])

    told = by_key(found)

    assert (told["people"].value, told["ties"].value) == ("1", "0")
    assert "1 seat nobody fills yet" in told["people"].words
    assert names(measures.isolates(found)) == ["Ada"]


def test_the_words_say_how_ties_are_known_and_who_answered(drew):
    """Confirmed, named and inferred are kept apart, and how many answered stands beside them."""
    told = by_key(of_answers([drew("Ada", "Ada>Bo", "Bo>Cy", "Ada>Cy"), drew("Bo", "Ada>Bo")]))

    assert "1 confirmed by both, 1 named by one of the two, 1 known only from others" in told["ties"].words
    assert told["answered"].value == "2 of 3"


def test_the_most_turned_to_include_everybody_level_with_the_third():
    """Nobody is left out by the alphabet."""
    pairs = [("Ada", "Bo"), ("Cy", "Bo"), ("Ada", "Cy"), ("Bo", "Di"), ("Bo", "Ed")]

    assert by_key(of_pairs(pairs))["turned_to"].value == "Bo (2), Cy (1), Di (1), Ed (1)"


def test_long_lists_of_names_are_cut_in_words():
    """Five names are shown and the rest counted."""
    alone = of_pairs([], dict.fromkeys(NAMES, ""))

    assert "A, B, C, D, E and 3 more" in by_key(alone)["isolates"].words


@given(networks)
def test_the_words_never_grade(found):
    """They count and ask; no value is called good, low or in need of more."""
    for measure in wording.in_words(found):
        assert not VERDICTS.search(measure.words), measure


def test_a_measure_does_not_depend_on_how_a_tie_is_known():
    """Confirmed and inferred ties count alike."""
    inferred = of_pairs([("Ada", "Bo"), ("Bo", "Cy")])
    confirmed = replace(inferred, ties=tuple(replace(tie, status="confirmed") for tie in inferred.ties))

    assert measures.turned_to(confirmed) == measures.turned_to(inferred)
