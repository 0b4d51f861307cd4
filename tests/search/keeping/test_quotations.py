from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command

from readingroom.articles import curation
from readingroom.articles.models import Article, Paragraph
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.locking import exclusive
from readingroom.search.keeping import ahead, indexing, quotations
from readingroom.search.keeping.quotations import FoundQuotations, shared_quotations, stamp_of
from readingroom.search.keeping.shared import QuotationFile, Quotations, Stretch
from tests.library import item, published_article, published_articles

pytestmark = pytest.mark.django_db

SAYING = "路修好了要有人看，灯装好了要有人管，事办好了还要回头问一问"
"""Twenty-seven letters."""

SHORT = "小事不出院子，大事商量着办"
"""Twelve."""

FORMULA = "健全院落居民议事协商工作机制"


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> FoundQuotations:
    """The tests do not wait a second between two rounds."""
    monkeypatch.setattr(ahead, "_REST_AFTER_PLANNING", 0.0)
    return FoundQuotations()


@pytest.fixture
def steady_library() -> None:
    """So large that a few more articles do not make all that was found stale."""
    published_articles(8)


def article(text: str, title: str) -> Article:
    return published_article([text], title=title, themes=("organization",))


def look_after(keeper: FoundQuotations) -> None:
    """News are in the index; then as many rounds as it takes."""
    indexing.drain()
    keeper.look_after(seconds=60)


def shared(one: Article) -> list[tuple[str, int, str]]:
    """What it quotes, in which article that stands too, and how it is said there."""
    return [(words(each.quoted), each.article, words(each.there)) for each in shared_quotations(one.number).shared]


def words(place: Stretch) -> str:
    return Paragraph.objects.get(pk=place.key).text[place.start : place.end]


# ------------------------------------------------------------------ what counts
@pytest.mark.parametrize(
    ("text", "as_said"),
    [
        # Quoted, to the letter and not.
        (f"门上贴着“{SAYING}”。", SAYING),
        (f"門上貼著「{SAYING.replace('灯', '燈')}」。", SAYING.replace("灯", "燈")),
        (f"他说：“{SAYING.replace('，', '；')}。”", SAYING.replace("，", "；") + "。"),
        (f"他说：“{SAYING.replace('办好', '办妥')}。”", SAYING.replace("办好", "办妥") + "。"),
        # Longer or shorter there: shown as it is quoted there.
        (f"他说：“{SAYING}，问了才算完。”", f"{SAYING}，问了才算完。"),
        (f"他说：“{SAYING[9:]}。”", f"{SAYING[9:]}。"),
        # Said without marks.
        (f"大家记得，{SAYING}，就这么做。", SAYING),
        (f"大家记得{SAYING}就这么做。", SAYING),
        # It begins and ends there in other words.
        (
            "大家记得，石阶修好要有人看，灯装好了要有人管，事办好了还要回头问两遍。",
            "石阶修好要有人看，灯装好了要有人管，事办好了还要回头问两遍",
        ),
        (
            "大家记得路修好了要有人看，灯装好了要有人管，事办好了再走。",
            "路修好了要有人看，灯装好了要有人管，事办好了再走",
        ),
    ],
)
def test_a_quotation_is_found_in_another_article(text: str, as_said: str, keeper: FoundQuotations) -> None:
    asked = article(f"老班长常讲：“{SAYING}。”", "老班长")
    other = article(text, "另一篇")
    article("合唱团借了小学的音乐教室，钢琴调过音。", "别的事")

    look_after(keeper)

    assert shared(asked) == [(f"{SAYING}。", other.number, as_said)]


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        # The same matter in other words.
        (SAYING, "路要有人看，灯要有人管，修好装好以后事情办得怎样，回头要问。"),
        # A formula: quoted in a longer sentence here, a part of another one there.
        (f"{SAYING}，关键是{FORMULA}", f"街道今年的任务是{FORMULA}，并且年底前验收。"),
        (f"{SAYING}，关键是{FORMULA}", f"他说：“{FORMULA[2:]}要抓紧，{FORMULA[:8]}更要抓紧，年底验收”。"),
        # A short one, of which the other quotation has a part, or that is only said there.
        (SHORT, f"墙上写着“{SHORT[:10]}要商量”，他念了两遍。"),
        (SHORT, f"大家说{SHORT}，散会了。"),
        # A name between marks.
        ("巷子里的老班长", "“巷子里的老班长”今年又收了三名徒弟。"),
    ],
)
def test_what_is_alike_without_being_the_same_quotation_is_not_found(
    quoted: str, text: str, keeper: FoundQuotations
) -> None:
    asked = article(f"老班长常讲：“{quoted}。”", "老班长")
    article(text, "另一篇")

    look_after(keeper)

    assert shared(asked) == []


