"""What the tests of guides share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netlearn_widgets.content import parse
from netlearn_widgets.model.errors import GuideError, Problem


@pytest.fixture
def problems() -> Callable[[str], tuple[Problem, ...]]:
    """Every problem of a guide called my.toml."""

    def found(text: str) -> tuple[Problem, ...]:
        with pytest.raises(GuideError) as error:
            parse(text, name="my.toml")
        return error.value.problems

    return found
