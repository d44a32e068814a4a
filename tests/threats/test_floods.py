"""Who asks for more than people do is held up, and nobody else notices."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from servers import Server
from threats.talk import Talk, container, given, pack, run, talk
from tornado.web import Application
from tornado.websocket import WebSocketClosedError

from netlearn_widgets.serving.buckets import Buckets
from netlearn_widgets.serving.guesses import Doorkeeper, Guesses
from netlearn_widgets.serving.limits import Limits, bounded_server

COUNTER = """
import anywidget, traitlets

class Loud(anywidget.AnyWidget):
    _esm = "export default { render() {} }"
    visit = traitlets.Dict().tag(sync=True)

    def __init__(self):
        super().__init__()
        self.on_msg(lambda *_: self.send("words " * 100_000))

Loud()
"""


def here() -> str:
    """The one address of a room."""
    return "192.0.2.1"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


# Guessing join codes


def doorkeeper(*codes: str) -> tuple[Doorkeeper, Clock]:
    clock = Clock()
    return Doorkeeper(lambda code: code in codes, clock), clock


def attempts(
    keeper: Doorkeeper, clock: Clock, seconds: float, pages: Callable[[], str], addresses: Callable[[], str] = here
) -> int:
    """Return how many codes were looked at for somebody who tries another each tenth of a second."""

    async def one_after_the_other() -> int:
        until, looked_at, codes = clock.now + seconds, 0, count()
        while clock.now < until:
            looked_at += not await keeper.judge(pages(), addresses(), f"no-{next(codes)}")
            clock.now += 0.1
        return looked_at

    return asyncio.run(one_after_the_other())


def test_each_wrong_code_makes_the_next_wait_longer():
    """A few mistakes cost nothing; then the wait doubles, up to a minute and more, and words say how long it is."""
    clock = Clock()
    guesses = Guesses(free=3, forgiven=1000, longest=60, clock=clock)
    waits = []
    for _ in range(12):
        waits.append(guesses.wait("ada"))
        clock.now += waits[-1]
        guesses.add("ada")

    assert waits[:3] == [0, 0, 0]
    assert waits[3:9] == pytest.approx([1, 2, 4, 8, 16, 32], rel=0.2)
    assert waits[-1] == 60


def test_one_page_tries_a_handful():
    """A page's own tries end soon, whoever else is in the room."""
    keeper, clock = doorkeeper()

    assert attempts(keeper, clock, 60, lambda: "page") < 15


def test_one_address_needs_years():
    """With a new page for each try, an address gets through two hundred an hour: 18 million codes take years."""
    keeper, clock = doorkeeper()
    pages = count()

    assert attempts(keeper, clock, 3600, lambda: f"page {next(pages)}") < 200


def test_many_addresses_together_are_slowed_too():
    """With as many addresses as one likes, all together get through two thousand and some an hour."""
    keeper, clock = doorkeeper()
    pages, addresses = count(), count()

    assert attempts(keeper, clock, 3600, lambda: f"{next(pages)}", lambda: f"address {next(addresses)}") < 3200


def test_a_room_behind_one_address_comes_in():
    """Sixty people type the right code at once, and half of them mistype it first."""
    keeper, _ = doorkeeper("KRTM-27")

    for person in range(60):
        if person % 2:
            assert asyncio.run(keeper.judge(f"page {person}", "192.0.2.1", f"KRTN-{person}")) == ""
        assert asyncio.run(keeper.judge(f"page {person}", "192.0.2.1", "KRTM-27")) == ""


def test_strangers_lock_no_room_out():
    """However many wrong codes come from elsewhere, an address from which somebody has come in is not held up."""
    keeper, _ = doorkeeper("KRTM-27")
    asyncio.run(keeper.judge("host", "192.0.2.1", "KRTM-27"))

    async def strangers() -> None:
        for one in range(5000):
            await keeper.judge(f"page {one}", f"address {one}", f"no-{one}")

    asyncio.run(strangers())

    assert "Wait" in asyncio.run(keeper.judge("new", "192.0.2.9", "KRTM-27"))
    assert asyncio.run(keeper.judge("ada", "192.0.2.1", "KRTM-27")) == ""


