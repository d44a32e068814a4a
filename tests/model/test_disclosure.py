"""What a small group may see of its answers, for any answers and any course of a workshop."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.leaving import left
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.settings import BATCH, LEAST, MOST
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.workshop import Answer, Proposal, Round, Workshop

START = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


class Course:
    """A workshop as it goes on, kept as a store keeps it; ``shown`` is what anybody can see of its one question."""

    def __init__(self) -> None:
        self.record = Record(
            workshop=Workshop(code="KRTM-27", title="Falls", guide=""), rounds=(Round(number=1, title=""),)
        )
        self._mark = 1

    def _next(self):
        self._mark += 1
        return {"seq": self._mark, "at": START}

    def _grow(self, **news):
        self.record.disclosure("stage", 1)  # somebody looks at it in between
        self.record = self.record.grown(Record(**{"workshop": self.record.workshop, "rounds": (), **news}))
        self._is_as_read_from_the_beginning()

    def _is_as_read_from_the_beginning(self):
        read_on, anew = self.record.disclosure("stage", 1), replace(self.record).disclosure("stage", 1)
        assert read_on == anew
        assert read_on.cohorts == anew.cohorts
        assert read_on.openly == anew.openly

    def answer(self, who, value, question="stage"):
        self._grow(answers=(Answer(question=question, participant=who, value=value, **self._next()),))

    def answer_all(self, people, value="emerging"):
        for who in people:
            self.answer(who, value)

    def do(self, kind, value, question="", by=""):
        self._grow(acts=(Act(kind=kind, value=value, question=question, participant=by, **self._next()),))

    def reveal(self, shown=True, question="stage", by=""):  # noqa: FBT002  reads as the host's button
        self.do("reveal", {"shown": shown}, question, by)

    def propose(self):
        self._grow(proposals=(Proposal(question="stage", text="", participant="a", **self._next()),))

    def remove(self, who):
        gone = [replace(act, **self._next()) for act in left(self.record, who, [(1, "stage")])]
        stay = tuple(answer for answer in self.record.answers if answer.participant != who)
        acts = (act for act in self.record.acts if not (gone and act.kind == "left"))
        self.record = replace(self.record, answers=stay, acts=(*acts, *gone))

    def meet_again(self):
        number = len(self.record.rounds) + 1
        self._mark += 1
        self._grow(rounds=(Round(number=number, title="", opened=START, seq=self._mark),))

    @property
    def shown(self):
        return {who: answer.value for who, answer in self.record.shown("stage", 1).items()}

    @property
    def why(self):
        return self.record.disclosure("stage", 1).why


@pytest.fixture
def course():
    return Course()


def test_nothing_is_shown_until_enough_have_answered(course):
    """Four of five are held back; the fifth lets all be seen."""
    course.answer_all("abcd")
    four = course.shown, course.why

    course.answer("e", "dormant")

    assert four == ({}, "few")
    assert set(course.shown) == set("abcde")
    assert course.why == ""


def test_a_picture_moves_by_three(course):
    """The sixth and the seventh wait for the eighth."""
    course.answer_all("abcdefg")
    seven = set(course.shown), course.why, course.record.disclosure("stage").waiting

    course.answer("h", "emerging")

    assert seven == (set("abcde"), "batch", 2)
    assert set(course.shown) == set("abcdefgh")


def test_saving_the_same_answer_again_moves_nothing(course):
    """Somebody who presses Save three times does not let another person's answer be seen alone."""
    course.answer_all("abcdef")

    for _ in range(BATCH):
        course.answer("a", "emerging")

    assert set(course.shown) == set("abcde")


def test_one_person_who_changes_often_is_one_person(course):
    """A changed answer counts once, however often it is changed."""
    course.answer_all("abcdef")

    for value in ("dormant", "established", "pre-emergent"):
        course.answer("a", value)

    assert course.shown["a"] == "emerging"
    assert set(course.shown) == set("abcde")


