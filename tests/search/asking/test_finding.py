from __future__ import annotations

import random
from typing import Any

import pytest
from haystack.query import SearchQuerySet

from readingroom import search
from readingroom.articles import curation
from readingroom.articles.models import Article, Change, Paragraph, Status
from readingroom.search.asking.answers import FEW
from readingroom.search.asking.explaining import explain
from readingroom.search.asking.terms import Question
from readingroom.search.engine import IndexDamaged, Unsupported
from readingroom.search.engine.backend import TantivySearchBackend
from readingroom.search.keeping import indexing
from readingroom.search.language.folding import fold
from readingroom.search.models import SynonymGroup
from tests.library import item, published_article, published_articles

pytestmark = pytest.mark.django_db


def found(q: str, **options: Any) -> list[int]:
    """The articles of all full answers, in their order."""
    results = search.find(q, size=50, **options)
    return [hit.article.number for hit in results.hits[: results.partial_from]]


def publish(*texts: str, **about: Any) -> int:
    return published_article(list(texts), **about).number


def text_of(pieces: list[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in pieces)


# ------------------------------------------------------------------------ what is found


@pytest.mark.parametrize(
    "q",
    [
        "党",
        "党建",
        "黨建",
        "党建 楼道",
        "楼道党建",
        "“把党建做到楼道里”",
        "“把党建 做到楼道里，”",
        "「党建」",
        "12",
        "１２",
        "5G",
        "5g党建",
        "王家坝",
        "题目里的词",
        "党建 -食堂",
        "党建 NOT 食堂",
        "(党建",
        "党建 AND 楼道",
    ],
)
def test_an_article_is_found_by_what_people_type(q: str) -> None:
    number = publish("社区把党建做到楼道里，配了12名网格员和5G终端。", "王家坝社区的经验。", title="题目里的词")
    publish("社区食堂开张，老人来吃饭，党建也讲。", title="另一篇")
    indexing.drain()

    assert number in found(q)


@pytest.mark.parametrize("q", ["1", "2", "G", "党建 -楼道", "“党建到楼道”", "“楼道里配了”", "食堂"])
def test_an_article_is_not_found_by_what_it_does_not_hold(q: str) -> None:
    number = publish("社区把党建做到楼道里，配了12名网格员和5G终端。", title="题目")
    publish("食堂里有1张桌子和2把椅子，编号G。", title="另一篇")
    indexing.drain()

    assert number not in found(q)


def test_parts_of_a_compound_may_have_a_character_between_and_follow_below_when_they_stand_apart() -> None:
    apart = publish("社区是基层的细胞，各类组织都在这里扎根，居民的事情有人管。", title="甲")
    party = publish("建强基层党组织。", title="乙")
    whole = publish("建强基层组织，办好居民的事情。", title="丙")
    indexing.drain()

    results = search.find("基层组织")

    assert found("基层组织") == [whole, party]
    assert [hit.article.number for hit in results.hits[results.partial_from :]] == [apart]


def test_words_of_a_long_question_may_stand_anywhere() -> None:
    number = publish("居民议事厅每周开门，社区党委书记轮流坐班。", title="甲")
    indexing.drain()

    assert found("社区党委居民议事厅") == [number]
    assert search.find("社区党委居民议事厅").count == 1


def test_a_phrase_does_not_run_from_one_paragraph_into_the_next() -> None:
    number = publish("全面加强党建", "引领基层治理。", title="题目")
    indexing.drain()

    assert found("“加强党建”") == [number]
    assert found("“党建引领”") == []


def test_headings_lend_their_words_to_the_paragraph_below_and_are_no_hits() -> None:
    published_article([item("夯实堡垒", kind="heading"), "支部建在楼上。", "窗口搬到楼下。"])
    indexing.drain()

    results = search.find("堡垒", kind="paragraph")

    assert [text_of(hit.snippet) for hit in results.hits] == ["支部建在楼上。"]
    assert search.find("“堡垒”", kind="paragraph").count == 0
    assert search.find("“夯实堡垒”", kind="article").count == 1


def test_an_excluded_word_is_looked_for_where_a_wanted_one_is() -> None:
    published_article([item("志愿者在行动", kind="heading"), "支部建在楼上。", "志愿者搬到楼下。"])
    indexing.drain()

    assert search.find("志愿者", kind="paragraph").count == 2
    assert search.find("志愿者 -志愿者", kind="paragraph").count == 0
    assert search.find("楼上 -志愿者在行动", kind="paragraph").count == 0


def test_an_article_is_found_by_its_source_and_its_author_too() -> None:
    number = publish("支部建在楼上。", title="甲", source="海西日报", author="李某某")
    publish("窗口搬到楼下。", title="乙")
    indexing.drain()

    assert found("海西日报 李某某 支部") == [number]
    assert found("“海西日报”") == []


def test_front_items_are_found() -> None:
    published_article([item("摘要：支部建在楼上。", kind="front"), "窗口搬到楼下。"])
    indexing.drain()

    (hit,) = search.find("支部", kind="paragraph").hits

    assert hit.paragraph is not None
    assert hit.paragraph.kind == "front"
    assert hit.themes == []


def test_quoted_phrases_are_exact_about_paragraphs() -> None:
    """Recall and precision 1: whatever the phrase and wherever the text is cut."""
    chance = random.Random(7)
    signs = '党黨建引领領基层治理服务群众组织干部队伍，。“”「」‘’：5Ｇ a"'
    texts = list(dict.fromkeys("".join(chance.choices(signs, k=chance.randint(5, 40))).strip() for _ in range(80)))
    for start in range(0, len(texts), 8):
        publish(*texts[start : start + 8], title=f"第{start}篇")
    indexing.drain()
    paragraphs = dict(Paragraph.objects.values_list("key", "text"))

    for length in (1, 2, 3, 4, 5, 6, 8):
        for _ in range(8):
            text = chance.choice(texts)
            start = chance.randrange(max(len(text) - length, 1))
            phrase = text[start : start + length]
            if not fold(phrase):
                continue

            hits = all_hits(f'"{phrase}"', kind="paragraph")

            assert {hit.paragraph.key for hit in hits} == {
                key for key, text in paragraphs.items() if fold(phrase) in fold(text)
            }, phrase


def all_hits(q: str, **options: Any) -> list[Any]:
    pages = search.find(q, size=50, **options).pages
    return [hit for page in range(1, pages + 1) for hit in search.find(q, size=50, page=page, **options).hits]


def test_a_quoted_phrase_may_hold_quotation_marks() -> None:
    number = publish("发挥“领头雁”作用。", title="甲")
    publish("领头雁发挥了作用，“领头雁”的故事。", title="乙")
    indexing.drain()

    assert found('"发挥“领头雁”作用"') == [number]
    assert found('"雁”作"') == [number]


@pytest.mark.parametrize("phrase", ["´s", "e´", "か゛く", "a¯b", "A¨"])
def test_signs_that_fold_to_a_mark_with_a_space_are_found(phrase: str) -> None:
    number = publish(f"这里写着{phrase}，照原样。", title="甲")
    indexing.drain()

    assert found(f"“{phrase}”") == [number]


# --------------------------------------------------------------- some of the words only


def test_answers_with_some_of_the_words_follow_below_a_line() -> None:
    both = publish("党建引领楼道。", title="甲")
    one = publish("社区食堂讲党建。", title="乙")
    indexing.drain()

    results = search.find("党建 楼道")

    assert [hit.article.number for hit in results.hits] == [both, one]
    assert (results.count, results.partial_from) == (1, 1)


def test_one_word_beside_single_characters_is_enough_for_partial_answers() -> None:
    publish("三号楼前的路灯坏了，第二天就亮了。", title="路灯")
    indexing.drain()

    for q in ("路灯坏了找谁？", "路灯 找谁"):
        results = search.find(q)
        assert (results.count, results.partial_from, len(results.hits)) == (0, 0, 1), q


def test_enough_full_answers_need_no_partial_ones() -> None:
    published_articles(FEW)
    publish("党支部在楼道。", title="另一篇")
    indexing.drain()

    results = search.find("支部 网格", size=20)

    assert (results.count, len(results.hits), results.partial_from) == (FEW, FEW, None)


def test_partial_answers_keep_what_is_excluded_out() -> None:
    publish("党建引领楼道。", title="甲")
    publish("社区食堂讲党建。", title="乙")
    indexing.drain()

    results = search.find("党建 楼道 -食堂")

    assert [text_of(hit.title) for hit in results.hits] == ["甲"]


def test_pages_run_from_full_answers_into_partial_ones() -> None:
    numbers = [publish(f"党建引领楼道，这是第{number}篇。", title=f"甲{number}") for number in range(3)]
    others = [publish(f"食堂讲党建，这是第{number}篇。", title=f"乙{number}") for number in range(3)]
    indexing.drain()

    pages = [search.find("党建 楼道", page=page, size=2) for page in (1, 2, 3)]

    assert [page.partial_from for page in pages] == [None, 1, 0]
    assert {page.count for page in pages} == {3}
    assert {page.pages for page in pages} == {3}
    listed = [hit.article.number for page in pages for hit in page.hits]
    assert (set(listed[:3]), set(listed[3:])) == (set(numbers), set(others))


# ------------------------------------------------------------- what else is looked for


@pytest.fixture
def synonyms() -> None:
    SynonymGroup.objects.create(words="党建、党的建设")


@pytest.mark.usefixtures("synonyms")
def test_a_synonym_answers_too_below_what_was_typed() -> None:
    other = publish("加强党的建设。", title="甲")
    typed = publish("加强党建。", title="乙")
    indexing.drain()

    results = search.find("党建")

    assert [hit.article.number for hit in results.hits] == [typed, other]
    assert (results.count, results.also) == (2, ["党的建设"])
    assert ("党的建设", True) in results.hits[1].snippet


@pytest.mark.usefixtures("synonyms")
def test_synonyms_can_be_switched_off() -> None:
    publish("加强党的建设。", title="甲")
    typed = publish("加强党建。", title="乙")
    indexing.drain()

    results = search.find("党建", also=False)

    assert [hit.article.number for hit in results.hits[: results.partial_from]] == [typed]
    assert results.also == []


@pytest.mark.usefixtures("synonyms")
def test_what_is_excluded_is_excluded_in_all_its_forms() -> None:
    number = publish("社区食堂开张。", title="甲")
    publish("社区加强党的建设。", title="乙")
    publish("社区加强黨建。", title="丙")
    publish("社区加强党建。", title="丁")
    indexing.drain()

    assert found("社区 -党建") == [number]
    assert found("社区 -黨建") == [number]
    assert sorted(found("社区 -“党建”")) == sorted([search_number("社区加强党的建设。"), number])


@pytest.mark.usefixtures("synonyms")
def test_a_phrase_in_quotes_means_itself() -> None:
    publish("加强党的建设。", title="甲")
    typed = publish("加强党建。", title="乙")
    indexing.drain()

    assert found("“党建”") == [typed]


def search_number(text: str) -> int:
    return Paragraph.objects.get(text=text).article_id


# ----------------------------------------------------------- what finds little or nothing


def test_what_finds_nothing_is_explained_term_by_term() -> None:
    publish("社区食堂开张。", title="甲")
    publish("街道食堂讲卫生。", title="乙", themes=["service"])
    indexing.drain()

    explanation = search.find("食堂 航天", themes=["cadres"]).explanation

    assert explanation is not None
    assert [(each.term, each.count) for each in explanation.terms] == [("食堂", 2), ("航天", 0)]
    assert [(each.term, each.question, each.count) for each in explanation.without] == [("航天", "食堂", 2)]
    assert explanation.unfiltered == 0


def test_leaving_out_one_term_is_not_tried_while_another_occurs_nowhere() -> None:
    publish("社区食堂开张。", title="甲")
    indexing.drain()
    asked: list[str] = []

    def count(question: Question) -> int:
        asked.append(question.typed)
        return int(question.typed == "食堂")

    explanation = explain(search.understand("食堂 航天 深海"), count)

    assert [(each.term, each.count) for each in explanation.terms] == [("食堂", 1), ("航天", 0), ("深海", 0)]
    assert explanation.without == []
    assert asked == ["食堂", "航天", "深海"]


def test_filters_that_leave_nothing_are_told() -> None:
    publish("社区食堂开张。", title="甲", themes=["service"])
    indexing.drain()

    explanation = search.find("食堂", themes=["cadres"]).explanation

    assert explanation is not None
    assert explanation.unfiltered == 1


def test_what_keeps_answers_out_can_be_an_exclusion() -> None:
    publish("社区食堂开张。", title="甲")
    indexing.drain()

    explanation = search.find("食堂 -社区").explanation

    assert explanation is not None
    assert [(each.term, each.question, each.count) for each in explanation.without] == [("不含“社区”", "食堂", 1)]


@pytest.mark.parametrize("q", ["", "食堂", "，。"])
def test_what_has_answers_or_asks_nothing_is_not_explained(q: str) -> None:
    publish("社区食堂开张。", title="甲")
    indexing.drain()

    assert search.find(q).explanation is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("社区食唐", "社区食堂"),
        ("食唐 开张", "食堂 开张"),
        ("社区 “食唐开张”", "社区 “食堂开张”"),
        ("食唐 开长", "食堂 开张"),
        ("社区食堂", None),
    ],
)
def test_a_slip_of_the_hand_is_asked_about(typed: str, meant: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    near = {
        "食唐": ["食堂", "石塘"],
        "开长": ["开张"],
        "社区食唐": ["社区食堂"],
        "食唐开张": ["食堂开张"],
        "社区食堂": ["社区食品"],
    }
    monkeypatch.setattr("readingroom.search.asking.explaining.near_words", lambda word: near.get(word, []))
    publish("社区食堂开张。", title="甲")
    publish("街道食堂讲卫生。", title="乙")
    indexing.drain()

    assert search.find(typed).suggestion == meant


def test_a_slip_is_asked_about_only_where_putting_it_right_finds_more(monkeypatch: pytest.MonkeyPatch) -> None:
    near = {"食唐": ["石塘", "食堂"]}
    monkeypatch.setattr("readingroom.search.asking.explaining.near_words", lambda word: near.get(word, []))
    publish("社区食堂开张。", title="甲", date="2024", date_precision="year")
    publish("石塘村修了路。", title="乙", date="2023", date_precision="year")
    publish("街道开了会。", title="丙", date="2022", date_precision="year")
    indexing.drain()

    suggested = [search.find("食唐", year=year).suggestion for year in (None, "2024", "2023", "2022")]
    assert suggested == ["石塘", "食堂", "石塘", None]


def test_a_hit_knows_where_its_snippet_stands() -> None:
    publish("支部建在楼上。", "窗口搬到楼下。", title="甲")
    indexing.drain()

    (hit,) = search.find("窗口").hits

    assert hit.anchor == Paragraph.objects.get(text="窗口搬到楼下。").key
    assert search.find("窗口", kind="paragraph").hits[0].anchor == hit.anchor


# ------------------------------------------------------------------- pages, order, filters


@pytest.mark.parametrize("page", [0, -1, 3, 10**9])
def test_a_page_out_of_range_is_no_page(page: int) -> None:
    published_articles(12)
    indexing.drain()

    assert len(search.find("党支部", page=2).hits) == 2
    with pytest.raises(search.NoSuchPage):
        search.find("党支部", page=page)


def test_by_date_a_month_stands_between_its_neighbours_and_no_date_last() -> None:
    dates = ["2022-07", None, "2022-07-01", "2023", "2022-06-30"]
    for date in dates:
        precision = {None: None, 4: "year", 7: "month", 10: "day"}[len(date) if date else None]
        publish(f"党建，{date}。", title=f"题{date}", date=date, date_precision=precision)
    indexing.drain()

    hits = search.find("党建", sort="date").hits

    assert [hit.date for hit in hits] == ["2023", "2022-07-01", "2022-07", "2022-06-30", ""]


def test_paragraphs_by_date_are_in_the_order_of_reading() -> None:
    publish("党建第一段。", "党建第二段。", "党建第三段。")
    indexing.drain()

    hits = search.find("党建", kind="paragraph", sort="date").hits

    assert [text_of(hit.snippet) for hit in hits] == ["党建第一段。", "党建第二段。", "党建第三段。"]


def test_without_a_question_everything_is_listed_the_newest_first() -> None:
    old = publish("旧文。", title="旧", date="2020", date_precision="year")
    new = publish("新文。", title="新", date="2024", date_precision="year")
    indexing.drain()

    assert found("") == [new, old]


def test_signs_alone_find_nothing_and_say_so() -> None:
    publish("党建，引领。")
    indexing.drain()

    results = search.find("，。")

    assert (results.count, results.hits, results.pages) == (0, [], 1)
    assert results.dropped


def test_filters_and_facets_agree_in_every_combination() -> None:
    publish("党建一。", title="甲", themes=["organization"], date="2023", date_precision="year", source="人民网")
    publish("党建二。", title="乙", themes=["service", "organization"], date="2024", date_precision="year")
    publish("党建三。", title="丙", themes=["service"], date="2024", date_precision="year", source="人民网")
    indexing.drain()
    everything = search.find("党建").facets
    assert {(slug, n) for slug, _, n in everything["theme"]} == {("organization", 2), ("service", 2)}
    assert everything["year"] == [("2024", 2), ("2023", 1)]

    for theme in ("organization", "service"):
        facets = search.find("党建", themes=[theme]).facets
        for year, n in facets["year"]:
            assert search.find("党建", themes=[theme], year=year).count == n
        for number, _, n in facets["source"]:
            assert search.find("党建", themes=[theme], source=number).count == n
        # A facet's own filter does not narrow it: it says what another choice would give.
        assert facets["theme"] == everything["theme"]


def test_several_themes_are_any_of_them() -> None:
    publish("党建一。", title="甲", themes=["organization"])
    publish("党建二。", title="乙", themes=["cadres"])
    publish("党建三。", title="丙", themes=["service"])
    indexing.drain()

    assert len(found("党建", themes=["organization", "cadres"])) == 2


def test_what_has_no_date_can_be_asked_for() -> None:
    dated = publish("党建。", title="甲", date="2024", date_precision="year")
    undated = publish("党建。也。", title="乙")
    indexing.drain()

    assert found("党建", year="none") == [undated]
    assert found("党建", year="2024") == [dated]


def test_a_hit_says_what_it_is() -> None:
    number = publish(
        "社区把党建做到楼道里。", title="党建在楼道", date="2024-05", date_precision="month", source="人民网"
    )
    indexing.drain()

    (hit,) = search.find("党建", kind="paragraph").hits

    assert (hit.kind, hit.article.number) == ("paragraph", number)
    assert hit.title == [("党建", True), ("在楼道", False)]
    assert hit.snippet == [("社区把", False), ("党建", True), ("做到楼道里。", False)]
    assert (hit.source, hit.date) == ("人民网", "2024-05")
    assert [theme.slug for theme in hit.themes] == ["organization"]
    assert hit.url == hit.paragraph.get_absolute_url()


@pytest.mark.parametrize("q", ["党" * 10_000, '"' * 999, "-", "NOT", "党 OR", "\x00党\ud800", "((((", "a:b", "*"])
def test_no_question_is_an_error(q: str) -> None:
    publish("党建。")
    indexing.drain()

    search.find(q)


@pytest.mark.parametrize("count", [3, 30])
def test_a_page_takes_the_same_number_of_queries_however_many_there_are(
    count: int, django_assert_max_num_queries: Any
) -> None:
    published_articles(count)
    indexing.drain()

    with django_assert_max_num_queries(8):
        search.find("党支部")
    with django_assert_max_num_queries(6):
        search.find("党支部", kind="paragraph")


# ----------------------------------------------------------- an index behind the library


def test_a_withdrawn_article_is_gone_while_the_index_still_has_it() -> None:
    articles = published_articles(12)
    indexing.drain()

    curation.withdraw(articles[3], by=None)

    results = search.find("党支部", size=20)
    assert results.count == len(results.hits) == 11
    assert articles[3].number not in {hit.article.number for hit in results.hits}
    assert search.find("党支部", kind="paragraph").count == 11
    assert results.facets["theme"] == [("organization", "组织建设", 11)]


def test_it_is_gone_even_if_nobody_brought_the_news() -> None:
    articles = published_articles(12)
    indexing.drain()

    curation.withdraw(articles[3], by=None)
    Change.objects.all().delete()

    results = search.find("党支部", size=20)
    assert results.count == len(results.hits) == 11


def test_an_old_edition_does_not_answer() -> None:
    article = published_article(title="甲")
    indexing.drain()

    curation.set_field(article, "title", "乙", by=None)
    curation.publish(article, by=None, correction="改题名")

    assert search.find("党支部").count == 0
    indexing.drain()
    assert text_of(search.find("党支部").hits[0].title) == "乙"


def test_a_document_of_a_paragraph_that_is_no_more_is_left_out(backend: TantivySearchBackend) -> None:
    article = published_article(["党建一。", "党建二。"])
    indexing.drain()

    Paragraph.objects.filter(article=article, text="党建二。").delete()

    results = search.find("党建", kind="paragraph")
    assert (results.count, len(results.hits)) == (1, 1)


def test_pages_are_full_though_documents_are_stale() -> None:
    articles = published_articles(25)
    indexing.drain()
    Article.objects.filter(pk__in=[article.pk for article in articles[:10]]).update(status=Status.ARCHIVED)

    first = search.find("党支部", sort="date", page=1)
    second = search.find("党支部", sort="date", page=2)

    assert (len(first.hits), len(second.hits)) == (10, 5)
    assert second.count == 15


def test_no_text_of_the_room_is_kept_in_the_index() -> None:
    publish("党建。")
    indexing.drain()

    with pytest.raises(Unsupported, match="not stored"):
        list(SearchQuerySet().filter(content="党建").highlight())


# ----------------------------------------------------------------- an index that cannot


def test_without_an_index_the_search_is_unavailable_rather_than_empty() -> None:
    publish("党建。")

    with pytest.raises(search.IndexUnavailable):
        search.find("党建")


def test_an_index_that_fails_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    publish("党建。")
    indexing.drain()

    def fail(*args: Any, **options: Any) -> None:
        raise IndexDamaged("a file is gone")

    monkeypatch.setattr("readingroom.search.engine.backend.answer", fail)

    with pytest.raises(search.IndexUnavailable, match="a file is gone"):
        search.find("党建")
