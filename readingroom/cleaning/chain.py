"""The chain: from a reading to a clean article. Read `clean` aloud for what happens to a page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from readingroom.cleaning import review
from readingroom.cleaning.blocks import Block
from readingroom.cleaning.body import find_body, find_core, join_broken
from readingroom.cleaning.cutting import cut_lines
from readingroom.cleaning.damage import Damages, mend
from readingroom.cleaning.fates import gather, says_outright, weigh
from readingroom.cleaning.fields import collect, fill_fields
from readingroom.cleaning.items import mark_continuation, set_items, set_spans
from readingroom.cleaning.laying import lay_pieces
from readingroom.cleaning.layout import Layout, lay_out
from readingroom.cleaning.leads import names_in_lead
from readingroom.cleaning.ledger import write_ledger
from readingroom.cleaning.markup import Markup
from readingroom.cleaning.markup_doubts import (
    doubts_about_apart,
    doubts_about_own_title,
    doubts_about_witness,
    headed_places,
    notes_about_numbers,
    that_may_be_text,
)
from readingroom.cleaning.office import NO_WORDS, OfficeWords
from readingroom.cleaning.page_itself import listen, without_itself
from readingroom.cleaning.page_words import notes_about_page_words
from readingroom.cleaning.pieces import TITLE, apply_decisions
from readingroom.cleaning.printed_tables import places_of_rows
from readingroom.cleaning.styles import read_styles
from readingroom.cleaning.titles import find_title
from readingroom.records import CleanArticle, Decision, Reading
from readingroom.simplified import simplified


@cache
def rules_version() -> str:
    """Changes with every change of the rules, their words or the table of characters, so that nobody can forget it."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted([*folder.rglob("*.py"), *folder.glob("words/*.toml")]):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(repr(sorted(simplified().items())).encode())
    return f"1-{digest.hexdigest()[:12]}"


def read_blocks(reading: Reading, office: OfficeWords = NO_WORDS) -> tuple[Layout, list[Block], Damages]:
    """What the rules look at: the mended page laid out, and its blocks, each of them one thing."""
    mended, damages = mend(without_itself(reading, read_styles(reading)))
    layout = lay_out(mended, lambda block: says_outright(block) or office.says_of(block) is not None)
    return layout, cut_lines(layout.blocks), damages


def clean(reading: Reading, decisions: Sequence[Decision] = (), office: OfficeWords = NO_WORDS) -> CleanArticle:
    """
    The article that a reading holds, with the fate of every line. Pure: the same input gives the same article.

    `office` are the words that an office has beside those of the rules.

    No input whatever raises; a page without an article gives one without items.
    """
    layout, blocks, damages = read_blocks(reading, office)
    styles = read_styles(reading)
    itself = listen(reading, styles)
    markup = Markup(styles, blocks, itself.titles)
    said = gather(blocks, office, markup)
    verdicts = [weigh(block, evidence) for block, evidence in zip(blocks, said, strict=True)]
    units = join_broken(blocks, verdicts, markup.said)
    core = find_core(units, verdicts, markup.said)
    text = "".join(unit.text for unit in units[core.start : core.stop]) if core else ""
    title = find_title(units[: core.start] if core else units, text, blocks, verdicts, markup.titles, markup.prominent)
    body = find_body(units, verdicts, title.index if title else None, markup.said)

    page = lay_pieces(blocks, verdicts, body, title, damages)
    page.pieces[:0] = itself.pieces
    apply_decisions(page, decisions, reading)
    items, numbers, edits = set_items(page)
    items = mark_continuation(items, starts_earlier=layout.starts_on_earlier_page)

    title_spans = [piece.span for piece in page.pieces if piece.group == TITLE]
    title_text, title_edits = set_spans(title_spans, page) if title_spans else (None, [])
    page.lost += [decision for decision, _ in page.rewordings if decision not in page.carried_out]
    edits = sorted([*edits, *title_edits], key=lambda edit: (edit.line, edit.start))
    values = collect(
        [*blocks, *itself.blocks],
        [*verdicts, *itself.evidence],
        [*said, *([one] for one in itself.evidence)],
        names_in_lead(body),
        damages,
    )
    if "outlet" in values and office.is_no_outlet(values["outlet"].value):
        del values["outlet"]
    fields, evidence = fill_fields(
        values,
        title=(title_text, title_spans, title is not None and title.sure),
        banner=body.after[0].spans if body.after else (),
        is_printed=any(block.printed for block in blocks),
        decisions=decisions,
        reading=reading,
        damages=damages,
    )
    decided = page.decided_places()
    last_line = blocks[-1].spans[-1].line if blocks else 0
    doubts = [
        *reading.doubts,
        *layout.doubts,
        *review.doubts_about_title(title, decisions),
        *review.doubts_about_undecided(page),
        *review.doubts_about_runs(body),
        *review.doubts_about_removed(page, above=title.spans[0].line if title and title.sure else 0),
        *review.doubts_about_marks(edits),
        *review.doubts_about_pictures(page),
        *review.doubts_about_lost_title(page, fields, items),
        *review.doubts_about_items(
            items, last_line, decided=decided | headed_places(blocks, markup), of_tables=places_of_rows(blocks)
        ),
        *review.doubts_about_headings_in_a_row(items, decided=decided | headed_places(blocks, markup)),
        *review.doubts_about_ends(items, fields["title"]),
        *review.doubts_about_script(items),
        *review.doubts_about_body(items, that_may_be_text(blocks, page, styles), page),
        *review.doubts_about_fields(fields, evidence),
        *doubts_about_own_title(evidence),
        *doubts_about_apart(page, styles),
        *doubts_about_witness(page, styles),
        *review.doubts_about_decisions(page.lost),
    ]
    return CleanArticle(
        rules_version=rules_version() + office.version,
        fields=fields,
        evidence=evidence,
        items=items,
        ledger=write_ledger(page.pieces, numbers, evidence),
        edits=tuple(edits),
        review=tuple(doubts),
        notes=(
            *layout.notes,
            *review.notes_about_page(fields, evidence, items, edits, last_line),
            *notes_about_page_words(page),
            *notes_about_numbers(page, styles),
        ),
        lost_decisions=tuple(page.lost),
    )
