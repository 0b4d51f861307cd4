"""Reasons to doubt, and notes about the page itself; both in Chinese, for curators."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from readingroom.cleaning.blocks import Block
from readingroom.cleaning.body import Body
from readingroom.cleaning.characters import (
    HAN,
    LINE_ENDS,
    NUMBERED,
    SENTENCE_ENDS,
    count_han,
    ends_with,
    has_open_pair,
    is_balanced,
    without_invisible,
)
from readingroom.cleaning.damage import FINDERS
from readingroom.cleaning.laying import UNDECIDED
from readingroom.cleaning.page_parts import named_rules
from readingroom.cleaning.pieces import CURATOR, Page, Piece
from readingroom.cleaning.sections import is_opened
from readingroom.cleaning.shared_words import pairs, share_of_pairs
from readingroom.cleaning.titles import Title, name_before_title
from readingroom.cleaning.words import rule_name
from readingroom.records import Decision, Edit, FieldEvidence, Item

SHORTEST_BODY = 200
SMALLEST_BODY = 80
"""Han characters: fewer are a summary's or a caption's, unless the page has hardly anything else."""

WHOLE_SHARE = 0.8
"""Of all Han characters that may be text: so much of it, and a short text is the whole of a short page."""

SMALLEST_SHARE = 0.4
"""Of all Han characters of a page; the five seeds keep between 45 and 99 %."""

CLOSINGS = (
    "同志们：",
    "特此通知。",
    "特此公告。",
    "谢谢大家！",
    "谢谢大家。",
    "谢谢！",
    "谢谢。",
    "此致",
    "敬礼！",
    "同志们！",
)
"""How notices, speeches and letters end, in a line of its own, and how each speech of a collection begins."""

LONGEST_ALONE = 400
"""Han characters of a text of one paragraph: the line ends of its page may be lost, and its title stands inside."""

LONGEST_LINE, LINES_OF_VERSE = 24, 6
"""Characters of a line of verse, and how many of them are asked about together."""

LONGEST_PARAGRAPH = 1200
SHORTEST_PARAGRAPH = 8
NEVER_TEXT = frozenset(
    {"placeholder", "counter", "pager", "viewer_page", "truncated_copy", UNDECIDED, CURATOR}
    | {
        "caption",
        "page_action",
        "markup",
        "block_markup",
        "text_mark",
        "marks_only",
        "inline_advert",
        "injected",
        "account",
        "title_copy",
        "printed_head",
        "footnote",
        "boxed_text",
        "section_number",
        "browser_margin",
        "mail_head",
        "hidden_text",
        "slanted_text",
        "time_stamp",
    }
)
"""Rules whose lines are no author's words wherever they stand, and those that are said or decided already."""

HAN_OF_WORDS = 2

HAN_OF_SENTENCE = 20
"""Above the title and below the end of an article: slogans and notes of a site are shorter."""

PICTURE_OF, PICTURES = re.compile(r"\d{1,2}\s*/\s*\d{1,2}"), 2
"""The number of a picture in a series, and how many of them make one."""

PLACE_RULES = frozenset({"above_title", "below_end"})
"""Rules that go by nothing but where a line stands."""

SENTENCE_RULES = frozenset({"legal", "blurb", "call", "listing", "contact", "caption", "caption_above"})
"""Rules that go by words which an author's first or last sentence may have too."""

SHORTEST_TITLE = 4
TITLE_SHARE = 0.3
"""Of a removed line's two-character sequences, how many the body uses when the line may have been the title."""

ODD_CHARACTER = re.compile(
    rf"[^{HAN}\u3000-\u303f\uff01-\uff5e\u0020-\u007e\u00a5\u00a7\u00b0-\u024f\u0370-\u03ff"
    r"\u2010-\u2027\u2030-\u203b\u2070-\u209c\u20ac\u2100-\u218b\u2190-\u21ff\u2200-\u22ff\u2460-\u24ff\u25a0-\u25ff\u3220-\u33ff]"
)
MARKUP = re.compile(
    r"</?[a-zA-Z]+[^<>]{0,80}>|&(?:[a-zA-Z]{2,8}|#\d+)[;；]|(?<![a-zA-Z])(?:function\s*[（(]|var\s+\w+\s*=)"
)

