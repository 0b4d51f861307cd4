"""
Articles dressed as the web pages of several kinds of sites, to see whether they come out again.

`BUILT_ON` are the shapes that the rules were made with; `HELD_BACK` were written before the rules and measured after.
All names of sites and all words around the articles were made up here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

Items = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Article:
    """What a page is to show: the fields that are printed, and the items with their kinds."""

    title: str
    author: str
    source: str
    date: str
    items: tuple[tuple[str, str], ...]

    def at(self, time: str) -> str:
        """The date with a time of day behind it, where there is a day."""
        return f"{self.date} {time}" if len(self.date) == len("2023-01-05") else self.date


def government(article: Article) -> str:
    """A county's own site: meta elements by the national standard, a table of properties, print and share, a long foot."""
    meta = {
        "SiteName": "清河县人民政府",
        "SiteDomain": "www.qinghe.example",
        "ColumnName": "基层党建",
        "ArticleTitle": article.title,
        "PubDate": article.at("09:30"),
        "ContentSource": article.source,
        "Author": article.author,
        "Url": "/zwgk/jcdj/202301/t20230105_1024.html",
    }
    crumbs = " &gt; ".join(f'<a href="/">{name}</a>' for name in ("首页", "政务公开", "基层党建"))
    paragraphs = "\n".join(
        f'<p style="text-align:center"><strong>{escape(text)}</strong></p>'
        if kind == "heading"
        else f'<p style="text-indent:2em;"><span style="font-family:宋体">　　{escape(text)}</span></p>'
        for kind, text in article.items
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(article.title)}_清河县人民政府</title>
{"".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in meta.items() if value)}
<script>var a = "首页";</script><style>.nav {{ color: red }}</style></head>
<body><div class="header"><div class="w1200"><a href="/"><img src="logo.png" alt="清河县人民政府"></a>
<span>今天是2023年6月1日 星期四</span><a href="/wza">无障碍浏览</a><a href="/zlb">长者模式</a></div></div>
<ul class="nav clearfix"><li><a href="/">网站首页</a></li><li><a href="/zjqh">走进清河</a></li><li><a href="/xwzx">新闻中心</a></li>
<li><a href="/zwgk">政务公开</a></li><li><a href="/bsfw">办事服务</a></li><li><a href="/hdjl">互动交流</a></li></ul>
<div class="position">当前位置： {crumbs}</div>
<div class="article" id="content"><h1 class="article-title">{escape(article.title)}</h1>
<div class="info"><span>发布时间：{article.at("09:30")}</span> <span>来源：{escape(article.source)}</span> <span>作者：{escape(article.author)}</span>
<span>浏览次数：<script>count(1024)</script>358</span> <span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span></div>
<div class="TRS_Editor">{paragraphs}</div>
<div class="share">分享到：<a class="wx">微信</a><a class="wb">微博</a></div>
<div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div></div>
<div class="related"><h3>相关信息</h3><ul><li><a href="1.html">我县召开春季农业生产现场会</a><span>2023-03-02</span></li>
<li><a href="2.html">县图书馆延长夜间开放时间</a><span>2023-03-01</span></li><li><a href="3.html">关于调整城区公交线路的公告</a><span>2023-02-27</span></li></ul></div>
<div class="friend-links"><select><option>--市直部门网站--</option><option>市文化馆</option></select></div>
<div class="footer"><p>主办：清河县人民政府办公室　承办：清河县大数据中心</p><p>地址：清河县人民路1号　邮编：000000　电话：0000-0000000</p>
<p>网站标识码：0000000001　某ICP备00000000号　某公网安备00000000000001号</p></div></body></html>"""


def wechat(article: Article) -> str:
    """A public account's page as the browser saves it: sections in sections, the text hidden until a script shows it."""
    sections = "".join(
        f'<section style="margin:10px 0"><section><strong><span style="color:rgb(192,0,0)">{escape(text)}</span></strong></section></section>'
        if kind == "heading"
        else f'<section><p style="letter-spacing:1px"><span>{escape(text)}</span></p></section><p><br></p>'
        for kind, text in article.items
    )
    return f"""<!DOCTYPE html><!-- saved from url=(0037)https://mp.weixin.example/s/abcDEF-12 -->
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{escape(article.title)}</title>
<meta property="og:title" content="{escape(article.title)}"><meta property="og:site_name" content="微信公众平台">
<meta name="author" content="{escape(article.author)}"><meta property="og:description" content="点开看看"></head>
<body id="activity-detail" class="zh_CN"><div id="js_top_ad_area" class="top_banner"></div>
<div id="page-content" class="rich_media_area_primary"><div id="img-content" class="rich_media_wrp">
<h1 class="rich_media_title" id="activity-name">{escape(article.title)}</h1>
<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">{escape(article.author)}</span>
<span class="rich_media_meta rich_media_meta_nickname"><a href="#" id="js_name">{escape(article.source)}</a></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text">{article.date}</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
<section><img data-src="https://img.example/1" alt="图片"></section>{sections}</div>
<div class="rich_media_tool" id="js_sg_bar"><a href="#" id="js_view_source">阅读原文</a><span>阅读</span><span id="readNum">1024</span><span>赞</span></div>
<div id="js_pc_qr_code" class="qr_code_pc_outer"><p>微信扫一扫<br>关注该公众号</p></div></div></div>
<div class="weui-dialog" style="display:none"><p>当前内容可能存在未经审核的第三方商业营销信息，请确认是否继续访问。</p><a>继续访问</a><a>取消</a></div></body></html>"""


