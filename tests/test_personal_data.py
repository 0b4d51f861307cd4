from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.personal_data import MASK, find, mask, mask_parts

# Numbers of nobody: telephones end in zeros, and who was born on the first day of 1900 is no more.
FOUND = [
    ("mobile", "13800000000"),
    ("mobile", "138 0000 0000"),
    ("mobile", "138-0000-0000"),
    ("mobile", "138 — 0000 — 0000"),
    ("mobile", "1380 000 0000"),
    ("mobile", "138 000 00000"),
    ("mobile", "１３８００００００００"),
    ("mobile", "１３８　００００　００００"),
    ("mobile", "138\u00a00000\u00a00000"),
    ("mobile", "138\u200b0000\u200b0000"),
    ("mobile", "138\n0000\n0000"),
    ("mobile", "1 3 8 0 0 0 0 0 0 0 0"),
    ("mobile", "+86 138 0000 0000"),
    ("mobile", "（+86）13800000000"),
    ("mobile", "0086-13800000000"),
    ("mobile", "8613800000000"),
    ("mobile", "013800000000"),
    ("mobile", "13800000000元旦"),
    ("mobile", "13800000000次日"),
    ("mobile", "13800000000人事科"),
    ("landline", "0471-4960000"),
    ("landline", "0471 496 0000"),
    ("landline", "（0471）4960000"),
    ("landline", "( 010 )66550000"),
    ("landline", "010-6655 0000"),
    ("landline", "01066550000"),
    ("landline", "０１０－６６５５００００"),
    ("landline", "021-66550000-8001"),
    ("landline", "0755-26550000转8001"),
    ("landline", "+86-10-66550000"),
    ("landline", "86-010-66550000"),
    ("landline", "86-471-4960000"),
    ("landline", "0471/4960000"),
    ("landline", "0471.4960000"),
    ("landline", "0471-4960000、4960001"),
    ("mobile", "138.0000.0000"),
    ("mobile", "138·0000·0000"),
    ("service", "400-800-0000"),
    ("service", "4008000000"),
    ("service", "400-8000-000"),
    ("service", "400-8-000-000"),
    ("service", "800 810 0000"),
    ("identity", "110101190001010014"),
    ("identity", "11010119000101009X"),
    ("identity", "11010119000101009x"),
    ("identity", "１１０１０１１９０００１０１００９Ｘ"),
    ("identity", "110101 19000101 0014"),
    ("identity", "1101 0119 0001 0100 14"),
    ("identity", "110101-19000101-0014"),
    ("identity", "110101000101001"),
    ("identity", "710000190001010014"),
    ("identity", "810000190001010018"),
    ("identity", "830000190001010011"),
    ("mobile", "一三八〇〇〇〇〇〇〇〇"),
    ("mobile", "幺三八零零零零零零零零"),
    ("mobile", "壹叁捌 零零零零 零零零零"),
    ("mobile", "13八〇〇〇〇0000"),
    ("mobile", "①③⑧⓪⓪⓪⓪⓪⓪⓪⓪"),
    ("mobile", "\u0661\u0663\u0668\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660"),
    ("landline", "零四七一-四九六零零零零"),
    ("identity", "一一〇一〇一一九〇〇〇一〇一〇〇一四"),
    ("card", "6222020000000000000"),
    ("card", "6222 0200 0000 0000 000"),
    ("card", "６２２２-０２００-００００-００００-０００"),
    ("card", "6225880000000001"),
    ("card", "卡号：4392 0000 0000 0008"),
    ("card", "账号 0602 0208 0920 0000 000"),
    ("passport", "护照E00000000"),
    ("passport", "护照号码：EA0000000"),
    ("passport", "港澳通行证号为C00000000"),
    ("passport", "台胞证号：00000000"),
    ("plate", "鄂A·00000"),
    ("plate", "鄂A00A00"),
    ("plate", "粤B 0000A"),
    ("plate", "沪AD00000"),
    ("plate", "沪A00000D"),
    ("plate", "粤Z·0000港"),
    ("plate", "鄂Ａ０００００"),
]

PRIVATE_MAIL = [
    "zhang.san@163.com",
    "wang_1@qq.com",
    "li-si+a@gmail.com",
    "Li@VIP.SINA.COM",
    "ｌｉ＠ｑｑ．ｃｏｍ",
    "zhang#163.com",
    "zhang (at) 163.com",
]

