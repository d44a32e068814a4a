"""Links for hosts: printed once, for nothing but a fingerprint of their key is kept."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

import typer

from netlearn_widgets.cli.data import DEFAULT, CodeOption, DataOption, data_option, label_of, open_store, pick
from netlearn_widgets.cli.words import say
from netlearn_widgets.model.errors import NetlearnError

__all__ = ["PORT", "admin", "checked_link", "host", "say_host_link"]

PORT = 8866
"""Where a server listens unless it is told otherwise."""

_USUAL = f"http://127.0.0.1:{PORT}/"


def host(
    data: DataOption = DEFAULT,
    code: CodeOption = "",
    link: Annotated[
        str,
        typer.Option(metavar="URL", help="The address people use, as `netlearn serve` prints it.", show_default=False),
    ] = "",
) -> None:
    """Print a new host link for a workshop: whoever has it leads the workshop. Links made before stay good.

    Examples: [bold]netlearn host[/bold] · [bold]netlearn host --code KRTM-27[/bold]
    """
    from netlearn_widgets.model.workshop import new_key

    start = checked_link(link) if link else ""
    with open_store(data) as store:
        workshop = pick(store, code)
        key = new_key()
        store.add_host(workshop.id, key)
    say(f"A new host link for “{workshop.title}”:", style="bold")
    say_host_link(data, workshop.code, key, start)


def admin(
    data: DataOption = DEFAULT,
    link: Annotated[
        str,
        typer.Option(metavar="URL", help="The address people use, as `netlearn serve` prints it.", show_default=False),
    ] = "",
    end_others: Annotated[
        bool, typer.Option("--end-others", help="End every link to the page of workshops that was made before.")
    ] = False,
) -> None:
    """Print a new link to the page of workshops, for the administrator only. It is good for 30 days.

    Examples: [bold]netlearn admin[/bold] · [bold]netlearn admin --end-others[/bold]
    """
    from netlearn_widgets.model.workshop import new_key
    from netlearn_widgets.pages.links import workshops_link

    start = checked_link(link) if link else ""
    with open_store(data) as store:
        ended = store.end_admins() if end_others else 0
        key = new_key()
        store.add_admin(key)
    if end_others:
        say(
            {0: "There were no others.", 1: "The one other link has ended."}.get(
                ended, f"All {ended} others have ended."
            )
        )
    known = start or _running(data)
    say(f"Workshops    {workshops_link(known or _USUAL, key)}", style="bold")
    say("Give this link to nobody: whoever has it makes, closes and deletes workshops. It is good for 30 days.")
    _say_where(known)


def say_host_link(data: str, code: str, key: str, start: str = "") -> None:
    """Print the link with the address of the server that runs now, or of the one that will most likely."""
    from netlearn_widgets.pages.links import host_link

    known = start or _running(data)
    another = f"netlearn host --code {code}{data_option(data)}"
    say(f"Host page    {host_link(known or _USUAL, code, key)}")
    say(f"Keep this link and give it to hosts only: it is not shown again. For another: {another}")
    _say_where(known)


def _running(data: str) -> str:
    """Return the address of a server of this user that serves the data now; "" where none does."""
    from netlearn_widgets.serving import running_servers

    return next((server.url for server in reversed(running_servers()) if server.data == label_of(data)), "")


def _say_where(known: str) -> None:
    if not known:
        say("It begins with the address of the start page; where `netlearn serve` prints another one, put that there.")


def checked_link(link: str) -> str:
    """An address people can open, with a slash at its end; raise NetlearnError where it is none."""
    try:
        parts = urlsplit(link)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port beyond 65535, brackets that do not close
        sound = False
    if not sound or parts.query or parts.fragment:
        raise NetlearnError(
            f"{link!r} is no address people could open. Write it in full: --link https://example.org/workbook/"
        )
    if parts.username is not None:
        raise NetlearnError("A link with a user or a password in it would give them to everybody. Leave them out.")
    if re.search(r"\s", link):
        raise NetlearnError(f"{link!r} has a blank in it, where many programs end a link. Write it as %20.")
    return link if link.endswith("/") else f"{link}/"
