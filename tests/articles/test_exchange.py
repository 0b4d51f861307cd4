"""Articles leave one room as JSON Lines and come into another as they were."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import sys
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError

from readingroom.articles import curation
from readingroom.articles.exchange import Run as Import
from readingroom.articles.exchange import import_line
from readingroom.articles.exchange.lines import read_lines
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import (
    Appearance,
    Article,
    Change,
    Cleaning,
    Composition,
    Decision,
    Edition,
    EditionTheme,
    FormerKey,
    Original,
    Paragraph,
    Reading,
    ReadingPart,
    Resemblance,
    Run,
    Source,
    SourceAlias,
    Status,
    Theme,
)
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.records import Decision as Decided
from tests.articles.one_line import export_line
from tests.articles.page import ERRANDS, PAGE, VISITS, whole_line

pytestmark = pytest.mark.django_db

OURS = ("number", "added_at", "added_by")
"""What a room says of its own: elsewhere an article has another number and came in another day."""


@pytest.fixture
def article(curator: User) -> Article:
    """Published twice, with decisions that hold and one that was undone, and a key that stands on no paragraph."""
    load_vocabulary()
    article = article_of(import_file(PAGE.encode("gb18030"), "page.txt", by=curator))
    curation.publish(article, by=curator)
    curation.decide(article, Decided("remove", whole_line(article, ERRANDS), "advertisement"), by=curator)
    undone = curation.decide(article, Decided("remove", whole_line(article, VISITS), "advertisement"), by=curator)
    curation.undo(undone, by=curator)
    curation.set_field(article, "author", "周岚", by=curator)
    curation.publish(article, by=curator, correction="去掉一段。")
    curation.save(
        Appearance(article=article, leads=False, source=Source.objects.get(name="社区晚报"), page="3"), by=curator
    )
    return article


def emptied() -> None:
    """Another room: nothing of the first is left but its people."""
    Article.objects.update(edition=None, status=Status.DRAFT)
    Original.objects.update(article=None)
    for rows in (Run, Resemblance, FormerKey, Paragraph, EditionTheme, Edition, Decision, Appearance, Change):
        rows.objects.all().delete()
    Article.objects.all().delete()
    for rows in (Cleaning, Reading, Original, SourceAlias, Source):
        rows.objects.all().delete()


def said(line: str) -> Any:
    return _without(json.loads(line))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without(one) for name, one in value.items() if name not in OURS}
    return [_without(one) for one in value] if isinstance(value, list) else value


def public(curator: User) -> Import:
    return Import(by=curator, publish=True, same_room=True)


class TestARoundTrip:
    def test_gives_the_same_line_but_for_number_and_day(self, article, curator):
        line = export_line(article)
        emptied()

        outcome = import_line(line.encode(), public(curator))

        assert outcome.outcome == "created", outcome.reason
        assert said(export_line(Article.objects.get())) == said(line)

    def test_keeps_the_permanent_links(self, client, article, curator):
        keys = list(article.paragraphs.values_list("key", flat=True))
        (former,) = article.former_keys.values_list("key", flat=True)
        line = export_line(article)
        emptied()

        import_line(line.encode(), public(curator))

        assert [client.get(f"/p/{key}/").status_code for key in keys] == [302] * len(keys)
        assert client.get(f"/p/{former}/").status_code == 410

    def test_leaves_the_decisions_to_be_undone(self, article, curator):
        line = export_line(article)
        emptied()
        import_line(line.encode(), public(curator))
        again = Article.objects.get()

        curation.undo(again.decisions.get(kind="remove", undone_at=None), by=curator)

        again.refresh_from_db()
        assert [one for one in again.proposal if ERRANDS in one]

    def test_of_a_draft_is_a_draft(self, curator):
        load_vocabulary()
        draft = article_of(import_file(PAGE.encode(), "page.txt", by=curator))
        line = export_line(draft)
        emptied()

        import_line(line.encode(), Import())

        assert said(export_line(Article.objects.get())) == said(line)
        assert Article.objects.get().status == draft.status


class TestWhatWasPublic:
    def test_comes_in_archived_and_is_restored_as_it_was(self, client, article, curator):
        line = export_line(article)
        emptied()

        outcome = import_line(line.encode(), Import())

        again = Article.objects.get()
        assert (again.status, again.archived_from) == (Status.ARCHIVED, Status.PUBLISHED)
        assert "先归档" in outcome.reason
        assert client.get(f"/articles/{again.pk}/").status_code == 404
        curation.restore(again, by=curator)
        assert client.get(f"/articles/{again.pk}/").status_code == 200

    def test_is_recorded_under_no_name_unless_people_are_the_same(self, article, curator):
        line = export_line(article)
        emptied()

        import_line(line.encode(), Import())

        assert set(Decision.objects.values_list("by", flat=True)) == {None}
        assert set(Edition.objects.values_list("published_by", flat=True)) == {None}

    def test_is_told_to_the_index(self, article, curator):
        line = export_line(article)
        emptied()

        import_line(line.encode(), public(curator))

        assert Change.objects.filter(article=Article.objects.get()).exists()

    def test_brings_a_theme_that_the_room_has_not(self, article, curator):
        line = export_line(article).replace('"service"', '"neighbours"').replace('"服务能力"', '"邻里"')
        emptied()

        outcome = import_line(line.encode(), public(curator))

        assert outcome.outcome == "created", outcome.reason
        assert Theme.objects.get(slug="neighbours").name == "邻里"


def test_a_file_from_which_personal_data_was_taken_comes_in_without_it(article, curator):
    exported = json.loads(export_line(article))
    (original,) = exported["originals"]
    masked = base64.b64decode(original["content"])[:-3]
    original.update(redacted_at="2024-05-21T08:00:00+08:00", content=base64.b64encode(masked).decode())
    emptied()

    assert import_line(json.dumps(exported).encode(), public(curator)).outcome == "created"

    assert json.loads(export_line(Article.objects.get()))["originals"][0]["redacted_at"]
    assert bytes(Original.objects.get().content) == masked


class TestWhatIsThere:
    def test_is_unchanged(self, article):
        outcome = import_line(export_line(article).encode(), Import())

        assert (outcome.outcome, outcome.number) == ("unchanged", article.pk)
        assert Article.objects.count() == 1

    def test_is_left_alone_where_it_is_another_way_here(self, article, curator):
        line = export_line(article)
        curation.set_field(article, "author", "林晓", by=curator)
        here = export_line(article)

        outcome = import_line(line.encode(), Import())

        assert (outcome.outcome, outcome.number) == ("duplicate", article.pk)
        assert "两边的决定不同" in outcome.reason
        assert export_line(article) == here

    def test_is_known_by_its_keys_as_well(self, article):
        exported = json.loads(export_line(article))
        content = base64.b64decode(exported["originals"][0]["content"]) + b"\n"
        line = export_line(article).replace(exported["originals"][0]["sha256"], hashlib.sha256(content).hexdigest())
        line = line.replace(exported["originals"][0]["content"], base64.b64encode(content).decode())

        assert import_line(line.encode(), Import()).outcome == "duplicate"


def _changed(change: Any) -> Any:
    def changed(line: str) -> bytes:
        value = json.loads(line)
        change(value)
        return json.dumps(value).encode()

    return changed


def nested(depth: int) -> list[Any]:
    """Not too deep to be read, and too deep to be written."""
    return reduce(lambda inside, _: [inside], range(depth), [])


DAMAGES = {
    "cut off": lambda line: line.encode()[: len(line) // 2],
    "no text": lambda line: b"\xff\xfe" + line.encode(),
    "a list": lambda line: b"[]",
    "nested": lambda line: b"[" * 100_000,
    "nested evidence": _changed(lambda value: value["editions"][0]["items"][0].update(theme_evidence=nested(600))),
    "another program's": lambda line: b'{"format": "other", "version": 1}',
    "newer": _changed(lambda value: value.update(version=4)),
    "no version": _changed(lambda value: value.update(version=None)),
    "two of one name": lambda line: b'{"format": "readingroom-article", ' + line.encode()[1:],
    "a field more": _changed(lambda value: value.update(extra=1)),
    "a field less": _changed(lambda value: value.pop("editions")),
    "another's bytes": _changed(lambda value: value["originals"][0].update(content="AAAA")),
    "no base64": _changed(lambda value: value["originals"][0].update(content="你好")),
    "no reading": _changed(lambda value: value.update(readings=[])),
    "a reading from the end": _changed(lambda value: value["working_copy"].update(reading=-1)),
    "no decision": _changed(lambda value: value["decisions"][0].update(kind="burn")),
    "a decision without sense": _changed(lambda value: value["decisions"][-1].update(value=7)),
    "a decision about nothing": _changed(lambda value: value["decisions"][-1]["value"].update(name="onload")),
    "an undone decision without sense": _changed(lambda value: value["decisions"][1].update(value=7)),
    "half a character": _changed(lambda value: value["editions"][-1]["fields"].update(column="\ud800")),
    "no number": _changed(lambda value: value["decisions"][0].update(value=float("nan"))),
    "a reason without end": _changed(lambda value: value.update(withdrawal_reason="因" * 400_001)),
    "no status": _changed(lambda value: value.update(status="secret")),
    "no day": _changed(lambda value: value["decisions"][0].update(at="gestern")),
    "a day after the last": _changed(lambda value: value["decisions"][0].update(at="9999-12-31T23:59:59+00:00")),
    "no zone": _changed(lambda value: value["decisions"][0].update(at="2024-05-01T08:00:00")),
    "no key": _changed(lambda value: value["editions"][-1]["items"][0].update(key="kurz")),
    "one key twice": _changed(
        lambda value: value["editions"][-1]["items"][0].update(key=value["editions"][-1]["items"][1]["key"])
    ),
    "no text to read": _changed(lambda value: [item.update(kind="heading") for item in value["editions"][-1]["items"]]),
    "a kind that nobody knows": _changed(lambda value: value["editions"][0]["items"][0].update(kind="script")),
    "a title without end": _changed(lambda value: value["editions"][0].update(title="题" * 301)),
    "no such edition": _changed(lambda value: value.update(edition=9)),
    "a theme nobody named": _changed(lambda value: value["editions"][-1]["themes"].append("neighbours")),
    "a public draft": _changed(lambda value: value.update(edition=None, editions=[])),
    "no date of print": _changed(lambda value: value["appearances"][0].update(date="neulich")),
    "an address that runs": _changed(lambda value: value["appearances"][0].update(url="javascript:alert(1)")),
    "a line beyond all lines": _changed(lambda value: value["decisions"][0].update(line=10**30)),
    "a line of nothing": _changed(lambda value: value["readings"][0].update(lines=[[]])),
    "a line of a number": _changed(lambda value: value["readings"][0]["lines"].append([17, ""])),
    "a box of three sides": _changed(lambda value: value["readings"][0]["lines"][0].append([1, 2, 3])),
    "evidence of nothing": _changed(lambda value: value["editions"][0]["items"][0].update(theme_evidence=[17])),
    "no original": _changed(lambda value: value["readings"][0].update(original="0" * 64)),
    "an original twice": _changed(lambda value: value["originals"].append(value["originals"][0])),
    "a cleaning of nothing": _changed(lambda value: value.update(edition_cleaning=17)),
    "a field that is not told": _changed(lambda value: value["editions"][-1]["fields"].pop("page")),
    "a field of another kind": _changed(lambda value: value["editions"][-1]["fields"].update(onload="x")),
}


BARE = re.compile(r"[：:]\s*[^\u4e00-\u9fff]*$|constraint|Error|instead of|\bNone\b")
"""A value without a word about it, or the program's own words."""