ACCOUNTS = [
    ("微信号：", "abc_00000"),
    ("微信：", "Abc-00000"),
    ("微信ID: ", "abc00000"),
    ("加微信 ", "abc00000"),
    ("请加微信", "abc00000"),
    ("微信号為", "abc_00000"),
    ("VX：", "abc00000"),
    ("加V：", "abc00000"),
    ("QQ：", "10000"),
    ("ＱＱ：", "１００００００"),
    ("QQ号码是 ", "1000000000"),
    ("QQ（", "1000000"),
    ("QQ/微信同号：", "1000000"),
    ("微信、QQ：", "1000000"),
    ("扣扣：", "1000000"),
]

LEFT_ALONE = [
    "2022年7月1日",
    "2022-07-01 14:54",
    "2022.07.01—2022.12.31",
    "20220701",
    "20220701145430",
    "2021—2025年",
    "中办发〔2026〕12号",
    "国办函〔2022〕13号、14号",
    "京ICP备13000000号",
    "互联网新闻信息服务许可证15120180000",
    "许可证编号：13120180000",
    "累计服务13800000000人次",
    "13800000000元",
    "13800000000多元",
    "15000000000.00",
    "13,800,000,000",
    "投资138亿元",
    "ISBN 978-7-01-023456-7",
    "ISBN 978-7-5098-0345-6",
    "9787010234567",
    "ISSN 1002-0217",
    "第137—138页",
    "12   13   14   15   16   17   18   19   20   21   22",
    "邮编：010020",
    "邮政编码 100000",
    "编号：4960000",
    "举报电话12380",
    "接听热线电话4960000次",
    "手机用户2021—2025年增长",
    "微信2021—2025",
    "办公室有电话。编号4960000",
    "图138.0000",
    "12345政务服务便民热线",
    "110101190001010015",
    "110101190002300013",
    "860101190001010019",
    "110101001301001",
    "1101011900010100140",
    "138000000001",
    "6222000000000000000",
    "202207011454301",
    "c443712-40419790",
    "第一三八次会议",
    "二〇二一年一月一日至二〇二二年",
    "一二三四五六七八九十",
    "一、二、三、四、五、六、七、八、九",
    "①开会②学习③交流",
    "一三八〇〇〇〇〇〇〇〇元",
    "6222020000000000001",
    "6222020000000000000元",
    "订单号4392000000000008",
    "E00000000型设备",
    "护照办理 20220701",
    "粤B2-20080000号",
    "鲁B20000万吨",
    "川A级景区2022",
    "京A座1203室",
    "中图分类号D26",
    "CN11-0000/D",
    "京A股00000",
    "冀A10000人",
    "冀A10000余人",
    "苏B20000户",
    "微信公众号：abc_00000",
    "“红星”微信公众号（微信号：abc_00000）",
    "官方微信：abc_00000",
    "微信视频号：abc00000",
    "微信：扫描二维码",
    "微信：https://mp.example.cn/a",
    "微信Android版",
    "微信：WeChat",
    "微信转账50000元",
    "QQ群：10000000",
    "QQ音乐10000首",
    "微信工作群20250301",
    "QQ10000多人",
    "QQ、微信等10000个账号",
    "编号：abc_00000",
    "dangban@example.gov.cn",
    "dangban@mail.163.com.cn",
    "@163.com",
]


@pytest.mark.parametrize(("kind", "number"), FOUND)
def test_a_number_is_found_wherever_it_stands(kind: str, number: str) -> None:
    for text in (number, f"请与王某联系：{number}，谢谢。", f"（{number}）", f"2022年第7期 {number}\n"):
        start = text.index(number)

        (span,) = find(text)

        assert span.kind == kind
        assert text[span.start : span.end].strip("()（）") in number
        assert not any(character.isdecimal() for character in mask(text)[start : start + len(number)])


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find(text) == []
    assert mask(text) == text


