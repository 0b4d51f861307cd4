from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType
from typing import Any

from cheroot import wsgi
from cheroot.server import HeaderReader, HTTPConnection, HTTPRequest
from cheroot.ssl.builtin import BuiltinSSLAdapter

from readingroom.environment import CannotStart, Environment, WrongSetting

from .proxy import Application

logger = logging.getLogger(__name__)

THREADS = 12
"""A page takes a few milliseconds, most of them under Python's lock; more threads would wait, not work."""
WAITING_CONNECTIONS = 200
"""An office's browsers, each holding some connections open between two pages."""
SECONDS_OF_SILENCE = 10
SECONDS_FOR_HANDSHAKE = 3
"""Handshakes are made one after the other; a client that does not finish its own must not hold up the rest."""
SECONDS_TO_FINISH = 5
STOPPING = (signal.SIGINT, signal.SIGTERM)
LARGEST_HEADER = 128 * 1024
"""Ten thousand Chinese characters pasted into the search box make an address of 90 KB, which the page can answer."""
LARGEST_BODY = 160 * 1024 * 1024
"""Above the largest batch of files that the desk takes, so that it can say itself what is too much."""


ONE_EACH = frozenset({b"Host", b"Content-Length", b"Transfer-Encoding"})
"""Headers that say where a request ends or whom it asks; two of one kind are two stories."""


class _Headers(dict[bytes, bytes]):
    def __setitem__(self, name: bytes, value: bytes) -> None:
        if name in ONE_EACH and name in self:
            raise ValueError(f"More than one {name.decode()} header.")
        super().__setitem__(name, value)


class _HeaderReader(HeaderReader):
    """
    cheroot's reader, which answers 400 to a ValueError, without its trust.

    cheroot takes the last of several lengths where a proxy in front may take the first, reads without end for a
    negative one, and asks nobody for the host. Names with an underscore look like others to WSGI: `X_Real-IP`.
    """

    def __call__(self, rfile: Any, hdict: dict[bytes, bytes] | None = None) -> dict[bytes, bytes]:
        headers: dict[bytes, bytes] = super().__call__(rfile, hdict)
        if not headers.get(b"Content-Length", b"0").isdigit():
            raise ValueError("Malformed Content-Length header.")
        if b"Content-Length" in headers and b"Transfer-Encoding" in headers:
            raise ValueError("Two lengths.")
        if b"Host" not in headers:
            raise ValueError("No Host header.")
        return headers

    def _allow_header(self, key_name: bytes) -> bool:
        return b"_" not in key_name


class _Request(HTTPRequest):
    header_reader = _HeaderReader()

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.inheaders = _Headers()

    def write(self, chunk: bytes) -> None:
        """To HEAD the head alone: what came after it would be read as the answer to the next request."""
        if self.method != b"HEAD":
            super().write(chunk)


class _Connection(HTTPConnection):
    RequestHandlerClass = _Request


class Server(wsgi.Server):
    """cheroot with an office's limits, its words going to the log, and no version in its answers."""

    max_request_header_size = LARGEST_HEADER
    max_request_body_size = LARGEST_BODY
    keep_alive_conn_limit = WAITING_CONNECTIONS
    ConnectionClass = _Connection

    def __init__(self, environment: Environment, application: Application) -> None:
        super().__init__(
            (environment.host, environment.port),
            application,
            numthreads=THREADS,
            server_name="readingroom",
            request_queue_size=128,
            timeout=SECONDS_OF_SILENCE,
            shutdown_timeout=SECONDS_TO_FINISH,
        )
        if environment.certificate:
            self.ssl_adapter = _tls(environment)

    def process_conn(self, conn: Any) -> None:
        """
        A new connection waits with the idle ones until it says something.

        Browsers open connections ahead of need. cheroot hands each to a thread at once, which then waits for it
        until the time-out; a dozen readers could so keep all threads waiting.
        """
        if conn.last_used is None:
            self.put_conn(conn)
        else:
            super().process_conn(conn)

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        logger.log(level, msg, exc_info=traceback)


class _Tls(BuiltinSSLAdapter):
    def wrap(self, sock: socket.socket) -> Any:
        sock.settimeout(SECONDS_FOR_HANDSHAKE)
        return super().wrap(sock)  # type: ignore[no-untyped-call]


def _tls(environment: Environment) -> _Tls:
    """An empty password, lest OpenSSL asks for one at a terminal that a service does not have."""
    try:
        return _Tls(environment.certificate, environment.private_key, private_key_password="")
    except (OSError, ValueError) as error:
        raise WrongSetting(
            f"READINGROOM_TLS 的证书 {environment.certificate} 或私钥 {environment.private_key} 不能使用："
            f"两者都应是 PEM 格式，互相对应，可以读取，私钥不带密码。（{error}）"
        ) from error


def serve(
    environment: Environment,
    application: Application,
    *,
    when_ready: Callable[[], None],
    when_stopped: Callable[[], None] = lambda: None,
) -> None:
    """
    Answer until SIGINT or SIGTERM. Requests that are being answered are finished first, then comes `when_stopped`.

    From the first signal to the end of the process no other counts: it would break off the stopping, and leave threads
    for which the process waits for ever, or meet Python where it has put its own handlers away.
    """
    server = Server(environment, application)
    try:
        server.prepare()
    except OSError as error:
        raise CannotStart(
            f"不能在 {environment.host}:{environment.port} 上提供服务：端口已被占用，或地址不属于本机。"
            f"请停止占用它的程序，或用 READINGROOM_ADDRESS 另设。（{error}）"
        ) from error
    for number in STOPPING:
        signal.signal(number, _interrupt)
    try:
        when_ready()
        server.serve()
    except KeyboardInterrupt:
        logger.debug("stopping")
    finally:
        server.stop()
        when_stopped()


def _interrupt(number: int, frame: FrameType | None) -> None:
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def address(environment: Environment) -> str:
    """What to type into a browser."""
    scheme = "https" if environment.certificate else "http"
    host = socket.gethostname() if environment.host in ("0.0.0.0", "::") else environment.host
    if ":" in host:
        host = f"[{host}]"
    return f"{scheme}://{host}:{environment.port}/"
