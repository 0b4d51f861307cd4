from __future__ import annotations

import logging


class RefusalsInOneLine(logging.Filter):
    """
    Takes the traceback off what was refused.

    Django logs an answer of 400 or 403 with the exception that led to it. That is no fault of the room, and anybody
    on the network could fill the log with wrong host names, thirty lines each. Failures keep theirs.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True