def test_what_is_taken_back_counts_as_a_change(course):
    """Three who take their answers back leave together, of those who came together."""
    course.do("step", {"step": "types"})
    course.answer_all("abcdefgh")
    course.reveal()
    for who in "ab":
        course.answer(who, None)
    two = set(course.shown)

    course.answer("c", None)

    assert two == set("abcdefgh")
    assert set(course.shown) == set("defgh")


def test_whoever_would_be_left_with_one_other_does_not_stay_behind(course):
    """Of five who came together three may not change alone: the other two would be told from them."""
    course.answer_all("abcde")
    for who in "abc":
        course.answer(who, "dormant")
    three = set(course.shown.values())
    course.answer("d", "dormant")
    four = set(course.shown.values())

    course.answer("e", "dormant")

    assert three == four == {"emerging"}
    assert set(course.shown.values()) == {"dormant"}


def test_changes_of_people_who_did_not_come_together_wait(course):
    """Else a picture less an earlier one would be what one of them said."""
    course.answer_all("abcdefgh")

    course.answer_all("abf", "dormant")

    assert set(course.shown.values()) == {"emerging"}
    assert course.record.disclosure("stage").waiting == 3


def test_cards_come_one_by_one_from_whoever_wrote_them(course):
    """What three people add is shown, though others of those who came with their first cards add nothing."""

    def cards(*texts):
        return [{"id": text, "text": text} for text in texts]

    course.record = course.record.asked({"stage": Ideas(key="stage", prompt="")})
    for who in "abcde":
        course.answer(who, cards(who))
    for who in "ab":
        course.answer(who, cards(who, f"{who}2"))
    two = sum(map(len, course.shown.values()))

    course.answer("f", cards("f"))

    assert two == 5
    assert {who: [card["id"] for card in cards] for who, cards in course.shown.items()} == {
        "a": ["a", "a2"],
        "b": ["b", "b2"],
        **{who: [who] for who in "cdef"},
    }


def test_what_is_shown_is_in_the_order_of_what_was_said():
    """Which tells nothing that the words do not, whoever answered, and when."""
    orders = set()
    for people in ("abcdefgh", "hgfedcba", "cadbhgfe"):
        again = Course()
        again.do("step", {"step": "types"})
        for who, value in zip(people, "qwertyui", strict=True):
            again.answer(who, value)
        again.reveal()
        orders.add("".join(again.shown.values()))

    assert orders == {"eiqrtuwy"}


def test_below_the_threshold_it_is_hidden_again(course):
    """When answers are taken back until too few stand, nothing is shown."""
    course.answer_all("abcde")

    course.answer("a", None)

    assert course.shown == {}
    assert course.why == "few"


def test_a_higher_threshold_hides_and_a_lower_one_shows(course):
    """The threshold may change midway, and holds at once."""
    course.answer_all("abcdef")
    course.do("settings", {"threshold": 7})
    high = course.shown, course.why

    course.do("settings", {"threshold": 3})

    assert high == ({}, "few")
    assert set(course.shown) == set("abcde")


def test_where_nothing_is_protected_everything_is_shown_at_once(course):
    """A group that agreed to be named sees each answer as it comes."""
    course.do("settings", {"protected": False})

    course.answer("a", "emerging")

    assert course.shown == {"a": "emerging"}
    assert course.why == ""


def test_a_led_group_sees_nothing_until_the_host_reveals_it_and_then_all(course):
    """Answer alone, reveal together: the first reveal shows everybody's answer, no batch left out."""
    course.do("step", {"step": "types"})
    course.answer_all("abcdefg")
    hidden = course.shown, course.why

    course.reveal()

    assert hidden == ({}, "unrevealed")
    assert set(course.shown) == set("abcdefg")


def test_revealing_something_else_leads_the_group_too(course):
    """Once a host has revealed one question, the others wait for their own reveal."""
    course.answer_all("abcde")

    course.reveal(question="types")

    assert course.why == "unrevealed"


