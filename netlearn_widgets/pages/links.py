"""The links people are given. What opens something stands behind the "#", which a browser sends to no server."""

from __future__ import annotations

import os

__all__ = ["host_link", "join_link", "screen_link", "served_at", "workshops_link"]


def served_at() -> str:
    """The address of the start page, with a slash at its end; "" where no page is served, as in JupyterLab."""
    return os.environ.get("NETLEARN_LINK", "")


def join_link(start: str, code: str) -> str:
    """Where people join."""
    return f"{start}join#{code}"


def screen_link(start: str, code: str) -> str:
    """Where the shared screen is."""
    return f"{start}screen#{code}"


def host_link(start: str, code: str, key: str) -> str:
    """Where a host leads the workshop; whoever has this link is a host."""
    return f"{start}host#{code}:{key}"


def workshops_link(start: str, key: str) -> str:
    """Where the administrator makes workshops; whoever has this link is the administrator."""
    return f"{start}workshops#{key}"
