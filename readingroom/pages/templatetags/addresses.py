"""
Django's `url`, which looks an address up once if nothing in it varies. A builtin of all templates, see the settings.

The frame around every page has some twenty of them, and looking them up took a third of the time in which a page was rendered.
"""

from __future__ import annotations

from functools import cache

from django import template
from django.template import defaulttags
from django.template.base import Parser, Token
from django.template.context import Context
from django.urls import NoReverseMatch, reverse

register = template.Library()


class StandingAddress(defaulttags.URLNode):
    """`{% url "pages:about" %}`"""

    def render(self, context: Context) -> str:
        try:
            address = _address(self.view_name.resolve(context))
        except NoReverseMatch:
            return super().render(context)  # with `as` it is no error
        if self.asvar:
            context[self.asvar] = address
        return "" if self.asvar else address


@register.tag
def url(parser: Parser, token: Token) -> defaulttags.URLNode:
    node = defaulttags.url(parser, token)
    return node if node.args or node.kwargs else StandingAddress(node.view_name, [], {}, node.asvar)


@cache
def _address(name: str) -> str:
    return reverse(name)
