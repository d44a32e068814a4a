"""Ideas become themes: whatever is done in whatever order, no card is lost and no limit is passed."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netlearn_widgets.model import themes
from netlearn_widgets.model.act import Act
from netlearn_widgets.model.dots import left_behind
from netlearn_widgets.model.settings import Settings
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.themes import Board, Card, board

ASK = Ideas(key="purpose", prompt="What is it for?", dots=3, most_on_one=2)
OPEN = Settings(protected=False)
CARDS = tuple(Card(id=f"c{n}", text=f"Idea {n}", writer=f"p{n % 3}", part=f"i{n}", at=n) for n in range(6))
PEOPLE = ("p0", "p1", "p2", "p3", "p4", "p5", "p6")


def act(kind, value, who="p0"):
    return Act(kind=kind, value=value, question="purpose", participant=who)


def name(theme, words):
    return act("theme", {"theme": theme, "name": words})


def group(card, theme):
    return act("group", {"card": card, "theme": theme})


def merge(card, into):
    return act("merge", {"card": card, "into": into})


def hide(card, reason="It names a patient."):
    return act("hide", {"card": card, "reason": reason}, who="")


def show(card):
    return act("hide", {"card": card, "hidden": False}, who="")


def dots(who, **vote):
    return act("dots", vote, who)


def made(*acts, cards=CARDS[:3], ask=ASK, settings=OPEN) -> Board:
    return board(cards, [held(settings), *acts], ask)


def held(settings: Settings) -> Act:
    """How the workshop is held from the beginning."""
    return Act(kind="settings", value=vars(settings))


def told(found: Board):
    """The board in short: themes by name, then what is loose; a merged card stands after the one it is merged into."""
    piles = {theme.name: theme.piles for theme in found.themes} | {"": found.loose}
    return {name: [[card.id for card in (pile.card, *pile.same)] for pile in those] for name, those in piles.items()}


def test_examples_hold():
    assert doctest.testmod(themes).failed == 0


def test_cards_are_loose_until_somebody_sorts_them():
    assert told(made()) == {"": [["c0"], ["c1"], ["c2"]]}
    assert not made().touched


def test_a_card_goes_where_it_was_put_last():
    """Whoever put it there; a theme without cards stays, for the next one."""
    found = made(name("t1", "Safe"), name("t2", "Fair"), group("c0", "t1"), group("c0", "t2"))

    assert told(found) == {"Safe": [], "Fair": [["c0"]], "": [["c1"], ["c2"]]}


def test_a_theme_that_is_taken_away_gives_its_cards_back():
    """Named again, it has them again: taking it away can be undone."""
    acts = [name("t1", "Safe"), group("c0", "t1"), name("t1", "")]

    assert told(made(*acts)) == {"": [["c0"], ["c1"], ["c2"]]}
    assert told(made(*acts, name("t1", "Safer"))) == {"Safer": [["c0"]], "": [["c1"], ["c2"]]}


def test_merged_cards_go_together():
    """Into the theme of the card they were merged into, and on with it."""
    acts = [name("t1", "Safe"), merge("c0", "c1"), merge("c1", "c2"), group("c2", "t1")]

    assert told(made(*acts)) == {"Safe": [["c2", "c0", "c1"]], "": []}


def test_a_card_taken_apart_stays_in_the_theme():
    acts = [name("t1", "Safe"), group("c1", "t1"), merge("c0", "c1"), merge("c0", "")]

    assert told(made(*acts)) == {"Safe": [["c0"], ["c1"]], "": [["c2"]]}


def test_a_pile_is_flat():
    """Whoever sees three cards together and takes one apart takes only that one."""
    acts = [merge("c2", "c1"), merge("c1", "c0")]

    assert told(made(*acts)) == {"": [["c0", "c1", "c2"]]}
    assert told(made(*acts, merge("c1", ""))) == {"": [["c0", "c2"], ["c1"]]}
    assert told(made(*acts, hide("c0"))) == {"": [["c1", "c2"]]}


def test_moving_a_merged_card_takes_it_out():
    acts = [name("t1", "Safe"), merge("c0", "c1"), group("c0", "t1")]

    assert told(made(*acts)) == {"Safe": [["c0"]], "": [["c1"], ["c2"]]}


def test_a_circle_of_mergers_turns_around():
    """The last one wins: the card the others were merged into goes under one of them."""
    acts = [name("t1", "Safe"), group("c2", "t1"), merge("c0", "c1"), merge("c1", "c2"), merge("c2", "c0")]

    assert told(made(*acts)) == {"Safe": [["c0", "c1", "c2"]], "": []}


def test_cards_under_one_that_is_gone_stay_in_its_theme():
    """Hidden by the host, or taken back by its writer; when it is shown again, all is as it was."""
    acts = [name("t1", "Safe"), group("c1", "t1"), merge("c0", "c1")]

    assert told(made(*acts, cards=CARDS[:1])) == {"Safe": [["c0"]], "": []}
    assert told(made(*acts, hide("c1"))) == {"Safe": [["c0"]], "": [["c2"]]}
    assert told(made(*acts, hide("c1"), show("c1"))) == {"Safe": [["c1", "c0"]], "": [["c2"]]}


def test_dots_are_counted_by_theme_and_by_loose_card():
    """A person's newest dots hold."""
    acts = [name("t1", "Safe"), dots("p0", t1=2, c2=1), dots("p1", t1=1), dots("p0", t1=1)]

    found = made(*acts)

    assert found.counted == {"t1": 2}
    assert found.votes == {"p0": {"t1": 1}, "p1": {"t1": 1}}


