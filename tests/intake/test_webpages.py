from __future__ import annotations

import pytest

from readingroom.intake.webpages import read_html
from readingroom.records import Line, Reading, Unreadable

SENTENCE = "社区把老年食堂办在家门口，党员轮流送餐上门，老人不出门也能吃上热饭。"


def read(page: str, encoding: str = "utf-8") -> Reading:
    return read_html(page.encode(encoding), name="页面.html")


def texts(page: str) -> list[str]:
    return [line.text for line in read(page).lines]


def lines_by_text(page: str) -> dict[str, Line]:
    return {line.text: line for line in read(page).lines}


def mark(line: Line, name: str) -> str:
    return dict(mark.split("=", 1) for mark in line.style.split() if "=" in mark).get(name, "")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"]),
        ("<ul><li>甲<li>乙<ul><li>丙</ul>丁</ul>", ["甲", "乙", "丙", "丁"]),
        ("<h2>甲</h2>乙", ["甲", "乙"]),
        ("<p>党<b>建</b>引<span>领</span></p>", ["党建引领"]),
        ("<p>党建\n      引领</p>", ["党建引领"]),
        ("<p>Party\n  building</p>", ["Party building"]),
        ("<p>党<!-- 注 -->建</p>", ["党建"]),
        ("<p>AT&amp;T &lt;b&gt; &#24178;&#37096;</p>", ["AT&T <b> 干部"]),
        ("<p>　　甲</p><p>&nbsp;&nbsp;乙</p>", ["　　甲", "\xa0\xa0乙"]),
        ("<pre>甲\n  乙\n\n丙</pre>", ["甲", "  乙", "丙"]),
        ("<span>来源：甲</span>\n<span>作者：乙</span>", ["来源：甲 作者：乙"]),
        ("<a href=1>首页</a><a href=2>动态</a>", ["首页 动态"]),
        ("<p>汉<ruby>语<rp>(</rp><rt>yǔ</rt><rp>)</rp></ruby></p>", ["汉语"]),
        ("<p>党<wbr>建&shy;引<ins>领</ins></p>", ["党建\xad引领"]),
        ("<p>他说：<q>先问<q>为什么</q>。</q></p>", ["他说：“先问‘为什么’。”"]),
        ("<p>占地10km<sup>2</sup>，10<sup>-3</sup>，CO<sub>2</sub></p>", ["占地10km²，10⁻³，CO₂"]),
        ("<p>增收<sup>1</sup>。<sup><a href=#2>2,3</a></sup></p>", ["增收[1]。[2,3]"]),
        ("<p>增收<sup>[1]</sup>[<sup>2</sup>]第21<sup>st</sup></p>", ["增收[1][2]第21st"]),
        ("<style>.h{display:none}</style><p>甲<span class=h>防抄</span></p><p class=h>藏</p>", ["甲"]),
        ("<p>没有结束<p>又一段", ["没有结束", "又一段"]),
        ("</div></p>甲<td>乙", ["甲", "乙"]),
    ],
)
def test_a_line_is_what_a_reader_sees_as_one(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '党建';</script>",
        "<style>p { color: red }</style>",
        "<noscript>请打开脚本</noscript>",
        "<template><p>模板</p></template>",
        "<div style='color:red; DISPLAY : none'>藏</div>",
        "<div hidden><p>藏</p></div>",
        "<i aria-hidden='true'>图标</i>",
        "<span style='font-size:0'>防抄</span>",
        "<b style='color:red;FONT-SIZE : 0px !important'>防<i>抄</i></b>",
        "<p style='position:absolute;left:-9999px'>跳到正文</p>",
        "<select><option>--友情链接--</option></select>",
        "<textarea>草稿</textarea>",
        "<svg><text>图</text></svg>",
        "<iframe>框</iframe>",
        "<dialog>弹出</dialog>",
    ],
)
def test_what_is_not_shown_is_no_line_and_what_follows_is(hidden: str) -> None:
    assert texts(f"<div>前{hidden}后</div><p>下一段</p>")[-1] == "下一段"
    assert "".join(texts(f"<div>前{hidden}后</div>")) == "前后"


@pytest.mark.parametrize(
    "shown",
    [
        "<div style='font-size:0'><span style='font-size:16px'>看得见</span></div>",
        "<div style='font-size:0'><span class='zw'>看得见</span></div>",
        "<div style='font-size:0.9em'>看得见</div>",
        "<div style='position:relative;left:-9999px'></div><p style='position:absolute;left:-20px'>看得见</p>",
    ],
)
def test_what_a_box_of_no_size_sets_in_a_size_is_seen(shown: str) -> None:
    assert texts(f"<p>{SENTENCE}</p>{shown}") == [SENTENCE, "看得见"]


