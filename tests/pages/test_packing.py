from __future__ import annotations

import gzip

import pytest
from django.test import Client

from tests.pages.shelf import shelved

pytestmark = pytest.mark.usefixtures("themes")

PAGES = ["/", "/articles/{}/", "/help/", "/feed/", "/api/openapi.json", "/nowhere/", "/search/?page=x&q="]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.8, *;q=0.1", "deflate,gzip", "GZip", "gzip ;q=0.01"])
def test_an_answer_is_packed_for_who_takes_it_and_says_the_same(client: Client, address: str, accepted: str) -> None:
    address = address.format(shelved("一篇").number)

    plain, packed = client.get(address), client.get(address, headers={"accept-encoding": accepted})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "accepted", [None, "", "identity", "br", "gzip;q=0", "gzip; q=0.0, identity", "xgzip-2", "gzip-2", "gzip;Q=0", "*"]
)
def test_an_answer_is_sent_as_it_is_to_who_does_not_take_it(client: Client, address: str, accepted: str | None) -> None:
    address = address.format(shelved("一篇").number)
    # It lies packed already.
    client.get(address, headers={"accept-encoding": "gzip"})

    answer = client.get(address, headers={"accept-encoding": accepted} if accepted is not None else {})

    assert "Content-Encoding" not in answer
    assert b"<" in answer.content or b"{" in answer.content


@pytest.mark.parametrize("address", [*PAGES, "/robots.txt", "/healthz"])
def test_every_public_answer_says_that_it_may_come_packed(client: Client, address: str) -> None:
    address = address.format(shelved("一篇").number)
    answer = client.get(address)
    again = client.get(address, headers={"if-none-match": answer.get("ETag", "")})

    assert [("Accept-Encoding" in each["Vary"]) for each in (answer, again)] == [True, True]


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_a_page_has_one_etag_however_it_is_sent(client: Client, accepted: str) -> None:
    address = shelved("一篇").get_absolute_url()
    etag = client.get(address)["ETag"]

    again = client.get(address, headers={"if-none-match": etag, "accept-encoding": accepted})

    assert etag.startswith('W/"')
    assert (again.status_code, again["ETag"], again.content) == (304, etag, b"")


def test_the_desk_is_never_packed_for_its_pages_hold_secrets(client: Client, admin_client: Client) -> None:
    for desk, address in ((client, "/desk/login/"), (admin_client, "/desk/")):
        answer = desk.get(address, headers={"accept-encoding": "gzip"})

        assert answer.status_code == 200
        assert "Content-Encoding" not in answer


def test_what_fits_in_one_packet_is_not_packed(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/robots.txt", headers={"accept-encoding": "gzip"})
