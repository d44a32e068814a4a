"""Voilà pages by name, a light page with its own client, and nothing else on the network."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netlearn_widgets.serving.app import serve
    from netlearn_widgets.serving.assets import Assets
    from netlearn_widgets.serving.door import Door, PortTaken, open_door
    from netlearn_widgets.serving.logs import EventLog
    from netlearn_widgets.serving.site import Page, Site
    from netlearn_widgets.serving.status import Watch
    from netlearn_widgets.serving.status_file import Running, running_servers
    from netlearn_widgets.serving.warming import can_fork

__all__ = [
    "Assets",
    "Door",
    "EventLog",
    "Page",
    "PortTaken",
    "Running",
    "Site",
    "Watch",
    "can_fork",
    "open_door",
    "running_servers",
    "serve",
]

_HOME = {
    "Assets": "assets",
    "Door": "door",
    "EventLog": "logs",
    "Page": "site",
    "PortTaken": "door",
    "Running": "status_file",
    "Site": "site",
    "Watch": "status",
    "can_fork": "warming",
    "open_door": "door",
    "running_servers": "status_file",
    "serve": "app",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the name stands for
    """Load a part when it is asked for: kernels are forked from a process that has none of the server's own in it."""
    if name in _HOME:
        return getattr(import_module(f"netlearn_widgets.serving.{_HOME[name]}"), name)
    problem = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(problem)
