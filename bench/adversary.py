"""What an adversary of served bytes can tell of one person, over many random courses.

It sees everything that anybody but the author can get, knows the rule and who saved when, and looks for two others with
whom each person can be exchanged so that every byte stays the same (`tests/adversary`). What is written: the smallest
class of people who cannot be told apart, and the odds of the best guess at one person's position, from outside and by
one of the class, where everybody chooses among three options by lot. The odds stated in docs/data.md are those of the
class; the last column is the share of people of whom a whole class said the same.

    python bench/adversary.py --courses 20000
    python bench/adversary.py --courses 200 --people 40
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from adversary.attack import Known, attacked
from adversary.courses import Course, course
from adversary.odds import OPTIONS, meant, stated


class Tally:
    """What was found, by the question it is about."""

    def __init__(self) -> None:
        self.courses: Counter[str] = Counter()
        self.leaking: dict[str, set[int]] = defaultdict(set)
        self.sizes: dict[str, int] = {}
        self.outside: dict[str, list[float]] = defaultdict(list)
        self.insider: dict[str, list[float]] = defaultdict(list)
        self.events = self.pictures = 0

    def take(self, number: int, one: Course, known: Known) -> None:
        """Count one course."""
        self.events += known.events
        self.pictures += known.pictures
        for finding in known.findings:
            self.leaking[finding.slot.place[1]].add(number)
        for place, said in known.classes:
            key, size = place[1], len({slot.who for slot in said})
            self.sizes[key] = min(size, self.sizes.get(key, size))
        self.courses.update({place[1] for place, _ in known.classes})
        for guess in stated(known, meant(one, OPTIONS, Random(number))):
            self.outside[guess.slot.place[1]].append(guess.outside)
            self.insider[guess.slot.place[1]].append(guess.insider)

    def table(self) -> str:
        """Return the figures as a table."""
        rows = ["| about | courses | found in | smallest class | outside: mean | certain | insider: mean | certain |"]
        rows.append("| --- " * 8 + "|")
        for key in sorted(self.courses):
            odds = [_odds(self.outside[key]), _odds(self.insider[key])]
            rows.append(
                f"| {key} | {self.courses[key]} | {len(self.leaking[key])} | {self.sizes[key]} | {' | '.join(odds)} |"
            )
        return "\n".join(rows)


def _odds(guesses: list[float]) -> str:
    certain = sum(guess == 1 for guess in guesses) / len(guesses)
    return f"{sum(guesses) / len(guesses):.2f} | {certain:.1%}"


def main() -> None:
    """Attack so many courses, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--courses", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first course")
    parser.add_argument("--people", type=int, default=0, help="in each course; 0: from 5 to 40, mostly few")
    given = parser.parse_args()
    tally, began = Tally(), time.perf_counter()
    for number in range(given.first, given.first + given.courses):
        one = course(number, people=given.people)
        tally.take(number, one, attacked(one))
    took = time.perf_counter() - began
    print(
        f"{given.courses} courses, {tally.events} events, {tally.pictures} different outputs; "
        f"{took:.0f} s, {given.courses / took * 60:.0f} courses a minute\n"
    )
    print(tally.table())
    for key, numbers in sorted((key, numbers) for key, numbers in tally.leaking.items() if numbers):
        print(f"\nfound, {key}: {', '.join(map(str, sorted(numbers)[:20]))}")


if __name__ == "__main__":
    main()
