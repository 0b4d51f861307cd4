"""A room in which everything was done once that an office may do, for tests of what leaves it and comes back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import connection, transaction

from readingroom.articles import curation, uploads
from readingroom.articles.importing import article_of, import_file
from readingroom.articles.models import (
    Appearance,
    Article,
    CleaningWord,
    Resemblance,
    Room,
    Source,
    SourceAlias,
    Term,
    TermState,
    Theme,
)
from readingroom.articles.resemblances import between
from readingroom.articles.uploads import Incoming
from readingroom.articles.vocabulary import load_vocabulary
from readingroom.records import Decision
from readingroom.search.models import SynonymGroup, UnansweredQuestion, Word
from tests.articles.page import ERRANDS, PAGE, VISITS, WINDOW, anchor, whole_line

PHONE = "13912345678"

_OTHERS = ("院落", "码头", "书屋", "菜场", "渡口", "茶亭")


def page(topic: str, *more: str) -> str:
    """A short article of its own for each topic."""
    sentences = [
        f"{topic}边的值班表贴了整整一面墙，哪一天谁来开门、谁来锁门，写得清清楚楚，第{len(topic)}组的人从不迟到。",
        f"到{topic}来的人多，问的事也杂，记在本子上的就有几百条，每一条后面都写着哪一天由谁答复、答复了什么。",
        *more,
    ]
    return "\n".join([f"{topic}里的登记本", *sentences])


def furnish(by: User, second: User) -> None:
    load_vocabulary()
    room = Room.objects.get()
    room.name, room.office, room.contact = "柳河阅览室", "柳河街道", "党建办"
    curation.save(room, by=by)
    _words(by)
    _published(by)
    split = _brought_in(page("院落", page("码头")), "split.txt", by)
    curation.split_file(split, 4, by=by)
    again = _brought_in(page("书屋", page("菜场")), "parted.txt", by)
    curation.split_file(again, 4, by=by)
    curation.part_files(again, by=by)
    joined, other = _brought_in(page("渡口"), "joined.txt", by), _brought_in(page("茶亭"), "other.txt", by)
    curation.publish(other, by=by)
    curation.join_files(joined, other, by=by)
    _judged(by)
    _redacted(by, second)
    _sources(by)
    _statuses(by)
    _rejected(by)
    uploads.receive([Incoming("waits.txt", page("水塔").encode())], by=by, url="https://example.org/a")
    uploads.receive([Incoming("read.txt", page("磨坊").encode()), Incoming("bad.txt", b"\0\1")], by=by)
    uploads.work_off_one()
    uploads.work_off_one()


def _brought_in(text: str, name: str, by: User) -> Article:
    outcome = import_file(text.encode(), name, by=by)
    assert outcome.number, outcome
    return article_of(outcome)


def _words(by: User) -> None:
    curation.save(CleaningWord(kind="line", word="本页由柳河制作", note="页脚"), by=by)
    curation.save(Word(text="柳河议事厅", note="本街道的"), by=by)
    curation.save(SynonymGroup(words="议事厅、议事堂"), by=by)
    UnansweredQuestion.objects.create(
        text="渡口几点开", folded="渡口几点开", times=2, first_on="2024-05-01", last_on="2024-05-09"
    )
    curation.save(Theme(slug="neighbours", name="邻里", description="街坊之间的事。", order=9), by=by)
    curation.save(Term(theme=Theme.objects.get(slug="neighbours"), word="登记本", weight=2.5), by=by)
    heavier = Term.objects.filter(theme__slug="service").first()
    assert heavier
    heavier.weight = 2.75
    curation.save(heavier, by=by)
    gone = Term.objects.filter(theme__slug="organization").first()
    assert gone
    curation.delete(gone, by=by)
    assert Term.objects.get(pk=gone.pk).state == TermState.DELETED


def _published(by: User) -> None:
    article = _brought_in(PAGE, "page.txt", by)
    curation.publish(article, by=by)
    curation.decide(article, Decision("remove", whole_line(article, ERRANDS), "advertisement"), by=by)
    undone = curation.decide(article, Decision("remove", whole_line(article, VISITS), "advertisement"), by=by)
    curation.undo(undone, by=by)
    article.refresh_from_db()
    curation.decide(article, Decision("text", anchor(article, WINDOW), "街道把服务窗口"), by=by)
    curation.set_field(article, "author", "周岚", by=by)
    curation.set_paragraph_theme(article, 3, "neighbours", by=by)
    curation.set_article_themes(article, ["service", "neighbours"], by=by)
    curation.publish(article, by=by, correction="去掉一段。")
    curation.save(Appearance(article=article, leads=False, source=Source.objects.get(name="社区晚报"), page="3"), by=by)
    curation.set_field(article, "author", "林晓", by=by)


def _judged(by: User) -> None:
    """One the same as another, one revised, one no duplicate."""
    for topic, verdict in (("石桥", "same"), ("水渠", "revised"), ("晒场", "different")):
        first = _brought_in(page(topic), f"{topic}.txt", by)
        later = _brought_in(
            page(topic, f"{topic}的登记本今年又换了一本新的，封面上写着年份和组别。"), f"{topic}二.txt", by
        )
        curation.publish(first, by=by)
        curation.judge(between(later, first), verdict, by=by)
    assert set(Resemblance.objects.values_list("verdict", flat=True)) >= {"same", "revised", "different"}


def _redacted(by: User, second: User) -> None:
    for topic in ("粮站", "井台"):
        article = _brought_in(
            page(topic, f"有事找{topic}的值班员，电话{PHONE}，白天晚上都有人接，不用跑一趟。"), f"{topic}.txt", by
        )
        curation.set_field(article, "author", f"周岚 {PHONE}", by=by)
        redaction = curation.ask_redaction(article, curation.personal_places(article), "未经本人同意", by=by)
        if topic == "粮站":
            curation.agree_to_redaction(redaction, by=second)


def _sources(by: User) -> None:
    kept = Source.objects.get(name="社区晚报")
    merged, parted = Source(name="社区晚报社"), Source(name="柳河小报", kind="local")
    for source in (merged, parted):
        curation.save(source, by=by)
        article = _brought_in(f"来源:{source.name} 2024-05-21\n{page(source.name)}", f"{source.name}.txt", by)
        curation.save(Appearance(article=article, leads=False, source=source, page="2"), by=by)
    curation.save(SourceAlias(source=merged, spelling="晚报社"), by=by)
    for source in (merged, parted):
        (merger,) = curation.merge_sources(kept, [source], by=by)
    curation.unmerge_source(merger, by=by)


def _statuses(by: User) -> None:
    withdrawn, archived = _brought_in(page("车站"), "withdrawn.txt", by), _brought_in(page("邮亭"), "archived.txt", by)
    for article in (withdrawn, archived):
        curation.publish(article, by=by)
    curation.withdraw(withdrawn, by=by, reason="来源有误")
    curation.archive(archived, by=by)
    _brought_in(page("戏台"), "draft.txt", by)


def _rejected(by: User) -> None:
    """What newer words made of an article was sent back: it stays as readers see it."""
    line = "柳河文化站制作这一页"
    article = _brought_in(page("窑口", line), "rejected.txt", by)
    curation.publish(article, by=by)
    curation.save(CleaningWord(kind="line", word=line), by=by)
    curation.reclean(article)
    article.refresh_from_db()
    assert article.proposal
    curation.reject_proposal(article, by=by)


def empty_room() -> None:
    """As a database is after its migrations; sequences go on."""
    kept = {"django_migrations", "django_content_type", "auth_permission"}
    with transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in kept:
                cursor.execute(f'DELETE FROM "{table}"')
        Room.objects.create(pk=1)