def test_a_page_that_says_the_same_again_tries_nothing_new():
    """After a lost connection a page says its code again, as often as the network asks it to."""
    keeper, _ = doorkeeper("KRTM-27")

    assert {asyncio.run(keeper.judge("page", "192.0.2.1", "KRTN-27")) for _ in range(500)} == {""}
    assert asyncio.run(keeper.judge("other", "192.0.2.1", "KRTM-27")) == ""


async def volley(keeper: Doorkeeper, number: int, *, pages: int = 0, code: str = "no-{}") -> int:
    """Return how many codes are looked at when so many are tried at one moment, from so many pages at one address."""
    told = await asyncio.gather(
        *(keeper.judge(f"page {one % (pages or number)}", "192.0.2.1", code.format(one)) for one in range(number))
    )
    return told.count("")


def slow_doorkeeper(*codes: str) -> tuple[Doorkeeper, Clock, list[str]]:
    """A doorkeeper whose store takes its time, and all that it was asked."""
    clock, asked = Clock(), []

    def known(code: str) -> bool:
        asked.append(code)
        threading.Event().wait(0.005)
        return code in codes

    return Doorkeeper(known, clock), clock, asked


def test_a_volley_is_counted_before_it_is_looked_up():
    """400 wrong codes at one moment from one address: as many are looked at as one after the other, and no more."""
    keeper, clock, asked = slow_doorkeeper()

    assert asyncio.run(volley(keeper, 400)) == len(asked) <= 61
    clock.now += 121  # in which four are forgotten
    assert asyncio.run(volley(keeper, 400, code="other-{}")) <= 5


def test_a_volley_from_one_page_is_counted_before_it_is_looked_up():
    """A page has three sockets, and each may send without waiting."""
    keeper, _, asked = slow_doorkeeper()

    assert asyncio.run(volley(keeper, 60, pages=1)) == len(asked) <= 7


def test_volleys_of_either_kind_are_counted_together():
    """Personal codes wait for the join codes that are being looked up."""
    keeper, _, _ = slow_doorkeeper()

    async def both() -> int:
        personal = [keeper.judge_personal(f"page {one}", "192.0.2.1", "B2C3-D4F5") for one in range(100)]
        joined, *told = await asyncio.gather(volley(keeper, 100), *personal)
        return joined + told.count("")

    assert asyncio.run(both()) <= 61


def test_a_crowd_comes_in_at_one_moment():
    """Three hundred people behind one address say the right code at once, to a store that takes its time."""
    keeper, _, _ = slow_doorkeeper("KRTM-27")

    assert asyncio.run(volley(keeper, 300, code="KRTM-27")) == 300


def test_right_codes_come_in_beside_a_volley_of_wrong_ones():
    """As far as their address's measure goes; whoever is held up is told so in words."""
    keeper, _, _ = slow_doorkeeper("KRTM-27")

    async def both() -> tuple[int, list[str]]:
        right = [keeper.judge(f"phone {one}", "192.0.2.1", "KRTM-27") for one in range(20)]
        *told, wrong = await asyncio.gather(*right, volley(keeper, 100))
        return wrong, told

    wrong, told = asyncio.run(both())

    assert wrong <= 61
    assert set(told) == {""}


def test_a_store_that_fails_lets_no_code_by():
    """What could not be looked up is looked up when it is said again; the try that failed is not held against it."""
    answers: list[bool | OSError] = [OSError("gone"), False]

    def known(_: str) -> bool:
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    keeper = Doorkeeper(known, Clock())
    with pytest.raises(OSError, match="gone"):
        asyncio.run(keeper.judge("page", "192.0.2.1", "KRTN-27"))

    assert asyncio.run(keeper.judge("page", "192.0.2.1", "KRTN-27")) == ""
    assert not answers


