"""
Articles as JSON Lines: one article a line, with all that is needed to have it elsewhere as it is here.

`manage.py export_articles` and the desk write such a file, `manage.py import_library` reads it. Each line is one JSON
object in UTF-8, whose shape is that of `shape.ExportedArticle` and of nothing else. It begins with `format` and
`version`; `VERSION` is raised when a line of the new shape can no longer be read by the old program.

- `number`, `status`, `archived_from`, `withdrawn_at`, `withdrawal_reason`, `name`, `added_at`: how it stands. A number
  is the room's own; elsewhere the article gets another.
- `originals`: the files as they came, in base64, each with its SHA-256. `is_own` is false of a file that another
  article holds as well (it was split, or joined to this one), `is_redacted` true where personal data was taken out.
- `readings`: the lines read from them, and of those that are composed which lines of which other. Whatever else speaks
  of a reading gives its place in this list, counted from 0.
- `decisions`: what curators decided, undone ones too, and when.
- `editions`: what was published, with the keys of its paragraphs; `former_keys`: those that stand on none any more.
- `appearances`, with the names of sources; `sources` and `themes` say more of those named.
- `working_copy`: what the rules of this room make of it now. It is there to be read; a room that takes the article in
  makes its own.

Dates are ISO 8601. People are named by their user names, which mean somebody else in another office.
"""

from __future__ import annotations

from .exporting import export_line, export_lines
from .importing import import_line
from .shape import VERSION

__all__ = ["VERSION", "export_line", "export_lines", "import_line"]
