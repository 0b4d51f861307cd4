"""
What markup says of a page's lines: evidence beside that of the words, and never more.

Templates are put to other uses (articles stand in a footer-wrap, menus in a main), so what a part of a page is called
is believed only while the part holds neither the title nor most of the page's sentences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.body import SHORTEST_SENTENCE, Said
from readingroom.cleaning.characters import LINE_ENDS, NUMBERED, SENTENCE_ENDS, ends_with
from readingroom.cleaning.evidence import Evidence, Power
from readingroom.cleaning.page_itself import bare
from readingroom.cleaning.page_parts import part_of
from readingroom.cleaning.sections import opens_section
from readingroom.cleaning.styles import PLAIN, Style, Styles
from readingroom.records import ItemKind, Reason

LINKED = 80
"""Percent of a line's characters: such a line is a link and nothing else."""

LONGEST_LINK = 60
"""Characters of a line that is a menu's or a list's; longer ones are text that leads somewhere."""

LINKS_OF_LIST = 10
"""Han characters from which a link is the title of another article, and no word of a menu."""

MOST_OF_IT = 0.5
"""Of the page's sentences: a part that holds so much is the article's, whatever it is called."""

MOST_TITLES = 6
"""Lines set as titles are: more of them are headings, or somebody's taste."""

LONGEST_HEADING = 60
"""Characters of a line that an element says to be a heading; what is longer was made large for its looks."""

LONGEST_BOLD_HEADING = 44

HEADINGS_NEEDED = 2
"""So many marked headings show that the page marks them."""

USUAL_SHARE = 0.4
"""Of the page's characters in sentences: when so many are bold or headings, both say nothing."""

SECTION = "section"
"""The rule that goes on from an opener to the end of a section."""

APART: dict[str, tuple[str, Reason]] = {
    "header": ("page_margin", "page-furniture"),
    "footer": ("page_margin", "page-furniture"),
    "footnote": ("footnote", "metadata"),
    "endnote": ("footnote", "metadata"),
    "comment": ("margin_note", "page-furniture"),
    "figcaption": ("caption", "page-furniture"),
    "toc": ("contents_list", "navigation"),
}
"""Kinds of lines that stand apart from the text of a document."""

NOTES = frozenset({"footnote", "endnote", "comment"})
"""Notes about a place of the text, however long; who reads the article without the place cannot use them."""

ENTRIES = frozenset({"li", "tr", "dd", "dt"})
"""Kinds of lines that are short without being headings. Cells lay out whole pages, and say nothing."""