def tries(keeper: Doorkeeper, clock: Clock, seconds: float, pages: Callable[[], str]) -> int:
    """Return how many personal codes were handed on for somebody who tries another each tenth of a second."""

    async def one_after_the_other() -> int:
        until, handed_on = clock.now + seconds, 0
        while clock.now < until:
            handed_on += not await keeper.judge_personal(pages(), "192.0.2.1", "B2C3-D4F5")
            clock.now += 0.1
        return handed_on

    return asyncio.run(one_after_the_other())


def test_one_page_tries_a_handful_of_personal_codes():
    """Also when it says the same one again: whether it was right the server does not know."""
    keeper, clock = doorkeeper("KRTM-27")

    assert 3 < tries(keeper, clock, 60, lambda: "page") < 15


def test_one_address_needs_ages_for_a_personal_code():
    """With a new page for each try: of 280,000 million codes it gets through two hundred an hour."""
    keeper, clock = doorkeeper("KRTM-27")
    pages = count()

    assert tries(keeper, clock, 3600, lambda: f"page {next(pages)}") < 200


def test_tries_of_either_kind_are_counted_together():
    """Who has tried many personal codes may not go on with join codes; the code the page came in with still opens."""
    keeper, clock = doorkeeper("KRTM-27")
    assert asyncio.run(keeper.judge("page", "192.0.2.1", "KRTM-27")) == ""
    tries(keeper, clock, 10, lambda: "page")

    assert "Wait" in asyncio.run(keeper.judge("page", "192.0.2.1", "KRTN-27"))
    assert asyncio.run(keeper.judge("page", "192.0.2.1", "KRTM-27")) == ""


def test_a_room_comes_back_on_other_devices():
    """Thirty people behind one address type their personal codes at once, and each mistypes it first."""
    keeper, _ = doorkeeper("KRTM-27")

    for person in range(30):
        for code in ("B2C3-D4FG", "B2C3-D4F5"):
            assert asyncio.run(keeper.judge_personal(f"page {person}", "192.0.2.1", code)) == ""


def test_a_long_code_is_none():
    """What is longer than any code is not looked at: two of them could begin alike."""
    keeper, _ = doorkeeper("KRTM-27")

    assert asyncio.run(keeper.judge("page", "192.0.2.1", "-" * 50 + "KRTM-27"))
    assert asyncio.run(keeper.judge_personal("page", "192.0.2.1", "-" * 50 + "B2C3-D4F5"))


def test_the_server_holds_a_guesser_up_in_words(netlearn: Callable[..., Server], data):
    """New pages and sockets do not begin at zero; the page is told how long to wait; the kernel is not asked."""
    server = netlearn(data)

    async def guess() -> list[str]:
        page = await talk(server, given(server))
        place = container(await page.states())
        return [(await page.hello(place, code=f"WXYZ-{number}"))["problem"] for number in range(20, 32)]

    problems = run(guess())

    assert problems[0] == "No workshop has the code 'WXYZ-20'. Compare it with the screen, or ask for it again."
    assert "Wait" in problems[-1]
    assert "then type the code once more" in problems[-1]


def test_the_server_holds_up_who_guesses_personal_codes(netlearn: Callable[..., Server], data):
    """In words, under the number of the message, and the kernel is not asked; nobody is entered."""
    server = netlearn(data)

    async def guess() -> list[str]:
        page = await talk(server, given(server))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27")
        said = []
        for number in range(12):
            await page.say(
                place,
                {"method": "custom", "content": {"type": "enter", "id": f"try {number}", "code": f"B2C3-D4F{number}"}},
            )
            said.append(await page.until(lambda one: _refusal(one, f"try {number}")))  # noqa: B023  awaited at once
        return said

    said = run(guess())

    assert said[0].startswith("Nobody in this workshop has that personal code")
    assert "Wait" in said[-1]
    assert "then type the code once more" in said[-1]


def _refusal(message: dict[str, Any], name: str) -> str:
    content = message["content"].get("data", {}).get("content", {})
    return content.get("message", "") if (content.get("type"), content.get("id")) == ("refused", name) else ""


# Floods