GARBLED = re.compile(
    "|".join(
        (
            r"锟斤拷|[锛銆鈥][\ufffd€?]?",  # UTF-8 read as GBK
            r"[\u00c0-\u00ff][\u0080-\u00ff\u2013-\u2122]",  # UTF-8 read as Windows-1252
            r"[?？][！!][?？盵]|[?？][；;][?？]",
            rf"[{HAN}][?？](?![？！])[\uff01-\uff5e][{HAN}]",  # GBK read from its second byte on
            r"(?:19|20)\d{3,4}月|(?<!\d)20\d{5,6}(?!\d)",  # 20213月: 年 is lost
            r"(?<!\d)(?:3[2-9]|[4-9]\d|\d{3})日(?![报均])",  # 3月715日: no month has such a day
            r"[xX×]{2,}",  # left to be filled in
            r"[A-Za-z\d]\s?[#^`\\]\s?[A-Za-z\d]",  # 9 q# P: what forums put in against copying
        )
    )
)
"""Signs of text that was decoded wrongly, or of characters that got lost; what stood there is not certain."""

FOOTNOTE = re.compile(rf"[①-⑳][{HAN}]{{2,4}}[：:]《")
"""A note that a column's foot or a converter put where its mark stands: ……的机制①张三：《……》。"""

TAIL = re.compile(rf"[。！？][”’]?(?P<tail>(?![^：]*[说道称示问答][：])[{HAN}]{{2,6}}：[^。！？“”]{{2,40}})")
"""Behind the last sentence a label and no sentence: 相关专题：……"""

HEADING_CHARACTERS = re.compile(rf"[{HAN}，、：。“”《》（）【】——\d]+|0\d｜[{HAN}，、：“”《》]+")
HEADING_SHARE = 0.15
"""Of a heading's two-character sequences, how many its article uses; the seeds' headings have 0.3 and more."""

MIXED_CHARACTERS = 3
"""So many different characters that only the other script has; one or two are a name's."""

UNSURE_SAID = ("author", "source", "date")
"""The fields that people quote; a title that is not sure has its own reasons."""

FIRST_PLAUSIBLE_YEAR = "1949"


def doubts_about_title(title: Title | None, decisions: Sequence[Decision]) -> Sequence[str]:
    """What is doubtful about the title that was found, until a curator says which it is."""
    if title is None or any(_sets_title(decision) for decision in decisions):
        return ()
    return title.doubts


def _sets_title(decision: Decision) -> bool:
    if decision.kind == "field":
        return bool(decision.value["name"] == "title")
    return decision.kind == "keep" and bool(decision.value == "title")


def doubts_about_undecided(page: Page) -> list[str]:
    """Lines about which nothing speaks and no curator has decided."""
    return [
        f"第 {piece.span.line} 行“{_quoted(piece)}”不能确定是不是正文，暂未收入"
        for piece in page.pieces
        if piece.rule == UNDECIDED
    ]


def doubts_about_removed(page: Page, *, above: int = 0) -> list[str]:
    """
    Lines that were taken out of the body, or from its edge, by rules that may be mistaken there.

    Above and below an article stands what does not belong to it; a line within is more often the author's. What was
    put into a page for search engines is said where nothing but its words speaks against it: not `above` that line,
    where a sure title begins, for there its place does too.
    """
    kept = [at for at, piece in enumerate(page.pieces) if _is_body(page, piece)]
    within = page.pieces[kept[0] : kept[-1]] if kept else []
    doubted = [
        *((piece, "夹在正文中间") for piece in within if not piece.is_kept and _may_be_text(piece)),
        *((piece, "紧挨正文") for piece in _touching(page, kept) if _may_be_sentence(piece)),
        *((piece, "是完整的句子") for piece in page.pieces if piece.rule in PLACE_RULES and _is_sentence(piece)),
        *((piece, "像是混入的词语") for piece in page.pieces if piece.rule == "injected" and piece.span.line >= above),
    ]
    return [
        f"第 {piece.span.line} 行“{_quoted(piece)}”{where}，作为“{rule_name(piece.rule)}”移除，请核对"
        for piece, where in doubted
    ]


