"""
More kinds of sites, after those of `site_shapes`: written before the rules for what is odd in them, and measured after.

Then all items were right on all 66 pages, and the authors of a reading view were lost, for it calls its head a header.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from tests.cleaning.site_shapes import Article

CHINESE = "一二三四五六七八九十"
_COUNTED = re.compile(rf"^([{CHINESE}])、")


def electronic_paper(article: Article) -> str:
    """A paper's page: the list of pages and of titles beside, the page's name and arrows, a calendar, the text in a founder-content."""
    text = "".join(
        f"<P><STRONG>　　{escape(text)}</STRONG></P>" if kind == "heading" else f"<P>　　{escape(text)}</P>"
        for kind, text in article.items
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>柳塘日报数字报-{escape(article.title)}</title></head><body>
<div id="logo"><img src="logo.gif"></div><div class="paperdate">{article.date}</div>
<div class="left"><div class="ban"><span>第03版：理论</span> <a href="prev">上一版</a> <a href="next">下一版</a></div>
<ul id="bmdh"><li><a href="1">第01版：要闻</a></li><li><a href="2">第02版：图评</a></li><li><a href="3">第03版：理论</a></li><li><a href="4">第04版：副刊</a></li></ul>
<div class="titlelist"><a href="a">田间的广播站</a><a href="b">渡口的最后一班船</a></div></div>
<div class="right"><div class="turn"><a href="p1">上一篇</a>　<a href="p2">下一篇</a>　<a>放大</a> <a>缩小</a> <a>默认</a></div>
<p class="yt"></p><h1>{escape(article.title)}</h1><h4>{escape(article.author)}</h4><p class="by">《{escape(article.source.strip("《》"))}》（{article.date}　第03版）</p>
<founder-content>{text}</founder-content><div class="turn"><a href="p1">上一篇</a>　<a href="p2">下一篇</a></div></div>
<div class="bq">版权所有 柳塘日报社 未经许可不得复制</div></body></html>"""


def numbered_sections(article: Article) -> str:
    """A learning platform's page: counted headings are entries of one list, and a hot list, comments and steps are lists too."""
    parts, number = [], 0
    for kind, text in article.items:
        counted = _COUNTED.match(text) if kind == "heading" else None
        if counted and CHINESE.index(counted[1]) == number:
            parts.append(
                f'<ol start="{number + 1}" style="list-style-type:cjk-ideographic"><li><h3>{escape(text[2:])}</h3></li></ol>'
            )
            number += 1
        else:
            parts.append(f"<h3>{escape(text)}</h3>" if kind == "heading" else f"<p>{escape(text)}</p>")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.title)} - 桑园学习台</title>
<style>*{{margin:0}} .hot li{{list-style:none}} .hot li::before{{counter-increment:n;content:counter(n)}} .hide{{display:none}}</style></head><body>
<ol class="breadcrumb"><li><a href="/">首页</a></li><li><a href="/k">课堂</a></li><li class="active">正文</li></ol>
<div class="main"><h1>{escape(article.title)}</h1><div class="msg"><span>来源：{escape(article.source)}</span><span>作者：{escape(article.author)}</span><span>{article.date}</span></div>
<div class="txt">{"".join(parts)}</div><p class="hide">试听到此为止，登录后继续学习全部课程内容并领取积分。</p></div>
<div class="hot"><h4>热门课程</h4><ol><li><a href="1">怎样写好一份调查</a></li><li><a href="2">算盘与账本</a></li><li><a href="3">农家书屋的夜晚</a></li></ol></div>
<div class="comment"><ol class="commentlist"><li><p>学员甲</p><p>写得真好，我们村也是这样做的，已经转给大家看了。</p></li><li><p>学员乙</p><p>收藏了。</p></li></ol></div>
<div class="footer">桑园学习台 客服时间 9:00-17:00</div></body></html>"""


def left_open(article: Article) -> str:
    """A page whose pictures are drawn and never closed, with a search box that is not either."""
    text = "".join(
        f"<h2>{escape(text)}</h2>" if kind == "heading" else f"<p>{escape(text)}</p>" for kind, text in article.items
    )
    return f"""<html><head><meta charset="utf-8"><title>{escape(article.title)}_望川党建</title></head><body>
