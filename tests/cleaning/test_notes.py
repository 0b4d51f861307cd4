from __future__ import annotations

import pytest

from readingroom.cleaning import clean
from readingroom.cleaning.notes import note_places
from tests.cleaning.making import reading

ROWS = """做了十一年组织员,经手谈话的积极分子有四百多名,发展党员一百七
十多名,回过头看,有三点体会最深,写在这里,请同行的同志们指教。①
  第一,谈话要谈到心里去。有的同志把谈话当成走程序,一张表,十几
个问题,问完就签字。这样谈出来的是答案不是人,我的办法是先不谈入
党,谈他的家,谈他的活,谈他最得意和最后悔的事,谈到他愿意开口为
① 根据作者的发言整理。
止,再请他说说自己为什么要入党,说得出来的人,多半已经想了很久了。
  第二,考察要走到身边去。报上来的材料十份有九份写得一样好,好不
好,要到他干活的地方去看一看,听听和他一个班组的人怎么说,听听他
手下的人怎么说。第三,把关要把得住。托人说情的年年都有,顶得住一
次,后面的就少了。顶不住一次,后面的就挡不住了,这是我的三点体会。"""


def test_a_note_at_the_foot_of_a_page_of_rows_is_no_part_of_the_paragraph_and_is_said() -> None:
    article = clean(reading(f"组织员工作的体会\n来源：某某通讯\n{ROWS}"))

    text = "".join(item.text for item in article.items)
    assert "根据作者的发言整理" not in text
    assert "谈到他愿意开口为止，再请他说说" in text
    assert any("脚注（按注号）" in reason for reason in article.review)


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (["体会最深。①", "①根据发言整理。"], [1]),
        (["凑不齐人[1]。", "[1] 参见某文。"], [1]),
        (["所谓“联建”②，是指几家合办。", "说明", "② 见某书。"], [2]),
        (["办法有三：", "①加强学习；", "②加强管理。"], []),
        (["包括①学习，②管理，③服务。", "①学习就是读书。"], []),
        (["①根据发言整理。", "体会最深。①"], []),
    ],
)
def test_a_note_begins_with_a_mark_that_the_text_above_bears(lines: list[str], places: list[int]) -> None:
    assert list(note_places(lines)) == places
