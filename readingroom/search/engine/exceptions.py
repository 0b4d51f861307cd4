"""What can go wrong, one name for each that a caller treats differently."""

from __future__ import annotations

from haystack.exceptions import HaystackError, SearchBackendError


class IndexUnusable(SearchBackendError):  # type: ignore[misc]
    """The index cannot answer. Never hidden behind an empty result, whatever SILENTLY_FAIL says."""


class IndexMissing(IndexUnusable):
    """There is no index yet."""


class IndexDiffers(IndexUnusable):
    """The index was made by another analyser, for other fields or in another format: it has to be made anew."""


class IndexDamaged(IndexUnusable):
    """Files of the index are missing or cannot be read: it has to be made anew."""


class IndexBusy(SearchBackendError):  # type: ignore[misc]
    """Another process is writing and did not finish in time; nothing was written."""


class IndexNotWritten(SearchBackendError):  # type: ignore[misc]
    """Writing failed, on a full disk for one; what was there before still answers."""


class Unsupported(HaystackError):  # type: ignore[misc]
    """A lookup, an option or a field that this engine does not have; the message names it."""
