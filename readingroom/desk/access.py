"""
The desk over plain HTTP, told honestly.

What is typed at a plain HTTP address can be read by anybody on the way, a curator's password too. So in the
http profile the desk answers the machine it runs on and nobody else, until the office says that it knows
(READINGROOM_INSECURE_DESK=1). Then every page of the desk carries a red line and every login is logged.
The https profile needs nothing of this and leaves the middleware out.

Readers are not concerned: public pages ask for no password.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from readingroom.security_headers import is_desk

FORWARDING_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


class LocalDeskOnly:
    """Refuses the desk to other machines. Stands behind whatever puts a trusted proxy's client into REMOTE_ADDR."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.ENVIRONMENT.https:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_desk(request) and not settings.ENVIRONMENT.insecure_desk and not comes_from_this_machine(request):
            return render(request, "desk/refused.html", status=403)
        return self.get_response(request)


def exposes_passwords() -> bool:
    """Whether the office lets curators log in over plain HTTP from other machines."""
    return settings.ENVIRONMENT.insecure_desk and not settings.ENVIRONMENT.https


def comes_from_this_machine(request: HttpRequest) -> bool:
    """
    Whether the browser runs on the server itself.

    A proxy on this machine also comes from a loopback address, but speaks for somebody else; it betrays itself
    by its forwarding headers, unless it is the trusted one, whose client stands in REMOTE_ADDR already.
    """
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    if any(header in request.META for header in FORWARDING_HEADERS):
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return (address.ipv4_mapped or address).is_loopback
    return address.is_loopback
