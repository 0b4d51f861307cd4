"""Marks what was asked for in the texts of the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .analysis import Analyser
from .exceptions import Unsupported


@dataclass(frozen=True)
class Highlighting:
    """
    The whole text, escaped, with its matches marked: what to cut out of it is the site's business.

    `before` and `after` are HTML by the hand of whoever wrote the program.
    """

    asked: Sequence[str]
    fields: Sequence[str] | None = None
    before: str = "<em>"
    after: str = "</em>"

    @classmethod
    def read(cls, asked: Sequence[str], options: Any) -> Highlighting | None:
        """``highlight(fields=["text"], pre_tags=["<b>"], post_tags=["</b>"])``, each of them optional."""
        if not options:
            return None
        left = dict(options) if isinstance(options, Mapping) else {}
        fields = left.pop("fields", None)
        (before,), (after,) = left.pop("pre_tags", [cls.before]), left.pop("post_tags", [cls.after])
        if left:
            raise Unsupported(f"Options of highlight: {', '.join(sorted(left))}.")
        return cls(asked, fields, before, after)

    def of(self, analyser: Analyser, stored: Mapping[str, Any], document: str) -> dict[str, list[SafeString]]:
        return {name: self._field(analyser, stored, name) for name in self.fields or [document]}

    def _field(self, analyser: Analyser, stored: Mapping[str, Any], name: str) -> list[SafeString]:
        if name not in stored:
            raise Unsupported(f"Highlighting {name!r}, which is not stored.")
        texts = stored[name] if isinstance(stored[name], list) else [stored[name]]
        return [self._marked(analyser, str(text)) for text in texts]

    def _marked(self, analyser: Analyser, text: str) -> SafeString:
        pieces, rest = [], 0
        for start, end in analyser.places(text, self.asked):
            pieces += [escape(text[rest:start]), self.before, escape(text[start:end]), self.after]
            rest = end
        return mark_safe("".join([*pieces, escape(text[rest:])]))
