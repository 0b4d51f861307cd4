"""The parts of an address that vary, each written in one way only, so that a page has one address."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import register_converter


class Number:
    """The number of an article or a source; at most 18 digits, which every database holds."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Year:
    """A year of four digits, or `none` for articles without a date."""

    regex = "[0-9]{4}|none"

    def to_python(self, value: str) -> str:
        return "" if value == "none" else value

    def to_url(self, value: str) -> str:
        return value or "none"


register_converter(Number, "number")
register_converter(Year, "year")


def origin(request: HttpRequest) -> str:
    """The server as it was asked, for the few formats that want whole addresses: http://10.0.0.5:8000"""
    return request.build_absolute_uri("/").rstrip("/")
