from __future__ import annotations

import logging
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from . import access, rules
from .bulk_telling import tell
from .overview import overview

logger = logging.getLogger(__name__)


class DeskSite(AdminSite):
    """The stock admin under the desk's name, with what waits for a curator on its first page."""

    site_title = "工作台"
    site_header = "党建阅览室 · 工作台"
    index_title = "今天的工作"
    index_template = "desk/index.html"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "exposes_passwords": access.exposes_passwords()}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        tell(request)
        return super().index(request, {**(extra_context or {}), "overview": overview(request.user)})

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [path("rules/", self.admin_view(self.rules), name="rules"), *super().get_urls()]

    def rules(self, request: HttpRequest) -> HttpResponse:
        return rules.show(self, request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().login(request, extra_context)
        if request.method == "POST" and request.user.is_authenticated and access.exposes_passwords():
            address = request.META.get("REMOTE_ADDR", "")
            logger.warning("用户 %s 从 %s 以不加密的 HTTP 登录工作台", request.user.get_username(), address)
        return response

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Models in the order in which they are registered, which is the order of a curator's work."""
        apps = super().get_app_list(request, app_label)
        order: dict[type[Model], int] = {model: place for place, model in enumerate(self._registry)}
        for app in apps:
            app["models"].sort(key=lambda entry: order[entry["model"]])
        return sorted(apps, key=lambda app: order[app["models"][0]["model"]])