def _may_be_text(piece: Piece) -> bool:
    """A line of words, a date, or a bare number, which may be a table's; marks around a number are a folio's."""
    if piece.rule in NEVER_TEXT | named_rules() or _is_row_of_buttons(piece):
        return False
    return count_han(piece.span.text) >= HAN_OF_WORDS or piece.rule == "date_line" or piece.span.text.isdigit()


def _is_row_of_buttons(piece: Piece) -> bool:
    """打开客户端 查看更多图片: of several buttons none is a word of the text; one alone may be a heading."""
    return piece.rule == "controls" and len(piece.span.text.split()) > 1


def _touching(page: Page, kept: Sequence[int]) -> Iterator[Piece]:
    """What was removed right above and right below the body; in a section above it everything is the section's."""
    if not kept:
        return
    above = [*takewhile(lambda piece: not piece.is_kept, reversed(page.pieces[: kept[0]]))]
    if above and all(piece.rule != "section" for piece in above):
        yield above[0]
    yield from page.pieces[kept[-1] + 1 : kept[-1] + 2]


def _may_be_sentence(piece: Piece) -> bool:
    """A sentence that does not say itself what it is: 版权声明：…"""
    if piece.is_kept or piece.rule not in SENTENCE_RULES:
        return False
    return any(mark in piece.span.text for mark in SENTENCE_ENDS) and not is_opened(piece.span.text)


def _is_sentence(piece: Piece) -> bool:
    return count_han(piece.span.text) >= HAN_OF_SENTENCE and ends_with(piece.span.text, SENTENCE_ENDS)


def _quoted(piece: Piece) -> str:
    return without_invisible(piece.span.text)[:20]


def _is_body(page: Page, piece: Piece) -> bool:
    return isinstance(piece.group, int) and page.kinds[piece.group] != "front"


def doubts_about_marks(edits: Sequence[Edit]) -> Sequence[str]:
    """A stop and another mark in one place, of which one was kept: words or a note's number may have stood between."""
    doubled = [edit for edit in edits if edit.rule == "doubled_mark" and edit.before.startswith("。")]
    if not doubled:
        return ()
    first = doubled[0]
    return (f"第 {first.line} 行等 {len(doubled)} 处“{first.before}”连在一起，只留了一个，中间可能缺了字，请核对",)


def doubts_about_pictures(page: Page) -> Sequence[str]:
    """1/4, 2/4, … among the text: a series of pictures, whose captions read like short paragraphs."""
    counted = [piece for piece in page.pieces if not piece.is_kept and PICTURE_OF.fullmatch(piece.span.text.strip())]
    if len({piece.span.text.strip().partition("/")[0] for piece in counted}) < PICTURES:
        return ()
    return (f"第 {counted[0].span.line} 行起有图序（如“{_quoted(counted[0])}”），图片说明可能混在正文里，请核对",)


def doubts_about_lost_title(page: Page, fields: Mapping[str, str | None], items: Sequence[Item]) -> list[str]:
    """A line above the body that speaks of what the body speaks of, removed on a page without a title."""
    if fields["title"] or not items:
        return []
    words = pairs("".join(item.text for item in items))
    above = takewhile(lambda piece: not isinstance(piece.group, int), page.pieces)
    return [
        f"第 {piece.span.line} 行“{_quoted(piece)}”可能是题名，作为“{rule_name(piece.rule)}”移除了，请核对"
        for piece in above
        if piece.rule not in NEVER_TEXT | named_rules()
        and count_han(piece.span.text) >= SHORTEST_TITLE
        and piece.reason != "metadata"
        and share_of_pairs(piece.span.text, words) >= TITLE_SHARE
    ]


