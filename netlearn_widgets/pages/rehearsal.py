"""Doing once, before anybody comes, what each visitor's page would otherwise do alone."""

from __future__ import annotations

import logging

from netlearn_widgets.model.errors import NetlearnError
from netlearn_widgets.model.workshop import Workshop
from netlearn_widgets.pages.parts import Asked
from netlearn_widgets.pages.visit import Visit
from netlearn_widgets.serving.logs import fault

__all__ = ["rehearse"]

_MOST = 20  # workshops; they stay read, in memory that all visitors share

_log = logging.getLogger(__name__)


def rehearse(visit: Visit) -> None:
    """Read each workshop once and make the widgets of its first questions; nothing stays open, and nothing is written.

    What is wrong with the data is said in the server's log: here no visitor would hear it. One workshop that cannot be
    shown keeps none of the others from being served.
    """
    try:
        for workshop in visit.store.workshops()[:_MOST]:
            _rehearse(visit, workshop)
    except NetlearnError as problem:
        _log.warning("A visit could not be rehearsed: %s", problem)
    finally:
        visit.close()


def _rehearse(visit: Visit, workshop: Workshop) -> None:
    try:
        visit.open(workshop.code)
        for number in [one.number for one in visit.record.rounds]:
            for key in visit.guide.questions:
                visit.record.current(key, number)
                visit.record.disclosure(key, number)
        visit.remember()
        for step in visit.guide.steps[:2]:
            for question in step.questions:
                Asked(visit, question).widget.close()
    except NetlearnError as problem:
        _log.warning("A visit to %s could not be rehearsed: %s", workshop.code, problem)
    except Exception as problem:  # noqa: BLE001  whatever is in one workshop's data, pages of the others open
        found = fault(problem)  # without its words: an answer could stand in them
        _log.error("A visit to %s could not be rehearsed: %s at %s", workshop.code, found.kind, found.where)
