"""The smallest course in which something is still found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adversary.courses import Course

__all__ = ["smallest"]


def smallest(course: Course, is_found: Callable[[Course], bool]) -> Course:
    """Leave out events, many at first, as long as it is found.

    What can no longer be done after that (somebody says something who is gone) is as good as not found.
    """
    events = list(course.events)
    size = len(events) // 2
    while size:
        at = 0
        while at < len(events):
            fewer = replace(course, events=tuple(events[:at] + events[at + size :]))
            if is_found(fewer):
                events = list(fewer.events)
            else:
                at += size
        size //= 2
    return replace(course, events=tuple(events))
