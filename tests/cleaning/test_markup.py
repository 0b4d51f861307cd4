from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.anchors import make_anchor
from readingroom.records import CleanArticle, Decision, Line, Reading
from tests.cleaning.accounting import rebuild, unaccounted

SENTENCES = (
    "社区把老年食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭，子女在外也放心。",
    "食堂每天供应两荤两素，菜谱提前一周贴在门口，谁不爱吃辣、谁不能吃甜，都记在一本小册子里。",
    "遇上雨雪天，送餐队早早出门，把保温箱一层一层包好，赶在饭点之前送到每一户老人的桌上。",
    "一年下来，食堂的账目每月公开一次，剩下的钱添了两口新锅，大家都说这顿饭吃得明白。",
    "别的社区来看过以后，也照着样子办了几处，有的借学校的灶，有的用村里的老屋，办法不同，饭菜一样热。",
    "下一步，社区打算把旁边的旧仓库也收拾出来，摆上桌椅和书架，让吃完饭的老人有个说话的地方。",
)
TITLE = "家门口的老年食堂"


def page(*lines: tuple[str, str]) -> Reading:
    """Lines as text and style."""
    numbered = tuple(Line(number, text, style) for number, (text, style) in enumerate(lines, start=1))
    return Reading(numbered, "html", "utf-8", "html-1")


def article(*, above: tuple[tuple[str, str], ...] = (), below: tuple[tuple[str, str], ...] = ()) -> Reading:
    body = [(sentence, "p path=div.text witness=in") for sentence in SENTENCES]
    head = (
        (f"{TITLE}_清河新闻网", "title"),
        *above,
        (TITLE, "h1 witness=out"),
        ("来源：清河日报　2023-01-05", "p witness=out"),
    )
    return page(*head, *body, *below)


def kept(done: CleanArticle) -> list[str]:
    return [item.text for item in done.items]


def rule_of(done: CleanArticle, text: str, reading: Reading) -> str:
    number = next(line.number for line in reading.lines if line.text == text)
    return next(line.rule for line in done.ledger if line.number == number)


@pytest.mark.parametrize(
    ("line", "style", "rule", "reason"),
    [
        ("走进清河", "li links=100 path=ul.nav.clearfix", "page_navigation", "navigation"),
        ("清河县的窗口", "div path=header>div.slogan", "page_head", "navigation"),
        ("清河之声编辑小组", "p path=div.page-footer", "page_foot", "page-furniture"),
        ("水渠修好以后", "li path=div.related>ul", "page_related", "related-links"),
        ("老街的新书店", "p path=aside", "page_aside", "related-links"),
        ("发给朋友看看", "div path=div.share-box", "page_share", "page-furniture"),
        ("写得真好", "p path=div.comment-list", "page_comments", "page-furniture"),
        ("山泉水到家", "p path=div.ad", "page_advert", "advertisement"),
        ("田埂上的大学生回来了", "div links=100", "link_list", "related-links"),
        ("再看一篇", "div links=100", "link_list", "navigation"),
        ("山间小景", "figcaption", "caption", "page-furniture"),
        ("某某县组织部内部材料", "header", "page_margin", "page-furniture"),
        ("二、食堂怎么办\t3", "toc", "contents_list", "navigation"),
        ("批注（张三）：这里再核一下。", "comment", "margin_note", "page-furniture"),
    ],
)
def test_what_stands_in_a_part_of_the_page_that_is_named_so_is_removed(
    line: str, style: str, rule: str, reason: str
) -> None:
    reading = article(below=((line, style),))

    done = clean(reading)

    assert kept(done) == list(SENTENCES)
    entry = next(entry for entry in done.ledger if reading.lines[entry.number - 1].text == line)
    assert (entry.rule, entry.reason) == (rule, reason)
    assert done.review == ()


@pytest.mark.parametrize("style", ["p path=div.footer-wrap", "p path=aside.sidebar-nav", "p path=div.related"])
def test_a_part_that_holds_the_article_is_not_what_it_is_called(style: str) -> None:
    reading = page(
        (TITLE, "title"),
        ("首页", "a path=main"),
        (TITLE, f"h1 {style[2:]}"),
        ("来源：清河日报　2023-01-05", style),
        *((sentence, style) for sentence in SENTENCES),
    )

    done = clean(reading)

    assert kept(done) == list(SENTENCES)
    assert done.fields["title"] == TITLE


