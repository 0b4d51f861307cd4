from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def policy(client: Client, address: str) -> dict[str, str]:
    parts = client.get(address)["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.mark.parametrize(
    "address", ["/", "/search/", "/api/articles", "/healthz", "/nowhere/", "/robots.txt", "/feed/", "/desk/login/"]
)
def test_a_page_may_load_and_ask_for_what_is_here_and_nothing_else(client: Client, address: str) -> None:
    assert policy(client, address) == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize("address", ["/", "/desk/login/", "/api/articles", "/nowhere/"])
def test_no_answer_is_framed_guessed_at_or_told_on(client: Client, address: str) -> None:
    answer = client.get(address)

    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/search/", "/desk/login/", "/nowhere/"])
def test_a_page_has_no_powers_but_to_copy_and_to_speak(client: Client, address: str) -> None:
    policies = client.get(address)["Permissions-Policy"].split(", ")

    assert all(re.fullmatch(r"[a-z-]+=\((self)?\)", policy) for policy in policies)
    assert [policy for policy in policies if not policy.endswith("=()")] == [
        "autoplay=(self)",
        "clipboard-write=(self)",
    ]
    assert {"camera=()", "microphone=()", "geolocation=()", "clipboard-read=()", "usb=()"} < set(policies)
    assert len({policy.partition("=")[0] for policy in policies}) == len(policies)


def test_other_sites_may_not_read_the_static_files(settings, tmp_path: Path) -> None:
    (tmp_path / "pages.css").write_text("body {}")
    settings.STATIC_ROOT = tmp_path

    answer = Client().get("/static/pages.css")

    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    answer.close()