def test_a_reveal_shows_nobody_alone(course):
    """Hiding, one more answer, and revealing again shows the picture that was seen before."""
    course.answer_all("abcde")
    course.reveal()
    course.reveal(shown=False)
    course.answer("f", "dormant")

    course.reveal()

    assert set(course.shown) == set("abcde")
    assert course.why == "batch"


def test_a_reveal_below_the_threshold_shows_nothing_yet(course):
    """What the host reveals early appears when enough have answered."""
    course.answer_all("abc")
    course.reveal()
    early = course.shown, course.why

    course.answer_all("de")

    assert early == ({}, "few")
    assert set(course.shown) == set("abcde")


def test_where_results_are_shown_together_anybody_shows_all_of_them(course):
    """Six in a group that nobody leads: none waits for others who will not come."""
    course.do("settings", {"reveal": "together"})
    course.answer_all("abcd")
    few = course.shown, course.why
    course.answer_all("ef")
    before = course.shown, course.why

    course.reveal(by="c")
    course.answer_all("g", "dormant")

    assert few == ({}, "few")
    assert before == ({}, "together")
    assert set(course.shown) == set("abcdef")
    assert course.why == "batch"


@pytest.mark.parametrize("gone", ["c", "d"])
def test_what_was_shown_stays_so_when_somebody_is_taken_out(course, gone):
    """Also whoever showed it, or one of those who were enough for that."""
    course.do("settings", {"reveal": "together"})
    course.answer_all("abcde")
    course.reveal(by="c")
    course.answer_all("fgh")

    course.remove(gone)
    course.answer_all("ijk")

    assert course.why == "batch"
    assert not course.record.disclosure("stage", 1).hidden
    assert len(course.shown) == 6


@pytest.mark.parametrize("settings", [{}, {"reveal": "at once"}, {"reveal": "host"}])
def test_nobody_but_a_host_shows_results_elsewhere(course, settings):
    """A file that was made by hand may say they did."""
    course.do("settings", {"reveal": "together"} | settings)
    course.do("step", {"step": "types"})
    course.answer_all("abcdef")

    course.reveal(by="c")

    assert (course.shown, course.why) == ({}, "unrevealed")


def test_nobody_but_a_host_hides_what_is_shown(course):
    course.do("settings", {"reveal": "together"})
    course.answer_all("abcdef")
    course.reveal(by="c")

    course.reveal(shown=False, by="d")

    assert set(course.shown) == set("abcdef")


def test_a_named_group_that_protects_nothing_waits_for_nobody(course):
    """Everybody agreed to be seen: what is shown together is shown at once there."""
    course.do("settings", {"reveal": "together", "protected": False})

    course.answer("a", "emerging")

    assert course.shown == {"a": "emerging"}


def test_a_reveal_that_was_forgotten_is_made_up_by_the_next_round(course):
    """An earlier round cannot be revealed any more; what was never hidden on purpose is shown then."""
    course.do("step", {"step": "types"})
    course.answer_all("abcde")

    course.meet_again()

    assert set(course.shown) == set("abcde")


def test_what_the_host_hid_stays_hidden_in_the_next_round(course):
    """What was hidden on purpose is not shown because time went by."""
    course.answer_all("abcde")
    course.reveal()
    course.reveal(shown=False)

    course.meet_again()

    assert course.shown == {}


def test_a_new_wording_begins_anew_and_waits_for_its_own_reveal(course):
    """Positions on a new wording are shown from the threshold on, whatever was shown of those before."""
    course.propose()
    first = course.record.proposal("stage").id
    for who in "abcde":
        course.answer(who, {"proposal": first, "position": "3"})
    course.reveal()
    before = set(course.shown)
    course.propose()
    second = course.record.proposal("stage").id
    for who in "abcd":
        course.answer(who, {"proposal": second, "position": "4"})
    four = course.shown, course.why
    course.answer("e", {"proposal": second, "position": "4"})

    course.reveal()

    assert before == set("abcde")
    assert four == ({}, "unrevealed")
    assert set(course.shown) == set("abcde")


