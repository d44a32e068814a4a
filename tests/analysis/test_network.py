from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.analysis.network import Network, network, of_answers, of_pairs

NAMES = ["Ada", "Bo", "Cy", "Di"]


def seen(found):
    """The ties by name, with how each is known."""
    return {(found.node(t.source).name, found.node(t.target).name): t.status for t in found.ties}


def test_a_tie_both_ends_named_themselves_is_confirmed(drew):
    """Ada says she turns to Bo, and Bo says so too."""
    found = of_answers([drew("Ada", "Ada>Bo"), drew("Bo", "Ada>Bo")])

    assert seen(found) == {("Ada", "Bo"): "confirmed"}


def test_a_tie_one_end_named_is_named(drew):
    """Bo, to whom Ada turns, says so; a third person who says the same changes nothing."""
    found = of_answers([drew("Bo", "Ada>Bo"), drew("Cy", "Ada>Bo")])

    assert seen(found) == {("Ada", "Bo"): "named"}


def test_a_tie_only_others_named_is_inferred(drew):
    """However many others, and also when an answer does not say whose it is."""
    found = of_answers([drew("Cy", "Ada>Bo"), drew("Di", "Ada>Bo"), drew("", "Ada>Bo")])

    assert seen(found) == {("Ada", "Bo"): "inferred"}


def test_a_person_is_the_same_whichever_keys_a_keyboard_has(drew):
    """A phone writes a curly apostrophe and a longer hyphen, a desk straight ones: the tie is confirmed."""
    phone, desk = "Siobhan O\u2019Neil", "siobhan o'neil"
    found = of_answers([drew(phone, f"{phone}>Anne\u2011Marie"), drew("Anne-Marie", f"{desk}>Anne-Marie")])

    assert len(found.people) == 2
    assert ["confirmed"] == list(seen(found).values())


def test_two_directions_are_two_ties(drew):
    """That Bo turns to Ada does not confirm that Ada turns to Bo."""
    found = of_answers([drew("Ada", "Ada>Bo"), drew("Bo", "Bo>Ada")])

    assert seen(found) == {("Ada", "Bo"): "named", ("Bo", "Ada"): "named"}


def test_one_name_in_one_organisation_is_one_person(drew):
    """Case, width and blanks make no difference; the most frequent spelling is shown."""
    found = of_answers(
        [
            drew("Ada Lee", **{"Ada Lee": "Library"}),
            drew("ada  lee", **{"ada  lee": "LIBRARY"}),
            drew("", **{"Ada Lee": "Library"}),
        ]
    )

    assert [(node.name, node.organisation, node.named_by) for node in found.nodes] == [("Ada Lee", "Library", 3)]


def test_a_name_without_organisation_joins_the_only_one_of_that_name(drew):
    """Bo writes Ada alone, Cy writes Ada of the Library: one Ada."""
    found = of_answers([drew("Bo", "Bo>Ada"), drew("Cy", "Cy>Ada", Ada="Library")])

    assert [node.name for node in found.nodes] == ["Ada", "Bo", "Cy"]
    assert found.nodes[0].organisation == "Library"


def test_a_name_without_organisation_stays_alone_beside_two_of_that_name(drew):
    """Nobody knows which of the two is meant."""
    found = of_answers([drew("Bo", "Bo>Ada"), drew("Cy", Ada="Library"), drew("Di", Ada="Clinic")])

    assert [n.organisation for n in found.nodes if n.name == "Ada"] == ["", "Clinic", "Library"]


def test_whoever_tells_two_of_one_name_apart_is_believed():
    """One map shows Ada and Ada of the Library: they stay two, on other maps too."""
    both = {
        "people": [
            {"id": "1", "name": "Ada", "organisation": "", "seat": False},
            {"id": "2", "name": "Ada", "organisation": "Library", "seat": False},
        ],
        "me": "1",
        "ties": [{"from": "1", "to": "2"}],
    }

    found = of_answers([both])

    assert ([node.organisation for node in found.nodes], len(found.ties)) == (["", "Library"], 1)


def test_a_seat_stays_a_seat_until_somebody_fills_it(drew):
    """It is one as long as everybody who put it on the map calls it one."""
    kept = of_answers([drew("Ada", "Ada>Nurse", seats=["Nurse"]), drew("Bo", seats=["Nurse"])])
    filled = of_answers([drew("Ada", "Ada>Nurse", seats=["Nurse"]), drew("Bo", "Bo>Nurse")])

    assert [node.name for node in kept.seats] == ["Nurse"]
    assert filled.seats == ()


