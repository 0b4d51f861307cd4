"""The whole room leaves as one file and comes into an empty one as it was."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from readingroom.articles import curation, uploads
from readingroom.articles.exchange import Run, export_library, export_lines, import_line, room_shape, shape
from readingroom.articles.exchange import import_file as bring_in_file
from readingroom.articles.exchange.importing import CUT_OFF, NO_EXPORT
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import Article, CleaningWord, OfficeRow, Reading, Upload
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.search.models import SynonymGroup, UnansweredQuestion
from tests.articles.one_line import export_line
from tests.articles.room_of_everything import PHONE, empty_room, furnish, page

pytestmark = pytest.mark.django_db

LINE = "柳河文化站制作这一页"
SENTENCE = f"有事找值班员，电话{PHONE}，白天晚上都有人接，不用跑一趟。"


@pytest.fixture
def exported(curator: User) -> str:
    furnish(curator, User.objects.create_user("复核员", last_name="岳"))
    return "".join(export_library())


def bring_in(file: str, run: Run | None = None) -> Counter[str]:
    run = run or Run(publish=True, same_room=True)
    told = list(bring_in_file(io.BytesIO(file.encode()), run))
    assert [one for one in told if one.outcome.outcome == "refused"] == []
    return Counter(one.outcome.outcome for one in told)


def without_the_moment(file: str) -> list[str]:
    """Nor with what the machine said of a working copy when it last made one: it makes it anew, by the rules of today."""
    return list(map(_without_the_moment, file.splitlines()))


def _without_the_moment(line: str) -> str:
    value = json.loads(line)
    value.pop("made_at", None)
    for name in ("review", "rules_version"):
        value.get("working_copy", {}).pop(name, None)
    return json.dumps(value, ensure_ascii=False)


def test_an_empty_room_becomes_the_same_to_the_letter(exported):
    empty_room()

    bring_in(exported)

    again = "".join(export_library())
    assert "\n".join(_differing(exported, again)) == ""
    assert without_the_moment(again) == without_the_moment(exported)


def _differing(one: str, other: str) -> Iterator[str]:
    """Where, for whoever has to look for it: the lines are long."""
    for number, lines in enumerate(zip(without_the_moment(one), without_the_moment(other), strict=False), 1):
        yield from _paths(f"line {number}", *map(json.loads, lines))


def _paths(path: str, one: Any, other: Any) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for name in one:
            yield from _paths(f"{path}.{name}", one[name], other[name])
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, pair in enumerate(zip(one, other, strict=True)):
            yield from _paths(f"{path}[{place}]", *pair)
    elif one != other:
        yield f"{path}: {one!r:.80} / {other!r:.80}"


def test_a_room_that_has_decided_otherwise_is_left_as_it_is(curator):
    """Each line has an outcome, nothing is overwritten, and what is still the same is known."""
    load_vocabulary()
    for topic in ("渡口", "茶亭"):
        import_file(page(topic).encode(), f"{topic}.txt", by=curator)
    word = CleaningWord(kind="line", word="本页由柳河制作")
    curation.save(word, by=curator)
    exported = "".join(export_library())
    curation.set_field(Article.objects.get(originals__file_name="渡口.txt"), "author", "岳宁", by=curator)
    word.note = "换了说明"
    curation.save(word, by=curator)
    here = "".join(export_library())

    outcomes = bring_in(exported)

    assert outcomes["duplicate"] == 2
    assert outcomes["created"] == outcomes["updated"] == 0
    assert without_the_moment("".join(export_library())) == without_the_moment(here)


def test_what_two_people_took_out_is_not_brought_back(curator):
    """Not by the line of another article that holds the same file either."""
    load_vocabulary()
    second = User.objects.create_user("复核员")
    article = article_of(import_file(page("粮站", SENTENCE, page("井台")).encode(), "a.txt", by=curator))
    curation.split_file(article, 5, by=curator)
    lines = "".join(export_library()).splitlines()
    article.refresh_from_db()
    redact(article, curator, second)
    smuggled = next(json.loads(line) for line in lines if f'"number": {article.pk}, "status"' in line)
    smuggled["number"] = 99
    smuggled["originals"][0]["is_own"] = False
    smuggled["readings"][0]["reader"] = "another"

    told = list(bring_in_file(io.BytesIO("\n".join([*lines, json.dumps(smuggled)]).encode()), Run(same_room=True)))
    outcome = import_line(json.dumps(smuggled).encode(), Run())

    assert outcome.outcome == "refused"
    assert "隐去的个人信息" in outcome.reason
    assert {one.outcome.outcome for one in told if "第 99 号" in one.outcome.name} <= {"refused"}
    assert PHONE not in json.dumps(list(Reading.objects.values_list("lines", flat=True)))


def test_what_is_only_asked_for_elsewhere_is_not_said_to_be_out(curator):
    load_vocabulary()
    second = User.objects.create_user("复核员")
    article = article_of(import_file(page("粮站", SENTENCE, page("井台")).encode(), "a.txt", by=curator))
    curation.ask_redaction(article, curation.personal_places(article), "未经同意", by=curator)

    def said() -> list[str]:
        lines = [line for line in "".join(export_library()).splitlines() if '"readingroom-redaction"' in line]
        return [import_line(line.encode(), Run()).reason.rsplit("；", 1)[1] for line in lines]

    assert said() == ["文章里没有隐去，要的话请在这里提出申请"]

    curation.agree_to_redaction(article.redactions.get(), by=second)

    assert said() == ["文章里已经隐去"]


def test_nor_by_what_another_office_has_in_another_file(curator):
    load_vocabulary()
    text = page("粮站", SENTENCE)
    theirs = article_of(import_file(text.encode("gb18030"), "b.txt", by=curator))
    line = export_line(theirs).encode()
    empty_room()
    load_vocabulary()
    here = article_of(import_file(text.encode(), "a.txt"))
    redact(here, User.objects.create_user("编辑"), User.objects.create_user("复核员"))

    outcome = import_line(line, Run())

    assert outcome.outcome == "refused"
    assert f"从第 {here.pk} 号文章里隐去的个人信息" in outcome.reason


@pytest.mark.parametrize("is_own", [True, False], ids=["own", "another_s"])
def test_nor_by_the_name_that_a_file_came_in_with(curator, is_own):
    """The batch that it came in is the room's own, or that of an office that brought in the same."""
    load_vocabulary()
    uploads.receive([Incoming(f"粮站{PHONE}.txt", page("粮站", SENTENCE).encode())], by=curator)
    uploads.work_off_one()
    before = "".join(export_library())
    redact(Article.objects.get(), curator, User.objects.create_user("复核员"))
    if not is_own:
        before = _of_another_batch(before)

    told = list(bring_in_file(io.BytesIO(before.encode()), Run(same_room=is_own)))

    assert Upload.objects.filter(file_name__contains=PHONE).count() == 0
    assert Upload.objects.count() == 1
    assert any("隐去的个人信息" in one.outcome.reason for one in told)