@drawn(st.lists(st.floats(0, 5), max_size=60))
def test_a_bucket_gives_no_more_than_it_holds(pauses: list[float]):
    """Whatever the rhythm, no more is taken than the burst and what has come since."""
    clock = Clock()
    buckets = Buckets(burst=5, per_second=2, clock=clock)
    taken = 0
    for pause in pauses:
        clock.now += pause
        taken += buckets.take("ada")

    assert taken <= 5 + 2 * sum(pauses) + 1e-6


def test_a_bucket_keeps_nobody_who_is_quiet():
    """An address is forgotten when it says nothing any more."""
    clock = Clock()
    buckets = Buckets(burst=5, per_second=1, clock=clock)
    for visitor in range(10_000):
        buckets.take(visitor)
    clock.now += 10
    buckets.take("last")

    assert len(buckets) == 1


def test_a_room_that_opens_its_pages_at_once_is_not_held_up():
    """Sixty people behind one address load a page, and once more, and once more."""
    limits = Limits()

    assert all(limits.pages.take("192.0.2.1") for _ in range(180))


def test_a_flood_of_pages_is_held_up_in_words(site: Callable[..., Server], book: Callable[..., None]):
    """Beyond what a room needs, an address is asked to wait; no kernel is started for it."""
    book("step", "1")
    server = site(visitors=400)
    answers = [server.get("/step") for _ in range(300)]
    refused = [answer for answer in answers if answer.status == 429]

    assert answers[200].status == 200
    assert refused
    assert "Too many pages were opened from here at once." in refused[0].text
    assert refused[0].headers["Retry-After"]
    assert server.get("/health").status == 200


def test_a_flood_of_messages_closes_the_socket_with_words(room: Server):
    """The page connects again by itself; a page after an outage, with 500 messages at once, is none."""

    async def flood(number: int) -> tuple[int | None, str | None]:
        page = await talk(room, given(room))
        with suppress(WebSocketClosedError):
            for _ in range(number):
                await page.socket.write_message(pack("kernel_info_request", {}, "control"), binary=True)
        if number <= 500:
            await page.alive()
        while number > 500 and await page.socket.read_message() is not None:
            pass
        return page.socket.close_code, page.socket.close_reason

    assert run(flood(500)) == (None, None)
    code, reason = run(flood(4000))
    assert code == 1008
    assert "Too many messages" in str(reason)


def test_a_page_that_never_stops_answering_is_told_to_wait():
    """Six hundred at once, after hours without a network; then one a second, which is more than a person types."""
    limits = Limits()

    assert sum(limits.deeds.take("page") for _ in range(5000)) in (600, 601)
    assert limits.deeds.take("another page")


def test_what_is_too_much_is_kept_by_the_page_and_sent_later(room: Server):
    """Each answer is told what became of it, under its own number: kept, or to be sent again; nothing is unanswered."""

    async def flood() -> tuple[list[str], str]:
        page = await talk(room, given(room))
        place = container(await page.states())
        await page.hello(place, code="KRTM-27", join=True, name="Ada")
        told, words = [], ""
        for number in range(620):
            said = {"type": "nothing", "id": f"a{number}"}
            await page.say(place, {"method": "custom", "content": said})
            if number % 100 == 99 or number > 615:
                answer = await page.until(lambda one: _told(one, f"a{number}"))  # noqa: B023  awaited at once
                told.append(answer["type"])
                words = answer["message"]
        return told, words

    told, words = run(flood())

    assert "failed" not in told[:5]
    assert told[-1] == "failed"
    assert "sent again" in words


def _told(message: dict[str, Any], name: str) -> dict[str, Any] | None:
    content = message["content"].get("data", {}).get("content", {})
    return content if content.get("id") == name else None


def test_a_new_socket_does_not_begin_anew(room: Server):
    """What a page may send is counted for its kernel, not for its connection."""

    async def flood() -> int | None:
        mine = given(room)
        for _ in range(3):
            page = await talk(room, mine)
            with suppress(WebSocketClosedError):
                for _ in range(1200):
                    await page.socket.write_message("there?")
            while await page.socket.read_message() is not None:
                pass
        return page.socket.close_code

    assert run(flood()) == 1008


