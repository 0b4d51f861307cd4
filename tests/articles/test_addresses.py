from __future__ import annotations

import pytest
from django.urls import reverse

from readingroom.articles.addresses import address_of


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pages:article", 1),
        ("pages:article", 1234567890),
        ("pages:article", 10**18 - 1),
        ("pages:source", 7),
        ("pages:theme", "organization"),
        ("pages:theme", "stand-in"),
        ("pages:paragraph", "a2b3c4d5e6"),
    ],
)
def test_an_address_is_the_one_that_django_gives(name: str, value: int | str) -> None:
    assert address_of(name, value) == reverse(name, args=[value])
