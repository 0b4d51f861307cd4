from __future__ import annotations

import pytest

from readingroom.cleaning.credits import credits_line
from readingroom.cleaning.evidence import Evidence
from tests.cleaning.making import block


def values(evidence: Evidence | None) -> dict[str, str]:
    assert evidence is not None
    assert evidence.reason == "metadata"
    return {found.field: found.value for found in evidence.found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：某某日报", {"source": "某某日报", "outlet": "某某日报"}),
        ("来源:网络整理", {"source": "网络整理"}),
        (
            "更新时间:2023-10 来源:网友投稿",
            {"date": "2023-10", "date_kind": "updated", "source": "网友投稿"},
        ),
        (
            "2020-11-26 14:54  来源:某某网-某某日报   浏览数:",
            {
                "date": "2020-11-26",
                "date_kind": "posted",
                "time": "14:54",
                "source": "某某网-某某日报",
                "outlet": "某某日报",
            },
        ),
        ("版次：02: 图评 上一篇 下一篇", {"page": "02"}),
        ("版面：第7版:理论周刊 放大", {"page": "7"}),
        ("版面：理论", {"page": "理论"}),
        ("页码：12-15", {"page": "12-15"}),
        ("专栏：党建 上一篇", {"column": "党建"}),
        ("作者：王某某、李某某", {"author": "王某某 李某某"}),
        (
            "发布时间：2021年7月1日 09:30 来 源：东湖党建网 点击：88",
            {
                "date": "2021-07-01",
                "time": "09:30",
                "date_kind": "posted",
                "source": "东湖党建网",
                "outlet": "东湖党建网",
            },
        ),
        ("（责任编辑：王某某）", {}),
        ("【字号：大 中 小】", {}),
    ],
)
def test_labels_give_their_values(text: str, expected: dict[str, str]) -> None:
    assert values(credits_line(block(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "来源：群众的智慧，归根到底来自实践。",
        "文章的来源：一是调研，二是座谈",
        "时间就是生命，群众的事一刻也不能等",
        "日期定在每月五日",
        "编辑部的故事",
        "他说：“来源清楚，去向明白。”",
    ],
)
def test_text_that_merely_begins_with_a_label_is_left_alone(text: str) -> None:
    assert credits_line(block(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "《 某某日报 》( 2022年02月16日 05 版)",
            {"source": "某某日报", "outlet": "某某日报", "date": "2022-02-16", "date_kind": "published", "page": "05"},
        ),
        ("（来源：《某刊》2022年第7期）", {"source": "某刊", "outlet": "某刊", "issue": "2022年第7期"}),
    ],
)
def test_imprints_name_outlet_date_and_page(text: str, expected: dict[str, str]) -> None:
    assert values(credits_line(block(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "《支部工作条例》（以下简称《条例》）于当年印发",
        "《某某日报》2022年2月16日刊发评论员文章，指出要抓基层、打基础。",
        "《关于加强社区工作的意见》",
    ],
)
def test_sentences_that_begin_with_a_book_title_are_no_imprint(text: str) -> None:
    assert credits_line(block(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年第7期/总第1447期", {"issue": "2022年第7期/总第1447期"}),
        ("《某刊》2021年第3期", {"issue": "2021年第3期", "source": "某刊", "outlet": "某刊"}),
    ],
)
def test_running_heads_give_the_issue(text: str, expected: dict[str, str]) -> None:
    assert values(credits_line(block(text))) == expected


@pytest.mark.parametrize("text", ["举办2022年第7期培训班", "2022年第7期培训班开班，来自各社区的党员参加。"])
def test_courses_have_issues_too_and_are_left_alone(text: str) -> None:
    assert credits_line(block(text)) is None


@pytest.mark.parametrize(
    ("text", "monthly"),
    [("某刊/每月1日出版", True), ("某刊 月刊", True), ("某刊/每月1日、16日出版", False), ("某刊 半月刊", False)],
)
def test_mastheads_say_how_often_a_journal_appears(text: str, monthly: bool) -> None:
    found = values(credits_line(block(text)))

    assert found["source"] == "某刊"
    assert ("frequency" in found) is monthly


@pytest.mark.parametrize(
    ("text", "outlet"), [("■据某某网", "某某网"), ("（转自某某日报）", "某某日报"), ("据某某社消息", "某某社")]
)
def test_short_lines_say_where_a_text_was_taken_from(text: str, outlet: str) -> None:
    assert values(credits_line(block(text)))["outlet"] == outlet


@pytest.mark.parametrize("text", ["据统计", "据了解，全区有党支部三百个。", "综合施策"])
def test_sentences_that_begin_alike_name_no_outlet(text: str) -> None:
    assert credits_line(block(text)) is None


def test_a_date_alone_is_the_day_of_posting() -> None:
    assert values(credits_line(block("2021-07-01 09:30"))) == {
        "date": "2021-07-01",
        "date_kind": "posted",
        "time": "09:30",
    }


@pytest.mark.parametrize("text", ["2021年7月1日，全市党员收看直播", "2021年7月1日至2022年7月1日", "建党百年"])
def test_a_date_in_a_sentence_is_not_the_articles(text: str) -> None:
    assert credits_line(block(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "某某晚报  2023年06月30日  星期五  第A03版  要闻",
            {"date": "2023-06-30", "date_kind": "published", "page": "A03", "source": "某某晚报", "outlet": "某某晚报"},
        ),
        ("某某与实务  2023年第4期  党的建设", {"issue": "2023年第4期", "source": "某某与实务", "outlet": "某某与实务"}),
    ],
)
def test_the_head_of_a_printed_page_is_read_cell_by_cell(text: str, expected: dict[str, str]) -> None:
    assert values(credits_line(block(text))) == expected


