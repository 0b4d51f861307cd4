"""Personal data is taken out of everything that holds it, by two people, and the rest stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from readingroom.articles import curation, resemblances, uploads
from readingroom.articles.arrivals import read_arrival
from readingroom.articles.curation import Refused
from readingroom.articles.importing import article_of, import_file, store
from readingroom.articles.models import Article, Batch, Change, Edition, Original, Reading, Redaction, Upload
from readingroom.articles.revising import reading_of
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.articles.working_copy import as_record, working_copy
from readingroom.records import Decision
from tests.articles.page import PAGE, anchor
from tests.library import texts

pytestmark = pytest.mark.django_db

PHONE, TORN = "13912345678", "13798765432"
WITH_NUMBERS = PAGE.replace(
    "把结果贴在小区的公告栏里", "把结果贴在小区的公告栏里,有事找王经理(１３９１２３４５６７８或者139 1234 5678)"
).replace("居民都说这样的服务很贴心", f"居民都说这样的服务很贴心,都记得代办员的手机{TORN}")


@pytest.fixture
def asker(curator: User) -> User:
    return curator


@pytest.fixture
def second(db: None) -> User:
    return User.objects.create_user("复核员")


@pytest.fixture
def article(asker: User) -> Article:
    load_vocabulary()
    article = article_of(import_file(WITH_NUMBERS.encode("gb18030"), "page.txt", by=asker))
    curation.decide(article, Decision("text", anchor(article, "王经理"), f"王老师{PHONE}"), by=asker)
    curation.set_field(article, "author", f"林晓 {PHONE}", by=asker)
    curation.publish(article, by=asker, correction=f"电话改为{PHONE}")
    curation.decide(article, Decision("remove", anchor(article, "居民监督"), "advertisement"), by=asker)
    return article


def redact(article: Article, asker: User, second: User) -> Redaction:
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经本人同意", by=asker)
    curation.agree_to_redaction(redaction, by=second)
    article.refresh_from_db()
    return redaction


def everything_stored() -> str:
    """Every value of every table of the library, as a person with the file would read it."""
    values = []
    for model in apps.get_models():
        for row in model._base_manager.all().defer(None).values_list():  # type: ignore[attr-defined]
            values += [
                bytes(one).decode("gb18030", "replace") if isinstance(one, bytes | memoryview) else str(one)
                for one in row
            ]
    return "\n".join(values)


def test_the_numbers_of_a_page_are_found_however_they_are_written(article: Article) -> None:
    lines, places = as_record(reading_of(article)).lines, curation.personal_places(article)

    found = [lines[one["line"] - 1].text[one["start"] : one["end"]] for one in places if "line" in one]

    assert found == ["１３９１２３４５６７８", "139 1234 5678", TORN]
    assert [(one["start"], one["end"]) for one in places if "decision" in one] == [(3, 14), (3, 14)]


def test_nothing_that_is_stored_has_the_number_any_more(article: Article, asker: User, second: User) -> None:
    redact(article, asker, second)

    kept = "".join(everything_stored().split()).replace("-", "")
    assert not [number for number in (PHONE, TORN, "１３９１２３４５６７８", "1234567", "9876543") if number in kept]


def test_names_and_addresses_of_files_lose_it_too(article: Article, asker: User, second: User) -> None:
    original = Original.objects.get()
    Original.objects.update(file_name=f"王经理{PHONE}.txt")
    Upload.objects.create(
        batch=Batch.objects.create(by=asker),
        file_name=f"{PHONE}.txt",
        url=f"http://example.org/{PHONE}.html",
        size=1,
        sha256="0" * 64,
        original=original,
        article=article,
        state="done",
    )

    redact(article, asker, second)

    assert PHONE not in everything_stored()


def test_last_words_and_the_reason_of_a_withdrawal_lose_it_too(article: Article, asker: User, second: User) -> None:
    line = next(line.text for line in as_record(reading_of(article)).lines if TORN in line.text)
    curation.decide(article, Decision("remove", anchor(article, line), "advertisement"), by=asker)
    curation.publish(article, by=asker)
    curation.withdraw(article, by=asker, reason=f"{PHONE}来电要求撤下")
    assert TORN in article.former_keys.get().last_text

    redact(article, asker, second)

    assert "手机＊＊＊＊＊＊＊＊＊＊＊" in article.former_keys.get().last_text
    assert article.withdrawal_reason == "＊＊＊＊＊＊＊＊＊＊＊来电要求撤下"


def test_what_a_reader_says_beside_the_lines_loses_it_too(asker: User, second: User) -> None:
    load_vocabulary()
    arrival = read_arrival(WITH_NUMBERS.encode(), "page.txt")
    first, *others = arrival.reading.lines
    said = replace(
        arrival.reading,
        lines=(replace(first, style=f"div.t{TORN}"), *others),
        doubts=(f"“手机{TORN}”一行可能不全",),
    )
    article = article_of(store(replace(arrival, reading=said), by=asker))

    redact(article, asker, second)

    reading = reading_of(article)
    assert reading.doubts == ["“手机＊＊＊＊＊＊＊＊＊＊＊”一行可能不全"]
    assert reading.lines[0][1] == "div.t＊＊＊＊＊＊＊＊＊＊＊"


def test_the_same_file_that_waits_for_somebody_gives_up_its_bytes(article: Article, asker: User, second: User) -> None:
    original = Original.objects.defer(None).get()
    about = {"file_name": "again.txt", "size": original.size, "sha256": original.sha256, "state": "refused"}
    upload = Upload.objects.create(batch=Batch.objects.create(by=asker), content=original.content, **about)

    redact(article, asker, second)

    assert Upload.objects.values_list("content", "original").get(pk=upload.pk) == (None, original.pk)


def test_what_a_redaction_calls_itself_is_as_it_stands_afterwards(article: Article, asker: User, second: User) -> None:
    curation.set_field(article, "title", f"题名{PHONE}", by=asker)
    curation.publish(article, by=asker)

    assert PHONE not in str(redact(article, asker, second))


def test_all_else_stays_as_it_was(article: Article, asker: User, second: User) -> None:
    before, keys = texts(article), [row.key for row in article.paragraphs.all()]
    original = Original.objects.get()
    bytes_before = bytes(original.content)

    redact(article, asker, second)

    after = texts(article)
    original.refresh_from_db()
    assert [len(text) for text in after] == [len(text) for text in before]
    assert "（＊＊＊＊＊＊＊＊＊＊＊或者＊＊＊＊＊＊＊＊＊＊＊＊＊）" in after[0]
    assert "有事找王老师＊＊＊＊＊＊＊＊＊＊＊（" in after[0]
    assert after[1:5] == before[1:5]
    assert [row.key for row in article.paragraphs.all()] == keys
    assert [row.text for row in article.paragraphs.all()] == [item["text"] for item in article.edition.items]  # type: ignore[union-attr]
    changed = bytes(original.content).decode("gb18030")
    assert changed.replace("＊", "") == "".join(
        character for at, character in enumerate(bytes_before.decode("gb18030")) if changed[at] != "＊"
    )


def test_the_decisions_still_hold_and_cleaning_anew_proposes_nothing(
    article: Article, asker: User, second: User
) -> None:
    redact(article, asker, second)
    proposal, review = article.proposal, article.cleaning.review

    curation.reclean(article)

    assert working_copy(article).lost_decisions == ()
    assert article.proposal == proposal
    assert len(proposal) == 1  # the removal that was not published yet
    assert not any("号码" in reason for reason in review)


def test_nobody_agrees_to_their_own_request_and_nobody_twice(article: Article, asker: User, second: User) -> None:
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经同意", by=asker)

    with pytest.raises(Refused, match="另一个人"):
        curation.agree_to_redaction(redaction, by=asker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Redaction.objects.filter(pk=redaction.pk).update(decided_by=asker)
    assert PHONE in everything_stored()

    curation.agree_to_redaction(redaction, by=second)
    with pytest.raises(Refused, match="已经复核过"):
        curation.refuse_redaction(redaction, by=second)


def test_who_asked_takes_it_back_and_nobody_else_and_then_nobody_agrees(
    article: Article, asker: User, second: User
) -> None:
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经同意", by=asker)

    with pytest.raises(Refused, match="只有提出的人"):
        curation.take_back_redaction(redaction, by=second)
    curation.take_back_redaction(redaction, by=asker)

    assert (redaction.is_agreed, redaction.decided_by, redaction.done_at) == (False, None, None)
    for too_late in (curation.agree_to_redaction, curation.refuse_redaction):
        with pytest.raises(Refused, match="由提出的人收回了"):
            too_late(redaction, by=second)
    with pytest.raises(Refused, match="收回了"):
        curation.take_back_redaction(redaction, by=asker)
    assert PHONE in everything_stored()
    curation.ask_redaction(article, curation.personal_places(article), "未经同意", by=asker)


def test_of_two_who_agree_the_second_is_told(article: Article, asker: User, second: User) -> None:
    """Each has the row as it was before the other decided; `writing` lets one in after the other."""
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经同意", by=asker)
    seen_by_third = Redaction.objects.get()

    curation.agree_to_redaction(redaction, by=second)

    with pytest.raises(Refused, match="已经复核过"):
        curation.agree_to_redaction(seen_by_third, by=User.objects.create_user("又一位"))
    assert Redaction.objects.get().decided_by == second


def test_a_superuser_does_not_agree_to_their_own_request_either(article: Article) -> None:
    root = User.objects.create_superuser("root")
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经同意", by=root)

    with pytest.raises(Refused, match="另一个人"):
        curation.agree_to_redaction(redaction, by=root)


MEANWHILE: dict[str, Callable[[Article, User], object]] = {
    "withdrawn": lambda article, by: curation.withdraw(article, by=by, reason="核对"),
    "archived": lambda article, by: curation.archive(article, by=by),
    "cleaned anew": lambda article, by: curation.reclean(article),
    "decided about": lambda article, by: curation.set_field(article, "column", f"找{PHONE}", by=by),
    "published anew": lambda article, by: curation.publish(article, by=by, correction=f"又改为{PHONE}"),
    "undone": lambda article, by: curation.undo_all(article, by=by),
    "split": lambda article, by: curation.split_file(article, _line_of("居民都说"), by=by),
    "revised": lambda article, by: import_file(
        WITH_NUMBERS.replace("居民都说", "街坊都说").encode("gb18030"), "page.txt", by=by
    ),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_happened_between_asking_and_agreeing_keeps_nothing_back(
    what: str, article: Article, asker: User, second: User
) -> None:
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经本人同意", by=asker)
    MEANWHILE[what](article, asker)

    curation.agree_to_redaction(redaction, by=second)

    kept = "".join(everything_stored().split()).replace("-", "")
    assert not [number for number in (PHONE, TORN, "１３９１２３４５６７８") if number in kept]


def _line_of(text: str) -> int:
    return next(line.number for line in as_record(Reading.objects.first()).lines if text in line.text)


def test_a_file_that_became_another_article_s_meanwhile_is_redacted_all_the_same(
    article: Article, asker: User, second: User
) -> None:
    """As taking a verdict back does it."""
    still = WITH_NUMBERS.replace("居民", "街坊").replace("小区", "院子").encode()
    other = article_of(import_file(still, "still.txt", by=asker))
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经本人同意", by=asker)
    Redaction.objects.update(article=other)
    redaction.refresh_from_db()

    curation.agree_to_redaction(redaction, by=second)

    assert TORN not in Reading.objects.get(pk=article.cleaning.reading_id).lines.__repr__()


def test_a_number_over_two_lines_goes_from_readings_that_no_place_was_chosen_in(
    article: Article, asker: User, second: User
) -> None:
    torn = WITH_NUMBERS.replace(TORN, f"{TORN[:5]}\n{TORN[5:]}").encode("gb18030")
    assert import_file(torn, "page.txt", by=asker).outcome == "updated"
    redaction = curation.ask_redaction(article, _places_in_first_reading(article), "未经本人同意", by=asker)

    curation.agree_to_redaction(redaction, by=second)

    assert not [half for half in (TORN[:5], TORN[5:]) if half in everything_stored()]


def _places_in_first_reading(article: Article) -> list[dict[str, Any]]:
    reading = Reading.objects.order_by("pk").first()
    assert reading
    return [
        {
            "reading": reading.pk,
            "line": number,
            "start": text.index(TORN),
            "end": text.index(TORN) + 11,
            "kind": "mobile",
        }
        for number, (text, *_) in enumerate(reading.lines, 1)
        if TORN in text
    ]


def test_what_is_refused_changes_nothing(article: Article, asker: User, second: User) -> None:
    before = bytes(Original.objects.get().content)
    redaction = curation.ask_redaction(article, curation.personal_places(article), "未经同意", by=asker)

    curation.refuse_redaction(redaction, by=second)

    assert bytes(Original.objects.get().content) == before
    assert (redaction.is_agreed, redaction.done_at) == (False, None)


def place(article: Article, **others: Any) -> dict[str, Any]:
    return {"reading": article.cleaning.reading_id, "line": 4, "start": 0, "end": 3, "kind": "selected"} | others


NO_PLACES = (
    {"line": 0},
    {"line": 99},
    {"start": 3},
    {"end": 999},
    {"reading": 0},
    {"line": True},
    {"end": 1},
    {"start": None},
)


def test_a_place_that_is_none_or_too_short_is_refused(article: Article, asker: User) -> None:
    for wrong in NO_PLACES:
        with pytest.raises(Refused):
            curation.ask_redaction(article, [place(article, **wrong)], "理由", by=asker)


def test_a_reason_is_written_without_the_number(article: Article, asker: User) -> None:
    for reason in ("", "  ", "长" * 201, f"手机{PHONE}不该公开"):
        with pytest.raises(Refused):
            curation.ask_redaction(article, [place(article)], reason, by=asker)


def test_a_reason_does_not_repeat_what_was_chosen(article: Article, asker: User) -> None:
    where = anchor(article, "代办员")
    chosen = place(article, line=where.line, start=where.start, end=where.end)

    with pytest.raises(Refused, match="要隐去的文字"):
        curation.ask_redaction(article, [chosen], "代办员本人要求", by=asker)


def test_two_requests_do_not_wait_side_by_side(article: Article, asker: User) -> None:
    curation.ask_redaction(article, [place(article)], "理由", by=asker)

    with pytest.raises(Refused, match="已经有一份"):
        curation.ask_redaction(article, [place(article)], "理由", by=asker)


def test_a_name_that_was_chosen_goes_wherever_it_stands_and_parts_of_it_stay(
    article: Article, asker: User, second: User
) -> None:
    where = anchor(article, "代办员")
    chosen = place(article, line=where.line, start=where.start, end=where.end)
    curation.agree_to_redaction(curation.ask_redaction(article, [chosen], "本人要求", by=asker), by=second)

    assert "代办员" not in everything_stored()
    assert "上门代办" in everything_stored()


def test_readers_and_the_index_are_told(article: Article, asker: User, second: User) -> None:
    Change.objects.all().delete()

    redact(article, asker, second)

    assert list(Change.objects.values_list("article", flat=True)) == [article.pk]


def test_the_same_file_is_not_brought_in_again(article: Article, asker: User, second: User) -> None:
    redact(article, asker, second)

    outcome = import_file(WITH_NUMBERS.encode("gb18030"), "again.txt", by=asker)

    assert (outcome.outcome, outcome.number) == ("refused", article.pk)
    assert "隐去" in outcome.reason


@pytest.mark.parametrize("is_asked_for", [False, True])
def test_a_reprint_that_nobody_decided_about_gives_up_its_bytes(
    article: Article, asker: User, second: User, *, is_asked_for: bool
) -> None:
    elsewhere = WITH_NUMBERS.replace("2024-05-20", "2024-05-22").encode("gb18030")
    batch = uploads.receive([Incoming("转载.txt", elsewhere), Incoming("坏.txt", b"")], by=asker)
    while uploads.work_off_one():
        pass
    reprint, other = batch.uploads.order_by("pk")
    assert (reprint.state, reprint.article) == ("asks", article)
    if is_asked_for:
        uploads.ask_for_reprint(reprint, by=asker)

    redact(article, asker, second)
    while uploads.work_off_one():
        pass

    reprint.refresh_from_db()
    other.refresh_from_db()
    assert (reprint.state, reprint.content, reprint.outcome) == ("dropped", None, "")
    assert "隐去" in reprint.reason
    assert (other.state, other.content) == ("refused", b"")
    assert Original.objects.count() == 1


def test_the_database_lets_only_an_agreed_redaction_pass(article: Article, asker: User, second: User) -> None:
    redaction = curation.ask_redaction(article, [place(article)], "理由", by=asker)
    Original.objects.update(redaction=redaction)
    _refused_by_the_database()
    now = timezone.now()
    Redaction.objects.update(decided_by=second, decided_at=now, is_agreed=False)
    _refused_by_the_database()
    Redaction.objects.update(is_agreed=True)
    Edition.objects.update(correction="改过")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(number=models.F("number") + 10)
    Redaction.objects.update(done_at=now)
    _refused_by_the_database()
    with pytest.raises(IntegrityError, match="immutable"), transaction.atomic():
        Redaction.objects.update(done_at=None)


def _refused_by_the_database() -> None:
    for rows, changes in (
        (Original.objects.all(), {"content": b""}),
        (Reading.objects.all(), {"lines": []}),
        (Edition.objects.all(), {"items": []}),
    ):
        with pytest.raises(IntegrityError, match="immutable"), transaction.atomic():
            rows.update(**changes)


def test_a_file_that_is_no_text_gives_way_to_its_lines(article: Article, asker: User, second: User) -> None:
    Original.objects.update(format="pdf")

    redact(article, asker, second)

    original = Original.objects.get()
    assert original.format == "text"
    assert bytes(original.content).decode() == as_record(reading_of(article)).text


@pytest.mark.django_db(transaction=True)
def test_not_a_byte_of_it_is_left_in_the_file(asker: User, second: User) -> None:
    """With its free pages. Of PostgreSQL's files nobody but its own administrator knows; there it is done all the same."""
    load_vocabulary()
    article = article_of(import_file(WITH_NUMBERS.encode("gb18030"), "page.txt", by=asker))
    curation.publish(article, by=asker)
    assert TORN.encode() in _database_file(otherwise=TORN)

    redact(article, asker, second)
    curation.wipe()

    assert TORN.encode() not in _database_file()
    assert "１３９１２３４".encode() not in _database_file()


def _database_file(otherwise: str = "") -> bytes:
    is_sqlite = connection.vendor == "sqlite"
    return connection.connection.serialize() if is_sqlite else otherwise.encode()


def test_an_article_whose_later_file_became_another_one_s_is_redacted_with_it(asker: User, second: User) -> None:
    load_vocabulary()
    first, other = (
        article_of(import_file(text.encode(), name, by=asker))
        for text, name in ((WITH_NUMBERS, "page.txt"), (PAGE.replace("社区", "院落"), "other.txt"))
    )
    curation.publish(first, by=asker)
    import_file(WITH_NUMBERS.replace("去年", "前年").encode(), "page.txt", by=asker)
    first.refresh_from_db()
    curation.judge(resemblances.between(first, other), "revised", by=asker)
    other.refresh_from_db()

    redact(other, asker, second)

    assert TORN not in str(Edition.objects.get(article=first).items)
    assert all(TORN.encode() not in bytes(one.content) for one in Original.objects.all())
