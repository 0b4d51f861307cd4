"""What rules are called for curators."""

from __future__ import annotations

from django import template

from readingroom.cleaning import rule_name

register = template.Library()
register.filter("rule_name", rule_name)