@pytest.mark.parametrize(
    "wrong", [{"line": "1"}, {"line": 99}, {"start": None}, {"reading": -1}, {"kind": []}], ids=str
)
def test_the_record_of_a_redaction_names_places_that_are_there(curator, wrong):
    """Its page shows what stands around them."""
    load_vocabulary()
    article = article_of(import_file(page("粮站", SENTENCE).encode(), "a.txt", by=curator))
    redact(article, curator, User.objects.create_user("复核员"))
    lines = list(map(json.loads, export_lines([article.pk])))
    (record,) = (line for line in lines if line["format"] == "readingroom-redaction")
    record["places"][0] |= wrong
    record["asked_at"] = "2020-01-01T08:00:00+08:00"

    told = list(bring_in_file(io.BytesIO("\n".join(map(json.dumps, lines)).encode()), Run(same_room=True)))

    assert [one.outcome.outcome for one in told] == ["unchanged", "refused"]


def _of_another_batch(file: str) -> str:
    lines = list(map(json.loads, file.splitlines()))
    for line in lines:
        if line["format"] == "readingroom-batch":
            line["at"] = "2020-01-01T08:00:00+08:00"
    return "\n".join(map(json.dumps, lines))


def redact(article: Article, by: User, second: User) -> None:
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经本人同意", by=by)
    curation.agree_to_redaction(redaction, by=second)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda clean: clean["ledger"][0]["segments"][0].update(line=2),
        lambda clean: clean["ledger"][0]["segments"][0].update(end=10_000),
        lambda clean: clean["ledger"].pop(),
        lambda clean: clean["items"][0].update(lines=[]),
        lambda clean: clean["items"].append(clean["items"][0]),
    ],
    ids=["another line", "beyond the line", "a line less", "of no line", "an item more"],
)
def test_what_was_made_of_an_edition_is_of_its_own_page(curator, wrong):
    load_vocabulary()
    article = article_of(import_file(page("窑口", LINE).encode(), "rejected.txt", by=curator))
    curation.publish(article, by=curator)
    curation.save(CleaningWord(kind="line", word=LINE), by=curator)
    curation.reclean(article)
    article.refresh_from_db()
    line = json.loads(export_line(article))
    empty_room()
    load_vocabulary()
    wrong(line["edition_cleaning"])

    assert import_line(json.dumps(line).encode(), Run()).outcome == "refused"
    assert not Article.objects.exists()


