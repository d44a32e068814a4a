"""A record: who said what, and what counts now."""

from __future__ import annotations

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.telling import Text
from netlearn_widgets.model.workshop import Answer, Participant, Proposal, Round, Workshop

WORKSHOP = Workshop(code="KRTM-27", title="Frailty", guide="")
ROUNDS = (Round(number=1, title="May"), Round(number=2, title="November"))
ADA, BO = Participant(id="ada", name="Ada"), Participant(id="bo")


def said(who: Participant, value: object, question: str = "now", number: int = 1) -> Answer:
    """What somebody answered."""
    return Answer(question=question, participant=who.id, value=value, round=number)


def record(*answers: Answer, rounds: tuple[Round, ...] = ROUNDS[:1], proposals: tuple[Proposal, ...] = ()) -> Record:
    """A workshop in which Ada and Bo answered."""
    return Record(workshop=WORKSHOP, rounds=rounds, participants=(ADA, BO), answers=answers, proposals=proposals)


def values(found: dict[str, Answer]) -> dict[str, object]:
    """What counts, by participant."""
    return {who: answer.value for who, answer in found.items()}


def test_a_later_answer_replaces_the_earlier_one():
    """Of the same participant to the same question; the history stays."""
    ours = record(said(ADA, "filtering"), said(BO, "convening"), said(ADA, "amplifying"))

    assert values(ours.current("now")) == {"ada": "amplifying", "bo": "convening"}
    assert len(ours.answers) == 3


def test_an_answer_taken_back_does_not_count():
    """Until the participant answers again."""
    ours = record(said(ADA, "filtering"), said(ADA, None), said(BO, None), said(BO, "convening"))

    assert values(ours.current("now")) == {"bo": "convening"}


def test_rounds_are_kept_apart():
    """The open round is the newest; earlier ones can still be read."""
    ours = record(said(ADA, "filtering"), said(ADA, "convening", number=2), rounds=ROUNDS)

    assert ours.round == ROUNDS[1]
    assert values(ours.current("now")) == {"ada": "convening"}
    assert values(ours.current("now", round=1)) == {"ada": "filtering"}


def test_a_question_nobody_answered_has_no_answers():
    """Nor has one the guide does not know."""
    assert record().current("now") == {}


def test_the_newest_wording_of_the_round_is_on_the_table():
    """Each round and each question has its own."""
    first, second = (Proposal(question="agree", text=text, participant="ada") for text in ("One", "Two"))
    other = Proposal(question="plan", text="Three", participant="bo")

    ours = record(proposals=(first, second, other), rounds=ROUNDS)

    assert ours.proposal("agree", round=1) == second
    assert ours.proposal("agree") is None
    assert record().proposal("agree") is None


def test_a_position_on_an_earlier_wording_does_not_count():
    """A new wording starts afresh."""
    first, second = (Proposal(question="agree", text=text, participant="ada") for text in ("One", "Two"))
    positions = [
        said(who, {"proposal": about.id, "position": "5", "reason": ""}, "agree")
        for who, about in ((ADA, first), (BO, second))
    ]

    assert set(record(*positions, proposals=(first,)).current("agree")) == {"ada"}
    assert set(record(*positions, proposals=(first, second)).current("agree")) == {"bo"}


def test_a_participant_is_found_by_id():
    """Or is not there."""
    assert record().participant("bo") == BO
    assert record().participant("cy") is None


def test_a_grown_record_is_the_one_that_would_be_read_anew():
    """And what nobody spoke to meanwhile is the same object: a page sees at a glance that nothing changed."""
    was = record(said(ADA, "filtering"), said(BO, "convening", "future"))
    wording = Proposal(question="agree", text="One", participant="ada")
    now, untouched, agree = was.current("now"), was.current("future"), was.current("agree")

    news = (said(BO, "amplifying"), said(ADA, "convening"))
    grown = was.grown(Record(workshop=WORKSHOP, rounds=(), participants=(ADA, BO), answers=news, proposals=(wording,)))

    whole = Record(
        workshop=WORKSHOP,
        rounds=ROUNDS[:1],
        participants=(ADA, BO),
        answers=was.answers + news,
        proposals=(wording,),
    )
    assert whole == grown
    assert {"ada": "convening", "bo": "amplifying"} == values(grown.current("now")) == values(whole.current("now"))
    assert {"ada": "filtering"} == values(now) == values(was.current("now"))
    assert untouched is grown.current("future")
    assert agree is not grown.current("agree")


def test_what_was_made_of_a_question_is_kept_until_it_may_be_another():
    """Somebody spoke to the question, somebody new took part, or something was done."""
    now, future = (Text(key=key, prompt="") for key in ("now", "future"))
    was = record(said(ADA, "filtering"))
    was.worked_out["made", now, 1] = was.worked_out["made", future, 1] = "before"

    def kept(*answers: Answer, acts: tuple[Act, ...] = ()) -> list[str]:
        news = Record(workshop=WORKSHOP, rounds=(), participants=(ADA, BO), answers=answers, acts=acts)
        return [question.key for _, question, _ in was.grown(news).worked_out]

    assert ["future"] == kept(said(ADA, "convening"))
    assert ["now"] == kept(said(ADA, "convening", "future"))
    assert [] == kept(said(BO, "convening", "future"))
    assert [] == kept(acts=(Act(kind="step", value={"step": "types"}),))
    assert [] == kept(acts=(Act(kind="settings", value={"threshold": 4}),))
    assert ["now", "future"] == kept(acts=(Act(kind="timer", value={"ends": None}),))
    assert ["future"] == kept(acts=(Act(kind="group", value={"card": "c", "theme": "t"}, question="now"),))