def test_a_long_sentence_is_not_removed_for_the_name_of_its_place() -> None:
    long = "他们从城里来，带着书本和图纸，在稻田边住了三个月，把灌渠的每一道闸口都画了下来，又一户一户去问浇地的先后，最后把图纸贴在了村口的墙上，谁都看得见，谁都能提意见。"
    named, also_left_out = (article(below=((long, f"p path=div.related{mark}"),)) for mark in ("", " witness=out"))

    assert long in kept(clean(named))
    assert any("不能确定是不是正文" in reason for reason in clean(also_left_out).review)


def test_a_summary_above_the_text_that_the_extractor_leaves_out_is_kept_and_said() -> None:
    summary = "这家食堂办了三年，靠的是账目公开、人人出力，老人们说得最多的一句话，是饭热心也热。"
    reading = page(
        (TITLE, "h1"),
        ("来源：清河日报", "p"),
        (summary, "div path=div.summary witness=out"),
        *((sentence, "p path=div.text witness=in") for sentence in SENTENCES),
    )

    done = clean(reading)

    assert summary in kept(done)
    assert any("另一种取正文的办法" in reason for reason in done.review)


def test_where_every_line_is_a_link_links_say_nothing() -> None:
    reading = page(
        (TITLE, "h1 links=100"),
        ("来源：清河日报　2023-01-05", "p links=100"),
        (SENTENCES[0], "p links=100"),
        ("一、食堂怎样办起来", "p links=100"),
        *((sentence, "p links=100") for sentence in SENTENCES[1:]),
    )

    done = clean(reading)

    assert kept(done) == [SENTENCES[0], "一、食堂怎样办起来", *SENTENCES[1:]]


def test_what_the_page_calls_itself_is_the_title_among_lines_that_look_like_one() -> None:
    reading = article(above=(("老年食堂里的党员送餐队", "div"), ("社区食堂的账目", "div")))

    done = clean(reading)

    assert done.fields["title"] == TITLE
    assert done.evidence["title"].sure


def test_a_title_that_looks_like_a_sites_name_is_one_where_the_page_says_so() -> None:
    title = "清河新闻网"
    reading = page(
        (title, "meta:articletitle"),
        (title, "h1"),
        ("来源：清河日报　2023-01-05", "p"),
        *((sentence, "p") for sentence in SENTENCES),
    )

    assert clean(reading).fields["title"] == title


META = (
    (f"{TITLE}_清河县人民政府", "title"),
    ("清河县人民政府", "meta:sitename"),
    ("基层党建", "meta:columnname"),
    (TITLE, "meta:articletitle"),
    ("2023-01-05 09:30", "meta:pubdate"),
    ("来源：清河日报", "meta:contentsource"),
    ("张三", "meta:author"),
    ("https://www.example.cn/a/1.html", "meta:url"),
)


def test_fields_that_the_page_does_not_print_come_from_what_it_says_of_itself() -> None:
    reading = page(*META, *((sentence, "p") for sentence in SENTENCES))

    done = clean(reading)

    found = {name: value for name, value in done.fields.items() if value}
    assert found == {
        "title": TITLE,
        "author": "张三",
        "source": "清河日报",
        "outlet": "清河日报",
        "site": "清河县人民政府",
        "date": "2023-01-05",
        "date_precision": "day",
        "date_kind": "posted",
        "time": "09:30",
        "channel": "基层党建",
        "url": "https://www.example.cn/a/1.html",
    }
    assert all(evidence.how == "printed" for evidence in done.evidence.values())
    assert any("取自网页自带的题名" in reason for reason in done.review)
    assert kept(done) == list(SENTENCES)


def test_a_word_of_the_menu_opens_no_section() -> None:
    reading = article(above=(("联系我们", "li links=100 path=ul.nav"), ("办事大厅", "li links=100 path=ul.tabs")))

    done = clean(reading)

    assert done.fields["title"] == TITLE
    assert kept(done) == list(SENTENCES)


def test_where_the_page_does_not_call_itself_by_its_title_a_heading_ends_the_menu_all_the_same() -> None:
    reading = page(
        ("新闻动态--清河县志愿者之家", "title"),
        ("联系我们", "li links=100 path=ul.nav"),
        (TITLE, "h5 path=div.text witness=out"),
        ("来源：清河日报　2023-01-05", "p witness=out"),
        *((sentence, "p path=div.text witness=in") for sentence in SENTENCES),
    )

    assert clean(reading).fields["title"] == TITLE


