"""What the plan says of the rounds before: what moved, question by question, and what became of the actions."""

from __future__ import annotations

from netlearn_widgets.model.workshop import day_of
from netlearn_widgets.report.blocks import Block, Facts, Paragraph, Section
from netlearn_widgets.report.figures import is_empty
from netlearn_widgets.report.moved import moved
from netlearn_widgets.report.pieces import people
from netlearn_widgets.report.reading import Reading, spoken_date

__all__ = ["since"]


def since(reading: Reading) -> tuple[Section, ...]:
    """What moved since the earlier round; no section in a first round, or while nothing can be compared yet."""
    before = reading.before
    compared = [one for one in reading.pictures.values() if one.get("before") and not is_empty(one)]
    if before is None or not compared:
        return ()
    opened = spoken_date(day_of(before.opened))
    took_part = (people(len(reading.took_part(number))) for number in (before.number, reading.number))
    then, now = took_part
    said = (
        f"“{before.name}” was opened on {opened}. {then[:1].upper()}{then[1:]} took part then, {now} now. "
        "What moved is said in numbers; what it means is for the group to say."
    )
    facts = [(one["prompt"], _sentence("; ".join(moved(one)))) for one in compared if moved(one)]
    same = [one["prompt"] for one in compared if not moved(one)]
    blocks: list[Block] = [Paragraph(text=said)]
    blocks += [Facts(items=tuple(facts))] if facts else []
    blocks += [Paragraph(text=f"Nothing moved: “{prompt}”") for prompt in same]
    return (Section(key="since", title=f"What moved since “{before.name}”", blocks=tuple(blocks)),)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