def portal(article: Article) -> str:
    """A news portal: channels above, hot news beside, share buttons, comments, teasers with summaries below."""
    paragraphs = "\n".join(
        f"<h2>{escape(text)}</h2>" if kind == "heading" else f"<p>　　{escape(text)}</p>"
        for kind, text in article.items
    )
    return f"""<html><head><meta charset="utf-8"><title>{escape(article.title)}--望川新闻网</title>
<meta name="keywords" content="望川,新闻"><link rel="canonical" href="https://news.wangchuan.example/n1/2022/0216/c1-32.html"></head><body>
<header><div class="logo">望川新闻网</div><nav><a href="a">时政</a><a href="b">国际</a><a href="c">社会</a><a href="d">财经</a><a href="e">体育</a><a href="f">视频</a></nav></header>
<div class="path"><a href="/">望川网</a>&gt;&gt;<a href="/d">党建</a>&gt;&gt;<a href="/d/e">基层</a></div>
<div class="layout rm_txt cf"><div class="col col-1 fl"><h1>{escape(article.title)}</h1>
<div class="author cf">{escape(article.author)}</div>
<div class="channel cf"><div class="col-1-1 fl">{article.at("07:12")} | 来源：<a href="http://paper.example">{escape(article.source)}</a></div>
<div class="share-box">分享到：<i class="wx"></i></div><div class="message"><em>小字号</em></div></div>
<div class="rm_txt_con cf">{paragraphs}
<p class="paper_num"></p><div class="edit cf">(责编：甲某、乙某)</div><div class="rm_ewm cf"><p>扫码关注望川新闻</p></div></div>
<div class="rm_relevant cf"><h2>相关新闻</h2><ul><li><a href="1">春耕备耕正当时</a></li><li><a href="2">老街巷里的新书店</a></li></ul></div>
<div class="comment"><h3>我要留言</h3><form><textarea></textarea><input type="submit" value="发布"></form><p>登录后可以发表留言，请遵守社区公约。</p></div></div>
<div class="col col-2 fr"><h2><a href="hot">热门排行</a></h2><ol><li><a href="3">山村通了夜班车，老人看病不再等到天亮</a></li><li><a href="4">一座小城如何留住年轻人</a></li>
<li><a href="5">记者调查：雨季来临，河堤修得怎样</a></li></ol>
<div class="tuijian"><h2>编辑推荐</h2><div class="txt"><a href="6">田埂上的大学生</a><p>他们从城里来，带着书本和图纸，在稻田边住了三个月，把灌渠的每一道闸口都画了下来。</p></div></div></div></div>
<footer><div class="foot_nav"><a>关于我们</a> | <a>广告服务</a> | <a>招聘英才</a> | <a>法律声明</a></div><p>望川新闻网版权所有，未经书面授权禁止使用</p><p>Copyright © 2001-2022 by wangchuan.example. all rights reserved</p></footer></body></html>"""