def test_dots_for_a_theme_that_is_gone_come_back():
    acts = [name("t1", "Safe"), dots("p0", t1=2, c2=1), name("t1", "")]

    assert made(*acts).votes == {"p0": {"c2": 1}}


def test_dots_go_with_their_card_as_far_as_the_limits_allow():
    """What is more comes back to its owner; it goes on being counted until they give it away again."""
    acts = [name("t1", "Safe"), dots("p0", c0=2, c1=1), dots("p1", c0=1), group("c0", "t1"), merge("c1", "c0")]

    found = made(*acts)

    assert found.votes == {"p0": {"t1": 2}, "p1": {"t1": 1}}
    assert found.counted == {"t1": 4}


def test_nobody_can_ask_by_merging_whether_two_cards_have_the_dots_of_one_person():
    """One who gave two to each of two cards and two who did so are counted alike."""
    ask = replace(ASK, dots=4)
    one = [dots("p0", c0=2, c1=2), dots("p1", c2=2)]
    two = [dots("p0", c0=2, c2=2), dots("p1", c1=2)]

    assert made(*one, merge("c0", "c1"), ask=ask).counted == made(*two, merge("c0", "c1"), ask=ask).counted


def test_a_change_of_the_threshold_does_not_count_dots_anew():
    """Eight voted, five and three; with another threshold that stays so."""
    votes = [dots(f"p{number}", **{"c0" if number < 7 else "c1": 1}) for number in range(8)]
    lower = Act(kind="settings", value={"threshold": 4})

    assert made(*votes, settings=Settings(threshold=5)).counted == {"c0": 7, "c1": 1}
    assert made(*votes, lower, settings=Settings(threshold=5)).counted == {"c0": 7, "c1": 1}


def test_dots_of_whoever_was_taken_out_leave_with_those_of_others():
    """Nobody can tell by the count what theirs were; what is kept for it holds no dot."""
    votes = [dots(f"p{number}", **{"c0" if number % 2 else "c1": 1}) for number in range(8)]
    lead = [held(Settings(threshold=5)), *votes]
    kept, counted = left_behind(lead, "p1")
    left = Act(kind="left", value={"cohorts": None, "dots": kept}, question="purpose")
    found = board(CARDS, [one for one in (*lead, left) if one.participant != "p1"], ASK)

    assert counted
    assert sum(made(*votes, settings=Settings(threshold=5)).counted.values()) == 8
    assert found.counted == {}
    assert not {"c0", "c1"} & {name for one in kept for piece in one["pieces"] for name in piece}


