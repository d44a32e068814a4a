"""What a page that cannot be shown says instead, with the cure."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ERRORS", "RETRY_SECONDS", "Words"]

RETRY_SECONDS = 10


@dataclass(frozen=True)
class Words:
    """A heading, what to do, and whether the page tries again by itself."""

    heading: str
    cure: str
    again: bool = False


ERRORS = {
    403: Words(
        "This address cannot be used from here.",
        "Open the link or scan the code you were given for this workshop once more.",
    ),
    404: Words(
        "There is no page at this address.",
        "Check the link for a missing letter, or go to the start page and choose from there.",
    ),
    405: Words("That cannot be done here.", "Go to the start page and choose from there."),
    429: Words(
        "Too many pages were opened from here at once.",
        "This page tries again by itself.",
        again=True,
    ),
    500: Words(
        "This page could not be prepared.",
        "Load it again. If this stays, tell the person who runs the workshop: the window where the server was started "
        "says what is wrong. What was answered before is safe.",
    ),
    503: Words(
        "Every place is taken at the moment.",
        "This page tries again by itself. The person who runs the workshop can ask for pages that are no longer used "
        "to be closed.",
        again=True,
    ),
}