def test_a_short_quotation_is_found_where_it_is_quoted_to_the_letter(keeper: FoundQuotations) -> None:
    asked = article(f"墙上写着“{SHORT}”。", "墙")
    same = article(f"他说“{SHORT}！”", "他说")
    longer = article(f"他说“{SHORT}，这样才不生分”。", "她说")

    look_after(keeper)

    assert [each[1] for each in shared(asked)] == [same.number, longer.number]


def test_what_an_article_says_without_marks_is_no_quotation_of_its_own(keeper: FoundQuotations) -> None:
    says = article(f"大家记得，{SAYING}，就这么做。", "说")
    quotes = article(f"老班长常讲：“{SAYING}。”", "引")

    look_after(keeper)

    assert shared(says) == []
    assert [each[1] for each in shared(quotes)] == [says.number]


def test_of_a_quotation_within_another_nothing_is_said_twice(keeper: FoundQuotations) -> None:
    outer = f"他在院子里讲‘{SAYING}’，我们都记着"
    asked = article(f"“{outer}。”老张说。", "老张")
    both = article(f"“{outer}。”老李也说。", "老李")
    inner_only = article(f"门上贴着“{SAYING}”。", "门")

    look_after(keeper)

    assert shared(asked) == [
        (f"{outer}。", both.number, f"{outer}。"),
        (f"{outer}。", inner_only.number, SAYING),
    ]


def test_of_a_quotation_that_an_article_repeats_nothing_is_said_twice(keeper: FoundQuotations) -> None:
    again = f"最后还是那句话：“{SAYING.replace('，', '、')}。”"
    asked = published_article([f"门上贴着“{SAYING}”。", again], title="门")
    other = article(f"他说：“{SAYING}。”", "老张")

    look_after(keeper)

    assert shared(asked) == [(SAYING, other.number, f"{SAYING}。")]


def test_quotations_come_in_the_order_of_reading_and_the_most_alike_first(keeper: FoundQuotations) -> None:
    other = "把钥匙交给最早起床的人，把账本摊在最亮的灯下，谁都能看"
    asked = published_article([f"一来“{SAYING}”。", f"二来“{other}”。"], title="两句")
    second = article(f"“{other}”", "账本")
    unlike = article(f"“{SAYING.replace('回头', '上门')}”", "上门")
    alike = article(f"“{SAYING}”", "门")

    look_after(keeper)

    assert [(words, number) for words, number, _ in shared(asked)] == [
        (SAYING, alike.number),
        (SAYING, unlike.number),
        (other, second.number),
    ]


def test_more_articles_than_are_named_are_told_of(keeper: FoundQuotations) -> None:
    asked, *_ = (article(f"第{number}处写着“{SAYING}”。", f"第{number}处") for number in range(7))

    look_after(keeper)

    found = shared_quotations(asked.number).shared
    assert len(found) == 5
    assert all(each.has_more for each in found)


def test_where_all_are_named_nobody_is_told_of_more(keeper: FoundQuotations) -> None:
    asked, *_ = (article(f"第{number}处写着“{SAYING}”。", f"第{number}处") for number in range(6))

    look_after(keeper)

    assert [each.has_more for each in shared_quotations(asked.number).shared] == [False] * 5


