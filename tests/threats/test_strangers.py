"""Who may ask at all: pages of this server, under its own names, for their own kernels."""

from __future__ import annotations

import socket

import pytest
from servers import Server
from threats.talk import Given, container, given, run, talk
from tornado.httpclient import HTTPClientError

from netlearn_widgets.serving.headers import content_policy
from netlearn_widgets.serving.passes import Passes


def refusal(server: Server, of: Given, **options: object) -> int:
    """Return the status with which a WebSocket is refused."""
    with pytest.raises(HTTPClientError) as refused:
        run(talk(server, of, **options))
    return int(refused.value.code)


@pytest.mark.parametrize("shown", ["", "0" * 32, "other"])
def test_anothers_kernel_is_nobodys_by_its_id(room: Server, shown: str):
    """Without its page's own pass a kernel is not there, neither to join nor to end; a pass fits one kernel."""
    ada, bo = given(room), given(room)
    forged = Given(ada.kernel, bo.secret if shown == "other" else shown)
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": room.url.rstrip("/")}

    assert refusal(room, forged) == 404
    assert room.get(f"/api/kernels/{ada.kernel}", **forged.headers()).status == 404
    assert room.request("POST", f"/api/kernels/{ada.kernel}/leave", f"pass={forged.secret}", **form).status == 403
    assert room.get(f"/api/kernels/{ada.kernel}", **ada.headers()).status == 200


def test_a_pass_is_of_one_server_only():
    """A pass from before a restart, or of another server, fits nothing."""
    assert not Passes().fits("kernel", Passes().of("kernel"))
    assert not Passes().fits("kernel", "\udcff")


def test_a_pass_is_in_no_address_and_no_cookie(room: Server):
    """It goes where no log of addresses keeps it and no other site's request takes it along; no cookie is ever set."""
    page = room.get("/join")
    secret = given(room).secret

    assert "Set-Cookie" not in page.headers
    assert f"/{secret}" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1", "http://localhost.evil.example", ""]
)
def test_another_sites_page_opens_no_socket(room: Server, origin: str | None):
    """Even with the right pass: a WebSocket says where its page came from, and it must be here."""
    assert refusal(room, given(room), Origin=origin) == 403


def test_a_page_of_another_port_opens_no_socket(room: Server):
    """Another program of this computer is another site."""
    assert refusal(room, given(room), Origin=f"http://127.0.0.1:{room.port + 1}") == 403


@pytest.mark.parametrize("origin", ["null", "http://evil.example", ""])
def test_another_sites_page_ends_no_kernel(room: Server, origin: str):
    """What acts asks where it comes from, too."""
    ada = given(room)
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": origin}

    assert room.request("POST", f"/api/kernels/{ada.kernel}/leave", f"pass={ada.secret}", **form).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_sites_page_embeds_nothing(room: Server, site: str):
    """An image, a script or a frame of another site that names a page of ours starts nothing; a link to it works."""
    image = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"}
    frame = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}
    link = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}

    assert room.get("/join", **image).status == 403
    assert room.get("/join", **frame).status == 403
    assert room.request("POST", "/join", "", **link, Origin=room.url.rstrip("/")).status in (403, 405)
    assert room.get("/join", **link).status == 200


NAMES = [
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "192.0.2.7",
    "10.0.0.1",
    "[2001:db8::1]",
    "a b",
]


@pytest.mark.parametrize("name", [*NAMES, "", "localhost@evil.example", "evil.example:80@localhost"])
def test_another_name_for_this_machine_is_refused(room: Server, name: str):
    """A site whose name leads to this machine (DNS rebinding) gets nothing, by page or socket."""
    assert room.get("/join", Host=name).status in (400, 403)
    assert room.get("/", Host=name).status in (400, 403)
    assert refusal(room, given(room), Host=name, Origin=f"http://{name}") in (400, 403, 404)


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_this_machines_own_names_are_taken(room: Server, name: str):
    """With the port or without."""
    assert room.get("/", Host=f"{name}:{room.port}").status == 200
    assert room.get("/", Host=name).status == 200


@pytest.fixture
def lan() -> str:
    """The machine's address on its network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


def test_in_a_local_network_too_only_its_own_names_are_taken(netlearn, data, lan: str):
    """With --lan the address people type and this computer's name, and no name a stranger chose."""
    server = netlearn(data, "--lan")
    own = socket.gethostname().lower()

    assert status_at(lan, server.port, f"{lan}:{server.port}") == 200
    assert status_at(lan, server.port, f"{own}:{server.port}") == 200
    for name in (*NAMES, "localhost", "127.0.0.1"):
        assert status_at(lan, server.port, name) in (400, 403)


def status_at(address: str, port: int, name: str) -> int:
    """Ask for the join page at an address under a name."""
    with socket.create_connection((address, port), timeout=30) as wire:
        wire.sendall(f"GET /join HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
        return int(wire.recv(4096).split(b" ", 2)[1])


def test_every_answer_says_what_a_browser_may_do(room: Server):
    """Framing, referrers, guessed types, other sites' reading, sensors; and nothing says what program answers."""
    for path in ("/", "/join", "/screen", "/nosuch", "/health", "/api/kernels/x"):
        headers = room.get(path).headers
        policy = headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "form-action 'self'" in policy
        assert "unsafe" not in policy
        assert "blob:" not in policy
        assert "require-trusted-types-for 'script'" in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Server" not in headers
        assert "Access-Control-Allow-Origin" not in headers


def test_a_host_name_writes_nothing_into_the_policy():
    """The name asked for stands in the policy only when it is a name."""
    assert "ws://localhost:80 wss" in content_policy("localhost:80")
    assert "evil" not in content_policy("localhost; script-src evil.example")


@pytest.mark.parametrize(
    "query", ["?theme=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "?template=nosuch", "?template=../.."]
)
def test_a_query_changes_no_page(room: Server, query: str):
    """Theme, template and whatever else Voilà reads from an address is not read."""
    plain, asked = room.get("/join"), room.get(f"/join{query}")
    words = [
        page.text.split("data-kernel")[0] + page.text.split("data-pass")[1].split(">", 1)[1] for page in (plain, asked)
    ]

    assert asked.status == 200
    assert words[0] == words[1]


def test_nothing_a_visitor_sends_is_logged(netlearn, data):
    """No join code, name, token, pass, kernel, address or query, also when something goes wrong."""
    server = netlearn(data)
    ada = given(server, "join?code=KRTM-27-in-the-query")

    async def visit() -> None:
        page = await talk(server, ada)
        place = container(await page.states())
        await page.hello(place, code="WXYZ-99", token="t" * 32)
        await page.hello(place, code="KRTM-27", token="t" * 32, join=True, name="Ada Lovelace")
        await page.send("execute_request", {"code": "Ada Lovelace"})
        await page.alive()
        page.socket.close()

    run(visit())
    server.get("/nosuch/Ada-Lovelace?token=" + "t" * 32, Host="evil.example")
    server.request("POST", f"/api/kernels/{ada.kernel}/leave", "%%%", Content_Type="application/json")
    refusal(server, Given(ada.kernel, "0" * 32))
    output = server.output().split("Press Ctrl-C to stop.")[1]

    for word in ("KRTM", "WXYZ", "Lovelace", "t" * 32, ada.secret, ada.kernel, "127.0.0.1"):
        assert word not in output, output


def test_a_join_code_is_sent_to_no_server(room: Server):
    """Every link that carries one carries it behind the #; no page reads one from a query."""
    page = room.get("/?code=WXYZ-99").text

    assert "WXYZ" not in page
    assert "?code" not in page
