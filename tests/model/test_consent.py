"""Consent: what became of each wording, whatever was said and done, in whatever order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netlearn_widgets.model.act import Act, leads
from netlearn_widgets.model.agreement import FIST, GRADIENT, SCALES, Agreement
from netlearn_widgets.model.deciding import Wording, attempt, decide, may_try, on_table, refusal, state_of, wordings
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.removal import NOBODY
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop

AGREE = Agreement(key="agree", prompt="Can we go ahead?", scale="gradient")
START = dt.datetime(2027, 1, 12, 9, tzinfo=dt.UTC)
PEOPLE = tuple(Participant(id=who, name=who.title()) for who in ("ada", "bo", "cy", "di"))
FIRST, SECOND = (Proposal(question="agree", text=text, participant="ada", id=text) for text in ("first", "second"))


class Story:
    """What was said and done, one after the other, a minute apart."""

    def __init__(self) -> None:
        self.events: list[Proposal | Answer | Act] = []

    def add(self, made: type, **facts: Json) -> Story:
        self.events.append(made(at=START + dt.timedelta(minutes=len(self.events)), **facts))
        return self

    def propose(self, proposal: Proposal) -> Story:
        return self.add(
            Proposal, question="agree", text=proposal.text, participant=proposal.participant, id=proposal.id
        )

    def stand(self, on: Proposal, reason: str = "", **positions: str) -> Story:
        for who, position in positions.items():
            value = {"proposal": on.id, "position": position, "reason": reason}
            self.add(Answer, question="agree", participant=who, value=value)
        return self

    def say(self, who: str, question: str, value: Json) -> Story:
        return self.add(Answer, question=question, participant=who, value=value)

    def decide(self, on: Proposal, outcome: str = "agreed", by: str = "", reason: str = "") -> Story:
        value = {"proposal": on.id, "outcome": outcome, "reason": reason}
        return self.add(Act, kind="decide", question="agree", participant=by, value=value)

    def lead(self) -> Story:
        return self.add(Act, kind="step", value={"step": "purpose"})

    def reveal(self, *, shown: bool = True) -> Story:
        return self.add(Act, kind="reveal", question="agree", value={"shown": shown})

    @property
    def wordings(self) -> tuple[Wording, ...]:
        return wordings(record_of(self.events), AGREE)

    @property
    def states(self) -> list[str]:
        return [f"{state(one)}, replaced" if one.replaced else state(one) for one in self.wordings]


def state(wording: Wording) -> str:
    """What a group knows that sees every position it may see in time."""
    return state_of(AGREE, wording, wording.positions.values() if wording.shown else ())


def record_of(events: Iterable[Proposal | Answer | Act]) -> Record:
    kinds = {kind: tuple(one for one in events if isinstance(one, kind)) for kind in (Proposal, Answer, Act)}
    return Record(
        workshop=Workshop(code="KRTM-27", title="Ours", guide=""),
        rounds=(Round(number=1, title=""),),
        participants=PEOPLE,
        proposals=kinds[Proposal],
        answers=kinds[Answer],
        acts=kinds[Act],
    )


@pytest.fixture
def story() -> Story:
    """The first wording is on the table."""
    return Story().propose(FIRST)


def test_what_stands_in_the_way():
    """Under three fingers; a block or an opt-out."""
    hear = {scale: {one.key for one in options if one.group == "hear"} for scale, options in SCALES.items()}

    assert {"fist": {"0", "1", "2"}, "gradient": {"out", "block"}} == hear


def test_what_is_kept_with_the_agreement():
    """That somebody can just live with it, has a reservation, or stands aside."""
    kept = [one.key for one in (*FIST, *GRADIENT) if one.group in ("reservation", "aside")]

    assert ["3", "reservations", "abstain", "aside", "follow"] == kept


def test_without_a_wording_there_is_nothing_to_agree_on():
    assert () == Story().wordings
    assert on_table(record_of([]), AGREE) is None


def test_silence_is_no_consent(story: Story):
    assert ["open"] == story.states
    assert ["open"] == story.decide(FIRST, by="ada").states


def test_an_objection_is_heard_at_once(story: Story):
    """However many agree."""
    (wording,) = story.stand(FIRST, ada="endorse", bo="block", cy="endorse").wordings

    assert ("talk", ("bo",)) == (state(wording), wording.to_hear)


def test_standing_aside_stands_in_nobodys_way(story: Story):
    story.stand(FIRST, ada="endorse", bo="aside", cy="reservations", di="follow")

    assert ["ready"] == story.states


def test_an_agreement_is_recorded_not_guessed(story: Story):
    """That nobody stands in the way is not enough: somebody says that it is agreed."""
    story.stand(FIRST, ada="endorse", bo="aside")

    assert ["ready"] == story.states
    assert ["agreed"] == story.decide(FIRST, by="bo").states


def test_nobodys_click_makes_an_agreement_where_somebody_objects(story: Story):
    """Not the host's either; and it does not become one by itself when the objection is gone."""
    story.stand(FIRST, ada="endorse", bo="block").decide(FIRST).decide(FIRST, by="ada")

    assert ["talk"] == story.states
    assert ["ready"] == story.stand(FIRST, bo="aside").states


