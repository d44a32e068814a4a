"""How the server is reached: with a certificate, and behind a proxy."""

from __future__ import annotations

import asyncio
import http.client
import re
import ssl
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from servers import Server, free_port
from threats.talk import PROTOCOL, Given
from tornado.httpclient import HTTPRequest
from tornado.httputil import HTTPHeaders
from tornado.websocket import websocket_connect

from netlearn_widgets.serving.guard import client_of
from netlearn_widgets.serving.tls import BadCertificate, certificate


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for this machine, its key, another key, and a locked one."""
    folder = tmp_path_factory.mktemp("pem")
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-out", f"{folder}/cert.pem", "-keyout", f"{folder}/key.pem"]
    subprocess.run([*make, *names, *files], check=True, capture_output=True)
    for name, locked in (("other", []), ("locked", ["-aes256", "-pass", "pass:hush"])):
        command = ["openssl", "genpkey", "-algorithm", "RSA", *locked, "-out", f"{folder}/{name}.pem"]
        subprocess.run(command, check=True, capture_output=True)
    (folder / "text.pem").write_text("no certificate")
    return folder


def test_pages_and_sockets_speak_tls(pem: Path, data: Path, tmp_path: Path):
    """Links say https, the page and its socket are encrypted, no cookie is set, and plain http gets no page."""
    port = free_port()
    files = ["--certfile", str(pem / "cert.pem"), "--keyfile", str(pem / "key.pem")]
    command = [sys.executable, "-m", "netlearn_widgets", "serve", "--data", str(data), "--port", str(port), *files]
    server = Server(command, port, tmp_path / "server.log")
    trust = ssl.create_default_context(cafile=str(pem / "cert.pem"))
    server.answers = lambda: "Ctrl-C" in server.output()
    server.start()
    try:
        wire = http.client.HTTPSConnection("127.0.0.1", port, context=trust, timeout=30)
        wire.request("GET", "/join")
        answer = wire.getresponse()
        page = answer.read().decode()
        mine = Given(*re.findall(r'data-(?:kernel|pass)="([^"]+)"', page))
        headers = {"Origin": f"https://127.0.0.1:{port}"}
        url = f"wss://127.0.0.1:{port}/api/kernels/{mine.kernel}/channels?session_id=ada"

        async def connect() -> str | None:
            asked = HTTPRequest(url, headers=headers, ssl_options=trust, connect_timeout=30)
            socket = await websocket_connect(asked, subprotocols=[PROTOCOL, f"netlearn.{mine.secret}"])
            return socket.selected_subprotocol

        assert answer.status == 200
        assert answer.headers["Set-Cookie"] is None
        assert asyncio.run(connect()) == PROTOCOL
        assert f"https://127.0.0.1:{port}/join#KRTM-27" in server.output()
        with pytest.raises((OSError, http.client.HTTPException)):
            server.get("/join")
    finally:
        server.clear()


@pytest.mark.parametrize(
    ("cert", "key", "words"),
    [
        ("none.pem", "key.pem", r"The certificate .*none.pem cannot be read \(No such file or directory\)"),
        ("cert.pem", "none.pem", "The key .*none.pem cannot be read"),
        ("text.pem", "key.pem", "The certificate .*text.pem is no PEM file"),
        ("cert.pem", "other.pem", "other.pem belongs to another certificate than .*cert.pem"),
        ("cert.pem", "locked.pem", "locked with a passphrase"),
        ("key.pem", "cert.pem", "Check which file is which"),
        ("cert.pem", None, "Name the key's own file with --keyfile"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_said_in_words(pem: Path, cert: str, key: str | None, words: str):
    """Which file, what about it, and how to mend it."""
    with pytest.raises(BadCertificate, match=words):
        certificate(pem / cert, pem / key if key else None)


def test_a_key_alone_is_told_to_bring_its_certificate(pem: Path, data: Path):
    """The command says what is missing, and serves nothing without it."""
    command = [
        sys.executable,
        "-m",
        "netlearn_widgets",
        "serve",
        "--data",
        str(data),
        "--keyfile",
        str(pem / "key.pem"),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert ended.returncode != 0
    assert "--certfile" in ended.stderr


@pytest.mark.parametrize(
    ("peer", "said", "proxied", "who"),
    [
        ("192.0.2.1", "198.51.100.7", False, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", True, "192.0.2.1"),
        ("127.0.0.1", "198.51.100.7", False, "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7", True, "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.7", True, "198.51.100.7"),
        ("127.0.0.1", "", True, "127.0.0.1"),
        ("127.0.0.1", "nonsense", True, ""),
        ("2001:db8::1:2:3:4", "", False, "2001:db8::/64"),
        ("::ffff:192.0.2.1", "", False, "192.0.2.1"),
    ],
)
def test_who_asks_is_the_connection_or_the_proxys_last_word(peer: str, said: str, proxied: bool, who: str):  # noqa: FBT001
    """A visitor can claim any address, but the proxy writes the last one; an IPv6 visitor has a whole network."""
    headers = HTTPHeaders({"X-Forwarded-For": said} if said else {})

    assert client_of(SimpleNamespace(remote_ip=peer, headers=headers), proxied=proxied) == who


LINK = "https://workbook.example/book/"
PROXY = {"Host": "workbook.example", "Origin": "https://workbook.example"}


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """`netlearn serve --link` as it runs behind a proxy, in words of the proxy."""
    folder = tmp_path_factory.mktemp("proxied")
    data, port = folder / "ours.sqlite", free_port()
    base = [sys.executable, "-m", "netlearn_widgets"]
    subprocess.run([*base, "new", "--title", "Ours", "--data", str(data)], check=True, capture_output=True)
    command = [*base, "serve", "--data", str(data), "--port", str(port), "--link", LINK]
    server = Server(command, port, folder / "server.log", "/book/")
    yield server.start()
    server.clear()


def test_behind_a_proxy_every_link_has_its_path(proxied: Server):
    """Pages, assets and the socket are below the path of the link; nothing is beside it; no cookie is set."""
    page = proxied.get("/book/join", Host="workbook.example")
    links = re.findall(r'(?:href|src)="(/[^"]*)"', page.text)
    mine = Given(*re.findall(r'data-(?:kernel|pass)="([^"]+)"', page.text))
    url = f"ws://127.0.0.1:{proxied.port}/book/api/kernels/{mine.kernel}/channels?session_id=ada"

    async def connect() -> str | None:
        asked = HTTPRequest(url, headers=PROXY, connect_timeout=30)
        socket = await websocket_connect(asked, subprotocols=[PROTOCOL, f"netlearn.{mine.secret}"])
        return socket.selected_subprotocol

    assert links
    assert all(link.startswith("/book/") for link in links)
    assert 'data-base="/book/"' in page.text
    assert page.headers["Set-Cookie"] is None
    assert asyncio.run(connect()) == PROTOCOL
    assert proxied.get("/join", Host="workbook.example").status == 404
    assert f"{LINK}join#" in proxied.output()


def test_forwarded_headers_change_no_link(proxied: Server):
    """What a visitor may have sent through the proxy names no other host, scheme or path."""
    plain = proxied.get("/book/", Host="workbook.example")
    forged = {
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Proto": "ftp",
        "X_Forwarded_Prefix": "/evil",
        "X_Scheme": "ftp",
        "X_Real_Ip": "192.0.2.1",
        "Forwarded": "host=evil.example;proto=ftp",
        "X_Original_Url": "/book/status",
        "X_Rewrite_Url": "/book/status",
    }
    asked = proxied.get("/book/", Host="workbook.example", **forged)

    assert asked.text == plain.text
    assert asked.headers["Content-Security-Policy"] == plain.headers["Content-Security-Policy"]
    assert proxied.get("/book/", Host="evil.example", X_Forwarded_Host="workbook.example").status == 403