def old_tables(article: Article) -> str:
    """A page of twenty years ago: tables in tables, font elements, paragraphs by line breaks and wide blanks."""
    text = "<br>\r\n<br>\r\n".join(
        f'&nbsp;&nbsp;&nbsp;&nbsp;<b><font color="#990000">{escape(text)}</font></b>'
        if kind == "heading"
        else f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(text)}"
        for kind, text in article.items
    )
    return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>{escape(article.title)}-青石党建网</TITLE></HEAD>
<BODY bgColor=#ffffff topMargin=0><TABLE width=760 align=center><TBODY><TR><TD><IMG src="top.gif"></TD></TR>
<TR><TD><TABLE width="100%"><TR><TD align=middle><A href="index.asp">首 页</A></TD><TD><A href="1.asp">党建要闻</A></TD><TD><A href="2.asp">组织工作</A></TD><TD><A href="3.asp">理论园地</A></TD></TR></TABLE></TD></TR>
<TR><TD height=25>您现在的位置：<A href="index.asp">青石党建网</A> &gt;&gt; <A href="3.asp">理论园地</A> &gt;&gt; 正文</TD></TR>
<TR><TD><TABLE width="98%"><TR><TD align=center><FONT size=5 color=red><B>{escape(article.title)}</B></FONT></TD></TR>
<TR><TD align=center>作者：{escape(article.author)}&nbsp;&nbsp;来源：{escape(article.source)}&nbsp;&nbsp;更新时间：{article.date}&nbsp;&nbsp;点击数：<script src=hits.asp></script></TD></TR>
<TR><TD><FONT size=3>{text}</FONT></TD></TR>
<TR><TD align=right>【<A href="#">打印此文</A>】【<A href="#">关闭窗口</A>】</TD></TR>
<TR><TD>上一篇：<A href="33.asp">秋收时节话丰年</A></TD></TR><TR><TD>下一篇：<A href="35.asp">没有了</A></TD></TR></TABLE></TD></TR>
<TR><TD><TABLE><TR><TD bgColor=#eeeeee>最新文章</TD></TR><TR><TD><A href="41.asp">·送戏下乡到村口</A></TD></TR><TR><TD><A href="42.asp">·水渠修好以后</A></TD></TR></TABLE></TD></TR>
<TR><TD align=center>青石党建网 版权所有 Copyright 2003<BR>建议使用1024*768分辨率浏览</TD></TR></TBODY></TABLE></BODY></HTML>"""


def mobile(article: Article) -> str:
    """A page for telephones: everything a div, an app to download, the rest of the text behind a button, endless news."""
    paragraphs = "".join(
        f'<div class="para h"><b>{escape(text)}</b></div>'
        if kind == "heading"
        else f'<div class="para">{escape(text)}</div>'
        for kind, text in article.items
    )
    return f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(article.title)}</title>
<meta property="og:title" content="{escape(article.title)}"><meta property="og:site_name" content="川上新闻"></head><body>
<div class="app-bar"><div class="t">川上新闻</div><div class="d">看家乡事，读身边人</div><a class="btn">打开APP</a></div>
<div class="wrap"><div class="m-title">{escape(article.title)}</div><div class="m-info"><span class="src">{escape(article.source)}</span><span class="time">{article.at("18:20")}</span><span class="follow">+关注</span></div>
<div class="m-content">{paragraphs}</div><div class="unfold"><a>展开剩余60%</a></div>
<div class="zan"><span>点赞 12</span><span>收藏 3</span></div><div class="statement">特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</div></div>
<div class="feed"><div class="feed-title">更多精彩</div><a class="item" href="1"><div>夏夜的集市又热闹起来了</div><span>川上生活</span><span>56评论</span></a>
<a class="item" href="2"><div>老师傅的修车铺开到了第四十年</div><span>街巷</span><span>102评论</span></a></div>
<div class="fixed-bar"><a>写评论</a><a>分享</a></div></body></html>"""


