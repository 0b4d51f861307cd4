"""Pieces of a text as the search gives them, with the matches as `<mark>`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def marked(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """
    >>> marked([("支部把", False), ("会", True), ("开到了<院子>里", False)])
    '支部把<mark>会</mark>开到了&lt;院子&gt;里'
    """
    parts = (
        format_html("<mark>{}</mark>", text) if is_match else conditional_escape(text) for text, is_match in pieces
    )
    return mark_safe("".join(parts))  # each part is escaped
