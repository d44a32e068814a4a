"""Commands about the people of a workshop: who is in it, and how somebody gets out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, open_store, pick
from netlearn_widgets.cli.rounds import YesOption
from netlearn_widgets.cli.words import agreed, say, say_each, working
from netlearn_widgets.model.errors import NetlearnError, StoreError
from netlearn_widgets.model.workshop import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netlearn_widgets.model.record import Record
    from netlearn_widgets.model.workshop import Participant, Workshop
    from netlearn_widgets.store import Store
    from netlearn_widgets.store.removing import Removal

__all__ = ["people", "remove"]

_SHOWN = 8  # digits of an id that tell the people of one workshop apart


def people(data: DataOption = DEFAULT, code: CodeOption = "") -> None:
    """List who is in a workshop: a short id, the name if there is one, and how much they answered.

    Example: [bold]netlearn people[/bold]
    """
    with open_store(data, to_read=True) as store:
        workshop = pick(store, code)
        record = store.read(workshop.id)
    if not record.participants:
        say(f"Nobody has joined “{workshop.title}” yet.")
        return
    say(f"“{workshop.title}”: who has joined, with the number of questions they answered in all rounds.")
    say_each((one.id[:_SHOWN], f"{_name(record, one)}, {_facts(record, one)}") for one in record.participants)


def remove(
    person: Annotated[
        str,
        typer.Option(
            help="Whom: the name, or the id that `netlearn people` shows. Left out, what waits is asked.",
            show_default=False,
        ),
    ] = "",
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    yes: YesOption = False,
) -> None:
    """Take a person out on request: the file then holds nothing of theirs.

    Without --person, decide about the names of people who left and are still named by others, and finish what a full
    disk broke off.

    Examples: [bold]netlearn remove --person "Ada Byron"[/bold] · [bold]netlearn remove[/bold]
    """
    with open_store(data) as store:
        workshop = pick(store, code)
        record = store.read(workshop.id)
        if not person.strip():
            _decide(store, workshop, yes=yes)
            return
        found = _found(record, person)
        if not found and store.wipe_due:
            say(f"Nobody in this workshop is called “{person}”: nobody is taken out now.")
            say("But somebody was taken out before, and the file is written anew after it.")
            _write_anew(store, whose="whoever was taken out before")
            return
        one = _the_one(record, person, found)
        if not agreed(_asks(record, workshop.title, one), yes=yes):
            say("Nothing was changed.")
            return
        removal = store.remove(workshop.id, one.id, everywhere=True)
        for line in _done(removal):
            say(line)
        _write_anew(store)


def _asks(record: Record, title: str, one: Participant) -> str:
    """Say what will be changed, and return the question whether it shall."""
    from netlearn_widgets.model.removal import called, names_of, places_of, written_in

    say(f"{_name(record, one)} (id {one.id[:_SHOWN]}), {_facts(record, one)}, is taken out of “{title}”:")
    say("all their answers of every round are deleted. Ideas, themes and sentences of others stay as they are.")
    names = names_of(
        one.id,
        ((who.id, who.name) for who in record.participants),
        ((answer.participant, answer.value) for answer in record.answers),
    )
    said = [(answer, answer.value) for answer in record.answers if answer.participant != one.id]
    if places := places_of(said, called(names)):
        written = sorted({name for _, value in said for name in written_in(value, called(names))})
        say(f"Others name them {places}, as {_quoted(written)}: the name is taken out there too.")
    say("A wording of theirs that others took a position on stays, without their name. This cannot be undone.")
    return "Take them out?"


def _decide(store: Store, workshop: Workshop, *, yes: bool) -> None:
    """Ask about each name of somebody who left that others still write, and finish what is due."""
    waiting = store.named(workshop.id)
    for one in waiting:
        where = (
            f"{_quoted(one.written) or 'Somebody'} was taken out" if one.out else f"Others name {_quoted(one.written)}"
        )
        say(f"Somebody who left “{workshop.title}” was called so. {where} {one.places}.")
        if one.borne and not one.out:
            say("Somebody in the workshop has this name too, so it stays with them.")
            store.decide_name_as_owner(workshop.id, one.id, "leave")
        elif agreed("Take the name out there for good?", yes=yes):
            for decision in ("done",) if one.out else ("out", "done"):
                store.decide_name_as_owner(workshop.id, one.id, decision)
            say("Done: the name is taken out.")
        else:
            for decision in ("back", "leave") if one.out else ("leave",):
                store.decide_name_as_owner(workshop.id, one.id, decision)
            say("The name stays where others wrote it.")
    if store.wipe_due:
        _write_anew(store)
    elif not waiting:
        say("Nothing waits. To take somebody out, name them: netlearn remove --person NAME")


def _write_anew(store: Store, whose: str = "them") -> None:
    """Write the file anew; raise NetlearnError, saying what is done and what is not, where that cannot be."""
    try:
        with working("Writing the file anew …"):
            left = store.wipe()
    except StoreError as fault:
        raise NetlearnError(
            "They are out of the workshop, and no page shows anything of theirs. But the file could not be written "
            f"anew, so that traces may still be in it:\n{fault}\nThen finish it with: netlearn remove"
        ) from fault
    for line in left or (f"The file is written anew: nothing of {whose} is in it.",):
        say(line)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _name(record: Record, one: Participant) -> str:
    return record.called(one) or "no name"


def _facts(record: Record, one: Participant) -> str:
    from netlearn_widgets.report.reading import spoken_date

    answered = {(a.round, a.question) for a in record.answers if a.participant == one.id}
    said = f"{len(answered) or 'no'} {'answer' if len(answered) == 1 else 'answers'}"
    return f"joined {spoken_date(day_of(one.joined))}, {said}"


def _found(record: Record, person: str) -> list[Participant]:
    """Return who has this name, in whatever spelling, or an id that begins so."""
    from netlearn_widgets.model.text import fold

    wanted = person.strip()
    found = [one for one in record.participants if fold(wanted) and fold(record.called(one)) == fold(wanted)]
    if not found and len(wanted) >= _SHOWN:
        found = [one for one in record.participants if one.id.startswith(wanted.lower())]
    return found


def _the_one(record: Record, person: str, found: Sequence[Participant]) -> Participant:
    """Return the one person meant; raise NetlearnError where it is not clear."""
    if len(found) == 1:
        return found[0]
    if not found:
        raise NetlearnError(f"Nobody in this workshop is called {person!r} or has this id. See who is: netlearn people")
    names = "\n".join(f"  {one.id[:_SHOWN]}  {one.name}, {_facts(record, one)}" for one in found)
    raise NetlearnError(f"Several people are called {person!r}. Say which one by the id, with --person:\n{names}")


def _done(removal: Removal) -> list[str]:
    deleted = "1 answer is" if removal.answers == 1 else f"{removal.answers} answers are"
    lines = [f"Done. {deleted} deleted, replaced ones included."]
    if removal.named:
        lines.append(f"The name is taken out of what others said, {removal.named}.")
    if removal.wordings:
        lines.append(f"{removal.wordings} of their wordings stay, without an author: others took a position on them.")
    if removal.mentions:
        lines.append(
            f"{removal.mentions} of others' answers may still have the name in their own words, which stay; only their "
            "writers change them. Ask the group."
        )
    lines.append("Pages that are open forget the person by themselves. Exports and plans made before still hold them.")
    return lines