def test_a_huge_message_is_not_read(room: Server):
    """More than a megabyte closes the socket; the server goes on."""

    async def send() -> int | None:
        page = await talk(room, given(room))
        await page.socket.write_message(pack("comm_msg", {"data": "x" * 2_000_000}), binary=True)
        while await page.socket.read_message() is not None:
            pass
        return page.socket.close_code

    assert run(send()) in (1009, 1006, None)
    assert room.answers()


def test_a_page_has_no_more_than_three_sockets(room: Server):
    """The oldest are closed: they are those the network lost without a word."""

    async def connect() -> None:
        mine = given(room)
        pages = [await talk(room, mine, session=f"ada{number}") for number in range(6)]
        while await pages[0].socket.read_message() is not None:
            pass
        await pages[-1].alive()

    run(connect())


def test_sockets_are_counted_before_they_wait_for_their_kernel(room: Server):
    """Twenty at one moment, while the kernel is forked: three are opened, and the kernel answers the last."""

    async def connect() -> int:
        mine = given(room)
        asked = [talk(room, mine, session=f"ada{number}") for number in range(20)]
        opened = [page for page in await asyncio.gather(*asked, return_exceptions=True) if isinstance(page, Talk)]
        last = await talk(room, mine)
        await last.alive()
        return len(opened)

    assert run(connect()) <= 3


def test_who_does_not_read_is_let_go(site: Callable[..., Server], book: Callable[..., None]):
    """A browser that asks and never reads fills no memory: its connection is ended when four megabytes wait for it."""
    book("step", COUNTER)
    server = site()

    async def ask() -> None:
        mine = given(server, "step")
        page = await talk(server, mine)
        place = container(await page.states())
        for _ in range(60):
            await page.say(place, {"method": "custom", "content": "more"})
        while "does not read what its kernel says" not in server.output():
            assert server.answers()  # and meanwhile nothing is read

    run(ask())
    assert server.answers()


# Connections that say nothing


def answer(server: Server, request: bytes) -> bytes:
    """Return how the answer to a request begins; nothing where the connection is closed without one."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire, suppress(ConnectionError):
        wire.sendall(request)
        return wire.recv(12)
    return b""


def test_a_big_body_is_refused(room: Server):
    """Nothing of ours posts more than a few words."""
    begin = b"POST /join HTTP/1.1\r\nHost: localhost\r\nContent-Length: "

    assert answer(room, begin + b"5\r\n\r\nwords") == b"HTTP/1.1 403"
    assert answer(room, begin + b"100000\r\n\r\n" + b"x" * 100_000) in (b"", b"HTTP/1.1 400", b"HTTP/1.1 413")


def test_big_headers_are_refused(room: Server):
    """Sixteen kilobytes are enough for any browser."""
    begin = b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: "

    assert answer(room, begin + b"x" * 15_000 + b"\r\n\r\n") == b"HTTP/1.1 200"
    assert answer(room, begin + b"x" * 20_000 + b"\r\n\r\n") in (b"", b"HTTP/1.1 400", b"HTTP/1.1 431")


def test_who_says_nothing_is_not_waited_for():
    """Half a minute for the headers, which may not trickle for ever, and ten seconds for a body."""
    server = bounded_server(Application(), None, proxied=False)

    assert server.conn_params.header_timeout <= 30
    assert server.conn_params.body_timeout <= 10
    assert server.most_of_one < server.most
    assert bounded_server(Application(), None, proxied=True).most_of_one > 400


def test_a_connection_beyond_the_limit_is_closed(room: Server):
    """The first four hundred of one address wait; the next is closed at once; who comes later is served."""
    wires = []
    try:
        for _ in range(420):
            wire = socket.create_connection(("127.0.0.1", room.port), timeout=30)
            wire.sendall(b"GET / HTTP/1.1\r\nHost: ")
            wires.append(wire)
        wires[-1].settimeout(10)
        try:
            last = wires[-1].recv(1)
        except ConnectionResetError:
            last = b""
    finally:
        for wire in wires:
            wire.close()

    assert last == b""
    while not room.answers():
        pass
    assert json.loads(room.get("/health").text)