def test_positions_on_a_wording_that_was_replaced_stay_as_they_were_seen(course):
    """Those who go on to the newer one do not leave it one by one; once somebody is taken out nothing is seen of it."""
    course.propose()
    first = course.record.proposal("stage")
    for who in "abcdef":
        course.answer(who, {"proposal": first.id, "position": "3"})
    course.propose()
    second = course.record.proposal("stage")
    course.answer("a", {"proposal": second.id, "position": "5"})
    seen = course.record.disclosure_of(first), course.record.disclosure_of(second)

    course.remove("b")

    assert set(seen[0].answers) == set("abcde")
    assert (seen[1].answers, seen[1].why) == ({}, "few")
    assert course.record.disclosure_of(first).answers == {}


def test_who_is_taken_out_leaves_with_others(course):
    """The answer is gone at once, and two more with it that stay out, so that nobody can tell which it was."""
    course.do("step", {"step": "types"})
    course.answer_all("abcdefghij")
    course.reveal()

    course.remove("b")
    after = course.record.disclosure("stage")
    for who in "klm":
        course.answer(who, "dormant")

    assert (len(after.answers), after.why, after.apart) == (7, "batch", 2)
    assert "b" not in after.answers
    assert set(course.shown) == {*after.answers, *"klm"}


def test_nobody_can_choose_who_leaves_with_somebody():
    """Neither by answering first or last, nor by saying something else since: it depends on ids that nobody is told."""
    gone = set()
    for order in ("abcdefghij", "jihgfedcba"):
        again = Course()
        again.do("step", {"step": "types"})
        again.answer_all(order)
        again.reveal()
        again.answer_all("ij", "dormant")
        again.remove("b")
        gone.add("".join(sorted({*"abcdefghij"} - set(again.shown))))

    (together,) = gone
    assert len(together) == BATCH
    assert together not in ("abc", "abj", "bij")


def test_where_too_few_would_be_left_all_leave(course):
    """Five, one taken out: the other four stay out, whatever they say next; those who come later come by themselves."""
    course.answer_all("abcde")
    course.remove("a")
    four = course.shown, course.why
    course.answer("f", "dormant")
    five = course.shown, course.why
    course.answer_all("bcde", "dormant")
    course.answer_all("ghi", "dormant")
    nine = course.shown, course.why

    course.answer("j", "dormant")

    assert four == ({}, "few")
    assert five == nine == ({}, "later")
    assert set(course.shown) == set("fghij")


def test_removals_one_after_the_other_keep_what_was_seen_in_mind(course):
    """Each goes on from what the one before it left, and what the store keeps names nobody who is gone."""
    course.do("step", {"step": "types"})
    course.answer_all("abcdefghijl")
    course.reveal()

    first = "b"
    course.remove(first)
    second = next(iter(course.shown))
    for who in (second, "k"):
        course.remove(who)

    assert len(course.shown) == 5
    assert not {first, second} & course.shown.keys()
    (kept,) = [act.value["cohorts"] for act in course.record.acts if act.kind == "left"]
    assert not {first, second} & {who for one in kept for who, _, _ in one["pieces"]}


def test_who_answered_under_protection_keeps_it_when_it_is_switched_off(course):
    """Four who were held back stay so; who answers for the first time afterwards is seen at once."""
    course.answer_all("abcd")
    course.do("settings", {"protected": False})
    before = course.shown, course.record.disclosure("stage").waiting

    course.answer_all("efg", "dormant")
    course.answer("a", "dormant")

    assert before == ({}, 4)
    assert set(course.shown) == set("efg")
    assert course.record.disclosure("stage").openly == set("efg")


def test_where_the_host_reveals_nothing_is_shown_before_also_while_nobody_leads(course):
    """A workshop may be so from the beginning."""
    course.do("settings", {"reveal": "host"})
    course.answer_all("abcdefg")
    hidden = course.shown, course.why

    course.reveal()

    assert hidden == ({}, "unrevealed")
    assert set(course.shown) == set("abcdefg")