def test_a_later_objection_opens_the_agreement_again(story: Story):
    """Visibly; and when it is withdrawn, the agreement has to be recorded anew."""
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, by="ada").stand(FIRST, bo="block")

    (wording,) = story.wordings
    assert ("talk", None) == (state(wording), wording.decision)
    assert wording.reopened is not None
    assert ["ready"] == story.stand(FIRST, bo="aside").states
    (again,) = story.decide(FIRST, by="bo").wordings
    assert ("agreed", None) == (state(again), again.reopened)


def test_a_later_reservation_leaves_the_agreement(story: Story):
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, by="ada").stand(FIRST, bo="aside")

    assert ["agreed"] == story.states


@pytest.mark.parametrize(("taking_part", "needed"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (24, 12)])
def test_enough_is_half_of_those_who_take_part_and_at_least_two(taking_part: int, needed: int):
    """Where one takes part, a group that answers as one, it is one."""
    story = Story().propose(FIRST)
    for number in range(taking_part - 1):
        story.say(f"p{number}", "purpose", "To learn")

    assert needed == story.wordings[0].missing
    story.stand(FIRST, ada="endorse", **{f"p{number}": "endorse" for number in range(needed - 1)})
    assert ["ready"] == story.states


def test_one_alone_agrees_for_nobody_else(story: Story):
    """Neither before the others, nor when they took their positions back."""
    story.stand(FIRST, ada="endorse").decide(FIRST, by="ada")
    assert ["agreed"] == story.states

    assert ["open"] == story.say("bo", "purpose", "To learn").states
    story.stand(FIRST, bo="endorse").decide(FIRST, by="bo")
    assert ["agreed"] == story.states
    (alone,) = story.say("ada", "agree", None).wordings
    assert ("open", True) == (state(alone), alone.reopened is not None)


def test_latecomers_undo_no_agreement(story: Story):
    """Half of those who took part when it was recorded is enough."""
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, by="ada")
    for number in range(9):
        story.say(f"p{number}", "purpose", "To learn")

    assert ["agreed"] == story.states


def test_a_new_wording_starts_afresh(story: Story):
    """The old one keeps what it came to, and can be agreed no more."""
    story.stand(FIRST, ada="endorse", bo="block").propose(SECOND)
    assert ["talk, replaced", "open"] == story.states

    story.stand(SECOND, ada="endorse", bo="aside").stand(FIRST, cy="endorse").decide(FIRST)
    assert ["talk, replaced", "ready"] == story.states
    assert {"ada", "bo"} == set(story.wordings[0].positions)


@pytest.mark.parametrize("outcome", ["agreed", "moved on"])
def test_what_was_recorded_stays_with_its_wording(story: Story, outcome: str):
    """The next one begins without, and was never agreed itself."""
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, outcome, by="ada").propose(SECOND)

    assert [f"{outcome}, replaced", "open"] == story.states
    assert (None, None) == (story.wordings[1].decision, story.wordings[1].reopened)


def test_an_author_who_was_taken_out_takes_no_part():
    """Their wording stays, and a group that answers as one is still one."""
    story = Story().propose(replace(FIRST, participant=NOBODY)).stand(FIRST, ada="endorse")

    assert ["ready"] == story.states


def test_moving_on_is_recorded_as_that(story: Story):
    """With its reason; it is no agreement, and a group may come back to it."""
    story.stand(FIRST, ada="endorse", bo="block").decide(FIRST, "moved on", by="ada", reason="No time left")

    (wording,) = story.wordings
    assert "moved on" == state(wording)
    assert wording.decision is not None
    assert "No time left" == wording.decision.value["reason"]
    assert ["agreed"] == story.stand(FIRST, bo="aside").decide(FIRST, by="bo").states


def test_moving_on_undoes_no_agreement(story: Story):
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, by="ada").decide(FIRST, "moved on", by="bo")

    assert ["agreed"] == story.states


