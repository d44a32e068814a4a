"""Commands that open pages to people: the demo, and a group's own workshop."""

from __future__ import annotations

import os
import socket
import tempfile
import webbrowser
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from netlearn_widgets.cli.data import (
    DEFAULT,
    CodeOption,
    DataOption,
    label_of,
    made_or_opened,
    open_store,
    pick,
    place_of,
    privately,
)
from netlearn_widgets.cli.guides import take_guide
from netlearn_widgets.cli.imports import read_export
from netlearn_widgets.cli.links import PORT, checked_link
from netlearn_widgets.cli.rounds import YesOption
from netlearn_widgets.cli.watching import watched
from netlearn_widgets.cli.words import can_write, say, working
from netlearn_widgets.model.errors import NetlearnError, StoreError, UnknownWorkshop

if TYPE_CHECKING:
    from ssl import SSLContext

    from netlearn_widgets.model.workshop import Workshop
    from netlearn_widgets.serving import Door, Site
    from netlearn_widgets.store.store import Store

__all__ = ["demo", "serve"]

_NEIGHBOURS = 20  # ports tried after the usual one

PortOption = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help=f"Where to listen; {PORT} or the next free one when left out."),
]
OpenOption = Annotated[bool, typer.Option("--open/--no-open", help="Open a page in this computer's browser.")]


@dataclass(frozen=True, kw_only=True)
class _Serving:
    """What is to be opened, and to whom; ``first`` is the page this computer's browser opens, "" the start page."""

    place: str
    workshops: tuple[Workshop, ...]
    port: int | None = None
    lan: bool = False
    link: str = ""
    tls: SSLContext | None = None
    browser: bool = True
    first: str = ""
    log: str = ""
    visitors: int | None = None


def demo(port: PortOption = None, browser: OpenOption = True) -> None:
    """Show the product with an invented group's answers; nothing of it is kept.

    Example: [bold]netlearn demo[/bold]
    """
    from netlearn_widgets.cli.installed import check_installed
    from netlearn_widgets.pages.site import shipped
    from netlearn_widgets.store.store import Store
    from netlearn_widgets.store.transfer import import_workshop

    check_installed()
    with tempfile.TemporaryDirectory(prefix="netlearn-demo-") as folder:
        place = Path(folder) / "demo.sqlite"
        with working("Filling in an invented group's answers …"), Store.create(place) as store:
            workshop = import_workshop(store, read_export(shipped("sample_data") / "workshop.json"))
        say(f"“{workshop.title}” is invented. Each demo starts with a fresh copy, and what you do in it is not kept.")
        _open(_Serving(place=str(place), workshops=(workshop,), port=port, browser=browser))


def serve(  # noqa: PLR0913, PLR0917  each option is one thing an administrator decides
    data: DataOption = DEFAULT,
    lan: Annotated[bool, typer.Option("--lan", help="Let phones and laptops on the same network in.")] = False,
    port: PortOption = None,
    guide: Annotated[
        Path | None,
        typer.Option(
            help="From now on, ask the questions of this guide; answers already given stay.", show_default=False
        ),
    ] = None,
    code: CodeOption = "",
    link: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="The address people use when a proxy stands in front, with its path: https://example.org/workbook/",
            show_default=False,
        ),
    ] = "",
    certfile: Annotated[
        Path | None,
        typer.Option(help="Speak https with this certificate, a PEM file.", show_default=False),
    ] = None,
    keyfile: Annotated[
        Path | None,
        typer.Option(help="The certificate's private key, where it has a file of its own.", show_default=False),
    ] = None,
    visitors: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many people may be inside at the same time; as many as the memory carries when left out.",
            show_default=False,
        ),
    ] = None,
    log: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Write what happens here, a JSON object a line, without personal data; - for standard output.",
            show_default=False,
        ),
    ] = "",
    browser: OpenOption = False,
    yes: YesOption = False,
) -> None:
    """Open a group's workshops to its people, until you press Ctrl-C. The link after “Workshops” is for you only.

    Examples: [bold]netlearn serve[/bold] (this computer only) · [bold]netlearn serve --lan[/bold] (a room with phones)
    · [bold]netlearn serve --guide my.toml[/bold] · [bold]netlearn serve --log events.jsonl[/bold]
    """
    from netlearn_widgets.cli.installed import check_installed

    check_installed()
    tls = _certificate(certfile, keyfile)
    link = checked_link(link) if link else ""
    begins = data == DEFAULT and not code and guide is None
    text = _sound(guide) if guide is not None else ""  # before the data is open: the path may lead to it
    with privately(data), (made_or_opened if begins else open_store)(data) as store:
        if text and not take_guide(store, pick(store, code), text, yes=yes):
            return
        workshops = (store.workshop(code),) if code else store.workshops()
    _open(
        _Serving(
            place=place_of(data),
            workshops=workshops,
            port=port,
            lan=lan,
            link=link,
            tls=tls,
            browser=browser,
            first="workshops",
            log=log,
            visitors=visitors,
        ),
    )


def _sound(guide: Path) -> str:
    """The guide's text; raise GuideError when it has mistakes."""
    from netlearn_widgets.content.load import parse, read_text

    text = read_text(guide)
    parse(text, name=str(guide))
    return text


