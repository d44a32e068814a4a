"""How often a page, and an address, may reach into others' words."""

from __future__ import annotations

from netlearn_widgets.serving.pace import Pace


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def passed(pace: Pace, page: str, address: str, said: dict[str, object], times: int) -> int:
    """How many of so many messages are handed on."""
    return sum(not pace.judge(page, address, said) for _ in range(times))


def test_one_page_leaves_a_few_times():
    """Whoever pressed the wrong button may join and leave again; a program that goes on is held up in words."""
    clock = Clock()
    pace = Pace(clock)

    assert passed(pace, "page", "here", {"type": "leave"}, 10) == 3
    assert "try again" in pace.judge("page", "here", {"type": "leave"})
    clock.now = 301
    assert passed(pace, "page", "here", {"type": "leave"}, 10) == 1


def test_new_pages_of_one_address_do_not_begin_anew():
    """A page is loaded in a moment; the address is the same."""
    pace = Pace(Clock())

    assert sum(passed(pace, f"page {n}", "here", {"type": "leave"}, 3) for n in range(40)) == 30
    assert passed(pace, "page", "elsewhere", {"type": "leave"}, 1) == 1


def test_a_room_sorts_its_ideas_without_a_wait():
    """Sixty people behind one address, an act every three seconds each, for a quarter of an hour."""
    clock = Clock()
    pace = Pace(clock)
    for second in range(900):
        clock.now = second
        for person in range(second % 3, 60, 3):
            assert pace.judge(f"page {person}", "here", {"type": "sort", "kind": "group"}) == ""


def test_what_one_page_does_to_the_groups_words_is_slowed():
    """Merging, renaming, proposing and deciding count together."""
    pace = Pace(Clock())
    deeds = [{"type": kind} for kind in ("sort", "propose", "decide")]

    assert sum(passed(pace, "page", "here", deed, 100) for deed in deeds) == 60


def test_a_room_joins_at_once():
    """Sixty people within a moment, each with a correction of their name."""
    pace = Pace(Clock())
    for person in range(60):
        for said in ({"type": "hello", "join": True}, {"type": "hello", "name": "Ada"}):
            assert pace.judge(f"page {person}", "here", said) == ""


def test_what_touches_nobody_elses_words_is_not_counted():
    """Answers, and that a page is there, have the measure of all messages."""
    pace = Pace(Clock())

    for said in ({"type": "answer"}, {"type": "hello", "code": "KRTM-27"}, {"type": "here"}, {}):
        assert passed(pace, "page", "here", said, 500) == 500