@pytest.mark.parametrize("name", ["身份证号：", "身份证号码为 ", "身份證號：", "登记的证件号码是", "（证件号："])
def test_a_mistyped_identity_number_is_one_where_the_text_says_so(name: str) -> None:
    (span,) = find(f"{name}110101190001010015")

    assert span.kind == "identity"
    assert find("编号：110101190001010015") == []
    assert find(f"{name}见附件，登记编号另见第三页表格：110101190001010015") == []


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：4960000",
        "聯絡電話：4960000",
        "☎ 4960000",
        "电话（办公室）：496 0000",
        "电话：4960000、4960001/4960002",
        "传真：66550000-8001",
        "电话：138 000 000 00",
        "手机：13 800 000 000",
        "手机13800000000 元旦值班",
        "电话：13800000000次日回复",
    ],
)
def test_the_form_of_a_telephone_number_is_enough_where_the_text_calls_it_one(text: str) -> None:
    assert not any(character.isdecimal() for character in mask(text))


@pytest.mark.parametrize(("called", "account"), ACCOUNTS)
def test_an_account_is_found_where_the_text_calls_it_one(called: str, account: str) -> None:
    (span,) = find(text := f"请与王某联系，{called}{account}，谢谢。")

    assert (span.kind, text[span.start : span.end]) == ("account", account)
    assert not any(character.isalnum() for character in mask(text)[span.start : span.end])


@pytest.mark.parametrize("text", ["车牌冀A10000，请挪车", "驾驶冀A10000人", "冀A10000"])
def test_five_digits_are_a_number_plate_unless_they_count(text: str) -> None:
    assert [span.kind for span in find(text)] == ["plate"]


@pytest.mark.parametrize("address", PRIVATE_MAIL)
def test_an_address_for_mail_is_found_at_a_house_for_everybody(address: str) -> None:
    (span,) = find(text := f"投稿请寄：{address}。")

    assert (span.kind, text[span.start : span.end]) == ("email", address)
    assert not any(character.isalnum() for character in mask(address))


def test_of_a_number_plate_the_province_stays() -> None:
    assert mask("鄂A·00000") == "鄂*·*****"


def test_only_digits_are_masked() -> None:
    assert mask("李某 (0471) 496-0000 转 8001，身份证11010119000101009X。") == (
        "李某 (****) ***-**** 转 ****，身份证" + MASK * 18 + "。"
    )


def test_several_numbers_side_by_side_are_all_found() -> None:
    text = "13800000000/13900000000、0471-4960000,0471-4960001 400-800-0000"

    assert [span.kind for span in find(text)] == ["mobile", "mobile", "landline", "landline", "service"]


def test_a_number_that_runs_over_parts_is_masked_in_each() -> None:
    assert mask_parts(["电话138", "", "0000", "0000。"]) == ["电话***", "", "****", "****。"]


def test_a_number_is_not_hidden_by_something_that_nearly_is_one() -> None:
    """18 digits in groups, of which the first eleven are a telephone number."""
    assert [span.kind for span in find("138 0000 0000 1900101")] == ["mobile"]


@given(st.text(alphabet="0123456789０１８Xx -—（）()+86转.元万年〔〕甲\u3000\u200b\n", max_size=60))
def test_length_and_all_that_is_no_digit_stay(text: str) -> None:
    masked = mask(text)

    assert len(masked) == len(text)
    for before, after in zip(text, masked, strict=True):
        assert before == after or (after == MASK and (before.isdecimal() or before in "XxＸｘ"))


@given(st.text(alphabet="0123456789 -X", max_size=60))
def test_what_is_masked_is_masked_wholly(text: str) -> None:
    assert find(mask(text)) == []


@pytest.mark.parametrize(
    "part",
    [
        "电话1",
        "电话4960000、",
        "4960000、",
        "1",
        "13",
        "1 ",
        "138 ",
        "110101 ",
        "0471-",
        "1 9 ",
        "86",
        "400-",
        "1101011900010100140 ",
        "一",
        "一三八 ",
        "护照",
        "账号6",
        "6222 ",
        "鄂A0",
        "a@",
        "a.",
        "QQ",
        "微信a",
        "微信1",
    ],
)
def test_time_grows_with_length_alone(part: str) -> None:
    def seconds(length: int) -> float:
        text = (part * length)[:length]
        start = time.process_time()
        mask(text)
        return time.process_time() - start

    small = max(seconds(10_000), 0.001)

    assert seconds(100_000) < 40 * small