def doubts_about_runs(body: Body) -> Sequence[str]:
    return ("正文分成几处，中间隔着别的内容，请核对",) if body.is_scattered else ()


def doubts_about_items(
    items: Sequence[Item],
    last_line: int,
    *,
    decided: Collection[tuple[int, int]] = (),
    of_tables: Collection[tuple[int, int]] = (),
) -> list[str]:
    """
    Items that look broken.

    `decided` are the places whose kind a curator decided, `of_tables` those of a table's rows: the table is asked about
    as a whole, and no row of it need be long or end like a sentence. So are the lines of what may be verse.
    """
    verse = _lines_of_verse(items)
    last_may_break_off = is_cut_off(items, last_line)
    words = pairs("".join(item.text for item in items if item.kind == "paragraph"))
    lengths = Counter(len(item.text) for item in items if item.kind == "heading")
    doubts = []
    for index, item in enumerate(items, start=1):
        may_break_off = item is items[-1] and last_may_break_off
        said = [*_doubts_about_characters(item.text, may_break_off=may_break_off)]
        if (
            item.kind == "heading"
            and (item.line, item.start) not in decided
            and not _is_plain_heading(item.text, words)
            and not (HEADING_CHARACTERS.fullmatch(item.text) and _are_alike(len(item.text), lengths))
        ):
            said.append(f"“{item.text[:20]}”像小标题，又不像这篇文章的，请核对")
        if item.kind == "paragraph" and (item.line, item.start) not in of_tables and index not in verse:
            said += _doubts_about_paragraph(item.text, may_break_off=may_break_off)
        doubts += [f"第 {index} 项（原第 {item.line} 行）{doubt}" for doubt in said]
    if verse:
        first = items[verse.start - 1]
        doubts.append(
            f"第 {verse.start} 项（原第 {first.line} 行）起有 {len(verse)} 行短句，可能是诗歌唱词，请核对分行"
        )
    return doubts


def _lines_of_verse(items: Sequence[Item]) -> range:
    """The numbers of the longest run of short paragraphs, where most of them would be doubted one by one."""
    runs = [range(0)]
    for index, item in enumerate(items, start=1):
        is_line = item.kind == "paragraph" and len(item.text) <= LONGEST_LINE and item.text not in CLOSINGS
        joins = is_line and runs[-1].stop == index
        runs[-1:] = [range(runs[-1].start, index + 1)] if joins else [*runs[-1:], range(index, index + is_line)]
    longest = max(runs, key=len)
    doubted = [at for at in longest if [*_doubts_about_paragraph(items[at - 1].text, may_break_off=False)]]
    return longest if len(longest) >= LINES_OF_VERSE and 2 * len(doubted) > len(longest) else range(0)


def _doubts_about_characters(text: str, *, may_break_off: bool) -> Iterator[str]:
    if odd := ODD_CHARACTER.findall(text):
        yield f"有不常见的字符 {_named(odd)}，可能是乱码"
    if garbled := GARBLED.search(text):
        yield f"“{garbled[0]}”像是乱码或缺字"
    if MARKUP.search(text):
        yield "夹有网页代码"
    if note := FOOTNOTE.search(text):
        yield f"“{note[0]}”像是夹在正文里的脚注"
    if not is_balanced(text) and not (may_break_off and has_open_pair(text)):
        yield "的引号、括号或书名号不成对"


def _doubts_about_paragraph(text: str, *, may_break_off: bool) -> Iterator[str]:
    if text in CLOSINGS:
        return
    if len(text) > LONGEST_PARAGRAPH:
        yield f"长达 {len(text)} 字，可能缺了分段"
    if len(text) < SHORTEST_PARAGRAPH and not may_break_off:
        yield f"只有 {len(text)} 字，可能不是正文"
    elif not ends_with(text, LINE_ENDS) and not may_break_off:
        yield "没有句末标点，可能不完整，也可能是小标题"


def _named(characters: Sequence[str]) -> str:
    """The first few, by their numbers too: some have no shape."""
    return "、".join(f"“{one}”（U+{ord(one):04X}）" for one in dict.fromkeys(characters[:3]))


