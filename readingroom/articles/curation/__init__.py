"""
Everything a curator does. Admin, commands and tests call these functions; nothing else writes to the library,
apart from `importing`, `uploads` and `exchange`, which bring in what is new.

Each is one transaction that holds the room. What would break a rule is refused with a sentence for the curator.
"""

from __future__ import annotations

from ..refusal import Refused
from .composing import join_files, part_files, split_file
from .decisions import (
    accept,
    decide,
    decide_all,
    reclean,
    reject_proposal,
    set_article_themes,
    set_field,
    set_fields,
    undo,
    undo_all,
)
from .items import (
    join,
    join_all,
    move,
    move_all,
    reword,
    set_kind,
    set_kinds,
    set_paragraph_theme,
    set_paragraph_themes,
    split,
)
from .publishing import publish
from .redacting import (
    agree_to_redaction,
    ask_redaction,
    elsewhere_of,
    personal_places,
    places_of,
    refuse_redaction,
    same_places,
    take_back_redaction,
)
from .resemblances import judge, take_back
from .rows import delete, save
from .sources import merge_sources, unmerge_source
from .statuses import ALLOWED, Act, archive, restore, submit, withdraw
from .terms import accept_term, refuse_term
from .wiping import wipe, wipe_what_is_due

__all__ = [
    "ALLOWED",
    "Act",
    "Refused",
    "accept",
    "accept_term",
    "agree_to_redaction",
    "archive",
    "ask_redaction",
    "decide",
    "decide_all",
    "delete",
    "elsewhere_of",
    "join",
    "join_all",
    "join_files",
    "judge",
    "merge_sources",
    "move",
    "move_all",
    "part_files",
    "personal_places",
    "places_of",
    "publish",
    "reclean",
    "refuse_redaction",
    "refuse_term",
    "reject_proposal",
    "restore",
    "reword",
    "same_places",
    "save",
    "set_article_themes",
    "set_field",
    "set_fields",
    "set_kind",
    "set_kinds",
    "set_paragraph_theme",
    "set_paragraph_themes",
    "split",
    "split_file",
    "submit",
    "take_back",
    "take_back_redaction",
    "undo",
    "undo_all",
    "unmerge_source",
    "wipe",
    "wipe_what_is_due",
    "withdraw",
]
