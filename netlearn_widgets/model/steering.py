"""How a host leads a round: what each act of theirs may hold, and what holds now.

Each of the functions that make an act checks it against the guide and raises `NetlearnError` in words for the host.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from netlearn_widgets.model.act import Act, leads
from netlearn_widgets.model.errors import InvalidAnswer
from netlearn_widgets.model.guide import Guide, Step
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.text import check_text
from netlearn_widgets.model.workshop import now

__all__ = [
    "LONGEST_MESSAGE",
    "LONGEST_NOTE",
    "LONGEST_TIME",
    "STATES",
    "Message",
    "Steering",
    "close",
    "move_to",
    "note",
    "plan_day",
    "reveal",
    "say",
    "set_state",
    "set_timer",
    "steering",
]

STATES = ("open", "paused", "closed")
"""What a step may be: taking answers, taking none for a moment, or taking none any more."""

LONGEST_MESSAGE = 200
"""The most characters of a message to all phones."""

LONGEST_NOTE = 2000
"""The most characters of the facilitator's own note on a step."""

LONGEST_TIME = 600
"""The most minutes of a timer, or of a step of an agenda."""


def plan_day(guide: Guide, steps: Iterable[tuple[str, int]]) -> Act:
    """Use these steps today, in this order, each for so many minutes."""
    chosen: dict[str, int] = {}
    for key, minutes in steps:
        step = guide.step(key)
        if step.key in chosen:
            problem = f"“{step.title}” is on the agenda twice. Take one of them away."
            raise InvalidAnswer(problem)
        chosen[step.key] = _whole(minutes, f"The minutes for “{step.title}”", least=0)
    if not chosen:
        problem = "Choose at least one step for today."
        raise InvalidAnswer(problem)
    return Act(kind="agenda", value={"steps": [{"key": key, "minutes": length} for key, length in chosen.items()]})


def move_to(guide: Guide, step: str) -> Act:
    """Take everybody to this step."""
    return Act(kind="step", value={"step": guide.step(step).key})


def set_state(guide: Guide, step: str, state: str) -> Act:
    """Open, pause or close this step."""
    if state not in STATES:
        problem = f"A step is open, paused or closed, not {state!r:.40}."
        raise InvalidAnswer(problem)
    return Act(kind="state", value={"step": guide.step(step).key, "state": state})


def reveal(guide: Guide, question: str, *, shown: bool) -> Act:
    """Show the results of this question to everybody, or hide them again."""
    return Act(kind="reveal", value={"shown": bool(shown)}, question=guide.question(question).key)


def set_timer(minutes: int, *, after: dt.datetime | None = None) -> Act:
    """Let the timer end in so many minutes, counted from ``after`` (now, where it is left out); 0 takes it away."""
    whole = _whole(minutes, "The timer", least=0)
    ends = (after or now()) + dt.timedelta(minutes=whole)
    return Act(kind="timer", value={"ends": ends.isoformat() if whole else None})


def say(text: str) -> Act:
    """Put a message on every phone and on the screen; "" takes it away."""
    return Act(kind="message", value={"text": check_text(text, what="The message", longest=LONGEST_MESSAGE)})


def note(guide: Guide, step: str, text: str) -> Act:
    """Keep the facilitator's own note on this step; "" takes it away."""
    kept = check_text(text, what="Your note", longest=LONGEST_NOTE, lines=True)
    return Act(kind="note", value={"step": guide.step(step).key, "text": kept})


def close(*, closed: bool) -> Act:
    """End the round for everybody, or go on with it."""
    return Act(kind="close", value={"closed": bool(closed)})


def _whole(value: object, what: str, *, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LONGEST_TIME:
        problem = f"{what} should be a whole number of minutes from {least} to {LONGEST_TIME}."
        raise InvalidAnswer(problem)
    return value


@dataclass(frozen=True)
class Message:
    """What the host tells everybody; its id tells a new message from the one somebody has put away."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Steering:
    """How a round is led now.

    Attributes
    ----------
    calls : tuple of Act
        Every act that took the group to a step.
    latest : Act or None
        The newest act that took the group to a step or showed it results: what everybody looks at.
    timer : datetime or None
        When the timer ends.
    message : Message or None
        What stands on every phone.
    agenda : mapping
        Today's steps with their minutes, in order; empty where none were chosen.
    notes : mapping
        The facilitator's own note on each step that has one.
    closed : bool
        Whether the round has ended.
    """

    calls: tuple[Act, ...] = ()
    latest: Act | None = None
    timer: dt.datetime | None = None
    message: Message | None = None
    agenda: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    _states: Mapping[str, str] = field(default_factory=dict)

    @property
    def led(self) -> bool:
        """Whether a host has moved the group or revealed something in this round; else it is self-guided."""
        return self.latest is not None

    @property
    def step(self) -> str:
        """The key of the step the group is at, or ""."""
        return self.calls[-1].value["step"] if self.calls else ""

    def state(self, step: str) -> str:
        """Whether a step is open, paused or closed; in a round that has ended every step is closed."""
        return "closed" if self.closed else self._states.get(step, "open")

    def today(self, guide: Guide) -> tuple[tuple[Step, int], ...]:
        """The steps of the agenda with their minutes; where none were chosen, all steps with the guide's own."""
        planned = self.agenda or {step.key: step.minutes for step in guide.steps}
        steps = {step.key: step for step in guide.steps}
        return tuple((steps[key], minutes) for key, minutes in planned.items() if key in steps)

    def spent(self, step: str, at: dt.datetime) -> dt.timedelta:
        """How long the group had been at a step by a time, over all its visits."""
        ends = [call.at for call in self.calls[1:]] + [at]
        stays = [end - call.at for call, end in zip(self.calls, ends, strict=False) if call.value["step"] == step]
        return sum(stays, dt.timedelta())


def steering(acts: Iterable[Act]) -> Steering:
    """Fold what was done in one round, in the order it was recorded, into what holds now.

    Examples
    --------
    >>> held = steering([Act(kind="step", value={"step": "types"})])
    >>> held.led, held.step, held.state("types")
    (True, 'types', 'open')
    """
    calls: list[Act] = []
    latest: Act | None = None
    states: dict[str, str] = {}
    notes: dict[str, str] = {}
    newest: dict[str, Json] = {"timer": {"ends": None}, "agenda": {"steps": []}, "close": {"closed": False}}
    message: Message | None = None
    for act in acts:
        value = act.value
        if act.kind == "step":
            calls.append(act)
        elif act.kind == "state":
            states[value["step"]] = value["state"]
        elif act.kind == "note":
            notes[value["step"]] = value["text"]
        elif act.kind == "message":
            message = Message(act.id, value["text"]) if value["text"] else None
        elif act.kind in newest:
            newest[act.kind] = value
        if leads(act):
            latest = act
    ends = newest["timer"]["ends"]
    return Steering(
        calls=tuple(calls),
        latest=latest,
        timer=dt.datetime.fromisoformat(ends) if ends else None,
        message=message,
        agenda={one["key"]: one["minutes"] for one in newest["agenda"]["steps"]},
        notes={step: text for step, text in notes.items() if text},
        closed=newest["close"]["closed"],
        _states=states,
    )
