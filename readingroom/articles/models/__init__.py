from __future__ import annotations

from .library import Appearance, Article, Edition, EditionTheme, FormerKey, Paragraph, Status
from .originals import Cleaning, Decision, Original, Reading
from .room import Change, OfficeRow, Room
from .sources import Source, SourceAlias
from .themes import Origin, Term, TermState, Theme

__all__ = [
    "Appearance",
    "Article",
    "Change",
    "Cleaning",
    "Decision",
    "Edition",
    "EditionTheme",
    "FormerKey",
    "OfficeRow",
    "Origin",
    "Original",
    "Paragraph",
    "Reading",
    "Room",
    "Source",
    "SourceAlias",
    "Status",
    "Term",
    "TermState",
    "Theme",
]
