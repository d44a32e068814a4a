"""What a real browser shows as saved is in the file after Ctrl-C, with the page still open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.people import Phone
from deaths.visitor import NOISE
from ends.reading import read
from ends.terminal import CTRL_C, Terminal

pytestmark = pytest.mark.browser


def test_what_is_shown_as_saved_is_in_the_file(serve: Callable[[str], Terminal], data: Path, visit):
    """Join, answer, read "Saved"; then whoever started the server presses Ctrl-C."""
    visit.allow(*NOISE)
    server = serve(str(data))
    ada = Phone(visit.phone(), server.url).join("Ada")
    ada.go("Types")
    ada.choose("types_decides", "peers")
    ada.saved("types_decides")

    server.press(CTRL_C)

    assert server.ended() == 0
    held = read(str(data))
    assert [["Ada", "types_decides", "peers"]] == [row[1:] for row in held["answers"]]
    assert [] == held["faults"]
    assert "Traceback" not in server.output()
