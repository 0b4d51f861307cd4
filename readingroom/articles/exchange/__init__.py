"""
The library as JSON Lines: what leaves the room comes into another whole.

`manage.py export_articles` and the desk write such a file, `manage.py import_library` and the desk read it. Each line is
one JSON object in UTF-8, whose shape is that of a dataclass in `shape` or `room_shape` and of nothing else. It begins
with `format`, which says what it is, and `version`. `VERSION` is raised when a line of the new shape can no longer be
read by the old program; a newer program reads every older one (`upgrading`). In the order of a file:

- `readingroom-export`: when the file was made, and what it leaves out.
- `…-room`, `…-person`, `…-theme` with its terms, `…-source` with its aliases, and `…-row`: cleaning words, the office's
  words and synonyms, questions that found nothing. People are names without accounts.
- `…-article`, with all that is needed to have it elsewhere as it is here:
  - `originals`: the files as they came, in base64, each with its SHA-256. `is_own` is false of a file that another
    article holds as well; `redacted_at` says when personal data was taken out. With the ＊ in its text that is all that
    another room needs to refuse what would bring it back (`curation.returning`), and nothing of it tells what it was.
  - `readings`: the lines read from them, and of those that are composed which lines of which other. Whatever else
    speaks of a reading gives its place in this list, counted from 0.
  - `decisions`: what curators decided, undone ones too, and when.
  - `editions`: what was published, with the keys of its paragraphs; `former_keys`: those that stand on none any more.
  - `appearances`, with the names of sources; `sources` and `themes` say more of those named.
  - `working_copy`: what the rules of this room make of it now. It is there to be read; a room that takes the article
    in makes its own.
- `…-redaction`, after its article; after all of them `…-composition` (split or joined) and `…-verdict` (two articles
  that resemble each other).
- `…-merger` of sources, whose addresses lead on; `…-batch` and `…-upload`: how the originals came.
- `readingroom-end`, without which the file was cut off.

A file of some articles has only these and what is between them. A number stays what it is where it is free, and so the
addresses stay. Dates are ISO 8601. People are named by their user names, which mean somebody else in another office.

The modules: to write, `exporting`, `article_exporting`, `room_exporting`; to read, `importing`, `checking`,
`article_importing`, `known`, `comparing`, `article_writing`, `rows`, `room_importing`, `between_importing`, `run`,
`numbers`; for both `lines`, `said`, `shape`, `room_shape`, `upgrading`.
"""

from __future__ import annotations

from .exporting import LEFT_OUT, LEFT_OUT_OF_A_CHOICE, export_library, export_lines
from .importing import Told, import_file, import_line
from .run import Run
from .shape import VERSION

__all__ = [
    "LEFT_OUT",
    "LEFT_OUT_OF_A_CHOICE",
    "VERSION",
    "Run",
    "Told",
    "export_library",
    "export_lines",
    "import_file",
    "import_line",
]
