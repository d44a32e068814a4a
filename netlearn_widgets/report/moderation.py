"""What the host took out of sight, in the plan's appendix: when and why, never a card's words or its writer."""

from __future__ import annotations

from netlearn_widgets.model.moderation import Entry, log
from netlearn_widgets.model.workshop import day_of
from netlearn_widgets.report.blocks import Table
from netlearn_widgets.report.reading import Reading, spoken_date

__all__ = ["moderated"]


def moderated(reading: Reading) -> list[Table]:
    """Every time a host hid a card or showed it again in this round; nothing where none did."""
    rows = tuple(_row(reading, entry) for entry in log(reading.record.acts) if entry.round == reading.number)
    columns = ("Question", "What the host did", "When", "Why")
    return [Table(title="Cards the host has hidden", columns=columns, rows=rows)] if rows else []


def _row(reading: Reading, entry: Entry) -> tuple[str, ...]:
    asked = reading.guide.questions.get(entry.question)
    did = "Hid a card" if entry.hidden else "Showed a card again"
    return (asked.prompt if asked else entry.question, did, spoken_date(day_of(entry.at)), entry.reason)
