from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from readingroom.articles import curation
from readingroom.articles.models import Article
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.engine.locking import exclusive
from readingroom.search.keeping import ahead, indexing, related
from readingroom.search.keeping.near import Near, NearFile
from readingroom.search.keeping.related import RelatedArticles, related_to
from tests.library import published_article

pytestmark = pytest.mark.django_db

GARDEN = "居民把屋顶的旧花盆搬到天井里，种上豆角、丝瓜和薄荷，浇水排班贴在单元门上。"
GARDEN_TOO = "天井里的豆角和丝瓜熟了，轮到浇水的居民把薄荷分给楼上的老人，旧花盆也添了几只。"
GARDEN_AGAIN = "豆角架搭过了二楼，丝瓜垂下来，天井里的旧花盆排成两行，浇水的人每天换。"
LIFT = "加装电梯的图纸挂在布告栏，三楼的住户担心采光，设计师带着模型上门解释。"
LIFT_TOO = "布告栏里换了加装电梯的新图纸，采光算过两遍，三楼的住户和设计师都签了字。"
CHESS = "棋社每逢周末摆擂台，象棋围棋都有人守擂，输了的人第二天再来。"
OTHER_MATTERS = (
    "锣鼓队在广场排练，鼓点乱了两拍，领队敲着锣沿一遍遍数。",
    "修鞋的师傅收摊前把锥子、线轴和胶水排进木箱，箱盖上钉着价目。",
    "河道清淤用了十天，挖泥船退走以后，水面露出一排老石阶。",
    "食堂添了低盐窗口，老人刷卡吃饭，菜单每天写在黑板上。",
    "合唱团借了小学的音乐教室，钢琴调过音，高音部还缺两个人。",
    "快递柜搬到门岗旁边，值班的保安帮人取件，登记本换了第三册。",
    "夜校教剪纸，红纸折成四层，窗花剪坏的一张也留着做样子。",
    "消防栓逐个试压，生锈的两只当场更换，钥匙交给楼长。",
)
"""As many as keep the size of the library, in powers of two, the same in each test."""


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> RelatedArticles:
    """In a library of other matters. The tests do not wait a second between two rounds."""
    for number, text in enumerate(OTHER_MATTERS):
        article(text, f"别的事{number}")
    monkeypatch.setattr(ahead, "_REST_AFTER_PLANNING", 0.0)
    return RelatedArticles()


def article(text: str, title: str) -> Article:
    return published_article([text], title=title, themes=("organization",))


def look_after(keeper: RelatedArticles) -> None:
    """News are in the index; then as many rounds as it takes."""
    indexing.drain()
    keeper.look_after(seconds=60)


def test_articles_about_the_same_matter_are_related_and_others_are_not(keeper: RelatedArticles) -> None:
    garden, garden_too = article(GARDEN, "天井"), article(GARDEN_TOO, "收成")
    lift, lift_too = article(LIFT, "电梯"), article(LIFT_TOO, "签字")
    chess = article(CHESS, "擂台")

    look_after(keeper)

    assert related_to(garden.number) == [garden_too.number]
    assert related_to(garden_too.number) == [garden.number]
    assert related_to(lift.number) == [lift_too.number]
    assert related_to(chess.number) == []


def test_themes_and_sources_in_common_make_nothing_related(keeper: RelatedArticles) -> None:
    of_the_daily = {"outlet": "柳河日报", "source": "柳河日报", "themes": ("service",)}
    garden = published_article([GARDEN], title="天井", **of_the_daily)
    published_article([LIFT], title="电梯", **of_the_daily)

    look_after(keeper)

    assert related_to(garden.number) == []


def test_before_anything_was_found_nothing_is_related() -> None:
    assert related_to(1) == []


def test_the_nearest_five_come_best_first(keeper: RelatedArticles) -> None:
    asked = article(GARDEN, "天井")
    near = [article(GARDEN.replace("薄荷", "") + CHESS * times, f"第{times}处天井") for times in range(7)]

    look_after(keeper)

    assert related_to(asked.number) == [one.number for one in near[:5]]


def test_a_new_article_is_told_to_those_it_is_near_to(keeper: RelatedArticles) -> None:
    garden, chess = article(GARDEN, "天井"), article(CHESS, "擂台")
    look_after(keeper)
    assert related_to(garden.number) == []

    new = article(GARDEN_TOO, "收成")
    look_after(keeper)

    assert related_to(new.number) == [garden.number]
    assert related_to(garden.number) == [new.number]
    assert related_to(chess.number) == []


def test_a_withdrawn_article_leaves_its_place_to_the_next(keeper: RelatedArticles) -> None:
    garden = article(GARDEN, "天井")
    others = [article(GARDEN_TOO, "收成"), *(article(f"{GARDEN_TOO}第{n}处。", f"第{n}处") for n in range(5))]
    look_after(keeper)
    before = related_to(garden.number)
    gone, left_out = before[0], ({one.number for one in others} - set(before)).pop()

    curation.withdraw(Article.objects.get(pk=gone), by=None)
    look_after(keeper)

    assert set(related_to(garden.number)) == {*before[1:], left_out}
    assert related_to(gone) == []


def test_an_article_that_comes_back_is_related_again(keeper: RelatedArticles) -> None:
    garden, garden_too = article(GARDEN, "天井"), article(GARDEN_TOO, "收成")
    look_after(keeper)
    curation.withdraw(garden_too, by=None)
    look_after(keeper)
    assert related_to(garden.number) == []

    curation.restore(garden_too, by=None)
    look_after(keeper)

    assert related_to(garden.number) == [garden_too.number]


