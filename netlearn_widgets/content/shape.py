"""What a guide may say about a thing, taken from the dataclass that holds it: a new kind needs no second list."""

from __future__ import annotations

import typing
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache

__all__ = ["Part", "shape_of"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing a guide may say.

    Attributes
    ----------
    name : str
        What the guide calls it: "option" for each of the options.
    field : str
        The field of the dataclass.
    type : type
        ``str``, ``int`` or ``bool``, or the dataclass of a nested part.
    many : bool
        Whether there may be several.
    required : bool
        Whether it must be there and not be empty.
    """

    name: str
    field: str
    type: type
    many: bool
    required: bool

    @property
    def nested(self) -> bool:
        """Whether it is a part with a heading of its own: ``[[step.question.option]]``."""
        return is_dataclass(self.type)


@cache
def shape_of(cls: type) -> dict[str, Part]:
    """The parts of a dataclass by the names a guide uses, in the order of its fields."""
    hints = typing.get_type_hints(cls)
    parts = []
    for field in fields(cls):
        hint = hints[field.name]
        many = typing.get_origin(hint) is tuple
        kind = typing.get_args(hint)[0] if many else hint
        name = field.name.removesuffix("s") if is_dataclass(kind) else field.name
        required = field.default is MISSING and field.default_factory is MISSING
        parts.append(Part(name=name, field=field.name, type=kind, many=many, required=required))
    return {part.name: part for part in parts}