def test_where_a_host_leads_only_a_host_records(story: Story):
    """And everybody's position is seen before."""
    story.lead().stand(FIRST, ada="endorse", bo="endorse")
    assert ["hidden"] == story.decide(FIRST).states

    story.reveal()
    assert ["ready"] == story.decide(FIRST, by="ada").decide(FIRST, "moved on", by="ada").states
    assert ["agreed"] == story.decide(FIRST).states


def test_positions_on_a_new_wording_are_hidden_again(story: Story):
    """The host shows those on each wording; those on the first were never shown."""
    story.lead().stand(FIRST, ada="block").propose(SECOND).stand(SECOND, ada="endorse", bo="endorse").reveal()
    assert ["hidden, replaced", "ready"] == story.states

    assert ["hidden, replaced", "hidden"] == story.reveal(shown=False).states


def test_what_was_shown_of_one_wording_is_not_shown_of_the_next(story: Story):
    story.lead().stand(FIRST, ada="block").reveal().propose(SECOND).stand(SECOND, ada="endorse", bo="endorse")

    assert ["talk, replaced", "hidden"] == story.states


def test_what_a_group_agreed_before_a_host_came_stays_agreed(story: Story):
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, by="ada").lead()

    assert ["agreed"] == story.states


def test_what_nobody_can_read_is_heard():
    """After a change of the scale nobody's objection turns into consent, and no consent into an objection."""
    story = Story().propose(FIRST).stand(FIRST, ada="5", bo="4")
    assert ["ready"] == story.states

    assert ["talk"] == story.stand(FIRST, bo="0").states
    assert ["talk"] == story.stand(FIRST, bo="perhaps").states


def test_the_order_in_which_it_was_kept_counts_whatever_a_clock_said(story: Story):
    """A clock that went back between two wordings gives nobody's position to the wrong one."""
    story.stand(FIRST, ada="block").propose(SECOND).stand(SECOND, ada="endorse", bo="endorse")
    back = START - dt.timedelta(hours=1)
    kept = [replace(one, seq=at, at=back if at > 2 else one.at) for at, one in enumerate(story.events, 1)]

    earlier, now = wordings(record_of(kept), AGREE)

    assert (("ada",), "ready") == (earlier.to_hear, state(now))


def test_a_round_knows_nothing_of_another(story: Story):
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, by="ada")
    record = record_of(story.events)

    assert () == wordings(record, AGREE, 2)
    assert on_table(record, AGREE, 1) == story.wordings[0]


@pytest.mark.parametrize("value", [None, 7, {}, {"proposal": "first"}, {"proposal": "first", "outcome": "won"}, []])
def test_an_act_of_no_known_shape_changes_nothing(story: Story, value: Json):
    """A file from elsewhere may hold anything."""
    story.stand(FIRST, ada="endorse", bo="endorse")
    for kind in ("decide", "reveal"):
        story.add(Act, kind=kind, question="agree", value=value)

    assert ["ready"] == story.states


def test_where_a_host_shows_results_positions_are_hidden_also_while_nobody_leads(story: Story):
    """A workshop may be so from the beginning; what comes of a wording is recorded once they were shown."""
    story.add(Act, kind="settings", value={"reveal": "host"})
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, by="ada")
    assert ["hidden"] == story.states

    assert ["agreed"] == story.reveal().decide(FIRST).states


def test_where_positions_are_shown_together_anybody_shows_them(story: Story):
    """And not before: an agreement is recorded by those who see all positions."""
    story.add(Act, kind="settings", value={"reveal": "together"})
    story.stand(FIRST, ada="endorse", bo="endorse").decide(FIRST, by="ada")
    assert ["hidden"] == story.states
    story.add(Act, kind="reveal", question="agree", value={"shown": True}, participant="bo")

    assert ["agreed"] == story.decide(FIRST, by="ada").states


def test_positions_that_a_host_hid_are_shown_by_nobody_else(story: Story):
    story.add(Act, kind="settings", value={"reveal": "together"})
    story.stand(FIRST, ada="endorse", bo="endorse")
    for shown, who in ((True, "bo"), (False, ""), (True, "ada")):
        story.add(Act, kind="reveal", question="agree", value={"shown": shown}, participant=who)

    assert ["hidden"] == story.states


