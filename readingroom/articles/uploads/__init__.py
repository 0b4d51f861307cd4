"""
What curators bring in: received as rows, worked off by a process of its own, settled with an outcome.

Receiving is one transaction: when the page says that a batch is there, no browser, reader or server that ends takes
anything of it away. Reading and cleaning take seconds and a processor, and files may be hostile; so a process beside
the server does it (`work_off_uploads`), one file after the other. What became of a file is written in the transaction
that stores the article: killed at any moment, it is begun again, and a file that is stored is never stored twice.

Threads of the server were the alternative: they would share Python's lock with every page that is being rendered.
"""

from __future__ import annotations

from .queue import is_worked_off
from .receiving import LARGEST_BATCH, MOST_FILES, Incoming, receive
from .settling import ask_for_reprint, drop, note_place, retry
from .working_off import work_off_one

__all__ = [
    "LARGEST_BATCH",
    "MOST_FILES",
    "Incoming",
    "ask_for_reprint",
    "drop",
    "is_worked_off",
    "note_place",
    "receive",
    "retry",
    "work_off_one",
]
