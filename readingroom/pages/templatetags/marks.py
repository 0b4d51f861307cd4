"""Pieces of a text, as the search and `comparing` give them, with those that are told apart as `<mark>`."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def marked(pieces: Iterable[tuple[str, bool]], kind: str = "") -> SafeString:
    """
    >>> marked([("支部把", False), ("会", True), ("开到了<院子>里", False)])
    '支部把<mark>会</mark>开到了&lt;院子&gt;里'
    >>> marked([("支部把", False), ("会", True)], "differs")
    '支部把<mark class="differs">会</mark>'
    """
    mark = format_html('<mark class="{}">', kind) if kind else "<mark>"
    parts = (
        f"{mark}{conditional_escape(text)}</mark>" if is_told else conditional_escape(text) for text, is_told in pieces
    )
    return mark_safe("".join(parts))  # each part is escaped