def test_what_stands_above_the_title_is_no_text() -> None:
    reading = article(
        above=(("没有账号？马上注册一个新的账号吧。", "div path=div.box"), ("记住我", "div"), ("清河", "div"))
    )

    assert kept(clean(reading)) == list(SENTENCES)


def test_what_readers_wrote_below_is_no_text() -> None:
    remarks = ("我们那里也该办一个这样的食堂，老人们都盼着呢。", "账目公开这一条写得最好，值得大家学。")
    reading = article(below=tuple((text, "p path=div.remarks>p witness=out") for text in remarks))

    done = clean(reading)

    assert kept(done) == list(SENTENCES)
    assert all(any(text[:20] in reason for reason in done.review) for text in remarks)


def test_a_section_of_the_article_that_the_extractor_left_out_stays() -> None:
    left_out = "送餐队还在招人，只要每周能抽出一个中午，会骑三轮车就行。"
    reading = article(below=((left_out, "p path=div.text>div.note witness=out"),))

    assert kept(clean(reading)) == [*SENTENCES, left_out]


def test_rows_of_a_document_are_not_taken_for_columns() -> None:
    squeezed = [f"第{number}个食堂办在村东，{number}张桌子 老人们都来了，坐得满满当当的" for number in range(12)]
    reading = page((TITLE, "h1"), ("来源：清河日报", "p"), *((text + "。", "p") for text in squeezed))

    assert not any("栏" in reason for reason in clean(reading).review)


def test_what_the_page_prints_comes_before_what_it_says_of_itself() -> None:
    reading = page(
        *META,
        ("夏天的食堂", "h1"),
        ("来源：望川日报　作者：李四　发布时间：2022-08-09", "p"),
        *((sentence, "p") for sentence in SENTENCES),
    )

    fields = clean(reading).fields

    assert (fields["source"], fields["author"], fields["date"]) == ("望川日报", "李四", "2022-08-09")


@pytest.mark.parametrize(
    "said",
    [
        ("javascript:alert(1)", "meta:url"),
        ("file:///C:/a.htm", "meta:saved-from"),
        ("/a/1.html", "meta:canonical"),
        ("admin", "meta:author"),
        ("昨天", "meta:pubdate"),
        ("清河新闻网", "title"),
        ("首页", "title"),
        ("_清河县人民政府", "title"),
    ],
)
def test_what_tells_nothing_fills_no_field(said: tuple[str, str]) -> None:
    reading = page(said, *((sentence, "p") for sentence in SENTENCES))

    done = clean(reading)

    assert not any(done.fields.values())
    assert rule_of(done, said[0], reading) == "page_says"


@pytest.mark.parametrize("style", ["h2", "p bold centered", "h3 bold"])
@pytest.mark.parametrize("heading", ["吃得好", "为什么办得下去？", "一是把账算清楚。"])
def test_a_heading_by_markup_is_one_whatever_its_mark(style: str, heading: str) -> None:
    lines = [(sentence, "p") for sentence in SENTENCES]
    reading = article(below=((heading, style), *lines))

    done = clean(reading)

    assert [item.kind for item in done.items if item.text == heading] == ["heading"]


def test_where_everything_is_bold_bold_says_nothing() -> None:
    short = ("饭要热。", "菜要新鲜。", "账要明白。", "人要和气。", "送餐要准时。")
    reading = page((TITLE, "h1"), ("来源：清河日报", "p"), *((text, "p bold") for text in (*SENTENCES[:1], *short)))

    assert {item.kind for item in clean(reading).items} == {"paragraph"}


def test_entries_of_a_list_are_no_headings() -> None:
    entries = ("两荤两素，每天不重样", "雨雪天送到门口", "账目每月公开")
    reading = article(below=(*((text, "li path=div.text witness=in") for text in entries), (SENTENCES[0], "p")))

    done = clean(reading)

    assert [item.kind for item in done.items if item.text in entries] == ["paragraph"] * 3


def test_verses_that_stand_where_the_article_stands_are_kept() -> None:
    verses = ("灶台冷火来添", "雨来时先上楼", "修路渠扛在肩")
    reading = article(below=tuple((verse, "p path=div.text witness=in") for verse in verses))

    assert kept(clean(reading)) == [*SENTENCES, *verses]


