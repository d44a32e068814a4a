"""Codes, ids and times of a workshop."""

from __future__ import annotations

import datetime as dt
import re

from netlearn_widgets.model.workshop import Answer, new_code, new_id, new_key, new_personal_code, now


def test_a_join_code_is_four_letters_and_two_digits():
    """Short enough to call across a room, and of the characters given."""
    assert new_code(lambda characters: characters[0]) == "AAAA-22"
    assert new_code(lambda characters: characters[-1]) == "ZZZZ-99"


def test_a_join_code_has_no_character_that_is_taken_for_another():
    """No I, O or Q; no 0 or 1."""
    seen = set()

    new_code(lambda characters: seen.update(characters) or characters[0])

    assert len(seen) == 31
    assert not seen & set("IOQ01")


def test_join_codes_are_drawn_by_chance():
    """A hundred of them look right, and are not all one."""
    codes = {new_code() for _ in range(100)}

    assert all(re.fullmatch(r"[A-HJ-NPR-Z]{4}-[2-9]{2}", code) for code in codes)
    assert len(codes) > 90


def test_a_personal_code_can_be_read_aloud_and_makes_no_word():
    """Twice four letters and digits, without vowels and without what is taken for another."""
    codes = {new_personal_code() for _ in range(100)}

    assert all(re.fullmatch(r"[B-DF-HJ-NPR-TV-XZ2-9]{4}-[B-DF-HJ-NPR-TV-XZ2-9]{4}", code) for code in codes)
    assert len(codes) == 100


def test_a_key_cannot_be_guessed():
    """256 bits, in characters a link may hold."""
    assert all(re.fullmatch(r"[\w-]{43}", new_key()) for _ in range(100))


def test_ids_are_new_each_time():
    """32 hexadecimal digits."""
    assert re.fullmatch(r"[0-9a-f]{32}", new_id())
    assert new_id() != new_id()


def test_an_answer_knows_its_time_in_utc():
    """Whatever the clock on the wall says."""
    before = now()

    answer = Answer(question="now", participant="ada", value="filtering")

    assert before <= answer.at <= now()
    assert answer.at.utcoffset() == dt.timedelta(0)
