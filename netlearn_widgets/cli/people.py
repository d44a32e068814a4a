"""Commands about the people of a workshop: who is in it, and how somebody gets out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, open_store, pick
from netlearn_widgets.cli.rounds import YesOption
from netlearn_widgets.cli.words import agreed, say, say_each
from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.workshop import day_of

if TYPE_CHECKING:
    from netlearn_widgets.model.record import Record
    from netlearn_widgets.model.workshop import Participant
    from netlearn_widgets.store.removing import Removal

__all__ = ["people", "remove"]

_SHOWN = 8  # digits of an id that tell the people of one workshop apart


def people(data: DataOption = DEFAULT, code: CodeOption = "") -> None:
    """List who is in a workshop: a short id, the name if there is one, and how much they answered.

    Example: [bold]netlearn people[/bold]
    """
    with open_store(data) as store:
        workshop = pick(store, code)
        record = store.read(workshop.id)
    if not record.participants:
        say(f"Nobody has joined “{workshop.title}” yet.")
        return
    say(f"“{workshop.title}”: who has joined, with the number of questions they answered in all rounds.")
    say_each((one.id[:_SHOWN], f"{_name(record, one)}, {_facts(record, one)}") for one in record.participants)


def remove(
    person: Annotated[
        str, typer.Option(help="Whom: the name, or the id that `netlearn people` shows.", show_default=False)
    ],
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    yes: YesOption = False,
) -> None:
    """Take a person out on request: the file then holds nothing of theirs.

    Example: [bold]netlearn remove --person "Ada Byron"[/bold]
    """
    with open_store(data) as store:
        workshop = pick(store, code)
        record = store.read(workshop.id)
        one = _find(record, person)
        say(f"{_name(record, one)} (id {one.id[:_SHOWN]}), {_facts(record, one)}, is taken out of “{workshop.title}”:")
        say("all their answers of every round are deleted, and their name goes from others' maps, roles and lists.")
        say("A wording of theirs that others took a position on stays, without their name. This cannot be undone.")
        if not agreed("Take them out?", yes=yes):
            say("Nothing was changed.")
            return
        removal = store.remove(workshop.id, one.id)
    for line in _done(removal):
        say(line)


def _name(record: Record, one: Participant) -> str:
    return record.called(one) or "no name"


def _facts(record: Record, one: Participant) -> str:
    from netlearn_widgets.report.reading import spoken_date

    answered = {(a.round, a.question) for a in record.answers if a.participant == one.id}
    said = f"{len(answered) or 'no'} {'answer' if len(answered) == 1 else 'answers'}"
    return f"joined {spoken_date(day_of(one.joined))}, {said}"


def _find(record: Record, person: str) -> Participant:
    """The one person meant by a name or the beginning of an id; raise NetlearnError where it is not clear."""
    from netlearn_widgets.model.text import fold

    wanted = person.strip()
    found = [one for one in record.participants if wanted and fold(record.called(one)) == fold(wanted)]
    if not found and len(wanted) >= _SHOWN:
        found = [one for one in record.participants if one.id.startswith(wanted.lower())]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NetlearnError(f"Nobody in this workshop is called {person!r} or has this id. See who is: netlearn people")
    names = "\n".join(f"  {one.id[:_SHOWN]}  {one.name}, {_facts(record, one)}" for one in found)
    raise NetlearnError(f"Several people are called {person!r}. Say which one by the id, with --person:\n{names}")


def _done(removal: Removal) -> list[str]:
    deleted = "1 answer is" if removal.answers == 1 else f"{removal.answers} answers are"
    lines = [f"Done. {deleted} deleted, replaced ones included; {removal.changed} of others' lost the name."]
    if removal.wordings:
        lines.append(f"{removal.wordings} of their wordings stay, without an author: others took a position on them.")
    if removal.mentions:
        lines.append(
            f"{removal.mentions} of others' answers may still have the name in a sentence; only their writers change "
            "them. Ask the group."
        )
    lines.append("Pages that are open forget the person by themselves. Exports and plans made before still hold them.")
    return [*lines, *removal.left]
