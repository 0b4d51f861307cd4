"""Django's classes as the type checker knows them: generic for it, plain when they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.admin import ModelAdmin, TabularInline
from django.contrib.auth.admin import UserAdmin
from django.forms import BaseInlineFormSet, ModelForm, ModelMultipleChoiceField

if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.models import Permission, User

    StockAdmin = ModelAdmin[Any]
    StockTabularInline = TabularInline[Any, Any]
    StockUserAdmin = UserAdmin[User]
    StockModelForm = ModelForm[Any]
    StockInlineFormSet = BaseInlineFormSet[Any, Any, Any]
    PermissionsChoice = ModelMultipleChoiceField[Permission]
else:
    StockAdmin = ModelAdmin
    StockTabularInline = TabularInline
    StockUserAdmin = UserAdmin
    StockModelForm = ModelForm
    StockInlineFormSet = BaseInlineFormSet
    PermissionsChoice = ModelMultipleChoiceField