def test_small_numbers_of_votes_are_held_back():
    """Five people vote before a dot is counted; then the dots of three come in, and one that is moved waits."""
    kept = Settings(threshold=5)
    first = [dots(who, c0=1) for who in PEOPLE[:4]]
    fifth, sixth, seventh = (dots(who, c1=1) for who in PEOPLE[4:])

    def counted(*acts):
        found = made(*acts, settings=kept)
        return dict(found.counted), found.waiting

    assert counted(*first) == ({}, 4)
    assert counted(*first, fifth) == ({"c0": 4, "c1": 1}, 0)
    assert counted(*first, fifth, sixth, seventh) == ({"c0": 4, "c1": 1}, 2)
    assert counted(*first, fifth, sixth, seventh, dots("p0", c1=1)) == ({"c0": 4, "c1": 1}, 3)
    assert counted(*first, fifth, sixth, seventh, dots("p0", c0=1, c1=1)) == ({"c0": 4, "c1": 4}, 0)


def voted(number=6):
    return [dots(f"p{one}", c0=1) for one in range(number)]


def tally(*, shown=True, who=""):
    return act("tally", {"shown": shown}, who)


@pytest.mark.parametrize(("reveal", "who"), [("host", ""), ("together", ""), ("together", "p2")])
def test_dots_that_are_shown_together_are_all_counted(reveal, who):
    """Six people's, where by threes one would have waited; whoever gives theirs later waits for two others."""
    waits = Settings(reveal=reveal)
    before = made(*voted(), settings=waits)
    after = made(*voted(), tally(who=who), *voted(7)[6:], settings=waits)

    assert (before.counted, before.voted, before.tallied) == ({}, 6, False)
    assert (after.counted, after.voted, after.waiting, after.tallied) == ({"c0": 6}, 7, 1, True)


def test_nobody_but_a_host_hides_dots_or_shows_them_where_a_host_does():
    assert made(*voted(), tally(who="p1"), settings=Settings(reveal="host")).counted == {}
    assert made(*voted(), tally(who="p1"), tally(shown=False, who="p2"), settings=Settings(reveal="together")).counted
    assert made(*voted(), tally(), tally(shown=False), settings=Settings(reveal="host")).counted == {}


def test_dots_on_what_is_gone_come_back():
    found = board(CARDS[1:3], voted(), ASK)

    assert found.returned == dict.fromkeys((f"p{n}" for n in range(6)), 1)
    assert made(*voted()).returned == {}


def test_dots_that_a_host_hid_are_shown_by_nobody_else():
    waits = Settings(reveal="together")

    assert made(*voted(), tally(), tally(shown=False), tally(who="p1"), settings=waits).counted == {}


def test_dots_that_nobody_showed_are_counted_in_the_next_round():
    """What a host hid stays hidden."""
    acts = [held(Settings(reveal="together")), *voted()]

    assert board(CARDS[:3], acts, ASK, over=True).counted == {"c0": 6}
    assert board(CARDS[:3], [*acts, tally(), tally(shown=False)], ASK, over=True).counted == {}


def test_a_guide_without_dots_has_no_vote():
    ask = Ideas(key="purpose", prompt="What is it for?")

    assert made(dots("p0", c0=1), ask=ask).votes == {}