def test_a_damaged_line_is_refused_whole(article, curator):
    line = export_line(article)
    emptied()

    outcomes = {name: import_line(damage(line), public(curator)) for name, damage in DAMAGES.items()}

    assert [name for name, outcome in outcomes.items() if outcome.outcome != "refused"] == []
    assert [outcome.reason for outcome in outcomes.values() if not outcome.reason or BARE.search(outcome.reason)] == []
    assert not Article.objects.exists()
    assert not Original.objects.exists()


def test_a_line_longer_than_any_article_is_refused_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr("readingroom.articles.exchange.lines.LONGEST_LINE", 10)

    lines = list(read_lines(io.BytesIO(b"x" * 35 + b"\n{}\n" + b"y" * 10 + b"\n")))

    assert [len(line) for line in lines] == [11, 3, 11]
    assert "超过" in import_line(lines[0], Import()).reason
    assert "超过" not in import_line(lines[1], Import()).reason


@pytest.mark.parametrize("fault", [AttributeError, TypeError, KeyError, ValueError, AssertionError])
def test_a_fault_of_the_program_is_not_said_to_be_the_file_s(article, monkeypatch, fault):
    line = export_line(article).encode()

    def broken(*given):
        raise fault

    monkeypatch.setattr("readingroom.articles.exchange.article_importing.known", broken)

    with pytest.raises(fault):
        import_line(line, Import())


