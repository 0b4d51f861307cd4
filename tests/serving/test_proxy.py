from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any

import pytest

from readingroom.serving.proxy import ForwardedHeaders, Network

OFFICE_PROXY = ip_network("10.0.0.0/28")


def pass_through(trusted: Network | None, **environ: str) -> dict[str, Any]:
    """What Django would see of a request."""
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen.update(environ)
        return []

    ForwardedHeaders(application, trusted)({"wsgi.url_scheme": "http", **environ}, None)
    return seen


@pytest.mark.parametrize("address", ["10.0.0.5", "::ffff:10.0.0.5"])
def test_the_trusted_proxy_is_believed(address: str) -> None:
    seen = pass_through(
        OFFICE_PROXY, REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR="192.0.2.7", HTTP_X_FORWARDED_PROTO="https"
    )

    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("192.0.2.7", "https")


@pytest.mark.parametrize("trusted", [None, OFFICE_PROXY])
@pytest.mark.parametrize("address", ["192.0.2.9", "127.0.0.1", ""])
def test_nobody_else_is(trusted: Network | None, address: str) -> None:
    seen = pass_through(trusted, REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR="127.0.0.1", HTTP_X_FORWARDED_PROTO="https")

    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == (address, "http")


@pytest.mark.parametrize(("address", "left"), [("10.0.0.5", 0), ("127.0.0.1", 2)])
def test_headers_that_are_left_tell_of_a_proxy_nobody_named(address: str, left: int) -> None:
    seen = pass_through(
        OFFICE_PROXY, REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR="192.0.2.7", HTTP_X_FORWARDED_PROTO="https"
    )

    assert len([name for name in seen if "FORWARDED" in name]) == left


@pytest.mark.parametrize(("forwarded", "left"), [("192.0.2.7", []), ("", ["HTTP_VIA", "HTTP_X_REAL_IP"])])
def test_what_else_the_trusted_proxy_says_of_the_client_goes_when_the_client_is_known(
    forwarded: str, left: list[str]
) -> None:
    said = {"HTTP_X_REAL_IP": "192.0.2.7", "HTTP_VIA": "1.1 proxy"}

    seen = pass_through(OFFICE_PROXY, REMOTE_ADDR="10.0.0.5", HTTP_X_FORWARDED_FOR=forwarded, **said)

    assert sorted(said.keys() & seen.keys()) == left


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("127.0.0.1, 192.0.2.7", "192.0.2.7"),  # the first was written by the client
        ("192.0.2.7, 10.0.0.6", "192.0.2.7"),  # two proxies, one behind the other
        ("10.0.0.6", "10.0.0.5"),  # nobody but proxies
        ("", "10.0.0.5"),
        ("2001:db8::7", "2001:db8::7"),
    ],
)
def test_the_client_is_the_last_address_that_is_no_proxy(forwarded: str, client: str) -> None:
    seen = pass_through(OFFICE_PROXY, REMOTE_ADDR="10.0.0.5", HTTP_X_FORWARDED_FOR=forwarded)

    assert seen["REMOTE_ADDR"] == client


def test_an_unknown_scheme_is_no_scheme() -> None:
    seen = pass_through(OFFICE_PROXY, REMOTE_ADDR="10.0.0.5", HTTP_X_FORWARDED_PROTO="gopher")

    assert seen["wsgi.url_scheme"] == "http"