def test_a_writer_is_told_what_became_of_a_card():
    found = made(
        name("t1", "Safe"),
        group("c1", "t1"),
        merge("c0", "c1"),
        dots("p0", t1=2),
        hide("c2"),
        cards=CARDS[:5],
    )

    assert found.became("c0") == "Merged with “Idea 1”, in the theme “Safe”, 2 dots"
    assert found.became("c1") == "In the theme “Safe”, 2 dots"
    assert found.became("c2") == "Hidden by the host: It names a patient."
    assert found.became("c3") == ""
    assert found.became("nothing") == ""


things = st.sampled_from([*(card.id for card in CARDS), "gone", ""])
names_ = st.sampled_from(["t1", "t2", "t3"])
junk = st.sampled_from(
    [None, 7, "c0", [], ["c0"], {}, {"card": 7}, {"card": "c0", "into": None}, {"t1": "2"}, {"t1": True}]
)
values = {
    "theme": st.fixed_dictionaries({"theme": names_, "name": st.sampled_from(["", "Safe", "Fair"])}),
    "group": st.fixed_dictionaries({"card": things, "theme": names_ | things}),
    "merge": st.fixed_dictionaries({"card": things, "into": things}),
    "dots": st.dictionaries(names_ | things, st.integers(-1, 5), max_size=5),
    "hide": st.fixed_dictionaries({"card": things, "reason": st.just("Because")})
    | st.fixed_dictionaries({"card": things, "hidden": st.just(value=False)}),
}
any_acts = st.lists(
    st.sampled_from(sorted(values)).flatmap(
        lambda kind: st.builds(act, st.just(kind), values[kind] | junk, st.sampled_from(["", *PEOPLE]))
    ),
    max_size=30,
)
hold = st.builds(Settings, threshold=st.integers(3, 5), protected=st.booleans())


@given(any_acts, st.sets(st.sampled_from(CARDS)), hold)
def test_every_card_is_in_exactly_one_place(acts, cards, settings):
    """Whatever is done, by whomever, even by an import of nonsense; a card that was taken back is nowhere."""
    found = board(cards, [held(settings), *acts], ASK)

    piles = [pile for theme in found.themes for pile in theme.piles] + list(found.loose)
    shown = [card for pile in piles for card in (pile.card, *pile.same)] + [one.card for one in found.hidden]
    assert sorted(card.id for card in shown) == sorted(card.id for card in cards)


@given(any_acts, hold)
def test_dots_never_pass_the_limits(acts, settings):
    """Neither on one place nor in all, and only on what is there."""
    found = board(CARDS, [held(settings), *acts], ASK)

    places = {theme.id for theme in found.themes} | {pile.card.id for pile in found.loose}
    for vote in found.votes.values():
        assert sum(vote.values()) <= ASK.dots
        assert all(0 < n <= ASK.most_on_one for n in vote.values())
        assert set(vote) <= places
    assert set(found.counted) <= places
    assert sum(found.counted.values()) <= ASK.dots * len(PEOPLE)


@given(any_acts)
def test_the_last_act_on_a_card_wins(acts):
    """After whatever was done, a card that is put into a theme is there, and one that is merged is with the other."""
    placed = board(CARDS, [*acts, show("c0"), name("t1", "Safe"), group("c0", "t1")], ASK)
    merged = board(CARDS, [*acts, show("c0"), show("c1"), merge("c0", "c1")], ASK)

    (theme,) = (theme for theme in placed.themes if theme.id == "t1")
    assert any(pile.card.id == "c0" for pile in theme.piles)
    piles = [pile for theme in merged.themes for pile in theme.piles] + list(merged.loose)
    assert any({"c0", "c1"} <= {card.id for card in (pile.card, *pile.same)} for pile in piles)


@given(any_acts)
def test_no_dot_is_counted_before_as_many_as_the_threshold_have_given_one(acts):
    """However acts come: a count of few would tell whose they are."""
    found = made(*acts, cards=CARDS, settings=Settings(threshold=4))

    voters = {
        one.participant for one in acts if one.kind == "dots" and one.participant and themes.fits(one) and one.value
    }
    assert len(voters) >= 4 or not found.counted