class TestNumbers:
    def test_that_are_taken_are_given_after_all_of_the_file_s(self, curator):
        load_vocabulary()
        for topic in ("渡口", "茶亭", "石桥"):
            import_file(page(topic).encode(), f"{topic}.txt", by=curator)
        file = "".join(export_library())
        empty_room()
        load_vocabulary()
        first = article_of(import_file(page("车站").encode(), "here.txt"))
        numbers = list(range(first.pk, first.pk + 3))
        file = _renumbered(file, numbers)

        bring_in(file, Run())

        assert sorted(Article.objects.values_list("pk", flat=True)) == [*numbers, numbers[-1] + 1]
        assert article_of(import_file(page("邮亭").encode(), "later.txt")).pk == numbers[-1] + 2

    def test_that_are_beyond_all_reason_are_not_kept(self, curator):
        load_vocabulary()
        import_file(page("渡口").encode(), "a.txt", by=curator)
        file = _renumbered("".join(export_library()), [2**62])
        empty_room()

        bring_in(file, Run())

        assert Article.objects.get().pk < 10_000


def _renumbered(file: str, numbers: list[int]) -> str:
    lines = [json.loads(line) for line in file.splitlines()]
    lines[0]["largest_number"] = numbers[-1]
    articles = [line for line in lines if line["format"] == "readingroom-article"]
    for article, number in zip(articles, numbers, strict=True):
        article["number"] = number
    return "\n".join(json.dumps(line) for line in lines)


class TestFiles:
    def test_of_the_first_version_come_in_as_ever(self):
        """As a room wrote it before the second was made."""
        load_vocabulary()
        file = (Path(__file__).parent / "export_version_1.jsonl").read_text("utf-8")

        assert bring_in(file, Run(publish=True))["created"] == 3
        assert bring_in(file, Run(publish=True))["unchanged"] == 3

        article, first, second = Article.objects.order_by("pk")
        assert [edition.number for edition in article.editions.order_by("number")] == [1, 2]
        assert article.former_keys.exists()
        assert first.cleaning.reading.original == second.cleaning.reading.original

    def test_that_were_cut_off_say_so(self):
        file = "".join(export_library()).splitlines()

        told = list(bring_in_file(io.BytesIO("\n".join(file[:-1]).encode()), Run()))

        assert [one.outcome.reason for one in told if one.outcome.outcome == "refused"] == [CUT_OFF]

    def test_that_lost_a_line_say_so(self, curator):
        curation.save(CleaningWord(kind="line", word="本页由柳河制作"), by=curator)
        file = "".join(export_library()).splitlines()

        told = list(bring_in_file(io.BytesIO("\n".join([file[0], *file[2:]]).encode()), Run()))

        assert "少了内容" in told[-1].outcome.reason

    def test_of_a_later_version_are_not_begun(self):
        file = "".join(export_library()).replace('"version": 3', '"version": 4')

        (told,) = bring_in_file(io.BytesIO(file.encode()), Run())

        assert "升级" in told.outcome.reason

    def test_that_are_something_else_are_not_read_to_the_end(self):
        told = [list(bring_in_file(io.BytesIO(file), Run())) for file in STRANGE]

        assert [[one.outcome.reason for one in rows] for rows in told] == [[NO_EXPORT]] * len(STRANGE)

    def test_with_something_above_the_first_line_are_read_all_the_same(self):
        file = b"{}\n" * 3 + "".join(export_library()).encode()

        told = list(bring_in_file(io.BytesIO(file), Run()))

        assert [one.line for one in told if "读不出来" in one.outcome.reason] == [1, 2, 3]
        assert len(told) > 3

    def test_of_which_no_line_is_any_good_are_not_read_to_the_end(self):
        told = list(bring_in_file(io.BytesIO(b'{"format": "readingroom-article"}\n' * 5_000), Run()))

        assert len(told) <= 1_001
        assert "不像" in told[-1].outcome.reason

    @pytest.mark.parametrize(
        "line",
        [
            b'{"format": "readingroom-article", "version": 1}',
            b'{"format": "readingroom-article", "version": 1, "originals": [7], "readings": [7]}',
            b'{"format": ["readingroom-article"], "version": 3}',
            b'{"format": "readingroom-row", "version": 3, "model": "auth.user", "values": {}, "changed_at": null, "changed_by": null}',
            b'{"format": "readingroom-person", "version": 3, "username": "a b", "first_name": "", "last_name": ""}',
            b'{"format": "readingroom-person", "version": 3, "username": "a\\u0000", "first_name": "", "last_name": ""}',
            b'{"format": "readingroom-source", "version": 3, "number": 9, "name": "", "kind": "", "home_page": "", "aliases": []}',
            b'{"format": "readingroom-batch", "version": 3, "number": 9, "by": null, "at": "0000-00-00"}',
            b"[" * 5_000_000,
            b'"\\ud800"',
            b"\xff\xfe\x00",
            b"1" * 5_000,
            b"null",
        ],
        ids=lambda line: repr(line[:60]),
    )
    def test_with_a_line_that_is_no_good_say_why(self, line):
        load_vocabulary()
        outcome = import_line(line, Run(publish=True, same_room=True))

        assert outcome.outcome == "refused"
        assert outcome.reason

    def test_with_a_value_of_another_kind_say_why(self):
        """Nor is it taken for one of the right kind: the text of a word is not 17."""
        curation.save(CleaningWord(kind="line", word="本页由柳河制作"), by=None)
        curation.save(SynonymGroup(words="议事厅、议事堂"), by=None)
        UnansweredQuestion.objects.create(
            text="渡口几点开", folded="渡口几点开", first_on="2024-05-01", last_on="2024-05-09"
        )
        rows = [json.loads(line) for line in export_library() if '"readingroom-row"' in line]
        wrong = {
            (row["model"], name, repr(value)): {**row, "values": {**row["values"], name: value}}
            for row in rows
            for name, said in row["values"].items()
            for value in (17, 1.5, [], {"a": 1})
            if said is not None and type(value) is not type(said)
        }

        outcomes = {what: import_line(json.dumps(row).encode(), Run()) for what, row in wrong.items()}

        assert {row["model"] for row in rows} == {
            "articles.cleaningword",
            "search.synonymgroup",
            "search.unansweredquestion",
        }
        assert [what for what, one in outcomes.items() if "不是应有的样子" not in one.reason] == []


