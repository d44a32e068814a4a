"""Random courses of a workshop, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from adversary.guide import GUIDE, POSITIONS, UNITS
from adversary.keeping import Event, Kept
from netlearn_widgets.analysis.asked import Asked
from netlearn_widgets.analysis.themes import board_of
from netlearn_widgets.model.act import leads
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.themes import Board

__all__ = ["Course", "course"]

_SMALL = (5, 6, 6, 7, 8, 8, 9, 10, 12)
_MOST = 40
_ANSWERED = ("unit", "stage", "grid", "words", "ideas", "consent")


@dataclass(frozen=True, kw_only=True)
class Course:
    """Everything that was done, in its order."""

    people: tuple[str, ...]
    events: tuple[Event, ...]


def course(seed: int, *, people: int = 0, questions: tuple[str, ...] = ()) -> Course:
    """Return the course with this number; of so many people and about these questions where they are given."""
    return _Making(Random(seed), people, questions).made()  # noqa: S311  people are drawn by lot


class _Making:
    """A course while it is made: what people do depends on what they see."""

    def __init__(self, random: Random, people: int, questions: tuple[str, ...]) -> None:
        self._random = random
        count = people or (random.choice(_SMALL) if random.random() < 0.97 else random.randint(13, _MOST))
        self._people = [f"p{number}" for number in range(count)]
        self._everybody = tuple(self._people)
        self._questions = questions or tuple(random.sample(_ANSWERED, random.choice((1, 1, 2, 2, 3))))
        self._kept = Kept(self._everybody)
        self._events: list[Event] = []
        self._said: dict[tuple[str, str], dict[str, str]] = {}
        self._earlier: dict[tuple[str, str], list[dict[str, str]]] = {}
        self._dots: dict[str, dict[str, int]] = {}
        self._tokens = 0
        self._closed = False

    def made(self) -> Course:
        """Let it all happen."""
        self._begin()
        for question in self._questions:
            self._all_answer(question)
            self._some(self._random.randint(2, 8))
        self._some(self._random.randint(0, 12))
        if self._random.random() < 0.5:
            self._end()
        return Course(people=self._everybody, events=tuple(self._events))

    def _do(self, kind: str, who: str = "", question: str = "", value: Json = None) -> None:
        event = Event(kind, who, question, value)
        self._events.append(event)
        self._kept.do(event)

    def _begin(self) -> None:
        chosen: dict[str, Json] = {"threshold": self._random.randint(3, 7)} if self._random.random() < 0.8 else {}
        lot = self._random.random()
        chosen |= {"reveal": "host"} if lot < 0.15 else {"reveal": "together"} if lot < 0.3 else {}
        if chosen:
            self._do("settings", value=chosen)
        if self._random.random() < 0.3:
            self._do("step", value={"step": "one"})
        if "consent" in self._questions:
            self._propose()

    def _end(self) -> None:
        if self._random.random() < 0.6:
            self._do("close", value={"closed": True})
            self._closed = True
            if self._random.random() < 0.3:
                self._some(self._random.randint(0, 2))
                self._do("close", value={"closed": False})
                self._closed = False
                self._some(self._random.randint(2, 8))
        else:
            self._next_round()
        self._some(self._random.randint(0, 4))

    def _some(self, count: int) -> None:
        """Let some things happen, one after the other."""
        what = {
            self._answer: 10,
            self._again: 2,
            self._take_back: 3,
            self._reveal: 2,
            self._settings: 1,
            self._leave: 1.2,
            self._all_reveal: 0.5,
            self._next_round: 0.2,
        }
        what |= {self._show: 1} if self._people else {}
        ideas = {self._sort: 3, self._vote: 6, self._all_vote: 0.5, self._tally: 2}
        what |= ideas if "ideas" in self._questions else {}
        what |= {self._propose: 0.5, self._attempt: 1.5} if "consent" in self._questions else {}
        for do in self._random.choices(list(what), list(what.values()), k=count):
            do()

    # What people say

    def _token(self, question: str, before: str) -> str:
        """Something that nobody said so far; of a choice that makes groups something else than ``before``."""
        if question == "unit":
            return self._random.choice([unit for unit in UNITS if unit != before])
        self._tokens += 1
        if question == "consent":
            return f"{self._random.choice(POSITIONS)}~t{self._tokens}"
        return f"t{self._tokens}"

    def _names(self, question: str) -> tuple[str, ...]:
        return tuple(self._random.sample(("r1", "r2"), self._random.randint(1, 2))) if question == "grid" else ("",)

    def _who_says(self) -> tuple[str, str] | None:
        if self._closed or not self._people:
            return None
        return self._random.choice(self._people), self._random.choice(self._questions)

    def _answer(self, pair: tuple[str, str] | None = None) -> None:
        if (pair := pair or self._who_says()) is None:
            return
        who, question = pair
        said = dict(self._said.get(pair, {}))
        if question == "ideas":
            self._write_cards(said)
        elif question == "unit" and said:
            return
        else:
            said |= {name: self._token(question, said.get(name, "")) for name in self._names(question)}
        self._say(who, question, said)

    def _write_cards(self, said: dict[str, str]) -> None:
        if said and self._random.random() < 0.3:
            said[self._random.choice(list(said))] = self._token("ideas", "")
        elif len(said) > 1 and self._random.random() < 0.3:
            del said[self._random.choice(list(said))]
        else:
            for _ in range(self._random.choice((1, 1, 2))):
                said[f"i{self._tokens}"] = self._token("ideas", "")

    def _say(self, who: str, question: str, said: dict[str, str]) -> None:
        self._said[who, question] = said
        self._earlier.setdefault((who, question), []).append(said)
        self._do("answer", who, question, said)

    def _all_answer(self, question: str) -> None:
        some = self._random.randint(3, max(3, len(self._people)))
        for who in self._random.sample(self._people, min(some, len(self._people))):
            if not self._closed:
                self._answer((who, question))

    def _again(self) -> None:
        """Let somebody say the same again, or come back to what they said before."""
        if (pair := self._who_says()) and self._said.get(pair):
            said = [one for one in self._earlier[pair] if one and pair[1] != "ideas"]
            self._say(*pair, self._random.choice([*said, self._said[pair]]))

    def _take_back(self) -> None:
        if (pair := self._who_says()) and self._said.get(pair):
            self._say(*pair, {})

    def _leave(self) -> None:
        if len(self._people) > 1:
            who = self._random.choice(self._people)
            self._people.remove(who)
            self._do("remove", who)

    # How the workshop is held

    def _reveal(self) -> None:
        shown = self._random.random() < 0.75
        self._do("reveal", question=self._random.choice(self._questions), value={"shown": shown})

    def _show(self) -> None:
        """Somebody who takes part shows results, where that is theirs to do."""
        if self._together:
            self._do("reveal", self._random.choice(self._people), self._random.choice(self._questions), {"shown": True})

    def _tally(self) -> None:
        if self._together and self._people:
            self._do("tally", self._random.choice(self._people), "ideas", {"shown": True})
        else:
            self._do("tally", question="ideas", value={"shown": self._random.random() < 0.85})

    @property
    def _together(self) -> bool:
        return self._kept.record.settings.reveal == "together" and not self._led

    @property
    def _led(self) -> bool:
        return any(leads(act) for act in self._kept.record.acts if act.round == self._kept.round)

    def _all_reveal(self) -> None:
        for question in self._questions:
            self._do("reveal", question=question, value={"shown": True})

    def _settings(self) -> None:
        lot = self._random.random()
        if lot < 0.6:
            self._do("settings", value={"threshold": self._random.randint(3, 7)})
        elif lot < 0.8:
            self._do("settings", value={"protected": self._random.random() < 0.5})
        else:
            self._do("settings", value={"reveal": self._random.choice(("host", "together", "at once"))})

    def _next_round(self) -> None:
        if self._kept.round < 3:
            self._do("round")
            self._said.clear()
            self._earlier.clear()
            self._dots.clear()
            if "consent" in self._questions:
                self._propose()

    # Agreeing

    def _propose(self) -> None:
        if self._people:
            self._do("propose", self._random.choice(self._people), "consent", f"Wording {len(self._events)}")
            self._said = {pair: said for pair, said in self._said.items() if pair[1] != "consent"}
            self._earlier = {pair: said for pair, said in self._earlier.items() if pair[1] != "consent"}

    def _attempt(self) -> None:
        who = "" if self._led else self._random.choice(self._people)
        self._do("attempt", who, "consent", self._random.choice(("agreed", "agreed", "moved on")))

    # Sorting

    def _board(self) -> Board:
        record = self._kept.record.asked(GUIDE.questions)
        return board_of(Asked(record, GUIDE, GUIDE.question("ideas"), self._kept.round))

    def _sort(self) -> None:
        board = self._board()
        themes = [theme.id for theme in board.themes]
        cards = [pile.card.id for pile in (*board.loose, *(pile for theme in board.themes for pile in theme.piles))]
        cards += [card.id for pile in board.loose for card in pile.same]
        if not cards:
            return
        who, card = self._random.choice(self._people), self._random.choice(cards)
        kinds: dict[str, Callable[[], Json]] = {
            "theme": lambda: {"theme": f"T{len(self._events)}", "name": f"Theme {len(self._events)}"},
            "group": lambda: {"card": card, "theme": self._random.choice([*themes, ""])},
            "merge": lambda: {"card": card, "into": self._random.choice([*cards, ""])},
            "hide": lambda: {"card": card, "reason": "Twice"},
        }
        kind = self._random.choices(list(kinds), [2, 4, 4, 1])[0]
        self._do(kind, "" if kind == "hide" else who, "ideas", kinds[kind]())

    def _vote(self, who: str = "") -> None:
        board = self._board()
        things = [*(theme.id for theme in board.themes), *(pile.card.id for pile in board.loose)]
        if not things or self._closed:
            return
        who = who or self._random.choice(self._people)
        mine = [thing for thing, count in self._dots.get(who, {}).items() for _ in range(count)]
        if mine and (len(mine) == GUIDE.question("ideas").dots or self._random.random() < 0.4):
            mine.remove(self._random.choice(mine))
        if not mine or self._random.random() < 0.8:
            mine.append(self._random.choice(things))
        self._dots[who] = {thing: mine.count(thing) for thing in mine}
        self._do("dots", who, "ideas", self._dots[who])

    def _all_vote(self) -> None:
        for who in self._random.sample(self._people, len(self._people)):
            self._vote(who)
