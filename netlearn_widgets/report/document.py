"""What the plan says, once; every format only renders it."""

from __future__ import annotations

from netlearn_widgets.model.guide import Guide, Step
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.record import Record
from netlearn_widgets.model.settings import BATCH
from netlearn_widgets.model.workshop import day_of
from netlearn_widgets.report.blocks import Block, Document, Facts, Figure, Paragraph, Section, Words
from netlearn_widgets.report.figures import is_empty
from netlearn_widgets.report.front import front
from netlearn_widgets.report.gaps import gaps
from netlearn_widgets.report.held import held_back
from netlearn_widgets.report.moderation import moderated
from netlearn_widgets.report.pieces import amount, listed, people, plain
from netlearn_widgets.report.reading import Reading, spoken_date
from netlearn_widgets.report.since import since

__all__ = ["PARTS", "document"]

PARTS = {
    "purpose": "What is this learning system's purpose?",
    "people": "Who needs to be involved, and how?",
    "inequality": "How will we make sure this reduces inequality?",
}
"""The three questions for starting: the headings of the plan."""


def document(record: Record, guide: Guide, *, round: int | None = None, whole: bool = True) -> Document:  # noqa: A002  the word of the field
    """Say what the plan says: every answer, every agreement and every gap of one round.

    Parameters
    ----------
    record : Record
    guide : Guide
    round : int, optional
        The number of the round; the open one by default.
    whole : bool
        Whether all of it is said; else the front page alone.
    """
    reading = Reading(record.asked(guide.questions), guide, record.round.number if round is None else round)
    return Document(
        title=record.workshop.title,
        subtitle=f"Plan · {reading.round.name} · {spoken_date(day_of(reading.round.opened))}",
        language=guide.language,
        sections=(front(reading, brief=not whole), *(_details(reading) if whole else ())),
    )


def _details(reading: Reading) -> tuple[Section, ...]:
    parts = tuple(_part(reading, part, title) for part, title in PARTS.items())
    return (*parts, *since(reading), gaps(reading), _about(reading))


def _part(reading: Reading, part: str, title: str) -> Section:
    steps = tuple(_step(reading, step) for step in reading.guide.steps if step.part == part)
    return Section(key=part, title=title, sections=steps)


def _step(reading: Reading, step: Step) -> Section:
    pictures = [_once(reading.pictures[question.key]) for question in step.questions]
    blocks: list[Block] = [Figure(picture=picture) for picture in pictures if not is_empty(picture)]
    blocks += [Paragraph(text=_missing(one)) for one in pictures if is_empty(one)]
    if step.source:
        blocks.append(Paragraph(text=f"Source: {step.source}"))
    return Section(key=f"step-{step.key}", title=step.title, blocks=tuple(blocks))


def _once(picture: Json) -> Json:
    """A picture that leaves what is held back of the question it is compared with to that question's own picture."""
    return picture | {"held_now": None} if "held_now" in picture else picture


def _missing(picture: Json) -> str:
    """Why a question has no picture: its results are held back, or nobody has answered."""
    words = " ".join(held_back(picture))
    return f"“{picture['prompt']}” {words}" if words else f"Not answered yet: “{picture['prompt']}”"


def _about(reading: Reading) -> Section:
    facts = [
        ("Who took part", _who(reading)),
        ("Rounds", " ".join(_sitting(reading, number) for number in _numbers(reading))),
    ]
    facts += _from_paper(reading)
    facts += _held(reading)
    facts.append(("Guide", " ".join(filter(None, [f"{reading.guide.title}.", reading.guide.source]))))
    facts.append(("How to read it", _HOW))
    blocks: tuple[Block, ...] = (Facts(items=tuple(facts)), *moderated(reading), *_earlier(reading))
    return Section(key="about", title="About this plan", blocks=blocks)


def _who(reading: Reading) -> str:
    """How many took part, and the names of those who gave one."""
    took_part = reading.took_part()
    if not took_part:
        return "Nobody answered in this round."
    who = f"{people(len(took_part))} answered in this round."
    asked = reading.record.settings.names
    if asked == "nothing":
        return f"{who} Nobody was asked for a name."
    named = sorted(filter(None, map(reading.record.called, took_part)))
    gave = "made up a name" if asked == "aliases" else "gave a name"
    return f"{who} Those who {gave}: {listed(named)}." if named else f"{who} Nobody {gave}."


def _from_paper(reading: Reading) -> list[tuple[str, str]]:
    """How many of the answers that stand were typed in from sheets of paper; nothing where none was."""
    keys = {answer.question for answer in reading.record.answers if answer.from_paper}
    typed = [one for key in keys for one in reading.record.current(key, reading.number).values() if one.from_paper]
    if not typed:
        return []
    said = amount(len(typed), "answer", "answers")
    writers = people(len({one.participant for one in typed}))
    return [("From paper", f"{said} by {writers}: written on a sheet of paper, and typed in by somebody else.")]


def _held(reading: Reading) -> list[tuple[str, str]]:
    """What is not shown, so that nobody can be picked out; nothing where everything is."""
    held = reading.record.settings
    if not held.protected:
        return []
    said = f"Results of a question appear from {held.threshold} answers on, and then move by at least {BATCH} answers."
    return [("Small numbers", f"{said} So nobody can be picked out.")]


_HOW = (
    "Numbers say how many people chose something. Words are participants' own and were not changed. "
    "The plan asks questions and gives no marks: there is no right score."
)


def _numbers(reading: Reading) -> list[int]:
    return [one.number for one in reading.record.rounds if one.number <= reading.number]


def _sitting(reading: Reading, number: int) -> str:
    sitting = next(one for one in reading.record.rounds if one.number == number)
    answered = sum(reading.record.disclosure(key, number).answered > 0 for key in reading.guide.questions)
    return (
        f"{sitting.name} ({spoken_date(day_of(sitting.opened))}): {people(len(reading.took_part(number)))}, "
        f"{amount(answered, 'question', 'questions')} answered."
    )


def _earlier(reading: Reading) -> list[Words]:
    """Answers that are none to the guide as it is now, so that changing it loses nothing.

    The guide no longer has their question, or asks it in another way.
    """
    record, number, asked = reading.record, reading.number, reading.guide.questions
    words = []
    for key in sorted({answer.question for answer in record.answers if answer.round == number}):
        if key in asked:
            said = record.shown_unfit(key, number)
            title = f"Earlier answers to “{asked[key].prompt}”, given in another form"
        else:
            said = record.shown(key, number)
            title = f"Answers to “{key}”, a question this guide no longer has"
        if said:
            words.append(Words(title=title, texts=tuple(plain(answer.value) for answer in said.values())))
    return words
