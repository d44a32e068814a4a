"""Small things that several parts of the plan say alike."""

from __future__ import annotations

from netlearn_widgets.report.pieces import listed


def test_names_with_a_comma_of_their_own_are_told_apart():
    assert "Lee, Smith; Anna and Jane" == listed(["Lee, Smith", "Anna", "Jane"])
    assert "Ada, Bo and Cy" == listed(["Ada", "Bo", "Cy"])