def test_a_database_that_is_gone_is_not_the_line_s_fault(article, monkeypatch):
    line = export_line(article).encode()

    def gone(*given):
        raise OperationalError("unable to open database file")

    monkeypatch.setattr("readingroom.articles.exchange.article_importing.known", gone)

    with pytest.raises(OperationalError):
        import_line(line, Import())


class TestTheCommands:
    def test_write_and_read_a_file(self, article, curator, tmp_path: Path, capsys):
        file = tmp_path / "library.jsonl"
        call_command("export_articles", output=str(file))
        emptied()
        file.write_bytes(b"{}\n" + file.read_bytes())

        with pytest.raises(SystemExit):
            call_command("import_library", str(file), publish=True, user=curator.username)

        report = capsys.readouterr().out.splitlines()
        assert report[0].startswith("导出 1 篇")
        assert report[1] == "refused\t第 1 行\t\t这一行读不出来：不是阅览室导出的内容"
        assert len([line for line in report if line.startswith(f"created\t第 {article.pk} 号")]) == 1
        assert report[-1].startswith("created ")
        assert file.stat().st_mode & 0o077 == 0

    def test_write_utf_8_whatever_the_terminal_speaks(self, article, monkeypatch):
        bytes_written = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(bytes_written, encoding="gb18030"))

        call_command("export_articles", article.pk)
        sys.stdout.flush()

        assert article.name in bytes_written.getvalue().decode("utf-8")

    def test_ask_in_whose_name_to_publish(self, tmp_path):
        with pytest.raises(CommandError, match="--as"):
            call_command("import_library", str(tmp_path / "none"), publish=True)

    def test_name_a_number_that_is_not_there(self, article, capsys):
        with pytest.raises(CommandError, match="没有编号为 999 的文章"):
            call_command("export_articles", article.pk, 999)

    def test_leave_no_half_a_file(self, article, tmp_path, monkeypatch):
        file = tmp_path / "library.jsonl"
        monkeypatch.setattr("readingroom.articles.exchange.exporting.exported_with_places", lambda article: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            call_command("export_articles", output=str(file))

        assert list(tmp_path.iterdir()) == []


class TestFilesOfSeveralArticles:
    """Two lines speak of one file; whichever comes first brings it along."""

    @pytest.fixture
    def split(self, curator) -> tuple[Article, Article]:
        load_vocabulary()
        first = article_of(import_file(PAGE.encode(), "page.txt", by=curator))
        line = next(at for at, text in enumerate(PAGE.split("\n"), 1) if text.startswith("三、"))
        second = curation.split_file(first, line, by=curator)
        first.refresh_from_db()
        return first, second

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["as numbered", "the other way round"])
    def test_that_were_split_come_in_as_two(self, split, curator, order):
        lines = [export_line(article) for article in split]
        _emptied_of_compositions()
        run = public(curator)

        outcomes = [import_line(lines[at].encode(), run) for at in order]

        assert [outcome.outcome for outcome in outcomes] == ["created", "created"], outcomes
        again = [export_line(Article.objects.get(pk=outcome.number)) for outcome in outcomes]
        assert [said(line)["working_copy"]["items"] for line in again] == [
            said(lines[at])["working_copy"]["items"] for at in order
        ]
        assert Original.objects.count() == 1

    def test_that_were_split_are_known_when_they_come_again(self, split, curator):
        lines = [export_line(article) for article in split]

        assert [import_line(line.encode(), Import()).outcome for line in lines] == ["unchanged", "unchanged"]

    def test_that_were_joined_come_in_as_they_are(self, curator):
        load_vocabulary()
        first = article_of(import_file(PAGE.encode(), "page.txt", by=curator))
        second = article_of(import_file(f"院落里的公示栏\n{SECOND}\n".encode(), "second.txt", by=curator))
        curation.join_files(first, second, by=curator)
        lines = [export_line(Article.objects.get(pk=article.pk)) for article in (first, second)]
        _emptied_of_compositions()
        run = public(curator)

        outcomes = [import_line(line.encode(), run) for line in lines]

        assert [outcome.outcome for outcome in outcomes] == ["created", "created"], outcomes
        again = [said(export_line(Article.objects.get(pk=outcome.number))) for outcome in outcomes]
        assert [one["status"] for one in again] == [said(line)["status"] for line in lines]
        assert again[0]["working_copy"]["items"] == said(lines[0])["working_copy"]["items"]
        assert [import_line(line.encode(), Import()).outcome for line in lines] == ["unchanged", "unchanged"]


SECOND = (
    "柳河社区在院落门口立起一块公示栏，谁家的事办到哪一步，都写在上面，居民路过看一眼就明白，不用再到处打听。\n"
    "公示栏每周三换一次，换下来的纸装订成册，放在议事厅里，谁想翻都可以翻，年底由居民代表一页一页核对签字。"
)


def _emptied_of_compositions() -> None:
    Composition.objects.all().delete()
    ReadingPart.objects.all().delete()
    emptied()
