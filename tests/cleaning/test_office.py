"""The office's own words, given to `clean` beside the rules'."""

from __future__ import annotations

from readingroom.cleaning import RULES_VERSION, OfficeWords, clean
from tests.library import reading

TITLE = "把议事会开到院落里"
BODY = (
    "柳河社区党支部把议事会开到院落里，居民坐下来商量停车、晾晒和照明的事，一条一条记在本子上，月底逐条回话。",
    "支部书记每周三下午在院落值班，遇到说不清的事就请网格员、物业和居民代表一起到现场看，当场定下来谁来办、几天办完。",
    "半年下来，记在本子上的事办成了四十多件，没有办成的也写明了原因，居民说这样的会开得实在，愿意再来。",
)


def cleaned(*lines: str, **words: tuple[str, ...]):
    return clean(reading([TITLE, *lines]), office=OfficeWords(**words))


def fates(article) -> dict[int, tuple[str, str]]:
    return {line.number: (line.fate, line.rule) for line in article.ledger}


class TestALine:
    def test_is_removed_where_it_is_the_whole_line(self):
        article = cleaned(*BODY, "柳河之声编辑小组敬上", lines=("柳河之声编辑小组敬上",))

        assert fates(article)[5] == ("removed", "office_line")

    def test_is_the_same_in_full_width_and_traditional_characters(self):
        article = cleaned(*BODY, "柳河之聲（編輯小組）", lines=("柳河之声(编辑小组)",))

        assert fates(article)[5][0] == "removed"

    def test_is_left_alone_in_a_sentence(self):
        article = cleaned(*BODY, lines=("柳河社区党支部", "议事会"))

        assert [item.text for item in article.items] == list(BODY)

    def test_of_a_long_sentence_nothing_is_lost(self):
        long = BODY[0][:-1] + "，这样的会已经开了一年，谁家有事都愿意来坐一坐，说一说。"

        article = cleaned(long, *BODY[1:], lines=(long,), notices=("议事会开到院落",))

        assert [item.text for item in article.items] == [long, *BODY[1:]]


class TestANotice:
    def test_removes_the_line_it_stands_in(self):
        article = cleaned(*BODY, "柳河文库不对内容的准确性负责", notices=("柳河文库不对内容",))

        assert fates(article)[5] == ("removed", "office_notice")

    def test_leaves_other_lines_alone(self):
        assert len(cleaned(*BODY, notices=("柳河文库不对内容",)).items) == len(BODY)


class TestAnOpener:
    RELATED = ("邻里还在看", "石桥社区这样修好了路灯", "一本民情账记了十年")

    def test_takes_what_stands_below_it(self):
        article = cleaned(*BODY, *self.RELATED, openers=("邻里还在看",))

        assert {fates(article)[line] for line in (5, 6, 7)} == {("removed", "office_section")}

    def test_ends_where_the_article_begins_again(self):
        article = cleaned(BODY[0], "邻里还在看", "石桥社区这样修好了路灯", *BODY[1:], openers=("邻里还在看",))

        assert [item.text for item in article.items] == list(BODY)


class TestASite:
    def test_is_removed_and_named(self):
        article = cleaned("柳河学习园地", *BODY, sites=("柳河学习园地",))

        assert article.fields["site"] == "柳河学习园地"
        assert fates(article)[2] == ("removed", "office_site")


class TestNoOutlet:
    def test_is_printed_and_names_nobody(self):
        line = "来源：基层摘编"
        assert cleaned(line, *BODY).fields["outlet"] == "基层摘编"

        article = cleaned(line, *BODY, no_outlets=("基层摘编",))

        assert (article.fields["source"], article.fields["outlet"]) == ("基层摘编", None)


class TestTheVersion:
    def test_is_that_of_the_rules_where_there_are_no_words(self):
        assert cleaned(*BODY).rules_version == RULES_VERSION

    def test_is_another_with_words_and_the_same_with_the_same_words(self):
        versions = {cleaned(*BODY, lines=lines).rules_version for lines in (("甲",), ("甲",), ("乙",))}

        assert len(versions) == 2
        assert all(version.startswith(RULES_VERSION) and len(version) <= 64 for version in versions)
