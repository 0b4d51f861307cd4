from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def plain_http(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Says what the silenced transport warnings mean for an office: settings can silence them, not mend them."""
    if settings.ENVIRONMENT.https:
        return []
    return [
        checks.Info(
            "通过 HTTP 提供服务：登录密码在局域网内可被截获，所以工作台只对服务器本机开放，除非设置了 READINGROOM_INSECURE_DESK=1。",
            hint="有证书时设置 READINGROOM_PROFILE=https 和 READINGROOM_TLS。公开页面不用登录，不受影响。",
            id="readingroom.I001",
        )
    ]
