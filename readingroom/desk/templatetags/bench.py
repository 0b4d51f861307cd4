"""What the templates of the 处理 page say of places."""

from __future__ import annotations

from django import template

from ..doubts import Doubt
from ..workbench import Workbench

register = template.Library()


@register.filter
def seen_on(doubt: Doubt, bench: Workbench) -> str:
    """The address of a doubt from the part that is shown."""
    return bench.address(doubt.place)


@register.filter
def unlocalized(number: float) -> str:
    """A coordinate, whatever a language puts between the digits."""
    return f"{number:.1f}"
