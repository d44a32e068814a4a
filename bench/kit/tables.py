"""What a bench prints: one Markdown table, figures with few digits, progress beside it."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence

__all__ = ["milliseconds", "percentile", "progress", "promised", "ratio", "table"]


def progress(words: str) -> None:
    """Say what is being done, apart from the figures."""
    print(words, file=sys.stderr, flush=True)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a Markdown table."""
    print()
    print(f"| {' | '.join(head)} |")
    print(f"|{' --- |' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print()


def ratio(ours: float, theirs: float) -> str:
    """Return ours as a share of theirs."""
    if not theirs:
        return "-"
    share = ours / theirs
    return f"{share:.{3 if share < 0.1 else 2}f}"


def promised(must: Mapping[str, bool], aim: Mapping[str, bool]) -> None:
    """Say which promises were kept: those that must be, and those aimed at."""
    for kind, promises in (("must", must), ("aim", aim)):
        for words, kept in promises.items():
            print(f"- {kind}: {words}: {'met' if kept else '**not met**'}")


def milliseconds(seconds: float) -> str:
    """Return a time as people read it."""
    return f"{seconds * 1000:.0f} ms"


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the smallest value that so many percent of all do not exceed; not a number where there are none."""
    if not values:
        return math.nan
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]
