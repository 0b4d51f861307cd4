"""What templates say of an edition and a date: see `source_line`; and of numbers of persons: see `personal_data`."""

from __future__ import annotations

from django import template

from readingroom.pages.source_line import date_in_words, source_name
from readingroom.personal_data import mask

register = template.Library()
register.filter("date_in_words", date_in_words)
register.filter("source_name", source_name)
register.filter("masked", mask)
