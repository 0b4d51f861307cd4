"""
Wording that is worth a look: marks, pairs, odd characters, evasions, broken numbers, official wordings, personal data.

A flag says where and why and never changes anything: what it names may be right, and often the author meant it. Each
kind has its own module, which finds places in the text of an article without knowing what else is looked for.
"""

from __future__ import annotations

from .flags import KINDS, Flag, Kind
from .looking import look

__all__ = ["KINDS", "Flag", "Kind", "look"]
