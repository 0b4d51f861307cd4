"""
Answers in XML, which does not know all the characters that a text may hold: these are left out.

One of them, a form feed out of an old scan, would make a whole feed unreadable. What is left out is never seen either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

_UNKNOWN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""https://www.w3.org/TR/xml/#charsets"""


def in_xml(request: HttpRequest, template: str, context: Mapping[str, Any], *, kind: str) -> HttpResponse:
    """`kind`: the media type."""
    text = render_to_string(template, context, request)
    return HttpResponse(_UNKNOWN.sub("", text), content_type=f"{kind}; charset=utf-8")