def test_who_answered_as_themselves_is_known(drew):
    """``answered`` is true for the person an answer calls "me"."""
    found = of_answers([drew("Ada", "Ada>Bo"), drew("", "Cy>Bo")])

    assert {node.name: node.answered for node in found.nodes} == {"Ada": True, "Bo": False, "Cy": False}


def test_a_network_is_that_of_one_round(recorded, drew):
    """The open round, unless another is named."""
    record = recorded([("Ada", "ties", drew("Ada", "Ada>Bo")), ("Ada", "ties", drew("Ada", "Ada>Cy"), 2)], rounds=2)

    assert [node.name for node in network(record, "ties").nodes] == ["Ada", "Cy"]
    assert [node.name for node in network(record, "ties", round=1).nodes] == ["Ada", "Bo"]


def test_graph_is_a_networkx_graph_with_what_is_known(drew):
    """Edges point from who turns to whom; seats can be left out."""
    found = of_answers([drew("Ada", "Ada>Bo", "Ada>Nurse", Bo="Clinic", seats=["Nurse"])])
    ada, bo = (next(n.id for n in found.nodes if n.name == name) for name in ("Ada", "Bo"))

    graph = found.graph()

    assert graph.edges[ada, bo] == {"status": "named"}
    assert graph.nodes[bo] == {"name": "Bo", "organisation": "Clinic", "seat": False, "named_by": 1, "answered": False}
    assert (len(graph), len(found.graph(seats=False))) == (3, 2)
    assert graph.to_undirected().has_edge(bo, ada)


def test_an_empty_network_has_nothing_in_it():
    """No answers, no people, no ties, an empty graph."""
    assert of_answers([]) == Network()
    assert len(Network().graph()) == 0


def test_a_node_that_is_not_there_is_an_error():
    """Asking for an unknown id raises KeyError."""
    with pytest.raises(KeyError):
        of_pairs([("Ada", "Bo")]).node("nobody")


@st.composite
def maps(draw):
    """What up to five participants may have drawn, with names and organisations that overlap."""
    answers = []
    for _ in range(draw(st.integers(0, 5))):
        people = draw(
            st.lists(
                st.tuples(st.sampled_from([*NAMES, "ada", "BO"]), st.sampled_from(["", "Library", "Clinic", "clinic"])),
                unique_by=lambda pair: (pair[0].casefold(), pair[1].casefold()),
                min_size=1,
                max_size=5,
            )
        )
        ids = [str(number) for number in range(len(people))]
        pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
        ties = draw(st.lists(pairs, unique=True, max_size=6)) if len(ids) > 1 else []
        answers.append(
            {
                "people": [
                    {"id": i, "name": name, "organisation": place, "seat": draw(st.booleans())}
                    for i, (name, place) in zip(ids, people, strict=True)
                ],
                "me": draw(st.sampled_from([*ids, ""])),
                "ties": [{"from": a, "to": b} for a, b in ties],
            }
        )
    return answers


@given(maps(), st.randoms())
def test_the_order_of_answers_makes_no_difference(answers, random):
    """Merging is about who is named, never about who answered first."""
    shuffled = random.sample(answers, len(answers))

    assert of_answers(shuffled) == of_answers(answers)


@given(maps())
def test_merging_keeps_everybody_and_every_tie(answers):
    """Every entry is on the map once; ties join two different nodes that are there, at most one each way."""
    found = of_answers(answers)
    ids = [node.id for node in found.nodes]
    pairs = [(tie.source, tie.target) for tie in found.ties]

    assert sum(node.named_by for node in found.nodes) == sum(len(answer["people"]) for answer in answers)
    assert len(set(ids)) == len(ids)
    assert len(set(pairs)) == len(pairs)
    assert all(a != b and {a, b} <= set(ids) for a, b in pairs)


def test_a_page_does_without_pandas_and_networkx():
    """Counting and drawing loads neither: kernels start quickly and stay small."""
    code = (
        "import sys; from netlearn_widgets.analysis import frames, picture; "
        "from netlearn_widgets.analysis.drawing import map_of; "
        "from netlearn_widgets.analysis.network import of_pairs; map_of(of_pairs([('Ada', 'Bo')])); "
        "print({'pandas', 'networkx'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
