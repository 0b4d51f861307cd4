"""What rules are called for curators, and where raw lines are found."""

from __future__ import annotations

from django import template

from readingroom.cleaning import rule_name

from ..parts import address_of

register = template.Library()
register.filter("rule_name", rule_name)
register.filter("seen_from", address_of)