def test_a_new_edition_is_near_to_other_articles(keeper: RelatedArticles) -> None:
    garden, lift = article(GARDEN, "天井"), article(LIFT, "电梯")
    edited = article("这一篇的题名就是全文。", title=GARDEN_TOO)
    look_after(keeper)
    assert related_to(garden.number) == [edited.number]

    curation.set_field(edited, "title", LIFT_TOO, by=None)
    curation.publish(edited, by=None)
    look_after(keeper)

    assert related_to(garden.number) == []
    assert related_to(edited.number) == [lift.number]
    assert related_to(lift.number) == [edited.number]


def test_a_new_edition_that_is_met_before_the_index_has_it_is_told_of_all_the_same(keeper: RelatedArticles) -> None:
    garden, lift = article(GARDEN, "天井"), article(LIFT, "电梯")
    edited = article("这一篇的题名就是全文。", title=GARDEN_TOO)
    look_after(keeper)
    indexing.rebuild()

    curation.set_field(edited, "title", LIFT_TOO, by=None)
    curation.publish(edited, by=None)
    keeper.look_after(seconds=60)
    look_after(keeper)

    assert related_to(garden.number) == []
    assert related_to(lift.number) == [edited.number]


def test_a_damaged_record_that_names_what_is_not_there_is_made_anew(
    keeper: RelatedArticles, backend: TantivySearchBackend
) -> None:
    garden, garden_too = article(GARDEN, "天井"), article(GARDEN_TOO, "收成")
    look_after(keeper)
    near = NearFile(backend.store.path / "related")
    near.put(garden.number, replace(near.of(garden.number), near=(4_000_000_000,)))

    article(CHESS, "擂台")
    look_after(keeper)

    assert related_to(garden.number) == [garden_too.number]


def test_a_rebuilt_index_makes_all_of_it_anew(keeper: RelatedArticles, backend: TantivySearchBackend) -> None:
    garden, garden_too = article(GARDEN, "天井"), article(GARDEN_TOO, "收成")
    look_after(keeper)
    before = records(backend)

    indexing.rebuild()
    assert related_to(garden.number) == [garden_too.number]
    look_after(keeper)

    assert related_to(garden.number) == [garden_too.number]
    assert {record.stamp for record in before.values()}.isdisjoint(record.stamp for record in records(backend).values())


def test_nothing_is_done_twice_and_nothing_while_nothing_changed(
    keeper: RelatedArticles, monkeypatch: pytest.MonkeyPatch
) -> None:
    article(GARDEN, "天井"), article(GARDEN_TOO, "收成"), article(LIFT, "电梯")
    found: list[int] = []
    nearest = related._nearest
    monkeypatch.setattr(related, "_nearest", lambda opened, one: found.append(one.pk) or nearest(opened, one))

    look_after(keeper)
    assert len(found) == len(set(found)) == 3 + len(OTHER_MATTERS)

    keeper.look_after()
    RelatedArticles().look_after()
    assert len(found) == 3 + len(OTHER_MATTERS)


def test_a_round_ends_in_time_and_the_next_goes_on(keeper: RelatedArticles, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(f"{GARDEN}这是第{number}处。", f"第{number}处") for number in range(15)]
    indexing.drain()
    monkeypatch.setattr(ahead, "_TOGETHER", 2)

    keeper.look_after(seconds=0.001)
    begun = sum(bool(related_to(one.number)) for one in articles)
    while keeper._waiting:
        keeper.look_after(seconds=0.001)

    assert 0 < begun < 15
    assert all(related_to(one.number) for one in articles)


@pytest.mark.parametrize("write", [0, 1])
def test_a_process_that_is_killed_leaves_what_the_next_one_finds(
    write: int, keeper: RelatedArticles, monkeypatch: pytest.MonkeyPatch
) -> None:
    garden = article(GARDEN, "天井")
    look_after(keeper)
    new = article(GARDEN_TOO, "收成")
    indexing.drain()

    writes = iter(range(write))
    put = NearFile.put

    def put_or_die(self: NearFile, number: int, record: Near) -> None:
        if next(writes, None) is None:
            raise KeyboardInterrupt
        put(self, number, record)

    monkeypatch.setattr(NearFile, "put", put_or_die)
    with pytest.raises(KeyboardInterrupt):
        keeper.look_after()
    monkeypatch.undo()
    RelatedArticles().look_after()

    assert related_to(new.number) == [garden.number]
    assert related_to(garden.number) == [new.number]


def test_another_process_that_is_at_it_is_left_to_it(keeper: RelatedArticles, index_folder: Path) -> None:
    garden = article(GARDEN, "天井")
    article(GARDEN_TOO, "收成")
    indexing.drain()

    with exclusive(index_folder / "related.lock", wait=0):
        keeper.look_after()
        assert related_to(garden.number) == []

    keeper.look_after()
    assert related_to(garden.number) != []


def test_frequent_changes_are_compared_seldom(keeper: RelatedArticles, monkeypatch: pytest.MonkeyPatch) -> None:
    article(GARDEN, "天井")
    look_after(keeper)
    monkeypatch.setattr(keeper, "_next_plan", time.monotonic() + 3600)
    new = article(GARDEN_TOO, "收成")

    look_after(keeper)
    assert related_to(new.number) == []

    monkeypatch.setattr(keeper, "_next_plan", 0.0)
    look_after(keeper)
    assert related_to(new.number) != []


def records(backend: TantivySearchBackend) -> dict[int, Near]:
    return NearFile(backend.store.path / "related").all()
