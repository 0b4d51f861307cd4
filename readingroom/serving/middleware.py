from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from .administrator import has_one_time_password

OPEN_PAGES = frozenset({"login", "logout", "password_change", "password_change_done", "jsi18n"})


class OneTimePasswordMiddleware:
    """
    Whoever logged in with a one-time password can do nothing at the desk but change it.

    Only addresses of the desk are looked at: elsewhere nothing may open a session, and reading
    ``request.user`` would.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.namespace != "admin" or match.url_name in OPEN_PAGES:
            return None
        if not request.user.is_authenticated or not has_one_time_password(request.user):
            return None
        messages.warning(request, "现在用的是一次性密码，请先设置自己的密码。")
        return redirect("admin:password_change")