def test_a_quotation_is_named_with_all_its_articles_or_not_at_all(keeper: FoundQuotations) -> None:
    """Sixteen are kept: of the fourth quotation, which stands in five articles like the others, there would be one."""
    sayings = [
        SAYING,
        "把钥匙交给最早起床的人，把账本摊在最亮的灯下，谁都能看",
        "谁家的事谁来说，说不清的大家听，听不清的书记上门问",
        "先把门口扫干净，再把楼道刷白，最后一起坐下来定规矩",
    ]
    asked = published_article([f"“{each}”" for each in sayings], title="四句")
    for number in range(5):
        published_article([f"第{number}处写着“{each}”。" for each in sayings], title=f"第{number}处")

    look_after(keeper)

    assert len(shared(asked)) == 15


def test_front_items_quote_and_answer_and_headings_do_not(keeper: FoundQuotations) -> None:
    asked = published_article([item(f"编者按：“{SAYING}”", kind="front"), "正文。"], title="编者按")
    answers = published_article([item(f"摘要：{SAYING}。", kind="front"), "正文也有。"], title="摘要")
    published_article([item(f"“{SAYING}”", kind="heading"), "正文在此。"], title="小标题")

    look_after(keeper)

    assert [each[1] for each in shared(asked)] == [answers.number]


def test_the_seeds_share_one_quotation_not_to_the_letter(keeper: FoundQuotations) -> None:
    call_command("load_vocabulary", verbosity=0)
    call_command("load_seeds", verbosity=0)

    look_after(keeper)

    found = {one: shared(one) for one in Article.objects.published() if shared(one)}
    short, long = sorted(found, key=lambda one: len(found[one][0][0]))
    ((here, number, there),) = found[short]
    assert here.startswith("社区治理得好不好，关键在基层党组织、在广大党员，")
    assert here.endswith("发挥社区党员、干部先锋模范作用")
    assert there.startswith(f"{here}，健全基层党组织领导的基层群众自治机制")
    assert found[long] == [(there, short.number, here)]
    assert number == long.number


# ---------------------------------------------------------------- news and truth
def test_before_anything_was_found_nothing_is_shared() -> None:
    assert shared_quotations(1) == Quotations()
    assert stamp_of(1) == ""


@pytest.mark.usefixtures("steady_library")
@pytest.mark.parametrize("said", [f"大家记得，{SAYING}，就这么做。", f"门上贴着“{SAYING}”。"])
def test_a_new_article_is_told_to_those_that_quote_what_it_has(said: str, keeper: FoundQuotations) -> None:
    quotes = article(f"老班长常讲：“{SAYING}。”", "引")
    look_after(keeper)
    before = stamp_of(quotes.number)
    assert shared(quotes) == []

    new = article(said, "说")
    look_after(keeper)

    assert [each[1] for each in shared(quotes)] == [new.number]
    assert stamp_of(quotes.number) != before


@pytest.mark.usefixtures("steady_library")
def test_a_withdrawn_article_is_forgotten_and_named_again_when_it_comes_back(keeper: FoundQuotations) -> None:
    quotes, says = article(f"“{SAYING}”", "引"), article(f"大家记得，{SAYING}，就这么做。", "说")
    look_after(keeper)
    assert len(shared(quotes)) == 1

    curation.withdraw(says, by=None)
    look_after(keeper)
    assert shared(quotes) == []

    curation.restore(says, by=None)
    look_after(keeper)
    assert [each[1] for each in shared(quotes)] == [says.number]


@pytest.mark.usefixtures("steady_library")
def test_a_new_edition_is_named_in_the_place_of_the_old(keeper: FoundQuotations) -> None:
    quotes, says = article(f"“{SAYING}”", "引"), article(f"大家记得，{SAYING}，就这么做。", "说")
    look_after(keeper)
    (before,) = shared_quotations(quotes.number).shared

    curation.set_field(says, "title", "新题", by=None)
    edition = curation.publish(says, by=None)
    look_after(keeper)

    (after,) = shared_quotations(quotes.number).shared
    assert after == replace(before, edition=edition.pk)