def test_lines_below_all_that_the_witness_takes_are_the_pages() -> None:
    reading = article(below=(("清河之声敬上", "div witness=out"),))

    done = clean(reading)

    assert rule_of(done, "清河之声敬上", reading) == "witness_end"
    assert done.review == ()


def test_a_sentence_that_only_the_witness_takes_is_said() -> None:
    removed = "山村的水渠今年重修，田里的稻子比往年高出一截。"
    reading = article(below=(("相关推荐", "p witness=out"), (removed, "p path=div.text witness=in")))

    done = clean(reading)

    assert removed not in kept(done)
    assert any("它取了而没收的" in reason for reason in done.review)


def test_a_notice_that_the_witness_takes_for_text_is_none_of_its_business() -> None:
    notice = "版权声明：本站转载的文章版权归原作者所有，如有侵权请联系本站删除，本站不承担法律责任。"
    reading = article(below=((notice, "p path=div.text witness=in"),))

    assert clean(reading).review == ()


def test_footnotes_are_no_paragraphs_and_are_named() -> None:
    note = "[1] 这一组数字来自社区食堂的流水账，其中第三季度因为修灶停了九天，没有计算在内，逢年过节加的菜也没有算进去，特此说明。"
    reading = article(below=((note, "footnote"),))

    done = clean(reading)

    assert kept(done) == list(SENTENCES)
    assert any("脚注" in reason for reason in done.review)


def test_a_header_that_holds_the_title_is_the_articles_below_it() -> None:
    path = "path=div.header.reader-header"
    above = (("清河之声", f"div {path}"),)
    head = ((TITLE, f"h1 {path}"), ("王某某", f"div {path}>div.credits"), ("8–10 分钟", f"div {path}"))
    body = [(sentence, "p path=div.text witness=in") for sentence in SENTENCES]
    reading = page((TITLE, "title"), *above, *head, *body)

    done = clean(reading)

    assert done.fields["author"] == "王某某"
    assert rule_of(done, "清河之声", reading) == "page_navigation"
    assert rule_of(done, "8–10 分钟", reading) == "counter"
    assert kept(done) == list(SENTENCES)


def test_numbers_that_the_machine_counted_are_named() -> None:
    entries = ("1.先到的先吃，吃完自己洗碗。", "li number=2 path=div.text witness=in")
    reading = article(below=(entries,))

    done = clean(reading)

    assert kept(done)[-1] == entries[0]
    assert done.review == ()
    assert any("第 10 行“1.先到的先吃" in note and "自动编号" in note for note in done.notes)
    assert not any("自动编号" in note for note in clean(article()).notes)


@pytest.mark.parametrize(
    ("mark", "said"),
    [("guessed number=2", "原页面可能不显示"), ("uncounted", "未能读入"), ("struck", "划掉的字")],
)
def test_a_kept_line_that_may_look_otherwise_in_the_original_is_named(mark: str, said: str) -> None:
    line = "1.先到的先吃，吃完自己洗碗。"

    assert any(
        said in reason for reason in clean(article(below=((line, f"li {mark} path=div.text witness=in"),))).review
    )
    assert clean(article(below=((line, f"li {mark} path=div.comment-list"),))).review == ()


def test_what_stands_in_a_text_box_or_a_table_is_kept_and_named() -> None:
    reading = article(below=(("食堂开放时间为每天十一点到十三点。", "textbox"), ("周一\t豆腐炖白菜，每份三元。", "tr")))

    review = clean(reading).review

    assert any("文本框" in reason for reason in review)
    assert any("表格" in reason for reason in review)


def test_every_character_of_a_marked_up_page_is_accounted_for() -> None:
    reading = article(above=META, below=(("相关信息", "h3 path=div.related"), ("页脚", "p path=footer")))

    done = clean(reading)

    assert unaccounted(reading, done) == []
    assert rebuild(reading, done) == kept(done)


def test_a_curator_may_keep_what_the_page_says_of_itself() -> None:
    reading = page(("家门口", "meta:og:title"), *((sentence, "p") for sentence in SENTENCES))
    decision = Decision("keep", make_anchor(reading, 1, 0, 3), "title")

    assert clean(reading, [decision]).fields["title"] == "家门口"
