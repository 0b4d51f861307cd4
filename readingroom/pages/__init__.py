"""
What readers see: pages, feeds and the interface for programs. It has no models and writes nothing.

Every address is a promise (see the README). An article that is a draft, waits for review or is archived answers
404: the room says nothing of what it does not show. Archived ones too, though some were public once: putting away
is the office's own housekeeping, and whoever means to tell readers that a text is gone withdraws it. A withdrawn
article answers 410 with its title and date, and one whose text is part of another now leads there.

The modules, by what they are for:

- to find one's way: `browsing`, `holdings`, `listing`, `narrowing`, `paging`, `counting`
- to search: `asking`, `searching`, `explaining`, `marking`
- to read: `reading`, `gone`, `preview`, `article_parts`, `statements`, `outline`, `source_line`, `neighbours`, `quoting`, `passages`
- to cite: `permanent_links`, `citing`, `document_kinds`, `numbering`
- to be sure: `originals`, `printed_lines`, `editions`
- to read in comfort: `preferences`, `choosing`
- for programs: `api`, `feeds`, `sitemaps`, `in_xml`, `machines`
- around every answer: `urls`, `addresses`, `frame`, `freshness`, `kept_pages`, `packing`, `reading_only`, `errors`,
  `apps`, `templatetags`

They stand side by side and not in packages of these names, for most pages are made of several of them: an article is
read, cited and checked on one page.
"""