def test_text_that_a_script_would_show_is_read_and_said() -> None:
    reading = read(f"<p>展开</p><div style='display:none'>{''.join(f'<p>{SENTENCE}</p>' for _ in range(9))}</div>")

    assert len(reading.lines) == 10
    assert any("藏着" in doubt for doubt in reading.doubts)


def test_text_that_a_sheet_hides_until_a_script_shows_it_is_read() -> None:
    hidden = f"<p class=h>{SENTENCE}</p>"

    assert texts(f"<style>.h{{display:none}}</style><p>{SENTENCE}</p>{hidden * 9}") == [SENTENCE] * 10
    assert texts(f"<style>.h{{display:none}}</style><p>{SENTENCE}</p>{hidden}") == [SENTENCE]


def test_words_that_are_crossed_out_mark_their_line() -> None:
    page = "<p>每周<del>两</del>三次</p><p><span style='text-decoration: line-through'>作废</span></p><p>有效</p>"

    assert ["struck" in line.style.split() for line in read(page).lines] == [True, True, False]


def test_what_the_browser_adds_is_no_disagreement_with_the_witness() -> None:
    article = "".join(f"<li>{SENTENCE}占地{number}km<sup>2</sup>，<q>好</q>。" for number in range(1, 7))

    lines = read(f"<div class=article><ol>{article}</ol></div>").lines

    assert lines[0].text == f"1.{SENTENCE}占地1km²，“好”。"
    assert {mark(line, "witness") for line in lines} == {"in"}


def test_the_name_of_a_drawing_is_not_that_of_the_page() -> None:
    assert texts("<body><svg><title>图标</title></svg><p>甲</p>") == ["甲"]


def test_a_public_accounts_text_that_is_invisible_until_its_script_runs_is_shown_text() -> None:
    page = f"<div id=js_content style='visibility: hidden; opacity: 0;'><p>{SENTENCE}</p></div>"

    assert texts(page) == [SENTENCE]


def test_a_row_of_a_table_is_a_line_and_a_table_that_lays_out_is_none() -> None:
    data = "<table><tr><th>姓名<th>年龄</tr><tr><td><p>张三</p><td>35</tr></table>"
    layout = f"<table><tr><td>栏目</td><td>{SENTENCE * 7}</td></tr><tr><td><table><tr><td>甲</table></tr></table>"

    assert texts(data) == ["姓名\t年龄", "张三\t35"]
    assert texts(layout) == ["栏目", SENTENCE * 7, "甲"]


def test_a_line_carries_what_the_page_says_of_it() -> None:
    lines = lines_by_text(
        "<nav id=top class='main nav'><ul><li><a href=1>【首页】</a></li></ul></nav><div class=article>"
        "<h1>题目</h1><p align=center><b>小标题</b></p><p>文<a href=2>字</a></p>"
        f"<p>{SENTENCE}</p></div>"
    )

    assert lines["【首页】"].style.split()[:2] == ["li", "links=100"]
    assert mark(lines["【首页】"], "path") == "nav.top.main.nav"
    assert lines["题目"].style.split()[0] == "h1"
    assert lines["小标题"].style.split()[:3] == ["p", "bold", "centered"]
    assert mark(lines["文字"], "links") == "50"
    assert mark(lines[SENTENCE], "path") == "div.article"


def test_the_witness_says_of_every_line_whether_it_takes_it() -> None:
    article = "".join(f"<p>{SENTENCE}第{number}次。</p>" for number in "一二三四五六")
    lines = lines_by_text(
        f"<div class=nav><a href=1>首页</a></div><div class=article>{article}</div>"
        "<footer><p>主办单位：清河县</p></footer>"
    )

    assert mark(lines[f"{SENTENCE}第三次。"], "witness") == "in"
    assert mark(lines["首页"], "witness") == "out"
    assert mark(lines["主办单位：清河县"], "witness") == "out"


