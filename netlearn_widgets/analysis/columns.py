"""What the frames for analysts hold: every column's name, type and meaning, which the guide for analysts repeats."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COLUMNS", "FrameColumn"]

TEXT, WHOLE, MAYBE, FLAG, TIME = "string", "int64", "Int64", "bool", "datetime64[us, UTC]"


@dataclass(frozen=True)
class FrameColumn:
    """One column of a frame: its name, its pandas dtype, and what it means. A text is NA where none applies."""

    name: str
    dtype: str
    meaning: str


_WHERE = (
    FrameColumn("workshop", TEXT, "The join code of the workshop"),
    FrameColumn("round", WHOLE, "The number of the round, from 1"),
)

COLUMNS: dict[str, tuple[FrameColumn, ...]] = {
    "answers": (
        *_WHERE,
        FrameColumn("step", TEXT, "The key of the step that asks; missing when the guide no longer does"),
        FrameColumn("question", TEXT, "The key of the question"),
        FrameColumn("kind", TEXT, "The kind of question; missing when the guide no longer asks it"),
        FrameColumn("participant", TEXT, "Who answered: an id made for this workshop"),
        FrameColumn("name", TEXT, "The name the participant gave or made up; missing without one"),
        FrameColumn("answer", TEXT, "The id of the answer this is a part of"),
        FrameColumn(
            "part",
            TEXT,
            "Which part: the row of a matrix, the moment, the card, the row of a table, `holds`, `person` …",
        ),
        FrameColumn("option", TEXT, "The key of what was chosen, rated or ranked; a role; the column of a table"),
        FrameColumn("label", TEXT, "The option as the guide words it now; the key when the guide lost it"),
        FrameColumn("value", MAYBE, "The rating, or the place in a ranking (1 is first)"),
        FrameColumn(
            "text", TEXT, "What was typed: a text, an idea, a name, a cell, a reason; people and ties in words"
        ),
        FrameColumn("current", FLAG, "Whether this still stands; False only with `history=True`"),
        FrameColumn("from_paper", FLAG, "Whether somebody typed it in from a sheet of paper"),
        FrameColumn("at", TIME, "When it was answered"),
    ),
    "groups": (
        *_WHERE,
        FrameColumn("question", TEXT, "The key of the question"),
        FrameColumn("group", TEXT, "The group; missing for those who are in none, and for all that are held back"),
        FrameColumn("answered", WHOLE, "How many people of the group have answered"),
        FrameColumn("held", FLAG, "Whether this stands for all groups that are held back"),
        FrameColumn("part", TEXT, "As in `answers`; missing where groups are held back"),
        FrameColumn("option", TEXT, "As in `answers`"),
        FrameColumn("label", TEXT, "As in `answers`"),
        FrameColumn("value", MAYBE, "As in `answers`"),
        FrameColumn("n", WHOLE, "How many people of the group said so; 0 where groups are held back"),
    ),
    "members": (
        *_WHERE,
        FrameColumn("question", TEXT, "The key of the question that drew the map"),
        FrameColumn("id", TEXT, "Who it is: the same in every round and in `ties`"),
        FrameColumn("name", TEXT, "The name, as most people wrote it"),
        FrameColumn("organisation", TEXT, "The organisation, as most people wrote it; missing when nobody named one"),
        FrameColumn("seat", FLAG, "Whether it is a seat: a place nobody fills yet"),
        FrameColumn("named_by", WHOLE, "How many participants put them on the map"),
        FrameColumn("answered", FLAG, "Whether somebody answered as this person"),
        FrameColumn("turned_to", WHOLE, "How many turn to them (in-degree)"),
        FrameColumn("turns_to", WHOLE, "To how many they turn (out-degree)"),
    ),
    "agreements": (
        *_WHERE,
        FrameColumn("question", TEXT, "The key of the question"),
        FrameColumn("proposal", TEXT, "The id of the wording; `part` of the positions in `answers`"),
        FrameColumn("wording", WHOLE, "Which wording it is, from 1; the last was not replaced"),
        FrameColumn("text", TEXT, "The wording"),
        FrameColumn("state", TEXT, "`open`, `hidden`, `talk`, `ready`, `agreed` or `moved on`: what it came to"),
        FrameColumn("replaced", FLAG, "Whether a newer wording took its place"),
        FrameColumn("reopened", FLAG, "Whether it was agreed, until somebody objected"),
        FrameColumn("answered", WHOLE, "How many took a position"),
        FrameColumn("support", MAYBE, "How many support it; missing while positions are hidden"),
        FrameColumn("reservation", MAYBE, "How many can live with it, or go along with a reservation"),
        FrameColumn("aside", MAYBE, "How many abstain or stand aside"),
        FrameColumn("hear", MAYBE, "How many should be heard first"),
        FrameColumn("reason", TEXT, "Why the group moved on; missing without a reason"),
        FrameColumn("decided", TIME, "When this was recorded; missing unless it was agreed or the group moved on"),
        FrameColumn("proposed", TIME, "When it was put to the group"),
    ),
    "ties": (
        *_WHERE,
        FrameColumn("question", TEXT, "The key of the question that drew the map"),
        FrameColumn("source", TEXT, "The id of the person who turns to somebody"),
        FrameColumn("target", TEXT, "The id of the person they turn to"),
        FrameColumn("source_name", TEXT, "The name of the first"),
        FrameColumn("target_name", TEXT, "The name of the second"),
        FrameColumn("source_organisation", TEXT, "The organisation of the first; missing when nobody named one"),
        FrameColumn("target_organisation", TEXT, "The organisation of the second; missing when nobody named one"),
        FrameColumn("status", TEXT, "`confirmed` by both ends, `named` by one of them, or `inferred` from others"),
    ),
    "moderation": (
        *_WHERE,
        FrameColumn("step", TEXT, "The key of the step that asks; missing when the guide no longer does"),
        FrameColumn("question", TEXT, "The key of the question"),
        FrameColumn("card", TEXT, "Which card: a name that tells neither its words nor its writer"),
        FrameColumn("hidden", FLAG, "Whether it was hidden; False where it was shown again"),
        FrameColumn("reason", TEXT, "Why, in the host's words; missing where it was shown again"),
        FrameColumn("at", TIME, "When the host did it"),
    ),
}
"""The columns of each frame, in order."""