def test_trying_to_record_an_agreement_tells_everybody_that_somebody_objects_and_no_more(story: Story):
    """The act is kept; it says neither who nor how many. Before, nothing a group may not see is told."""
    story.stand(FIRST, ada="endorse", bo="block", cy="block")
    (before,) = story.wordings
    act, problem = attempt(record_of(story.events), AGREE, FIRST.id, "agreed", who="ada", name="try")
    assert act is not None
    (after,) = wordings(record_of([*story.events, replace(act, at=START + dt.timedelta(hours=1))]), AGREE)

    assert may_try(record_of(story.events), AGREE, "agreed", who="ada")
    assert ("hidden", "talk") == (state_of(AGREE, before, ()), state_of(AGREE, after, ()))
    assert "Not agreed: somebody should be heard first." == problem
    assert after.decision is None


def test_nobody_learns_by_trying_while_people_are_missing():
    """The first who take a position are not told apart by what can be recorded."""
    told = []
    for position in ("endorse", "block"):
        alone = Story().propose(FIRST).say("cy", "purpose", "To learn").say("di", "purpose", "x")
        record = record_of(alone.stand(FIRST, ada=position).events)
        told.append(
            (attempt(record, AGREE, FIRST.id, "agreed", who="ada", name="try"), on_table(record, AGREE).missing)
        )

    assert told[0] == told[1]
    assert told[0][0][0] is None


def test_the_group_knows_of_an_objection_until_it_sees_all_positions_or_records_an_agreement(story: Story):
    """Whoever withdraws theirs is not told apart; trying again records it."""
    story.stand(FIRST, ada="endorse", bo="block").decide(FIRST, by="ada").stand(FIRST, bo="aside")
    (held,) = story.wordings
    (agreed,) = story.decide(FIRST, by="ada").wordings

    assert "talk" == state_of(AGREE, held, list(held.positions.values())[:1])
    assert "ready" == state(held)
    assert "agreed" == state_of(AGREE, agreed, ())


def test_the_words_of_a_refusal(story: Story):
    """Whoever asked is told what stands in the way."""

    def said(outcome: str = "agreed", by: str = "ada", on: Proposal = FIRST) -> str:
        return refusal(story.wordings[-1], decide(on, outcome, participant=by))

    story.say("bo", "purpose", "To learn")
    assert said().startswith("2 more people have to say where they stand: at least half")
    story.stand(FIRST, ada="endorse")
    assert said().startswith("1 more person has to say")
    story.stand(FIRST, bo="block")
    assert "Not agreed: somebody should be heard first." == said()
    assert "" == said("moved on")
    story.stand(FIRST, bo="aside")
    assert "" == said()
    story.decide(FIRST, by="ada")
    assert "This is recorded already." == said()
    assert said("moved on").startswith("This wording is agreed.")
    story.propose(SECOND).lead()
    assert said().startswith("This wording is not on the table any more.")
    assert said(on=SECOND).startswith("Somebody leads this round")
    assert said(by="", on=SECOND).startswith("The positions are not shown yet.")


def test_what_may_be_recorded_is_checked():
    act = decide(FIRST, "moved on", " No time\r\nleft ", participant="ada", name="a1")

    assert {"proposal": "first", "outcome": "moved on", "reason": "No time\nleft"} == act.value
    assert ("decide", "agree", "ada", 1, "a1") == (act.kind, act.question, act.participant, act.round, act.id)
    with pytest.raises(InvalidAnswer, match="A wording is agreed, or the group moves on; not 'won'"):
        decide(FIRST, "won")
    with pytest.raises(InvalidAnswer, match="The reason has 501 characters"):
        decide(FIRST, "moved on", "x" * 501)


# Whatever was said and done, in whatever order, with whatever clocks

_WHO = st.sampled_from([one.id for one in PEOPLE])
_ON = st.sampled_from(["first", "second", "third"])
_AT = st.integers(0, 12).map(lambda minutes: START + dt.timedelta(minutes=minutes))
_POSITIONS = st.sampled_from([option.key for option in GRADIENT])

_proposals = st.builds(Proposal, id=_ON, question=st.just("agree"), text=_ON, participant=_WHO, at=_AT)
_answers = st.one_of(
    st.builds(
        Answer,
        question=st.just("agree"),
        participant=_WHO,
        value=st.none() | st.fixed_dictionaries({"proposal": _ON, "position": _POSITIONS, "reason": st.just("")}),
        at=_AT,
    ),
    st.builds(Answer, question=st.just("other"), participant=_WHO, value=st.just("x"), at=_AT),
)
_acts = st.one_of(
    st.builds(
        Act,
        kind=st.just("decide"),
        question=st.just("agree"),
        participant=st.just("") | _WHO,
        value=st.fixed_dictionaries({"proposal": _ON, "outcome": st.sampled_from(["agreed", "moved on"])}),
        at=_AT,
    ),
    st.builds(
        Act,
        kind=st.just("reveal"),
        question=st.sampled_from(["agree", "other"]),
        value=st.fixed_dictionaries({"shown": st.booleans()}),
        at=_AT,
    ),
    st.builds(Act, kind=st.just("step"), value=st.just({"step": "purpose"}), at=_AT),
)
_records = st.builds(
    lambda proposals, answers, acts: record_of([*proposals, *answers, *acts]),
    st.lists(_proposals, max_size=3, unique_by=lambda one: one.id),
    st.lists(_answers, max_size=12),
    st.lists(_acts, max_size=6),
)


