"""What a reader sees of a page: its words, its titles, its links."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from readingroom.articles.models import Article


def page(client: Client, where: str | Article, status: int = 200) -> str:
    address = where if isinstance(where, str) else where.get_absolute_url()
    answer = client.get(address)
    assert answer.status_code == status, f"{address} answers {answer.status_code}"
    return answer.content.decode()


def words(html: str) -> str:
    """The text without markup; where markup or space stood, one space."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def titles(html: str) -> list[str]:
    """The titles of a list, in its order."""
    return [words(title) for title in re.findall(r'<a class="entry-title".*?</a>', html, re.DOTALL)]


def links(html: str) -> list[str]:
    return [unescape(address) for address in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', html)]