def test_a_new_edition_that_the_index_does_not_have_yet_is_named_as_it_is_published(keeper: FoundQuotations) -> None:
    quotes, says = article(f"“{SAYING}”", "引"), article(f"大家记得，{SAYING}，就这么做。", "说")
    indexing.drain()
    curation.set_field(says, "title", "新题", by=None)
    edition = curation.publish(says, by=None)

    keeper.look_after(seconds=60)

    (found,) = shared_quotations(quotes.number).shared
    assert found.edition == edition.pk


def test_a_rebuilt_index_makes_all_of_it_anew_and_the_stamp_stays(keeper: FoundQuotations) -> None:
    quotes = article(f"“{SAYING}”", "引")
    article(f"大家记得，{SAYING}，就这么做。", "说")
    look_after(keeper)
    before, stamp = shared_quotations(quotes.number).shared, stamp_of(quotes.number)

    indexing.rebuild()
    look_after(keeper)

    assert shared_quotations(quotes.number).shared == before
    assert stamp_of(quotes.number) == stamp


def test_a_lost_or_damaged_file_is_made_anew(keeper: FoundQuotations, backend: TantivySearchBackend) -> None:
    quotes = article(f"“{SAYING}”", "引")
    article(f"大家记得，{SAYING}，就这么做。", "说")
    look_after(keeper)
    expected = shared_quotations(quotes.number).shared
    path = backend.store.path / "quotations"

    path.write_bytes(bytes(byte ^ 0x55 for byte in path.read_bytes()))
    assert shared_quotations(quotes.number).shared == ()
    FoundQuotations().look_after(seconds=60)
    assert shared_quotations(quotes.number).shared == expected

    path.unlink()
    FoundQuotations().look_after(seconds=60)
    assert shared_quotations(quotes.number).shared == expected


@pytest.mark.usefixtures("steady_library")
@pytest.mark.parametrize("writes", [0, 1, 2])
def test_a_process_that_is_killed_leaves_what_the_next_one_finds(
    writes: int, keeper: FoundQuotations, monkeypatch: pytest.MonkeyPatch
) -> None:
    quotes = article(f"“{SAYING}”", "引")
    look_after(keeper)
    new = article(f"大家记得，{SAYING}，就这么做。", "说")
    indexing.drain()
    left = iter(range(writes))
    put = QuotationFile.put

    def put_or_die(*args: object) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        put(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(QuotationFile, "put", put_or_die)
    with pytest.raises(KeyboardInterrupt):
        keeper.look_after(seconds=60)
    monkeypatch.undo()
    FoundQuotations().look_after(seconds=60)

    assert [each[1] for each in shared(quotes)] == [new.number]


def test_another_process_that_is_at_it_is_left_to_it(keeper: FoundQuotations, index_folder: Path) -> None:
    quotes = article(f"“{SAYING}”", "引")
    article(f"他也说：“{SAYING}”", "也引")
    indexing.drain()

    with exclusive(index_folder / "quotations.lock", wait=0):
        keeper.look_after()
        assert shared_quotations(quotes.number).shared == ()

    keeper.look_after(seconds=60)
    assert shared_quotations(quotes.number).shared != ()


@pytest.mark.usefixtures("steady_library")
def test_nothing_is_done_twice_and_nothing_while_nothing_changed(
    keeper: FoundQuotations, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(f"“{SAYING}”", "引"), article(f"大家记得，{SAYING}，就这么做。", "说")
    looked_at: list[int] = []
    find = quotations._shared
    monkeypatch.setattr(quotations, "_shared", lambda opened, one: looked_at.append(one.pk) or find(opened, one))

    look_after(keeper)
    keeper.look_after()
    FoundQuotations().look_after()

    assert sorted(looked_at) == sorted(Article.objects.values_list("pk", flat=True))
