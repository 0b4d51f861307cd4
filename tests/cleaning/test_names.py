from __future__ import annotations

import pytest

from readingroom.cleaning.names import is_name, read_names


@pytest.mark.parametrize("text", ["张三", "李四", "王某某", "欧阳甲", "司马某某", "于某"])
def test_a_surname_and_one_or_two_characters_are_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "石头",
        "高兴",
        "马上",
        "时政",
        "向前冲",
        "应该",
        "来到",
        "全身",
        "毕业",
        "党员",
        "万元",
        "王书记",
        "李大妈",
        "张老师",
        "赵支书",
        "高的",
        "张镇",
        "张",
        "张三李四",
        "某张三",
        "欧阳",
        "Zhang",
        "张3",
    ],
)
def test_words_that_begin_with_a_surname_are_none(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三", ("张三",)),
        ("张三 李四", ("张三", "李四")),
        ("张三、李四,王某某", ("张三", "李四", "王某某")),
        ("张三 和 李四", ("张三", "李四")),
        ("张三/李四", ("张三", "李四")),
        ("张 三", ("张三",)),
        ("张 三 李四光", ("张三", "李四光")),
        ("欧 阳 甲", ("欧阳甲",)),
        ("张三*，李四②", ("张三", "李四")),
        ("张三1,李四2", ("张三", "李四")),
        ("张三[1]、李四(2)", ("张三", "李四")),
        ("买买提·艾力", ("买买提·艾力",)),
    ],
)
def test_names_are_read_however_they_are_parted(text: str, names: tuple[str, ...]) -> None:
    read = read_names(text.replace("，", ","))

    assert read is not None
    assert read.names == names
    assert read.certain


def test_names_run_together_are_cut_and_said_to_be_uncertain_where_there_are_two_ways() -> None:
    certain, uncertain = read_names("王某某李某某"), read_names("王石安平某")

    assert certain is not None
    assert uncertain is not None
    assert certain.names == ("王某某", "李某某")
    assert not uncertain.certain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "食堂",
        "张三 食堂",
        "张三的食堂",
        "时政要闻",
        "、".join(["张三"] * 9),
        "王某某李某某赵某某钱某某孙",
        "张三和李四都来了",
        "高兴 马上",
        "张三 李",
    ],
)
def test_a_text_with_anything_else_in_it_is_no_list_of_names(text: str) -> None:
    assert read_names(text) is None


def test_of_several_cuts_the_one_with_most_names_of_three_characters_is_taken() -> None:
    read = read_names("王石安高平某")

    assert read is not None
    assert (read.names, read.certain) == (("王石安", "高平某"), False)


def test_three_names_of_three_characters_may_be_run_together() -> None:
    assert str(read_names("王某某李某某赵某某")) == "王某某 李某某 赵某某"


def test_a_dot_between_two_names_may_part_two_persons() -> None:
    read = read_names("张三·李四")

    assert read is not None
    assert (read.names, read.certain) == (("张三", "李四"), False)