@pytest.mark.parametrize("text", ["2023年06月30日  全区召开会议，部署下半年工作。", "党员  干部  群众"])
def test_other_rows_with_blanks_are_no_head(text: str) -> None:
    assert credits_line(block(text)) is None


@pytest.mark.parametrize(
    ("text", "author"),
    [("本报记者 王某某  通讯员 李某", "王某某 李某"), ("□本报评论员 赵某某", "赵某某"), ("（通讯员：丁某）", "丁某")],
)
def test_reporters_are_authors(text: str, author: str) -> None:
    assert values(credits_line(block(text))) == {"author": author}


@pytest.mark.parametrize("text", ["记者从区委组织部了解到，今年新建支部三十个。", "通讯员队伍建设", "老记者回乡当支书"])
def test_sentences_about_reporters_name_no_author(text: str) -> None:
    assert credits_line(block(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-07-09 06:44王某某李某某", {"date": "2024-07-09", "time": "06:44", "author": "王某某 李某某"}),
        ("来源:清河网-清河日报 作者:张三 【大 中 小】", {"source": "清河网-清河日报", "author": "张三"}),
        ("清 风 月 刊  2018 年 第 9 期", {"source": "清风月刊", "issue": "2018年第9期"}),
        ("文/张三", {"author": "张三"}),
        ("张三/文 李四/图", {"author": "张三"}),
        ("文/图 张三", {"author": "张三"}),
        ("摄影：张三", {}),
        ("图/张三", {}),
        ("以下文章来源于清河党建 ,作者张三", {"source": "清河党建", "author": "张三"}),
        ("上传人：张某 文档编号：604177 上传时间：2021-07-01", {"date": "2021-07-01"}),
        ("作者：张三 清河县委组织部", {"author": "张三"}),
        ("作者：清河县委党校 张三", {"author": "张三"}),
        ("供稿：清河县委组织部", {}),
        ("来源：清河网【打印】", {"source": "清河网"}),
        ("来源：区委部门 > 宣传部 > 文明办", {"source": "区委部门 > 宣传部 > 文明办"}),
        ("（2019年12月30日某某会议通过）", {}),
        ("清河日报社清河8月14日电 题：食堂飘香", {}),
        ("原文链接：http://www.example.org/a", {"url": "http://www.example.org/a"}),
    ],
)
def test_lines_of_credits_are_read_piece_by_piece(text: str, expected: dict[str, str]) -> None:
    found = values(credits_line(block(text)))

    assert {
        name: found.get(name) for name in ("date", "time", "author", "source", "issue", "url") if name in found
    } == expected


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("作者：清河县委组织部", True),
        ("作者：张三、清河县委组织部某处", False),
        ("作者：张三系某市委党校副教授", False),
    ],
)
def test_an_office_that_is_labelled_as_the_author_is_sure_unless_a_name_may_be_in_it(text: str, sure: bool) -> None:
    office = credits_line(block(text))

    assert office is not None
    assert [found.sure for found in office.found if found.field == "author"] == [sure]


def test_names_run_together_are_not_sure() -> None:
    names = credits_line(block("记者王石安平某"))

    assert names is not None
    assert [found.sure for found in names.found if found.field == "author"] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "上一篇 2021-07-01",
        "来源：清河日报。",
        "2021年7月1日 2022年7月1日 2023年7月1日",
        "清河日报",
        "张三",
        "清河县委组织部",
        "2021年7月1日 食堂 办在 家门口",
        "党员  干部  2021年",
        "来源：" + "清河日报" * 50,
        "据社区统计",
        "综合施策",
        "在一线识别干部",
        "时间都去哪儿了",
    ],
)
def test_one_piece_that_is_no_credit_makes_the_line_text(text: str) -> None:
    assert credits_line(block(text)) is None


def test_a_word_that_nobody_knows_may_stand_beside_a_time_of_day() -> None:
    assert credits_line(block("2021-07-01 09:30 清河 融合 号")) is None
    assert values(credits_line(block("2021-07-01 09:30 清河融合")))["time"] == "09:30"
    assert values(credits_line(block("清河融合 2021-07-01")))["date"] == "2021-07-01"
    assert credits_line(block("2021年7月1日 清河融合")) is None


def test_where_an_author_signed_is_no_name() -> None:
    assert "author" not in values(credits_line(block("2021年7月1日于清河")))
    assert values(credits_line(block("2021-07-01 09:30 于某某")))["author"] == "于某某"


@pytest.mark.parametrize("text", ["织密服务群众一张网", "兜牢民生一张网"])
def test_a_net_is_no_paper(text: str) -> None:
    assert credits_line(block(f"{text} 2021-07-01")) is None or "outlet" not in values(
        credits_line(block(f"{text} 2021-07-01"))
    )


@pytest.mark.parametrize(
    ("text", "source", "outlet"),
    [
        ("来源：清河网-清河日报", "清河网-清河日报", "清河日报"),
        ("来源：《清河学刊》", "清河学刊", "清河学刊"),
        ("来源：本站原创", "本站原创", None),
        ("来源：清河日报 责任编辑：张三", "清河日报", "清河日报"),
    ],
)
def test_a_source_names_the_outlet_that_had_it_first(text: str, source: str, outlet: str | None) -> None:
    found = values(credits_line(block(text)))

    assert (found["source"], found.get("outlet")) == (source, outlet)


def test_whose_reporters_they_are_is_no_name() -> None:
    named, alone = (credits_line(block(text)) for text in ("海湾融媒记者 张三", "海湾融媒记者"))

    assert named is not None
    assert [found.value for found in named.found] == ["张三"]
    assert alone is not None
    assert alone.found == ()
