"""
DOCX: bytes in, lines out. Runs in the confined child.

Converters to HTML were tried first, and mammoth, the best of them, drops what a curator sees in Word: automatic
numbers, headers and footers, what was centered, how large it was, which text is a tracked insertion. So the XML is
read here, by rules that lose nothing they do not know (`word_text`), and mammoth reads it a second time as a witness:
where it finds characters that the lines have not, a person is asked.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from unicodedata import normalize

import mammoth

from readingroom.intake.word_chunks import Chunks
from readingroom.intake.word_lines import Account, WordLine
from readingroom.intake.word_numbering import Numbering
from readingroom.intake.word_parts import DAMAGED, Package, child, local, value
from readingroom.intake.word_styles import Styles
from readingroom.intake.word_text import Story, TooLong
from readingroom.records import Line, Reading, Unreadable

__all__ = ["read_docx"]

READER = "docx-3"
"""The reader and its version. Raised whenever the same bytes would give other lines or other places."""

TEXT_OF_A_DOCUMENT = 100
"""Characters; a document with fewer and with pictures may have its text in them."""
WITNESSED = 2**20
"""Bytes of XML up to which the witness is heard. It takes ten times as long as reading; an article has less."""
MOST_MISSED = 2
"""Characters that the witness may have beyond the lines: it writes some signs in its own way."""
QUOTED, QUOTED_CHARACTERS = 3, 20
"""Of deleted passages, in the sentence about them."""

HEADS_OF_CONTENTS = frozenset({"目录", "目次"})

TOO_LONG = "行数太多，不是一篇文章。请拆成几个文件再收入。"
IN_PICTURES = "里没有文字，只有图片。这里不认图中的字，请先用文字识别（OCR）软件转成文字，核对后再收入。"
EMBEDDED = "里没有文字，只嵌着别的文件。请用 WPS 文字或 Word 打开它，把嵌入的文件另存出来，再收入。"
EMPTY = "是空的，没有可读的文字。请检查文件。"


def read_docx(data: bytes, *, name: str) -> Reading:
    """The lines of a Word document: headers, the text with its tables and text boxes, notes, comments, footers."""
    package = Package(data, name=name)
    account = Account()
    try:
        lines = _with_heads_of_contents(list(_lines(package, account, name)))
    except TooLong:
        raise Unreadable(f"{name} {TOO_LONG}") from None
    written = sum(len(line.text.strip()) for line in lines)
    if not written:
        why = IN_PICTURES if account.pictures else EMBEDDED if account.embedded else EMPTY
        raise Unreadable(f"{name} {why}")
    usual = _usual_size(lines)
    return Reading(
        tuple(Line(number, line.text, _style(line, usual)) for number, line in enumerate(lines, start=1)),
        format="docx",
        encoding="utf-8",
        reader=READER,
        doubts=(
            *_doubts(account, written),
            *account.chunk_doubts,
            *(_witness(data, lines, [*account.prompts, *account.hidden]) if package.size <= WITNESSED else ()),
        ),
    )


def _lines(package: Package, account: Account, name: str) -> Iterator[WordLine]:
    root = package.xml(package.main)
    body = child(root, "body")
    if body is None:
        raise Unreadable(f"{name} {DAMAGED}")
    styles = Styles(package.only("styles"))
    numbering = Numbering(package.only("numbering"), styles)
    chunks = Chunks(package, account, name=name)

    def story() -> Story:
        return Story(styles, numbering, account, chunks)

    yield from _margins(package, root, "header", story())
    yield from story().lines_of(body)
    yield from _diagrams(package)
    yield from _notes(package, account, story())
    yield from _comments(package, story())
    yield from _margins(package, root, "footer", story())


def _with_heads_of_contents(lines: list[WordLine]) -> list[WordLine]:
    """The word above a table of contents belongs to it, whatever its style."""
    return [
        replace(line, kind="toc")
        if below.kind == "toc" and line.kind != "toc" and "".join(line.text.split()) in HEADS_OF_CONTENTS
        else line
        for line, below in zip(lines, [*lines, WordLine("")][1:], strict=True)
    ]


def _margins(package: Package, root: Any, kind: str, story: Story) -> Iterator[WordLine]:
    """Headers or footers that the document refers to; those of several sections are most often the same."""
    used = [value(each, "id") for each in root.iter("{*}" + f"{kind}Reference")]
    parts = dict(package.related(kind))
    seen: set[str] = set()
    for path in dict.fromkeys(parts[reference] for reference in used if reference in parts):
        for line in story.lines_of(_root(package, path), kind):
            if line.text.strip() and line.text not in seen:
                seen.add(line.text)
                yield line


def _notes(package: Package, account: Account, story: Story) -> Iterator[WordLine]:
    """The notes in the order of their references, with the numbers that stand there."""
    found: dict[tuple[str, str | None], Any] = {
        (sort, value(note, "id")): note
        for sort in ("footnote", "endnote")
        for note in _root_of_kind(package, f"{sort}s")
        if local(note) == sort
    }
    number = 0
    for key in list(account.notes):
        is_numbered = key not in account.own_marks
        number += is_numbered
        lines = [line for line in story.lines_of(found.get(key, ()), key[0]) if line.text.strip()]
        for place, line in enumerate(lines):
            is_first = is_numbered and place == 0
            yield replace(line, text=f"[{number}] {line.text.strip()}") if is_first else line


def _comments(package: Package, story: Story) -> Iterator[WordLine]:
    for comment in _root_of_kind(package, "comments"):
        author = value(comment, "author") or "某人"
        lines = [line for line in story.lines_of(comment, "comment") if line.text.strip()]
        for place, line in enumerate(lines):
            yield replace(line, text=f"批注（{author}）：{line.text.strip()}") if place == 0 else line


def _diagrams(package: Package) -> Iterator[WordLine]:
    """The words in diagrams (SmartArt), which have parts of their own."""
    for _, path in package.related("diagramData"):
        for paragraph in _root(package, path).iter("{*}p"):
            text = "".join(each.text or "" for each in paragraph.iter("{*}t"))
            if text.strip():
                yield WordLine(text.replace("\n", " "), "textbox")


def _root(package: Package, path: str) -> Any:
    root = package.xml(path)
    return () if root is None else root


def _root_of_kind(package: Package, kind: str) -> Any:
    root = package.only(kind)
    return () if root is None else root


def _usual_size(lines: Iterable[WordLine]) -> int:
    """The size of most characters, by which others are large or small."""
    lengths: Counter[int] = Counter()
    for line in lines:
        if line.size:
            lengths[line.size] += len(line.text)
    return lengths.most_common(1)[0][0] if lengths else 0


def _style(line: WordLine, usual: int) -> str:
    """
    As `records.Line` describes it.

    >>> _style(WordLine("题目", "p", bold=True, centered=True, size=44), 32)
    'p bold centered size=1.4'
    """
    marks = [line.kind]
    marks += [name for name in ("bold", "centered", "inserted", "struck") if getattr(line, name)]
    if line.size and usual and line.size != usual:
        marks.append(f"size={round(line.size / usual, 1):g}")
    if line.number:
        marks.append(f"number={line.number}")
    return " ".join(marks)


def _doubts(account: Account, written: int) -> Iterator[str]:
    if account.insertions or account.deleted:
        yield _tracked(account)
    if account.prompts:
        yield f"文件里有 {len(account.prompts)} 处没有填写的空（{_listed(account.prompts)}），提示填写的字没有读入，请对照原件"
    for count, sentence in (
        (len("".join(account.hidden)), "文件里有 {} 个字设成了隐藏或小得看不见，没有读入，请对照原件"),
        (account.white, "文件里有 {} 个字是白色的，在白纸上看不见，已一并读出，请核对"),
        (account.formulas, "文件里有 {} 处公式，只读出了其中的字，请对照原件"),
        (account.charts, "文件里有 {} 处图表，图中的字可能没有读全，请对照原件"),
        (account.objects, "文件里嵌有 {} 个其他程序的对象，没有读入，请对照原件"),
        (account.embedded, "文件里嵌有 {} 个别的文件，没有读入，请另外收入"),
        (account.unknown_signs, "文件里有 {} 个符号是专用字体的，可能读错，请对照原件"),
        (account.unknown_numbers, "文件里有 {} 处自动编号的样式少见，已按 1、2、3 补上，请对照原件"),
        (
            account.unknown_fields,
            "文件里有 {} 处由 Word 临时算出的内容（如日期、编号），文件里没有存下，请对照原件补上",
        ),
        (
            account.pictures * (written < TEXT_OF_A_DOCUMENT),
            "文件里有 {} 张图片而文字很少，正文可能在图片里，请对照原件",
        ),
    ):
        if count:
            yield sentence.format(count)


def _tracked(account: Account) -> str:
    """What was not decided in Word is decided by reading; so it is said."""
    deleted = f"，删除 {len(account.deleted)} 处（没有读入：{_listed(account.deleted)}）" if account.deleted else ""
    inserted = f"插入 {account.insertions} 处（已读入）" if account.insertions else "没有插入"
    return f"文件里有没有定稿的修订：{inserted}{deleted}，请对照原件，或在 Word 里接受或拒绝修订后重新收入"


def _listed(texts: Sequence[str]) -> str:
    return "".join(f"“{_shortened(text)}”" for text in texts[:QUOTED])


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= QUOTED_CHARACTERS else f"{text[:QUOTED_CHARACTERS]}…"


def _witness(data: bytes, lines: list[WordLine], left_out: Sequence[str]) -> tuple[str, ...]:
    """What another reader finds and this one does not; `left_out` was so on purpose."""
    try:
        other = mammoth.extract_raw_text(io.BytesIO(data)).value
    except Exception:
        # A witness that fails says nothing; the lines stand by themselves.
        return ()
    missed = _letters(other) - _letters("".join([*(line.text for line in lines), *left_out]))
    if missed.total() <= MOST_MISSED:
        return ()
    signs = "".join(list(missed)[:QUOTED_CHARACTERS])
    return (f"用另一种办法读，多出 {missed.total()} 个字（{signs}），可能有文字没有读全，请对照原件",)


def _letters(text: str) -> Counter[str]:
    # A raised 2 is a 2, too.
    return Counter(character for character in normalize("NFKC", text) if character.isalnum())