def test_who_was_never_in_a_picture_leaves_it_as_it_is(course):
    """Somebody whose answer was still held back can be taken out unnoticed."""
    course.answer_all("abcdef")

    course.remove("f")

    assert set(course.shown) == set("abcde")
    assert course.why == ""


def test_answers_are_taken_in_the_order_they_were_kept_whatever_the_clocks_say(course):
    """A reveal shows what was kept before it; an answer that arrives later waits, though its page's clock is behind."""
    course.answer_all("abcde")
    course.reveal()
    late = Answer(question="stage", participant="f", value="dormant", at=START - dt.timedelta(minutes=1), seq=99)

    course.record = replace(course.record, answers=(*course.record.answers, late))

    assert set(course.shown) == set("abcde")


# For any course of a workshop

_PEOPLE = st.sampled_from("abcdefghijkl")
_VALUES = st.sampled_from(["x", "y", None])
_STEPS = st.one_of(
    st.tuples(st.just("answer"), _PEOPLE, _VALUES),
    st.tuples(st.just("answer"), _PEOPLE, st.just("x")),
    st.tuples(st.just("answer_all"), st.lists(_PEOPLE, unique=True).map("".join), st.sampled_from("xy")),
    st.tuples(st.just("remove"), _PEOPLE),
    st.tuples(st.just("reveal"), st.booleans(), st.sampled_from(["stage", "other"])),
    st.tuples(st.just("do"), st.just("step"), st.just({"step": "types"})),
    st.tuples(st.just("do"), st.just("timer"), st.just({"ends": None})),
    st.tuples(st.just("do"), st.just("settings"), st.fixed_dictionaries({"threshold": st.integers(LEAST, MOST)})),
    st.tuples(st.just("meet_again")),
)


def _one_by_one(steps):
    """The steps, everybody's answers apart; who was taken out answers no more."""
    out = set()
    for verb, *how in steps:
        people = how[0] if verb.startswith("answer") else ""
        for who in people:
            if who not in out:
                yield "answer", who, how[1]
        if not people:
            yield verb, *how
        out |= {how[0]} if verb == "remove" else set()


@settings(max_examples=300)
@given(st.lists(_STEPS, max_size=40))
def test_no_course_shows_too_few_or_somebody_who_is_gone(steps):
    """Nothing below the threshold; whoever was taken out is in no picture; every cohort is of a batch or more."""
    course, out = Course(), set()
    for verb, *how in _one_by_one(steps):
        getattr(course, verb)(*how)
        out |= {how[0]} if verb == "remove" else set()
        disclosed, least = course.record.disclosure("stage", 1), course.record.settings.threshold
        if disclosed.answers:
            assert least <= len(disclosed.answers)
            assert least <= len(course.record.current("stage", 1))
            assert not out & disclosed.answers.keys()
            assert all(len(people) >= BATCH for people in disclosed.cohorts)
            assert frozenset().union(*disclosed.cohorts) == disclosed.answers.keys()


@settings(max_examples=100)
@given(st.lists(_STEPS, max_size=25))
def test_a_picture_does_not_depend_on_who_reads_it_or_when(steps):
    """Whoever read on bit by bit and whoever reads the whole history at once see the same picture."""
    course = Course()
    for verb, *how in steps:
        getattr(course, verb)(*how)

        assert course.record.disclosure("stage", 1) == replace(course.record).disclosure("stage", 1)


@settings(max_examples=100)
@given(st.lists(_STEPS, max_size=25))
def test_a_led_group_never_sees_what_was_not_revealed(steps):
    """While a round that is led is open, something is shown only after a reveal that was not taken back."""
    course, led, revealed = Course(), False, False
    for verb, *how in steps:
        if verb == "meet_again":
            continue
        getattr(course, verb)(*how)
        if verb == "reveal":
            led = led or how[0]
            revealed = how[0] if how[1] == "stage" else revealed
        led = led or how[:1] == ["step"]
        assert not course.shown or revealed or not led