def standing(record: Record, proposal: Proposal) -> dict[str, str]:
    """Each participant's position on a wording, read straight from the record."""
    newest = {answer.participant: answer.value for answer in record.answers if answer.question == "agree"}
    return {who: value["position"] for who, value in newest.items() if value and value["proposal"] == proposal.id}


@settings(max_examples=600)
@given(_records)
def test_agreed_never_holds_while_somebody_stands_in_the_way(record: Record):
    now = on_table(record, AGREE)

    if now is not None and state(now) == "agreed":
        groups = [AGREE.position(key).group for key in standing(record, now.proposal).values()]
        assert groups
        assert "hear" not in groups


@settings(max_examples=600)
@given(_records)
def test_one_alone_never_makes_an_agreement_for_a_group(record: Record):
    """Of an agreement that holds, at least two took a position, unless only one takes part at all."""
    now = on_table(record, AGREE)
    here = {one.participant for one in (*record.answers, *record.proposals)}

    if now is not None and state(now) == "agreed":
        assert len(standing(record, now.proposal)) >= min(2, len(here))


@given(_records)
def test_only_what_is_on_the_table_can_be_agreed(record: Record):
    """The last wording alone is not replaced, and each keeps its own decision."""
    found = wordings(record, AGREE)

    assert [one.replaced for one in found] == [True] * (len(found) - 1) + [False] * bool(found)
    assert {one.id for one in record.proposals} == {one.proposal.id for one in found}
    for one in found:
        assert one.decision is None or one.decision.value["proposal"] == one.proposal.id


@given(_records)
def test_a_wording_is_agreed_only_by_an_act_that_says_so(record: Record):
    """And moving on is never shown as agreed."""
    for one in wordings(record, AGREE):
        outcome = one.decision.value["outcome"] if one.decision else None
        assert (state(one) in ("agreed", "moved on")) == (outcome is not None)
        assert outcome in (None, state(one))


@given(_records)
def test_a_participant_records_nothing_where_a_host_leads(record: Record):
    """Before a host led, it counts; an act of the host counts in any case."""
    led = [place for place, act in enumerate(record.acts) if leads(act)]

    for one in wordings(record, AGREE):
        if one.decision and one.decision.participant and led:
            assert [act.id for act in record.acts].index(one.decision.id) < led[0]


@given(_records, _WHO, _POSITIONS)
def test_whoever_objects_now_ends_the_agreement(record: Record, who: str, position: str):
    """Whatever came before; whoever does not object leaves it as it is."""
    now = on_table(record, AGREE)
    if now is None:
        return
    value = {"proposal": now.proposal.id, "position": position, "reason": ""}
    later = Answer(question="agree", participant=who, value=value, at=START + dt.timedelta(hours=1))
    events = (*record.proposals, *record.answers, later, *record.acts)

    (*_, then) = wordings(record_of(events), AGREE)
    if AGREE.position(position).group == "hear":
        assert state(then) != "agreed"
        assert who in then.to_hear
    elif state(now) == "agreed":
        assert state(then) == "agreed" or who not in now.positions


@given(_records)
def test_everybodys_position_counts_once(record: Record):
    """That on the table is everybody's newest, as the record has it."""
    now = on_table(record, AGREE)

    assert (now.proposal if now else None) == record.proposal("agree")
    if now is not None:
        assert standing(record, now.proposal) == {who: one.value["position"] for who, one in now.positions.items()}


@given(_records)
def test_whoever_reads_on_bit_by_bit_sees_the_same(record: Record):
    """What was worked out before is worked out anew only where something came that bears on it."""
    none: dict[str, Json] = {"proposals": (), "answers": (), "acts": ()}
    read = replace(record, **none)
    for event in sorted((*record.proposals, *record.answers, *record.acts), key=lambda one: one.at):
        wordings(read, AGREE)
        kind = {Proposal: "proposals", Answer: "answers", Act: "acts"}[type(event)]
        read = read.grown(replace(record, rounds=(), **none | {kind: (event,)}))

    assert wordings(replace(read), AGREE) == wordings(read, AGREE)
