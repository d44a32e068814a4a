"""`netlearn serve` without a server: what it would have opened."""

from __future__ import annotations

import pytest

from netlearn_widgets import serving
from netlearn_widgets.cli import main

__all__ = ["Opened", "netlearn_main"]


class Opened:
    """Stands in for the server: says at once that it is ready, and remembers what it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(serving, "serve", self)

    def __call__(self, site, door, *, on_ready, **asked):
        self.site, self.door, self.asked = site, door, asked
        door.close()
        on_ready()


def netlearn_main(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code in (0, None)
