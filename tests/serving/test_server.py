"""Real sockets, a small application: what the server itself answers for."""

from __future__ import annotations

import http.client
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from readingroom.environment import Environment, WrongSetting, read_environment
from readingroom.serving import server as serving
from readingroom.serving.server import Server, address
from tests.running_room import PATIENCE


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{environ['wsgi.url_scheme']} {len(body)}{environ.get('HTTP_X_REAL_IP', '')}".encode()]


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return read_environment({"READINGROOM_ADDRESS": f"127.0.0.1:{port}"}, base=tmp_path)


@contextmanager
def running(environment: Environment) -> Iterator[Server]:
    server = Server(environment, application)
    with server._run_in_thread():
        yield server


@dataclass(frozen=True)
class Answer:
    status: int
    server: str
    body: str


def ask(environment: Environment, method: str = "GET", target: str = "/", **arguments: Any) -> Answer:
    if environment.certificate:
        context = ssl.create_default_context(cafile=environment.certificate)
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            environment.host, environment.port, timeout=PATIENCE, context=context
        )
    else:
        connection = http.client.HTTPConnection(environment.host, environment.port, timeout=PATIENCE)
    with closing(connection):
        connection.request(method, target, **arguments)
        with connection.getresponse() as answer:
            return Answer(answer.status, answer.headers.get("Server", ""), answer.read().decode())


def test_answers_name_no_version(environment: Environment) -> None:
    with running(environment):
        answer = ask(environment)

    assert answer == Answer(200, "readingroom", "http 0")


def test_connections_that_say_nothing_keep_no_thread(environment: Environment) -> None:
    with running(environment):
        silent = [socket.create_connection((environment.host, environment.port)) for _ in range(3 * serving.THREADS)]

        answer = ask(environment)

        for connection in silent:
            connection.close()

    assert answer.status == 200


def test_a_body_above_the_limit_is_refused(environment: Environment) -> None:
    with running(environment):
        answer = ask(environment, "POST", headers={"Content-Length": str(serving.LARGEST_BODY + 1)})

    assert answer.status == 413


def test_a_question_of_ten_thousand_characters_is_let_in(environment: Environment) -> None:
    with running(environment):
        assert ask(environment, target=f"/search/?q={quote('党' * 10_000)}").status == 200


def test_a_header_above_the_limit_is_refused(environment: Environment) -> None:
    with running(environment):
        answer = ask(environment, headers={"X-Long": "x" * serving.LARGEST_HEADER})

    assert answer.status == 413


@pytest.mark.parametrize(
    "request_head",
    [
        "GET https://other.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    ],
)
def test_a_request_for_another_server_or_for_nothing_is_refused(environment: Environment, request_head: str) -> None:
    assert say(environment, request_head).startswith("HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "lengths",
    [
        ["Content-Length: 4", "Content-Length: 5"],
        ["Content-Length: 4", "content-length: 4"],
        ["Content-Length: 4, 4"],
        ["Content-Length: -1"],
        ["Content-Length: +4"],
        ["Content-Length: 1_0"],
        ["Content-Length:"],
        ["Content-Length: 4", "Transfer-Encoding: chunked"],
        ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
    ],
)
def test_a_request_whose_end_is_in_doubt_is_refused(environment: Environment, lengths: list[str]) -> None:
    assert say(environment, "\r\n".join(["POST / HTTP/1.1", "Host: x", *lengths, "", "body"])).startswith(
        "HTTP/1.1 400 "
    )


@pytest.mark.parametrize(
    "rest", ["Content-Length: 4\r\n\r\nbody", "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"]
)
def test_a_request_whose_end_is_clear_is_answered(environment: Environment, rest: str) -> None:
    answer = say(environment, f"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{rest}")

    assert answer.startswith("HTTP/1.1 200 ")
    assert "http 4" in answer


def test_a_header_that_only_looks_like_another_is_left_out(environment: Environment) -> None:
    with running(environment):
        answers = [ask(environment, headers={name: "!"}).body for name in ("X-Real-IP", "X_Real-IP")]

    assert answers == ["http 0!", "http 0"]


def say(environment: Environment, request: str) -> str:
    """What is answered to these very words, until the server has closed."""
    with (
        running(environment),
        socket.create_connection((environment.host, environment.port), timeout=PATIENCE) as connection,
    ):
        connection.sendall(request.encode())
        with connection.makefile("rb") as answer:
            return answer.read().decode()


def test_who_asks_for_the_head_of_an_answer_is_sent_the_head_alone(environment: Environment) -> None:
    head, _, rest = say(environment, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n").partition("\r\n\r\n")

    assert head.startswith("HTTP/1.1 200 OK")
    assert rest == ""


def openssl(*arguments: str | Path | None) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture
def with_tls(environment: Environment, tmp_path: Path) -> Environment:
    certificate, key = tmp_path / "room.crt", tmp_path / "room.key"
    command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    openssl(*command.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate)
    return replace(environment, https=True, certificate=certificate, private_key=key)


def test_with_a_certificate_it_speaks_tls(with_tls: Environment) -> None:
    with running(with_tls):
        assert ask(with_tls).body == "https 0"


def junk(environment: Environment) -> None:
    Path(str(environment.certificate)).write_text("-----BEGIN CERTIFICATE-----\njunk\n-----END CERTIFICATE-----\n")


def no_text(environment: Environment) -> None:
    Path(str(environment.certificate)).write_bytes(b"\x30\x82\xff\xfe")


def the_key_of_another(environment: Environment) -> None:
    openssl("genpkey", "-algorithm", "ed25519", "-out", environment.private_key)


def a_key_with_a_password(environment: Environment) -> None:
    key = Path(str(environment.private_key))
    openssl("pkey", "-in", key, "-aes256", "-passout", "pass:geheim", "-out", f"{key}.locked")
    Path(f"{key}.locked").replace(key)


@pytest.mark.parametrize("spoil", [junk, no_text, the_key_of_another, a_key_with_a_password])
def test_a_certificate_that_cannot_be_used_is_said_in_one_sentence(
    with_tls: Environment, spoil: Callable[[Environment], None]
) -> None:
    spoil(with_tls)

    with pytest.raises(WrongSetting, match="READINGROOM_TLS") as refusal:
        Server(with_tls, application)

    assert "\n" not in str(refusal.value)


def test_a_handshake_that_is_never_finished_holds_the_others_up_only_shortly(
    with_tls: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "SECONDS_FOR_HANDSHAKE", 0.3)

    with running(with_tls), socket.create_connection((with_tls.host, with_tls.port)):
        assert ask(with_tls).status == 200


@pytest.mark.parametrize(
    ("host", "typed"),
    [("127.0.0.1", "http://127.0.0.1:8000/"), ("::1", "http://[::1]:8000/"), ("room.lan", "http://room.lan:8000/")],
)
def test_the_address_can_be_typed_into_a_browser(environment: Environment, host: str, typed: str) -> None:
    assert address(replace(environment, host=host, port=8000)) == typed


def test_a_server_on_every_network_card_is_known_by_the_machines_name(environment: Environment) -> None:
    everywhere = replace(environment, host="0.0.0.0", port=8000)

    assert address(everywhere) == f"http://{socket.gethostname()}:8000/"
