from __future__ import annotations

from .cleaning_words import CleaningWord, CleaningWordKind
from .compositions import Composition, CompositionKind
from .library import Appearance, Article, Edition, EditionTheme, FormerKey, Paragraph, Status
from .originals import Cleaning, Decision, DecisionKind, Original, Reading, ReadingPart, Redaction, Removal
from .resemblances import Likeness, Resemblance, Run, Verdict
from .room import Change, OfficeRow, Room
from .rules import RuleMode, RuleSetting
from .sources import Source, SourceAlias, SourceMerger
from .themes import Origin, Term, TermState, Theme
from .uploads import Batch, Upload, UploadState

__all__ = [
    "Appearance",
    "Article",
    "Batch",
    "Change",
    "Cleaning",
    "CleaningWord",
    "CleaningWordKind",
    "Composition",
    "CompositionKind",
    "Decision",
    "DecisionKind",
    "Edition",
    "EditionTheme",
    "FormerKey",
    "Likeness",
    "OfficeRow",
    "Origin",
    "Original",
    "Paragraph",
    "Reading",
    "ReadingPart",
    "Redaction",
    "Removal",
    "Resemblance",
    "Room",
    "RuleMode",
    "RuleSetting",
    "Run",
    "Source",
    "SourceAlias",
    "SourceMerger",
    "Status",
    "Term",
    "TermState",
    "Theme",
    "Upload",
    "UploadState",
    "Verdict",
]
