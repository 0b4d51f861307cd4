"""
What readers see: pages, feeds and the interface for programs. It has no models and writes nothing.

Every address is a promise (see the README). An article that is a draft, waits for review or is archived answers
404: the room says nothing of what it does not show. Archived ones too, though some were public once: putting away
is the office's own housekeeping, and whoever means to tell readers that a text is gone withdraws it. A withdrawn
article answers 410 with its title and date.
"""
