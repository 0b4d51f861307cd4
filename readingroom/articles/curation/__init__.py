"""
Everything a curator does. Admin, commands and tests call these functions; nothing else writes to the library,
apart from `importing`, which brings new files in.

Each is one transaction that holds the room. What would break a rule is refused with a sentence for the curator.
"""

from __future__ import annotations

from ..refusal import Refused
from .decisions import (
    decide,
    decide_all,
    reclean,
    reject_proposal,
    set_article_themes,
    set_field,
    set_fields,
    set_paragraph_theme,
    set_paragraph_themes,
    undo,
)
from .publishing import publish
from .rows import delete, save
from .sources import merge_sources, unmerge_source
from .statuses import ALLOWED, Act, archive, restore, submit, withdraw
from .terms import accept_term, refuse_term

__all__ = [
    "ALLOWED",
    "Act",
    "Refused",
    "accept_term",
    "archive",
    "decide",
    "decide_all",
    "delete",
    "merge_sources",
    "publish",
    "reclean",
    "refuse_term",
    "reject_proposal",
    "restore",
    "save",
    "set_article_themes",
    "set_field",
    "set_fields",
    "set_paragraph_theme",
    "set_paragraph_themes",
    "submit",
    "undo",
    "unmerge_source",
    "withdraw",
]
