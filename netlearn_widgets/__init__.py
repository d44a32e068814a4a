"""A guided workbook for groups that set up a network for a learning system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netlearn_widgets.pages.workbook import Workbook, workbook

__all__ = ["Workbook", "__version__", "workbook"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the name stands for
    """Load the pages only when a notebook calls for them: the command line does without."""
    if name in ("Workbook", "workbook"):
        from netlearn_widgets.pages import workbook as pages  # noqa: PLC0415  see above

        return getattr(pages, name)
    problem = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(problem)