def _is_plain_heading(text: str, words: set[str]) -> bool:
    """No date; numbered, or nothing but Chinese words some of which the text below uses too."""
    if text.endswith("日") and text[:1].isdigit():
        return False
    if NUMBERED.match(text):
        return True
    return HEADING_CHARACTERS.fullmatch(text) is not None and share_of_pairs(text, words) >= HEADING_SHARE


def _are_alike(length: int, lengths: Counter[int]) -> bool:
    """Whether another heading is of about the same length: headings are made alike, and vouch for each other."""
    return sum(lengths[other] for other in range(length - 2, length + 3)) > 1


def is_cut_off(items: Sequence[Item], last_line: int) -> bool:
    """Whether the page ends in mid-sentence: the last paragraph has no end mark, and is a real one or the page's end."""
    if not items or items[-1].kind != "paragraph":
        return False
    text = items[-1].text
    has_begun = (
        len(text) >= SHORTEST_PARAGRAPH * 4
        or any(mark in text for mark in "。，？！")
        or NUMBERED.match(text) is not None
    )
    ends_page = last_line in items[-1].lines and count_han(text) >= SHORTEST_TITLE
    return (has_begun or ends_page) and not ends_with(text, LINE_ENDS)


def doubts_about_ends(items: Sequence[Item], title: str | None) -> list[str]:
    """The title again at the beginning of the first paragraph, a link's label behind the last."""
    paragraphs = [(index, item) for index, item in enumerate(items, start=1) if item.kind == "paragraph"]
    if not paragraphs:
        return []
    doubts = []
    index, first = paragraphs[0]
    if title and count_han(title) >= SHORTEST_TITLE and first.text.startswith(title) and first.text != title:
        doubts.append(f"第 {index} 项（原第 {first.line} 行）以题名开头，可能是题名和正文连在了一起")
    index, last = paragraphs[-1]
    if tail := TAIL.fullmatch(last.text[max(map(last.text.rfind, SENTENCE_ENDS)) :]):
        doubts.append(f"第 {index} 项（原第 {last.line} 行）末尾“{tail['tail'][:20]}”可能不是正文")
    return doubts


def doubts_about_headings_in_a_row(items: Sequence[Item], *, decided: Collection[tuple[int, int]] = ()) -> list[str]:
    """Two headings without numbers, one right below the other: one may be a caption; `decided` are a curator's places."""
    return [
        f"第 {index} 项（原第 {item.line} 行）“{item.text[:20]}”下面紧接着又是小标题，可能是图片说明或并列短句，请核对"
        for index, (item, below) in enumerate(pairwise(items), start=1)
        if item.kind == below.kind == "heading"
        and not any(NUMBERED.match(one.text) or (one.line, one.start) in decided for one in (item, below))
    ]


def doubts_about_script(items: Sequence[Item]) -> list[str]:
    """Traditional and simplified characters in one article: a converter's slips, or a text of two sources."""
    characters = {one for item in items for one in item.text if "一" <= one <= "鿿"}
    traditional = {one for one in characters if _is_in(one, "big5") and not _is_in(one, "gb2312")}
    simplified = {one for one in characters if _is_in(one, "gb2312") and not _is_in(one, "big5")}
    fewer = min(traditional, simplified, key=len)
    if len(fewer) < MIXED_CHARACTERS:
        return []
    return [f"繁体字和简体字混用（如“{'”“'.join(sorted(fewer)[:3])}”），请核对"]


def _is_in(character: str, encoding: str) -> bool:
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False


