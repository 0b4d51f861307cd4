"""Users and groups as Django has them, with permissions named in Chinese."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from ..editors import library_permissions
from ..stock import PermissionsChoice, StockUserAdmin

VERBS = {"add": "新增", "change": "修改", "delete": "删除", "view": "查看"}


class PermissionsField(PermissionsChoice):
    """Permissions are stored with their English names, which no translation reaches."""

    def label_from_instance(self, obj: Permission) -> str:
        verb, _, _ = obj.codename.partition("_")
        model = obj.content_type.model_class()
        name = model._meta.verbose_name if model else obj.content_type.model
        return f"{VERBS[verb]}{name}" if verb in VERBS else str(obj.name)


def _permissions() -> QuerySet[Permission]:
    """What concerns the library, users and groups; the rest is Django's own affair."""
    people = Permission.objects.filter(content_type__app_label="auth", content_type__model__in=["user", "group"])
    return (library_permissions() | people).select_related("content_type")


class DeskGroupAdmin(GroupAdmin):
    """Boxes to tick: Django's two lists with arrows need a script, and are not translated whole."""

    filter_horizontal = ()

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        kwargs |= {"form_class": PermissionsField, "queryset": _permissions(), "widget": CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class DeskUserAdmin(StockUserAdmin):
    """What a person may do comes from groups alone: one place to look."""

    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("个人信息", {"fields": ["last_name", "first_name", "email"]}),
        ("权限", {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        ("重要日期", {"fields": ["last_login", "date_joined"]}),
    ]
    list_display = ["username", "last_name", "first_name", "is_staff", "is_active", "last_login"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ()
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}


admin.site.unregister([User, Group])
admin.site.register(User, DeskUserAdmin)
admin.site.register(Group, DeskGroupAdmin)
