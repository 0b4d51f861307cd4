"""What was taken out is found however it is written elsewhere, and what is like it stays."""

from __future__ import annotations

import pytest

from readingroom.articles.curation.masking import Mask


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("13912345678", "１３９ １２３４ ５６７８"),
        ("13912345678", "139.1234.5678"),
        ("13912345678", "一三九一二三四五六七八"),
        ("13912345678", "①③⑨1234五六七八"),
        ("一三九一二三四五六七八", "139-1234-5678"),
        ("11010119000101009X", "11010119000101009x"),
        ("王小红", "王 小红"),
        ("王小红", "王\u3000小  红"),
        ("买买提·阿不都", "买买提·阿不都"),
        ("买买提·阿不都", "买买提•阿不都"),
        ("zhang.san@163.com", "zhang.san@163.com"),
        ("zhang.san@163.com", "ZHANG.SAN#163.COM"),
        ("鄂A·00000", "鄂Ａ００００0"),
        ("鄂A00000", "鄂A·00000"),
        ("3号楼2-201", "3号楼2—201"),
    ],
)
def test_it_is_found_however_it_is_written(secret: str, text: str) -> None:
    assert not any(character.isalnum() for character in Mask([secret]).text(text))


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("13912345678", "13912345679"),
        ("王小红", "王，小红"),
        ("王小红", "王\n小红"),
        ("李明", "李。明天"),
        ("三一", "31号"),
        ("王一一", "王11"),
    ],
)
def test_what_is_like_it_stays(secret: str, text: str) -> None:
    assert Mask([secret]).text(text) == text


def test_of_a_quotation_that_was_cut_short_the_remains_are_found() -> None:
    mask = Mask(["13912345678", "zhang.san@163.com"])

    assert mask.quotation("“电话1391234…”") == "“电话＊＊＊＊＊＊＊…”"
    assert mask.quotation("…345678”一行") == "…＊＊＊＊＊＊”一行"
    assert mask.quotation("写信给zhang.s") == "写信给＊＊＊＊＊.＊"
    assert mask.quotation("1391年的1391年") == "1391年的1391年"


def test_nothing_is_masked_where_nothing_was_taken_out() -> None:
    assert Mask([]).text("13912345678") == "13912345678"
    assert Mask(["王"]).places("王") == []
