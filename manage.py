#!/usr/bin/env python3
from __future__ import annotations

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "readingroom.settings")
    from readingroom.environment import CannotStart

    try:
        _execute()
    except CannotStart as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _execute() -> None:
    """
    Run the command that was typed.

    Some need a database and some do not, Django's own among them; so the database is looked at when one failed on it.
    """
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError:
        from readingroom.serving.database import refuse_unprepared, refuse_unreachable

        refuse_unreachable()
        refuse_unprepared()
        raise


if __name__ == "__main__":
    main()