<div class="top"><a href="/">首页</a><svg width="12" height="12"><path d="M1 1h9v9z"><a href="/n">新闻</a></div>
<div class="search"><select name="t"><option>标题<option>全文</div>
<div class="box"><svg class="icon"><use href="#a"><h1>{escape(article.title)}</h1><p class="info">来源：{escape(article.source)}　作者：{escape(article.author)}　时间：{article.date}</p>
<div class="con">{text}</div></div><div class="footer">望川党建 版权所有<textarea rows=2></div></body></html>"""


def weblog(article: Article) -> str:
    """A weblog: tags, the neighbours, a form for comments, archives beside; some characters with their pronunciation."""

    def marked(text: str) -> str:
        return (
            escape(text).replace("党", "<ruby>党<rp>（</rp><rt>dǎng</rt><rp>）</rp></ruby>", 1).replace("，", "，<wbr>")
        )

    text = "".join(
        f"<h3>{marked(text)}</h3>\n" if kind == "heading" else f"<p>{marked(text)}</p>\n"
        for kind, text in article.items
    )
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="UTF-8"><title>{escape(article.title)} &#8211; 渡口手记</title><link rel='stylesheet' href='style.css'>
<meta property="og:title" content="{escape(article.title)}"></head><body class="single">
<header class="site-header"><p class="site-title"><a href="/">渡口手记</a></p><p class="site-description">读书，走路，记下来</p></header>
<div id="primary"><article class="post hentry"><header class="entry-header"><h1 class="entry-title">{escape(article.title)}</h1>
<div class="entry-meta"><span class="posted-on">发表于 <time>{article.date}</time></span><span class="byline"> 作者：<a href="/u">{escape(article.author)}</a></span><span class="cat-links">分类：<a href="/c">摘录</a></span></div></header>
<div class="entry-content">{text}<p><strong>本文来源：</strong>{escape(article.source)}</p></div>
<footer class="entry-footer"><span class="tags-links">标签：<a>基层</a>、<a>摘录</a></span></footer></article>
<nav class="post-navigation"><div class="nav-previous"><a href="p"><span>上一篇文章</span>雨中的集市</a></div><div class="nav-next"><a href="n">灯下补课的人</a></div></nav>
<div id="comments"><h2 class="comments-title">《{escape(article.title)}》有2条评论</h2><ol class="comment-list"><li><div>路人</div><p>谢谢分享，字字句句都写到了心里，明天拿给同事们看看。</p></li></ol>
<div id="respond"><h3>发表评论</h3><form><label>评论 *</label><textarea></textarea><input type=submit value=提交></form></div></div></div>
<aside id="secondary"><h2>近期文章</h2><ul><li><a>雨中的集市</a></li><li><a>外婆的针线箱</a></li></ul><h2>归档</h2><ul><li><a>2023年5月</a></li><li><a>2023年4月</a></li></ul></aside>
<footer class="site-footer">自豪地采用某软件</footer></body></html>"""


def reading_view(article: Article) -> str:
    """A browser's reading view as it was saved: the domain, the title, credits, how long it takes, and the text."""
    text = "".join(
        f"<h2>{escape(text)}</h2>" if kind == "heading" else f"<p>{escape(text)}</p>" for kind, text in article.items
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(article.title)}</title></head><body class="light sans-serif loaded">
<div class="top-anchor"></div><div id="toolbar" class="toolbar-container"><div class="toolbar reader-toolbar"><button aria-label="关闭阅读视图" class="toolbar-button"><span class="hover-label">关闭阅读视图</span></button><ul class="dropdown"><li><button><span>字体与布局</span></button></li></ul></div></div>
<div class="container" lang="zh"><div class="header reader-header"><a class="domain reader-domain" href="#">dangjian.wangchuan.example</a><div class="domain-border"></div>
<h1 class="reader-title">{escape(article.title)}</h1><div class="credits reader-credits">{escape(article.author)}</div><div class="meta-data"><div class="reader-estimated-time">8–10 分钟</div></div></div><hr>
<div class="content"><div class="moz-reader-content reader-show-element"><div id="readability-page-1" class="page"><p>来源：{escape(article.source)} {article.date}</p>{text}</div></div></div></div></body></html>"""


def open_government(article: Article) -> str:
    """A department's notice: a table with index number and office above, the text in spans in spans, an end with files to take along."""

    def spans(text: str) -> str:
        middle = len(text) // 2
        return f'<span lang="EN-US"><span style="font-size:16pt">{escape(text[:middle])}</span></span><span style="font-size:16pt">{escape(text[middle:])}<o:p></o:p></span>'

    text = "\r\n".join(
        f'<p class="MsoNormal" style="text-indent:32pt"><b>{spans(text)}</b></p>'
        if kind == "heading"
        else f'<p class="MsoNormal" style="text-indent:32.0pt;line-height:28pt">{spans(text)}</p>'
        for kind, text in article.items
    )
    return f"""<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{escape(article.title)}"><meta name="PubDate" content="{article.date}"><title>{escape(article.title)}</title>
<link rel="stylesheet" href="a.css"></head><body><div class="gw_header"><a>清河县人民政府门户网站</a><a>政务服务网</a></div><div class="crumb">您的位置：<a>首页</a>&gt;<a>政府信息公开</a>&gt;<a>党建工作</a></div>
<table class="xxgk"><tbody><tr><td>索引号：</td><td>00000/2023-00012</td><td>分类：</td><td>党务公开;通知</td></tr><tr><td>发布机构：</td><td>县直机关工委</td><td>发文日期：</td><td>{article.date}</td></tr><tr><td>名称：</td><td colspan=3>{escape(article.title)}</td></tr><tr><td>文号：</td><td></td><td>有效性：</td><td>有效</td></tr></tbody></table>
<h2 class="tit">{escape(article.title)}</h2><div class="from">来源：{escape(article.source)}　作者：{escape(article.author)}　发布时间：{article.date}　字号：<a>大</a> <a>中</a> <a>小</a></div>
<div class="view TRS_UEDITOR trs_paper_default">{text}</div><div class="fujian">附件：<a href="1.doc">报名表.doc</a></div>
<div class="btns"><a>打印</a><a>收藏</a><a>关闭</a></div><div class="foot_gov">主办：清河县人民政府　网站地图</div></body></html>"""


HELD_BACK_LATER: dict[str, Callable[[Article], str]] = {
    "electronic_paper": electronic_paper,
    "numbered_sections": numbered_sections,
    "left_open": left_open,
    "weblog": weblog,
    "reading_view": reading_view,
    "open_government": open_government,
}