class Markup:
    """The blocks of one page with their styles, and what the page calls itself. Without styles it says nothing."""

    def __init__(self, styles: Styles, blocks: Sequence[Block], titles: Sequence[str] = ()) -> None:
        self._styles = styles
        self._blocks = blocks if styles else ()
        self._titles = frozenset(titles)

    def style(self, block: Block) -> Style:
        return self._styles.get(block.spans[0].line, PLAIN)

    def is_said_title(self, text: str) -> bool:
        """Whether the page calls itself so."""
        return bare(text) in self._titles

    @cached_property
    def _sentences(self) -> dict[int, int]:
        """Han characters of the blocks that are sentences."""
        return {
            index: block.han
            for index, block in enumerate(self._blocks)
            if block.han >= SHORTEST_SENTENCE and ends_with(block.text, LINE_ENDS)
        }

    @cached_property
    def _is_all_links(self) -> bool:
        linked = sum(han for index, han in self._sentences.items() if self.style(self._blocks[index]).links >= LINKED)
        return linked > MOST_OF_IT * sum(self._sentences.values())

    @cached_property
    def titles(self) -> set[int]:
        """Where the page shows what it calls itself, in headings if in any: weak evidence against it is mistaken."""
        named = {index for index, block in enumerate(self._blocks) if self.is_said_title(block.text)}
        headed = {index for index in named if self.style(self._blocks[index]).is_heading}
        return headed or named

    @cached_property
    def _begin(self) -> int:
        """
        The block at which the article begins: the title, where the page calls itself so; else the last heading above
        the first sentence that the extractor takes.
        """
        if self.titles:
            return min(self.titles)
        taken = (index for index in self._sentences if self.style(self._blocks[index]).witness == "in")
        first = next(taken, 0)
        headed = [index for index in range(first) if self.style(self._blocks[index]).is_heading]
        return headed[-1] if headed else first

    def correct(self, said: Sequence[list[Evidence]]) -> None:
        """
        Takes back what rules of words said that the markup shows to be mistaken.

        联系我们 among the words of a menu opens no section that runs down into the article, and what the page calls
        itself is its title, whatever it looks like.
        """
        above = range(self._begin)
        if any(one.rule == SECTION for index in above for one in said[index]):
            below = range(self._begin, len(said))
            end = next((index for index in below if opens_section(self._blocks[index])), len(said))
            for index in range(self._begin, end):
                said[index][:] = [one for one in said[index] if one.rule != SECTION]
        for index in self.titles:
            said[index][:] = [one for one in said[index] if one.power >= Power.LABEL]

    def above_title(
        self, blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]
    ) -> Iterator[tuple[int, Evidence]]:
        """What stands above the heading that the page calls itself by, but for the line right above it: a kicker."""
        headed = [index for index in self.titles if self.style(self._blocks[index]).is_heading]
        for index in range(min(headed, default=1) - 1):
            if not said[index]:
                yield index, Evidence("above_title", "navigation", Power.POSITION)

    @cached_property
    def prominent(self) -> set[int]:
        """Blocks that are set as titles are, where few are."""
        found = {index for index, block in enumerate(self._blocks) if self.style(block).is_prominent}
        return found if len(found) <= MOST_TITLES else set()

    @cached_property
    def _disbelieved(self) -> set[str]:
        """Names of parts that hold the title or most of the page's sentences."""
        inside: defaultdict[str, set[int]] = defaultdict(set)
        for index, block in enumerate(self._blocks):
            for step in self.style(block).steps:
                if part_of(step):
                    inside[step].add(index)
        whole = sum(self._sentences.values())
        return {
            step
            for step, indices in inside.items()
            if (indices & self.titles and indices & self._sentences.keys())
            or sum(self._sentences.get(index, 0) for index in indices) > MOST_OF_IT * whole > 0
        }

    @cached_property
    def _around_title(self) -> set[str]:
        """The parts that the title stands in: a header may be the article's, and who wrote it stands there, too."""
        return {step for index in self.titles for step in self.style(self._blocks[index]).steps}

    @cached_property
    def _below_title(self) -> range:
        """From the title to the first sentence."""
        if not self.titles:
            return range(0)
        begin = min(self.titles)
        return range(begin, next((index for index in self._sentences if index > begin), begin))

    def named_parts(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Evidence]]:
        """
        Lines in a part of the page that is called a menu, a foot, related posts, comments; or apart in a document.

        A long sentence stays all the same (see `fates.BRAKE`), but for notes about a place of the text.
        """
        for index, block in enumerate(self._blocks):
            style = self.style(block)
            if apart := APART.get(style.kind):
                yield index, Evidence(*apart, Power.LABEL, overrides_length=style.kind in NOTES)
                continue
            mistaken = self._disbelieved | (self._around_title if index in self._below_title else set())
            places = (part_of(step) for step in style.steps if step not in mistaken)
            if (place := next((place for place in places if place), None)) and index not in self.titles:
                yield index, Evidence(place.rule, place.reason, Power.SECTION)

    def links(self, blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]) -> Iterator[tuple[int, Evidence]]:
        """Short lines that are links and nothing else, where no other rule knows better."""
        if self._is_all_links:
            return
        for index, block in enumerate(self._blocks):
            if said[index] or index in self.titles or self.style(block).links < LINKED:
                continue
            if len(block.text) <= LONGEST_LINK and not ends_with(block.text, SENTENCE_ENDS):
                is_title = block.han >= LINKS_OF_LIST
                reason: Reason = (
                    "related-links" if is_title and index > min(self._sentences, default=0) else "navigation"
                )
                yield index, Evidence("link_list", reason, Power.SHAPE)

    def below_witness(
        self, blocks: Sequence[Block], said: Sequence[Sequence[Evidence]]
    ) -> Iterator[tuple[int, Evidence]]:
        """Below the last line that the extractor takes for text, and the last sentence, whatever is left."""
        taken = [index for index, block in enumerate(self._blocks) if self.style(block).witness == "in"]
        if not taken:
            return
        last = max(taken[-1], *(index for index in self._sentences if not said[index]), 0)
        for index in range(last + 1, len(self._blocks)):
            if not said[index]:
                yield index, Evidence("witness_end", "page-furniture", Power.POSITION)

    @cached_property
    def said(self) -> Said:
        return Said(self._kinds, self._in_text, self._elsewhere)

    @cached_property
    def _home(self) -> tuple[str, ...]:
        """The part of the page in which most sentences stand that the extractor takes; empty where no part has most."""
        han: Counter[tuple[str, ...]] = Counter()
        for index, count in self._sentences.items():
            style = self.style(self._blocks[index])
            if style.witness == "in":
                han[style.steps] += count
        steps, most = max(han.items(), key=lambda item: item[1], default=((), 0))
        return steps if most > MOST_OF_IT * sum(han.values()) else ()

    @cached_property
    def _elsewhere(self) -> frozenset[int]:
        """
        The lines below that part and outside of it that the extractor left out: comments of readers, teasers of other
        articles. They may be whole sentences; what a rule does not know of them, a person is asked about.
        """
        if not self._home:
            return frozenset()
        last = max(line for line, style in self._styles.items() if style.steps == self._home)
        return frozenset(
            line
            for line, style in self._styles.items()
            if line > last and style.witness == "out" and self._home[-1] not in style.steps
        )

    @cached_property
    def _in_text(self) -> frozenset[int]:
        """
        The lines that stand in the same part of the page as most sentences, and that the extractor takes too.

        Verses and entries of lists are no sentences, and only their place tells that they are the article's.
        """
        return frozenset(
            span.line
            for block in self._blocks
            for span in block.spans
            if self._home
            and (style := self._styles.get(span.line, PLAIN)).steps == self._home
            and style.witness == "in"
        )

    @cached_property
    def _kinds(self) -> dict[int, ItemKind]:
        """The kinds of items that markup says, by line: headings, and entries of lists and tables."""
        marked = {index: self._is_marked(block) for index, block in enumerate(self._blocks)}
        headed = sum(block.han for index, block in enumerate(self._blocks) if marked[index])
        says = headed <= USUAL_SHARE * sum(block.han for block in self._blocks)
        is_marking = says and sum(marked.values()) >= HEADINGS_NEEDED
        kinds: dict[int, ItemKind] = {}
        for index, block in enumerate(self._blocks):
            if marked[index] and says:
                kinds[block.spans[0].line] = "heading"
            elif self.style(block).kind in ENTRIES or (is_marking and self._is_unmarked(block)):
                kinds[block.spans[0].line] = "paragraph"
        return kinds

    def _is_unmarked(self, block: Block) -> bool:
        """A short line of the text without a number, on a page that marks its headings: a line of verse."""
        return block.spans[0].line in self._in_text and not NUMBERED.match(block.text)

    def _is_marked(self, block: Block) -> bool:
        style = self.style(block)
        if len(block.spans) > 1 or block.printed:
            return False
        if style.is_heading:
            return len(block.text) <= LONGEST_HEADING
        return style.is_bold and len(block.text) <= LONGEST_BOLD_HEADING and not ends_with(block.text, "；;，,：:")


NO_MARKUP = Markup({}, ())