STRANGE = (
    b"{}\n" * 5_000,
    b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400,
    "柳河社区的一天\n".encode("utf-16") * 3_000,
    "题名,作者\n柳河,林晓\n".encode() * 3_000,
    b"\0" * 100_000,
)


MADE_ANEW = {"cleaning", "removal", "run", "change", "paragraph", "editiontheme", "readingpart", "sourcealias", "term"}
"""Models of which no line is one row: they are within another's line, or follow from it."""

LINES_OF = {
    "appearance": shape.ExportedAppearance,
    "article": shape.ExportedArticle,
    "batch": room_shape.ExportedBatch,
    "composition": room_shape.ExportedComposition,
    "decision": shape.ExportedDecision,
    "edition": shape.ExportedEdition,
    "formerkey": shape.ExportedFormerKey,
    "original": shape.ExportedOriginal,
    "reading": shape.ExportedReading,
    "redaction": room_shape.ExportedRedaction,
    "resemblance": room_shape.ExportedVerdict,
    "room": room_shape.ExportedRoom,
    "source": room_shape.ExportedSource,
    "sourcemerger": room_shape.ExportedMerger,
    "theme": room_shape.ExportedTheme,
    "upload": room_shape.ExportedUpload,
}
SAID_OTHERWISE = {
    "article": {"cleaning", "simhash", "proposal"},  # Made anew.
    "appearance": {"article"},
    "decision": {"article"},
    "edition": {"article", "cleaning"},
    "formerkey": {"article", "paragraph"},  # `into`
    "original": {"article", "size", "redaction"},  # `is_own`, the bytes themselves, the redaction's `originals`
    "room": {"revision"},
    "sourcemerger": {"moved"},  # `appearances`, `editions`, `aliases`
}


def test_no_column_of_the_library_is_forgotten():
    """Who adds one says here how it leaves the room, or exports it."""
    forgotten = set()
    for model in apps.get_app_config("articles").get_models():
        name = model._meta.model_name
        if name in MADE_ANEW or issubclass(model, OfficeRow):
            continue
        columns = {field.name for field in model._meta.concrete_fields} - {"id"}
        said = set(LINES_OF[name].__dataclass_fields__) | SAID_OTHERWISE.get(name, set()) if name in LINES_OF else set()
        forgotten |= {f"{name}.{column}" for column in columns - said}
    assert forgotten == set()
