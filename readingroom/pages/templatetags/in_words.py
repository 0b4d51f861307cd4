"""What templates say of an edition and a date: see `source_line`."""

from __future__ import annotations

from django import template

from readingroom.pages.source_line import date_in_words, source_name

register = template.Library()
register.filter("date_in_words", date_in_words)
register.filter("source_name", source_name)
