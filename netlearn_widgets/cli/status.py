"""The command that says how a running server is doing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netlearn_widgets.cli.data import label_of
from netlearn_widgets.cli.words import say, say_each

if TYPE_CHECKING:
    from netlearn_widgets.serving import Running

__all__ = ["NEEDS_YOU", "NONE_RUNS", "status"]

NONE_RUNS = 3
"""The exit code when no server runs, as system services have it."""

NEEDS_YOU = 4
"""The exit code when a server is in trouble or does not answer."""


def status(
    data: Annotated[
        str,
        typer.Option(
            "--data", metavar="FILE_OR_URL", help="Only the server of this data; all when left out.", show_default=False
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures for a program to read.")] = False,
) -> None:
    """Say how your running servers are doing: people, answers, pages, memory, errors.

    Finds the servers that you started on this computer, and prints the address of a page that follows each.
    Ends with 0 when all is well, 3 when none runs, and 4 when one needs you.

    Examples: [bold]netlearn status[/bold] · [bold]netlearn status --json[/bold]
    """
    from netlearn_widgets.serving import running_servers

    wanted = label_of(data) if data else ""
    servers = [server for server in running_servers() if wanted in ("", server.data)]
    told = [_ask(server) for server in servers]
    if as_json:
        figures = [
            {"url": server.url, "data": server.data, **one["figures"]}
            for server, one in zip(servers, told, strict=True)
        ]
        say(json.dumps(figures, indent=1))
    else:
        for server, one in zip(servers, told, strict=True):
            _print(server, one["told"])
    if not servers:
        if not as_json:
            say(f"No server of yours runs{f' with {wanted}' if wanted else ''}. Start one with: netlearn serve")
        raise typer.Exit(NONE_RUNS)
    if any(one["figures"]["state"] == "trouble" for one in told):
        raise typer.Exit(NEEDS_YOU)


def _ask(server: Running) -> dict[str, Any]:
    """What the server says of itself, or what there is to say when it does not answer."""
    try:
        return server.ask()
    except (OSError, ValueError):
        trouble = {
            "what": "The server does not answer.",
            "cure": "It may be very busy: wait a moment and ask again. If it stays so, stop it and start it again; "
            "answers are kept.",
        }
        lines = [{"about": "Server", "words": f"Process {server.process}."}]
        told = {"heading": "Something needs you.", "troubles": [trouble], "lines": lines}
        return {"figures": {"state": "trouble", "troubles": [trouble]}, "told": told}


def _print(server: Running, told: dict[str, Any]) -> None:
    say(f"{server.url}  {server.data}".rstrip(), style="bold")
    say(told["heading"])
    for trouble in told["troubles"]:
        say(f" · {trouble['what']} {trouble['cure']}", style="bold red")
    say()
    say_each((line["about"], line["words"]) for line in told["lines"])
    say()
    say(f"Follow it in a browser (the address is for you only): {server.panel}")
    say()