def doubts_about_body(items: Sequence[Item], blocks: Sequence[Block], page_text: Page) -> list[str]:
    """
    A body that is too short beside what was left out, or too small a part of its page.

    Of a short body only what may be text counts against it: credits, menus and notices make no article longer.
    """
    body = sum(count_han(item.text) for item in items)
    page = sum(block.han for block in blocks)
    doubtful = sum(count_han(piece.span.text) for piece in page_text.pieces if _is_doubtful(piece))
    is_whole = body >= SMALLEST_BODY and body >= WHOLE_SHARE * (body + doubtful)
    doubts = []
    if body < min(SHORTEST_BODY, WHOLE_SHARE * page) and not is_whole:
        doubts.append(f"正文只有 {body} 字，可能漏了")
    if body < SMALLEST_SHARE * page:
        doubts.append(f"正文只占全页汉字的 {body / page:.0%}，可能漏了")
    if len(items) == 1 and body > LONGEST_ALONE:
        doubts.append(f"全文 {body} 字只有一段，题名和分段可能混在里面了")
    return doubts


def _is_doubtful(piece: Piece) -> bool:
    """What was removed though nothing, or nothing but its place and its form, speaks against it."""
    return not piece.is_kept and (piece.rule in {UNDECIDED, *PLACE_RULES} or _may_be_sentence(piece))


def doubts_about_fields(fields: Mapping[str, str | None], evidence: Mapping[str, FieldEvidence]) -> list[str]:
    doubts = [
        f"“{FIELD_LABELS[name]}”不能确定，请核对"
        for name, found in evidence.items()
        if not found.sure and name in UNSURE_SAID
    ]
    date = fields.get("date")
    if date and date < FIRST_PLAUSIBLE_YEAR:
        doubts.append(f"日期 {date} 早于 1949 年，请核对")
    return doubts


def doubts_about_decisions(lost: Sequence[Decision]) -> list[str]:
    return [f"有一处人工决定在原文中找不到位置了：“{_quote(decision)}”" for decision in lost]


def _quote(decision: Decision) -> str:
    return decision.anchor.quote[:20] if decision.anchor else decision.kind


def notes_about_page(
    fields: Mapping[str, str | None],
    evidence: Mapping[str, FieldEvidence],
    items: Sequence[Item],
    edits: Sequence[Edit],
    last_line: int,
) -> list[str]:
    """What is true of the page itself and blocks nothing."""
    notes = [*_notes_about_title(fields), *_notes_about_date(fields, evidence)]
    if fields["source"] and not fields["outlet"]:
        notes.append(f"印出的来源“{fields['source']}”不是出版单位")
    if any(item.continues_previous_page for item in items):
        notes.append("文章从前一页开始，本页没有开头")
    if is_cut_off(items, last_line):
        notes.append("本页在句中断开，没有结尾")
    return [*notes, *_notes_about_damage(edits)]


def _notes_about_damage(edits: Sequence[Edit]) -> Iterator[str]:
    counts = Counter(edit.rule for edit in edits if edit.rule in FINDERS)
    for rule, count in counts.items():
        (example, *_) = (edit for edit in edits if edit.rule == rule)
        yield f"{rule_name(rule)}：已还原 {count} 处，如“{example.before}”→“{example.after}”"


def _notes_about_title(fields: Mapping[str, str | None]) -> Iterator[str]:
    if not fields["title"]:
        yield "原件没有印出题名"
    elif not fields["author"] and (name := name_before_title(fields["title"])):
        yield f"题名以“{name}：”开头，可能是作者，未作为作者著录"


def _notes_about_date(fields: Mapping[str, str | None], evidence: Mapping[str, FieldEvidence]) -> Iterator[str]:
    if not fields["date"]:
        yield "原件没有印出日期"
    elif fields["date_precision"] != "day":
        yield "日期只印到" + ("月" if fields["date_precision"] == "month" else "年")
    if "date" in evidence and evidence["date"].how == "derived":
        yield "日期由期号推得"


FIELD_LABELS = {
    "title": "题名",
    "author": "作者",
    "source": "来源",
    "outlet": "出版单位",
    "site": "网站",
    "date": "日期",
    "date_precision": "日期精度",
    "date_kind": "日期种类",
    "time": "时间",
    "issue": "期号",
    "page": "版页",
    "column": "栏目",
    "channel": "频道",
    "url": "网址",
}
"""Chinese names of the fields, for curators."""