def misnamed(article: Article) -> str:
    """A template put to another use: the article stands in a footer-wrap, in an aside, the menu in a main."""
    paragraphs = "".join(
        f"<h4>{escape(text)}</h4>" if kind == "heading" else f"<p>{escape(text)}</p>" for kind, text in article.items
    )
    return f"""<html><head><meta charset=utf-8><title>{escape(article.title)} | 柳塘党建在线</title></head><body>
<main><a href="/">首页</a><a href="/1">动态</a><a href="/2">学习</a><a href="/3">下载</a></main>
<div class="footer-wrap"><aside class="sidebar-content nav-tab"><h1>{escape(article.title)}</h1><p>作者：{escape(article.author)} 来源：{escape(article.source)} 日期：{article.date}</p>{paragraphs}</aside></div>
<div class="bottom"><p>柳塘党建在线 技术支持：柳塘信息中心</p></div></body></html>"""


def breaks_only(article: Article) -> str:
    """No paragraph and no heading: one div, its lines parted by br."""
    lines = "<br/><br/>".join(escape(text) for _, text in article.items)
    return f"""<html><head><title>{escape(article.title)}</title><meta charset="gbk"></head><body><div id="top">桑园夜读<br>一个人的剪报本</div>
<div>{escape(article.title)}<br>{article.date} {escape(article.source)}<br>{escape(article.author)}<br><br>{lines}<br></div><div><a href="p">上一篇</a> <a href="n">下一篇</a></div>
<div>桑园夜读 2009</div></body></html>"""


def all_links(article: Article) -> str:
    """Every paragraph is a link, as some readers' saved copies have it."""
    paragraphs = "".join(
        f'<p><a href="#{number}"><b>{escape(text)}</b></a></p>'
        if kind == "heading"
        else f'<p><a href="#{number}">{escape(text)}</a></p>'
        for number, (kind, text) in enumerate(article.items)
    )
    return f"""<html><head><meta charset="utf-8"><title>{escape(article.title)}</title></head><body>
<ul><li><a href="/">返回首页</a></li><li><a href="/l">目录</a></li></ul><h1><a href="/x">{escape(article.title)}</a></h1>
<p><a href="/s">来源：{escape(article.source)}　作者：{escape(article.author)}　{article.date}</a></p>{paragraphs}<p><a href="/t">返回顶部</a></p></body></html>"""


def journal(article: Article) -> str:
    """A journal's page: the issue beside, abstracts of other articles below, references, a licence."""
    paragraphs = "".join(
        f'<h3 class="sec">{escape(text)}</h3>' if kind == "heading" else f'<p class="Para">{escape(text)}</p>'
        for kind, text in article.items
    )
    return f"""<html><head><meta charset="utf-8"><title>{escape(article.title)} - 《柳塘学刊》</title><meta name="citation_title" content="{escape(article.title)}"></head><body>
<div id="hd"><a href="/">期刊首页</a><a href="/e">编委会</a><a href="/t">投稿指南</a><a href="/o">在线办公</a></div>
<div id="left" class="left-column"><h2>当期目录</h2><a href="1">山地茶园的灌溉管理</a><a href="2">乡镇图书室的借阅变化</a><a href="3">县域夜间公交的成本分析</a></div>
<article><h2 class="art-title">{escape(article.title)}</h2><div class="meta">{escape(article.author)}</div><div class="meta">来源：{escape(article.source)}　发布日期：{article.date}</div>{paragraphs}
<div class="fn"><h4>参考文献</h4><p>[1] 某某. 乡镇图书室研究[J]. 柳塘学刊, 2019(2): 11-18.</p></div></article>
<div class="recommend"><h3>推荐文章</h3><dl><dt><a href="8">茶园里的合作社</a></dt><dd>本文走访了十二个村的茶农，记录他们从各家各户自己卖茶，到一起办合作社的过程，并分析了其中的难处。</dd></dl></div>
<div id="ft">《柳塘学刊》编辑部 地址：柳塘市书院路2号</div></body></html>"""


BUILT_ON: dict[str, Callable[[Article], str]] = {
    "government": government,
    "wechat": wechat,
    "portal": portal,
    "old_tables": old_tables,
}
HELD_BACK: dict[str, Callable[[Article], str]] = {
    "mobile": mobile,
    "misnamed": misnamed,
    "breaks_only": breaks_only,
    "all_links": all_links,
    "journal": journal,
}
