"""
Lines of credits: what a page prints about its article, in any order and any number on a line.

Sites glue such lines together as they like: `2024-07-09 06:44张三李四`, `来源:某某网-某某报 作者:张三 【大 中 小】`,
`《 某某日报 》( 2022年02月16日 05 版)`. So a line is read piece by piece, and it is a line of credits when every piece
is something that credits are made of. One word that is not, and the line is text.
"""

from readingroom.cleaning.credits.bylines import read_byline
from readingroom.cleaning.credits.credit import Credit
from readingroom.cleaning.credits.line import credits_line, read_credits

__all__ = ["Credit", "credits_line", "read_byline", "read_credits"]