def _open(asked: _Serving) -> None:
    """Serve until Ctrl-C, with the links printed once pages can be opened."""
    with working("Preparing the pages …"):
        from netlearn_widgets import serving
        from netlearn_widgets.cli.network import lan_address
        from netlearn_widgets.cli.tending import Tending
        from netlearn_widgets.model.workshop import new_key
        from netlearn_widgets.pages.site import site

        pages = site()
        address = lan_address() if asked.lan else "127.0.0.1"
        door = _door("0.0.0.0" if asked.lan else "127.0.0.1", asked.port)  # noqa: S104  only where --lan asks for it
    link = asked.link or f"{'https' if asked.tls else 'http'}://{address}:{door.port}/"
    where = urlsplit(link)
    os.umask(0o077)  # whatever is made while people are served, and whoever made the folder, is the owner's only
    admin = new_key()
    with open_store(asked.place) as store:
        watch = watched(store, asked.place, asked.log)
        store.add_admin(admin)
        tending = Tending(store)
        serving.serve(
            pages,
            door,
            base_url=where.path,
            hosts=_names(where.hostname or "", lan=asked.lan),
            known_code=partial(_is_known, store),
            tls=asked.tls,
            proxied=bool(asked.link) and not asked.lan,
            env={
                "NETLEARN_DATA": asked.place,
                "NETLEARN_HELD": tending.holding.mark,
                "NETLEARN_SERVED": "1",
                "NETLEARN_ASSETS": _scripts(pages, where.path),
                "NETLEARN_LINK": link,
            },
            on_ready=lambda: _announce(asked, link, admin),
            watch=watch,
            visitors=asked.visitors,
            tend=tending.look,
        )
        tending.finish()
    if tending.lost:
        name = Path(asked.place).name
        raise NetlearnError(
            f"Stopped. {label_of(asked.place)} was moved, deleted or replaced while people were served. All that was "
            f"kept is in {tending.lost}. To go on with it: move whatever is called {name}, {name}-wal and {name}-shm "
            f"to another folder, give that file the name {name}, and start again."
        )
    with working("Putting everything into the one file …"), open_store(asked.place) as store:
        whole = store.fold()
    say("Stopped. Every page has been closed.")
    if not whole:
        name = Path(asked.place).name
        say(f"Another program reads {label_of(asked.place)}. To copy it now, copy {name}-wal along with it.")


def _scripts(pages: Site, base_url: str) -> str:
    """Where the widgets' scripts are served."""
    from netlearn_widgets.serving import Assets

    assets = Assets(pages.assets, base_url)
    return " ".join(assets[name] for name in pages.assets if name.endswith(".js"))


def _certificate(certfile: Path | None, keyfile: Path | None) -> SSLContext | None:
    if certfile is None:
        if keyfile is not None:
            raise NetlearnError("A key alone is not enough: name its certificate too, with --certfile.")
        return None
    from netlearn_widgets.serving.tls import BadCertificate, certificate

    try:
        return certificate(certfile, keyfile)
    except BadCertificate as problem:
        raise NetlearnError(str(problem)) from problem


def _names(host: str, *, lan: bool) -> tuple[str, ...]:
    """The names people may ask for: the link's, and in a local network this computer's own."""
    own = socket.gethostname().lower()
    return (host, own, f"{own.split('.')[0]}.local") if lan else (host,)


def _is_known(store: Store, code: str) -> bool:
    """Whether a workshop has this code; where the data cannot be read, the page's own kernel says so in words."""
    try:
        store.workshop(code)
    except UnknownWorkshop:
        return False
    except StoreError:
        return True
    return True


def _door(host: str, port: int | None) -> Door:
    from netlearn_widgets.serving import PortTaken, open_door

    try:
        return open_door(host, PORT, 1 + _NEIGHBOURS) if port is None else open_door(host, port)
    except PortTaken as taken:
        raise NetlearnError(f"{taken} Choose another with --port, or leave it out for the next free one.") from taken


def _forks() -> bool:
    from netlearn_widgets.serving import can_fork

    return can_fork()


def _announce(asked: _Serving, link: str, admin: str) -> None:
    """Say where everything is, now that it is there."""
    from netlearn_widgets.pages.links import workshops_link

    desk = workshops_link(link, admin)
    say()
    say(f"Start page   {link}", style="bold")
    say(f"Workshops    {desk}")
    say("             This one is for you only: make, close and delete workshops there. It is good for 30 days.")
    if not asked.workshops:
        say("There is no workshop yet: make the first one there.")
    for workshop in asked.workshops:
        say(f"{workshop.code}      {workshop.title}")
        say(f"  join       {link}join#{workshop.code}")
        say(f"  screen     {link}screen#{workshop.code}")
    first = f"{link}#{asked.workshops[0].code}" if len(asked.workshops) == 1 else link
    if asked.lan:
        from netlearn_widgets.cli.network import HELP, qr

        say()
        if can_write(square := qr(first)):
            say(square)
            say("Point a phone's camera at the square, or type the address.")
        else:
            say(f"Type {first} on each phone: a square for its camera cannot be drawn here.")
        say(HELP)
    if not _forks():
        say()
        say("On this system each page starts a Python of its own: two are kept ready, the next takes a second or two.")
    say()
    say(f"Answers are kept in {label_of(asked.place)}. How it is doing: netlearn status. Press Ctrl-C to stop.")
    if asked.browser:
        page = desk if asked.first == "workshops" else first
        Thread(target=webbrowser.open, args=(page,), daemon=True).start()  # a browser in the terminal would not return