def test_what_the_page_says_of_itself_stands_first() -> None:
    reading = read(
        "<!-- saved from url=(0026)http://www.example.cn/a/1 --><html><head><title>题目\n_某某网</title>"
        "<meta name=PubDate content='2023-01-05 09:30'><meta property=og:title content='题目'>"
        "<meta name=description content='不要'><link rel=canonical href='http://example.cn/1'></head><p>正文</p>"
    )

    assert [(line.number, line.text, line.style) for line in reading.lines[:5]] == [
        (1, "题目 _某某网", "title"),
        (2, "2023-01-05 09:30", "meta:pubdate"),
        (3, "题目", "meta:og:title"),
        (4, "http://example.cn/1", "meta:canonical"),
        (5, "http://www.example.cn/a/1", "meta:saved-from"),
    ]
    assert reading.lines[5].text == "正文"


@pytest.mark.parametrize(
    ("encoding", "declared", "said"),
    [
        ("gb18030", "gb2312", "gb18030"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8", "", "utf-8"),
        ("utf-8-sig", "gbk", "utf-8"),
        ("gb18030", "utf-8", "gb18030"),
        ("gb18030", "", "gb18030"),
        ("big5", "big5", "big5hkscs"),
        ("utf-16", "gb2312", "utf-16"),
    ],
)
def test_a_declared_encoding_is_believed_when_the_bytes_agree(encoding: str, declared: str, said: str) -> None:
    text = "社區把食堂辦在家門口，黨員送餐上門。" if encoding == "big5" else SENTENCE

    reading = read(f'<html><head><meta charset="{declared}"></head><p>{text}</p></html>', encoding)

    assert reading.lines[-1].text == text
    assert reading.encoding == said


def test_bad_bytes_in_a_page_that_declares_its_encoding_are_counted() -> None:
    page = f"<meta charset=big5><p>{'黨員送餐上門。' * 9}".encode("big5") + b"\xff\xff" + b"</p>"

    reading = read_html(page, name="a.htm")

    assert "黨員送餐上門。" in reading.text
    assert any("字节读不出来" in doubt for doubt in reading.doubts)


ARCHIVE = """From: <Saved by Browser>
Snapshot-Content-Location: https://www.example.cn/a/1.html
Subject: =?utf-8?Q?=E9=A2=98?=
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----B"

------B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.example.cn/a/1.html

{page}
------B
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.example.cn/1.png

iVBORw0KGgo=
------B--
"""


def _quoted_printable(text: str) -> str:
    return "".join(f"={byte:02X}" for byte in text.encode())


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_web_archive_gives_its_page_and_where_it_was_saved_from(line_end: str) -> None:
    archive = ARCHIVE.format(page=_quoted_printable(f"<p>{SENTENCE}</p>")).replace("\n", line_end)

    reading = read_html(archive.encode(), name="页面.mht")

    assert reading.format == "mhtml"
    assert [line.text for line in reading.lines] == ["https://www.example.cn/a/1.html", SENTENCE]


def test_of_an_archive_of_frames_the_fullest_frame_is_read() -> None:
    frames = ARCHIVE.format(page="<frameset cols=3D20,80><frame src=3Da><frame src=3Db></frameset>")
    part = "------B\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n{}\n"
    menu, article = part.format(_quoted_printable("<p>目录</p>")), part.format(_quoted_printable(f"<p>{SENTENCE}</p>"))

    reading = read_html(frames.replace("------B--", menu + article + "------B--").encode(), name="a.mht")

    assert reading.lines[-1].text == SENTENCE


@pytest.mark.parametrize(
    ("page", "advice"),
    [
        ("<html><frameset cols='20,*'><frame src=a.htm></frameset></html>", "框架"),
        ("<html><body><img src=1.jpg><img src=2.jpg></body></html>", "图片"),
        ("<html><body><div id=app></div><script>go()</script></body></html>", "脚本"),
        ("<div>" * 100_000 + "深处", "层层相套"),
        ("<font>" * 300 + "深处", "层层相套"),
        ("<p>甲" * 60_000, "文字太多"),
        ("", "空的"),
        ("<!-- -->", "没有可读的文字"),
        (
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: image/png\n\nx",
            "没有网页",
        ),
    ],
)
def test_a_page_that_gives_no_text_says_why_and_what_to_do(page: str, advice: str) -> None:
    with pytest.raises(Unreadable, match=advice):
        read(page)


def test_a_page_whose_article_may_be_one_long_picture_is_doubted() -> None:
    page = "<div class=header><a href=/><img src=logo.png></a></div><h1>一图读懂</h1><p><img src=long.jpg></p>"

    assert any("图片里" in doubt for doubt in read(page).doubts)
    assert read(page.replace("<img src=long.jpg>", SENTENCE * 4)).doubts == ()
    assert read(page.replace("long.jpg", "1.jpg width=32 height=32")).doubts == ()


@pytest.mark.parametrize("place", ["<title>{}</title>", "<meta name=author content='{}'>", "<p title='{}'>{}</p>"])
def test_what_would_be_a_script_is_plain_text(place: str) -> None:
    payload = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"

    reading = read(place.replace("{}", payload) + f"<p>{SENTENCE}</p><img alt='{payload}'><script>alert(3)</script>")

    assert {line.text for line in reading.lines} <= {
        "<script>alert(1)</script><img src=x onerror=alert(2)>",
        SENTENCE,
    }


def test_names_in_a_page_cannot_forge_marks() -> None:
    (line,) = read("<p class='a bold links=100 path=x>y&gt;z witness=in' id='x\ty'>文字</p>").lines

    assert [mark for mark in line.style.split() if not mark.startswith("witness")] == ["p", "path=p.xy.a.bold.links100"]


@pytest.mark.parametrize("damage", ["\x00", "\x01", "\ufffe", "\x0c", "\u2028", "\ud800"])
def test_characters_that_no_page_should_have_do_no_harm(damage: str) -> None:
    data = f"<p>前{damage}后</p>".encode("utf-8", errors="surrogatepass")
    try:
        reading = read_html(data, name="a.html")
    except Unreadable:
        return
    assert len(reading.text.split("\n")) == len(reading.lines)


def styled(css: str, body: str) -> str:
    return f"<html><head><style>{css}</style></head><body>{body}<p>{SENTENCE}</p></body></html>"


def test_words_that_a_sheet_sets_are_read_as_a_browser_shows_them() -> None:
    css = '.from::before{content:"来源："} .end::after{content:"（完）"} .dot::before{content:"•"}'

    assert texts(styled(css, "<p class=from>清河日报</p><p class='end dot'>办好夜校</p>")) == [
        "来源：清河日报",
        "办好夜校（完）",
        SENTENCE,
    ]


def test_what_a_sheet_sets_in_no_size_is_not_read() -> None:
    assert texts(styled(".x{font-size:0}", "<p>甲<span class=x>本文由某网站采集</span>乙</p>")) == ["甲乙", SENTENCE]


def test_what_a_sheet_puts_beside_the_screen_is_not_read() -> None:
    css = ".x{position:absolute;left:-9999px}"

    assert texts(styled(css, "<p>甲</p><p class=x>本文由某网站采集</p>")) == ["甲", SENTENCE]


@pytest.mark.parametrize(
    "body",
    [
        "<p>甲<span style='color:#fff'>看不见的</span></p>",
        "<p>甲<font color=white>看不见的</font></p>",
        "<div class=w><p>看不见的</p></div>",
        "<div class=b><p style='background:#fff' class=w>看不见的</p></div>",
        "<p style='color:transparent'>看不见的</p>",
    ],
)
def test_white_letters_on_no_other_ground_are_said(body: str) -> None:
    reading = read(styled(".w{color:white} .b{background:#c00}", body))

    assert "看不见的" in reading.text
    assert reading.doubts == (
        "网页里有 4 个字是白色的，看不出它们下面有别的底色，可能是页面上看不见的字，已一并读出，请核对",
    )


@pytest.mark.parametrize(
    "body",
    [
        "<h2 style='background:#c00'><span style='color:#fff'>红底白字</span></h2>",
        "<table><tr><td bgcolor=red><font color=white>红底白字</font></td></tr></table>",
        "<div class=b><p class=w>红底白字</p></div>",
        "<div class=w><p style='color:#333'>红底白字</p></div>",
        "<a href=x class=w>红底白字</a>",
        "<a href=x><span class=w>红底白字</span></a>",
    ],
)
def test_white_letters_on_a_ground_of_their_own_are_no_doubt(body: str) -> None:
    reading = read(styled(".w{color:white} .b{background-image:url(x.png)}", body))

    assert "红底白字" in reading.text
    assert reading.doubts == ()


def test_the_sheets_in_a_web_archive_say_what_is_hidden() -> None:
    page = _quoted_printable(f"<link rel=stylesheet href=cid:a><p class=x>采集者的话</p><p>{SENTENCE}</p>")
    sheet = "------B\nContent-Type: text/css\n\n.x{display:none}\n------B--"
    archive = ARCHIVE.format(page=page).replace("------B--", sheet)

    reading = read_html(archive.encode(), name="页面.mht")

    assert [line.text for line in reading.lines] == ["https://www.example.cn/a/1.html", SENTENCE]
