"""Putting a name back into what its writer has said since it was taken out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from netlearn_widgets.model.map_merging import merge_maps
from netlearn_widgets.model.merging import merge_entries
from netlearn_widgets.model.people import Roles, Ties, merge_names
from netlearn_widgets.model.question import Json, Question
from netlearn_widgets.model.table import Table

__all__ = ["put_back"]


def put_back(value: Json, kept: Json, own: Json) -> Json:
    """Return an answer with what was taken out of the one it was made from.

    What the writer has changed since counts, and what they have taken away stays away. An answer of a form that holds
    no places for names is returned as it is.

    Parameters
    ----------
    value : Json
        What the writer said since.
    kept, own : Json
        The answer before it, without the name and with it.

    Examples
    --------
    >>> put_back({"guardian": {"holds": ["Bo"], "could": []}}, None, {"guardian": {"holds": ["Ada"], "could": []}})
    {'guardian': {'holds': ['Ada', 'Bo'], 'could': []}}
    """
    if kept == own or (value is None and kept is not None):
        return value
    for form, merge in _FORMS:
        if all(side is None or form.fits(side) for side in (value, kept, own)):
            return merge(kept, value, own) or None
    return value


def _map(kept: Json, value: Json, own: Json) -> Json:
    left, now, before = ({one["id"]: one for one in side["people"]} if side else {} for side in (kept, value, own))
    return merge_maps(kept, value, own | {"people": list(_still(before, left, now).values())}).value


def _roles(kept: Json, value: Json, own: Json) -> Json:
    roles = {}
    for role in {**own, **(value or {})}:
        covers = [(side or {}).get(role, {}) for side in (kept, value, own)]
        cover = {part: merge_names([cover.get(part, []) for cover in covers]) for part in ("holds", "could")}
        if any(cover.values()):
            roles[role] = cover
    return roles


def _rows(kept: Json, value: Json, own: Json) -> Json:
    left, now, before = ({row["id"]: row for row in side or []} for side in (kept, value, own))
    merged, _clashes = merge_entries(left, now, _still(before, left, now))
    return list(merged.values())


def _still(own: Mapping[str, Any], kept: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Entries without those their writer has taken away since."""
    return {key: entry for key, entry in own.items() if key in now or key not in kept}


_FORMS: tuple[tuple[Question, Callable[[Json, Json, Json], Json]], ...] = (
    (Ties(key="map", prompt=""), _map),
    (Roles(key="roles", prompt="", options=()), _roles),
    (Table(key="table", prompt="", columns=()), _rows),
)
