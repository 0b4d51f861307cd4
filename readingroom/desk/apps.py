from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AppConfig):
    name = "readingroom.desk"
    verbose_name = "工作台"
    default_auto_field = "django.db.models.BigAutoField"


class DeskAdminConfig(AdminConfig):
    """Django's admin with the desk as its site."""

    default_site = "readingroom.desk.site.DeskSite"
