"""A table of ideas that several people sort at once: each has a widget of their own, and acts are kept in a list."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page

from netlearn_widgets.model.act import Act
from netlearn_widgets.model.errors import StoreError
from netlearn_widgets.model.question import Json
from netlearn_widgets.model.telling import Ideas
from netlearn_widgets.model.themes import Card, board
from netlearn_widgets.pages.sorting import plain
from netlearn_widgets.widgets import assets
from netlearn_widgets.widgets.themes import ThemesWidget

__all__ = ["ASK", "CARDS", "Seat", "TableOfIdeas"]

ASK = Ideas(key="purpose", prompt="What is it for?", dots=3, most_on_one=2)
CARDS = tuple(
    Card(id=f"c{place}", text=text, writer=writer, part=f"i{place}", at=place)
    for place, (text, writer) in enumerate(
        [
            ("Fewer falls at home", "ada"),
            ("Nobody falls twice", "bo"),
            ("Carers sleep through the night", "bo"),
            ("Learn from each other every month", "cy"),
        ]
    )
)
_PLACE = "http://127.0.0.1:1/"  # answered by the test itself; nobody listens there
_TRAITS = ("question", "board", "vote", "longest", "waiting", "owner", "folded", "can_hide")
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A board</title><link rel="stylesheet" href="widgets.css">
<body class="netlearn" style="margin:0;padding:1rem;background:var(--ground)">
<main><h1>A step</h1><h2>A question</h2></main>
<script type="module">
import { themes } from "./more.js";
const state = STATE;
const ears = {};
const tell = (event, what) => { for (const hear of ears[event] ?? []) hear(what); };
const model = {
  get: (name) => state[name],
  on: (event, hear) => (ears[event] ??= []).push(hear),
  off: (event, hear) => { ears[event] = ears[event].filter((one) => one !== hear); },
  async send(message) { const said = await window.kernel(message); if (said) tell("msg:custom", said); },
};
window.changed = (news) => { Object.assign(state, news); tell("change:board"); tell("change"); };
themes.render({ model, el: document.querySelector("main") });
</script></body>"""


class TableOfIdeas:
    """What was done to the cards, and everybody who sits at the table."""

    def __init__(self, ask: Ideas = ASK, cards: tuple[Card, ...] = CARDS) -> None:
        self.ask, self.cards = ask, cards
        self.acts: list[Act] = []
        self.seats: list[Seat] = []

    def seat(self, who: str = "ada", *, host: bool = False, folded: bool = False) -> Seat:
        """Let somebody sit down."""
        one = Seat(self, who, host=host, folded=folded)
        self.seats.append(one)
        return one

    def do(self, kind: str, value: Json, who: str = "bo", name: str = "") -> None:
        """Keep an act, and tell everybody."""
        given = {"id": name} if name else {}
        self.acts.append(Act(kind=kind, value=value, question=self.ask.key, participant=who, **given))
        for one in self.seats:
            one.follow()

    def found(self):
        """The board as it is for all."""
        openly = Act(kind="settings", value={"protected": False})
        return board(self.cards, [openly, *self.acts], self.ask)


class Seat:
    """One person's widget, what it said to the browser, and their page when it is drawn."""

    def __init__(self, table: TableOfIdeas, who: str, *, host: bool, folded: bool) -> None:
        self.table, self.who, self.host = table, who, host
        self.said: list[dict[str, str]] = []
        self.fails: str = ""
        self.page: Page | None = None
        self.deaf = False
        self.widget = ThemesWidget(
            question=table.ask,
            board=self._board(),
            owner=who,
            on_sort=lambda name, kind, value: self._keep(kind, value, name),
            on_dots=lambda name, value: self._keep("dots", value, name),
            on_hide=(lambda name, value: self._keep("hide", value, name)) if host else None,
            folded=folded,
        )
        self.widget.send = lambda content, buffers=None: self.said.append(content)  # noqa: ARG005

    def _board(self) -> Json:
        return plain(self.table.found(), self.who, host=self.host)

    def _keep(self, kind: str, value: Json, name: str) -> None:
        if self.fails:
            raise StoreError(self.fails)
        self.table.do(kind, value, self.who, name)

    def hear(self, message: Json) -> Json:
        """Give the widget a message as a browser sends it; return what it said, if anything."""
        before = len(self.said)
        self.widget._handle_custom_msg(message, [])  # noqa: SLF001  the way ipywidgets hands on a message
        return self.said[-1] if len(self.said) > before else None

    def follow(self) -> None:
        """Give the widget the newest board, and the page of this seat too."""
        self.widget.board = self._board()
        if self.page:
            self.page.evaluate("(board) => setTimeout(() => window.changed({ board }))", self.widget.board)

    def draw(self, visit: Callable[..., Page], **options: Json) -> Page:
        """Draw the widget on a page of its own; unless ``deaf``, messages reach it."""
        page = visit(**({"viewport": {"width": 390, "height": 844}} | options))
        served = {name: content.decode() for name, content in assets.served().items()}
        kinds = {"js": "text/javascript", "css": "text/css"}

        def answer(route):
            name = route.request.url.removeprefix(_PLACE)
            html = _PAGE.replace("STATE", json.dumps({one: getattr(self.widget, one) for one in _TRAITS}))
            route.fulfill(body=served.get(name, html), content_type=kinds.get(name.split(".")[-1], "text/html"))

        page.route("**/*", answer)
        page.expose_function("kernel", lambda message: None if self.deaf else self.hear(message))
        page.goto(_PLACE)
        self.page = page
        return page
