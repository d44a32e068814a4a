"""A server at one moment: figures without anything about a person."""

from __future__ import annotations

from dataclasses import dataclass

from netlearn_widgets.serving.status_memory import Memory

__all__ = ["Figures", "LastError", "Trouble"]


@dataclass(frozen=True)
class Trouble:
    """Something that keeps the server from its work, and what to do."""

    what: str
    cure: str


@dataclass(frozen=True, kw_only=True)
class LastError:
    """The newest error: when (UTC, ISO 8601), its kind and where in the code.

    Its words only where no visitor's can be in them, as when a process could not begin.
    """

    at: str
    kind: str
    where: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A server at one moment.

    Attributes
    ----------
    state : str
        "ok", "full" (nobody more can come in) or "trouble".
    version : str
    seconds : int
        Since the start.
    visitors : int
        Open pages that are connected now.
    kernels, limit : int
        Places taken, by kernels that live and those about to be started, and how many there are.
    memory : Memory
    answers : int, optional
        Answers kept in the last minute; None where the server was not told how to count them.
    prepared, failed, refused : int
        Pages in the last hour: ready, not ready, and refused because every place was taken.
    mean_ms, slowest_ms : int
        How long the pages of the last hour took to prepare; 0 without any.
    slowest_page : str
        The name of the slowest.
    error : LastError, optional
    troubles : tuple of Trouble
    """

    state: str
    version: str
    seconds: int
    visitors: int
    kernels: int
    limit: int
    memory: Memory
    answers: int | None
    prepared: int
    failed: int
    refused: int
    mean_ms: int
    slowest_ms: int
    slowest_page: str
    error: LastError | None
    troubles: tuple[Trouble, ...]
