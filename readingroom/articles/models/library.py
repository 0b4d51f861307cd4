from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from ..addresses import address_of
from ..keys import KEY_LENGTH
from .originals import Cleaning, Original, Reading
from .shapes import is_day, is_long, is_month, is_year
from .sources import Source
from .themes import Theme


class Status(models.TextChoices):
    DRAFT = "draft", "草稿"
    PENDING = "pending", "待审"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"
    ARCHIVED = "archived", "已归档"


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        """What readers may see, with the current edition's fields but without its text."""
        return self.filter(status=Status.PUBLISHED).with_edition()

    def with_edition(self) -> Self:
        return self.select_related("edition__source").defer("edition__items")

    def on_theme(self, slug: str) -> Self:
        return self.filter(edition__edition_themes__theme__slug=slug)

    def on_one_of(self, slugs: Sequence[str]) -> Self:
        """Each article once, however many of the themes it is on."""
        return self.filter(edition__in=EditionTheme.objects.filter(theme__slug__in=slugs).values("edition"))

    def doubtful(self) -> Self:
        """Articles of which the machine thinks that a text or a field may be wrong."""
        return self.filter(cleaning__in=Cleaning.objects.doubtful().values("pk"))

    def proposed(self) -> Self:
        """Articles whose working copy differs from what readers see."""
        return self.exclude(proposal=[])

    def resembling(self) -> Self:
        """Articles like an earlier one, of which no curator has said yet what they are to each other."""
        alike = ("same", "revised", "reprint")
        return self.filter(resemblances__verdict="", resemblances__likeness__in=alike).distinct()

    def newest_first(self) -> Self:
        """By date; 2022-07 stands between 2022-06-30 and 2022-07-01, unknown dates come last."""
        return self.order_by(*_newest_first("edition__"))

    def with_themes(self) -> Self:
        """Themes are read once for all articles of a list, not once for each."""
        themes = EditionTheme.objects.select_related("theme").order_by("order")
        return self.prefetch_related(models.Prefetch("edition__edition_themes", themes))

    def with_leading_appearance(self) -> Self:
        """Each article has `leading_appearance`, which says when its page was looked at; no further query."""
        return self.annotate(leading_appearance=_leading("appearances")).select_related("leading_appearance")


def _leading(appearances: str) -> models.FilteredRelation:
    return models.FilteredRelation(appearances, condition=models.Q(**{f"{appearances}__leads": True}))


def _newest_first(edition: str = "") -> list[str]:
    """
    `edition` is the way from the model to the article's edition; the number makes the order whole.

    An unknown date is empty, and so less than all others.
    """
    return [f"-{edition}date", f"-{edition}article_id"]


def of_year(year: str, edition: str = "") -> dict[str, Any]:
    """The conditions on an edition's date; of an empty year, that it has none. A range can be looked up in an index."""
    return {f"{edition}date__range": (year, f"{year}-99")} if year else {f"{edition}date": ""}


class Article(models.Model):
    """
    文章. `number` is given once by the database and never reused; permanent links are made of it.

    `cleaning` is the working copy, `edition` what readers see. While they differ, `proposal` lists the
    differences in words, and nothing public moves before a person publishes or rejects them.
    """

    number = models.BigAutoField("编号", primary_key=True)
    status = models.CharField("状态", max_length=16, choices=Status, default=Status.DRAFT, db_index=True)
    name = models.CharField("题名", max_length=300, help_text="工作稿的题名；未印题名的，用印出的内容拼成。")
    cleaning = models.ForeignKey(Cleaning, models.PROTECT, related_name="+", verbose_name="工作稿")
    edition = models.ForeignKey(
        "articles.Edition", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="当前版本"
    )
    simhash = models.CharField("文本指纹", max_length=16, editable=False, help_text="工作稿正文的指纹，十六进制。")
    proposal = models.JSONField("待采纳的改动", default=list, blank=True)
    rejected = models.CharField(
        "已退回的工作稿", max_length=64, blank=True, editable=False, help_text="其 SHA-256；同样的改动不再提出。"
    )
    archived_from = models.CharField(
        "归档前的状态", max_length=16, choices=Status, blank=True, editable=False, help_text="恢复时回到这里。"
    )
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤下原因", max_length=200, blank=True)
    added_at = models.DateTimeField("收入时间", auto_now_add=True)

    leading_appearance: Appearance | None  # only from `with_leading_appearance()`

    objects: ClassVar[models.Manager[Article]] = models.Manager.from_queryset(ArticleQuerySet)()

    class Meta:
        verbose_name = "文章"
        verbose_name_plural = "文章"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="article_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(archived_from__in=["", *(one for one in Status.values if one != Status.ARCHIVED)]),
                name="article_comes_from_a_known_status",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[Status.PUBLISHED, Status.WITHDRAWN]) | models.Q(edition__isnull=False),
                name="public_article_has_an_edition",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.WITHDRAWN) | models.Q(withdrawn_at__isnull=False),
                name="withdrawn_article_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("pages:article", self.number)

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED


class DatePrecision(models.TextChoices):
    YEAR = "year", "年"
    MONTH = "month", "月"
    DAY = "day", "日"


class Appearance(models.Model):
    """
    刊登: where an article was printed or posted. One leads and fills the source line; reprints add more.

    What is not printed is empty, never guessed; a date has the precision that is printed.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="appearances", verbose_name="文章")
    original = models.ForeignKey(
        Original, models.PROTECT, null=True, blank=True, related_name="appearances", verbose_name="原件"
    )
    leads = models.BooleanField("用于来源行", default=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="appearances", verbose_name="来源"
    )
    source_as_printed = models.CharField("印出的来源", max_length=100, blank=True)
    date = models.CharField("日期", max_length=10, blank=True, help_text="2022、2022-07 或 2022-07-01。")
    date_precision = models.CharField("日期精度", max_length=8, choices=DatePrecision, blank=True)
    date_kind = models.CharField("日期种类", max_length=16, blank=True)
    issue = models.CharField("期号", max_length=64, blank=True)
    page = models.CharField("版页", max_length=32, blank=True)
    column = models.CharField("栏目", max_length=100, blank=True)
    url = models.URLField("网址", max_length=500, blank=True)
    accessed_on = models.DateField("访问日期", null=True, blank=True)

    class Meta:
        verbose_name = "刊登"
        verbose_name_plural = "刊登"
        ordering = ["article", "-leads", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(leads=True), name="one_leading_appearance_per_article"
            ),
            models.CheckConstraint(
                condition=models.Q(date="", date_precision="")
                | (is_year("date") & models.Q(date_precision="year"))
                | (is_month("date") & models.Q(date_precision="month"))
                | (is_day("date") & models.Q(date_precision="day")),
                name="appearance_date_has_its_precision",
                violation_error_message="日期应写成 2022、2022-07 或 2022-07-01，并与日期精度一致。",
            ),
        ]

    def __str__(self) -> str:
        return self.source_as_printed or (self.source.name if self.source else "来源不详")


class EditionQuerySet(models.QuerySet["Edition"]):
    """
    What readers' lists are walked along.

    There are indexes of the editions in the order of a list, with all that a list is narrowed by. What each edition has
    to fulfil is asked of it alone (`Exists`), so no database finds all that do before it sorts them: it takes one
    after the other until the page is full, as quickly among ten thousand as among a hundred.
    """

    def published(self) -> Self:
        """The current editions of the articles that readers may see."""
        current = Article.objects.published().filter(pk=models.OuterRef("article_id"), edition=models.OuterRef("pk"))
        return self.filter(models.Exists(current))

    def on_theme(self, slug: str) -> Self:
        places = EditionTheme.objects.filter(theme__slug=slug)
        return self.filter(models.Exists(places.filter(edition=models.OuterRef("pk"))))

    def with_passages_on(self, slug: str) -> Self:
        """Of articles whose current edition has a paragraph on the theme."""
        passages = Paragraph.objects.of_the_body().on_theme(slug)
        return self.filter(models.Exists(passages.filter(article=models.OuterRef("article_id"))))

    def from_source(self, source: int | None) -> Self:
        return self.filter(source=source)

    def from_year(self, year: str) -> Self:
        """Dated in a year; empty: without a date."""
        return self.filter(**of_year(year))

    def newest_first(self) -> Self:
        return self.order_by(*_newest_first())


class Edition(models.Model):
    """
    版本: what was published, immutable and numbered from 1 within its article.

    `items` is the text with its keys, `fields` what is said about it; title, source, date and themes stand
    beside them for lists and filters. The number gives ETag, cache key, index version and history.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions", verbose_name="文章")
    number = models.PositiveIntegerField("版次")
    title = models.CharField("题名", max_length=300)
    title_is_built = models.BooleanField(
        "题名为拼成", default=False, help_text="原件未印题名，用印出的刊名、期号、页码拼成。"
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="来源")
    date = models.CharField("日期", max_length=10, blank=True, db_index=True)
    fields = models.JSONField("著录项")
    items = models.JSONField("正文")
    themes: models.ManyToManyField[Theme, EditionTheme] = models.ManyToManyField(
        Theme, through="EditionTheme", related_name="+", verbose_name="主题"
    )
    cleaning = models.ForeignKey(
        Cleaning, models.SET_NULL, null=True, blank=True, related_name="editions", verbose_name="清洗结果"
    )
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+", verbose_name="读本")
    rules_version = models.CharField("规则版本", max_length=64)
    correction = models.TextField("更正说明", blank=True)
    published_at = models.DateTimeField("发布时间", auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发布者"
    )

    objects: ClassVar[models.Manager[Edition]] = models.Manager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = "版本"
        verbose_name_plural = "版本"
        ordering = ["article", "-number"]
        indexes = [
            # Whole lists are read from these: a row holds the text, and what stands behind it is slow to reach.
            models.Index(fields=["date", "article"], name="editions_by_date"),
            models.Index(fields=["source", "date", "article"], name="editions_by_source_and_date"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_edition_per_article_and_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="edition_numbers_begin_at_one"),
            models.CheckConstraint(condition=~models.Q(title=""), name="edition_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(date="") | is_year("date") | is_month("date") | is_day("date"),
                name="edition_date_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"


class EditionTheme(models.Model):
    """One theme of an edition; `order` 0 is the largest."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="edition_themes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="edition_themes")
    order = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "版本主题"
        verbose_name_plural = "版本主题"
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "theme"], name="a_theme_once_per_edition"),
            models.UniqueConstraint(fields=["edition", "order"], name="a_place_once_per_edition"),
        ]

    def __str__(self) -> str:
        return self.theme.name


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def published(self) -> Self:
        return self.filter(article__status=Status.PUBLISHED)

    def of_the_body(self) -> Self:
        """Paragraphs alone: headings and front matter left out."""
        return self.filter(kind=ParagraphKind.PARAGRAPH)

    def on_theme(self, slug: str) -> Self:
        return self.filter(theme__slug=slug)

    def with_articles(self) -> Self:
        return self.select_related("article__edition__source").defer("article__edition__items")

    def with_leading_appearance(self) -> Self:
        """Each paragraph has `leading_appearance`, that of its article."""
        return self.annotate(leading_appearance=_leading("article__appearances")).select_related("leading_appearance")

    def newest_first(self) -> Self:
        """By article as `ArticleQuerySet.newest_first`, within one as it is read."""
        return self.order_by(*_newest_first("article__edition__"), "order")


class ParagraphKind(models.TextChoices):
    HEADING = "heading", "小标题"
    PARAGRAPH = "paragraph", "段落"
    FRONT = "front", "篇首材料"


class Paragraph(models.Model):
    """
    段落 of the current edition. `key` is made once, stored, and never computed again: see `keys`.

    Front items (abstract, keywords, editor's note) have no theme; all others have one.
    """

    key = models.CharField("固定编号", max_length=10, primary_key=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="paragraphs", verbose_name="文章")
    order = models.PositiveIntegerField("次序")
    kind = models.CharField("种类", max_length=16, choices=ParagraphKind)
    text = models.TextField("文字")
    continues_previous_page = models.BooleanField("接上页", default=False)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="paragraphs", verbose_name="主题"
    )
    secondary_theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="次主题"
    )
    near_tie = models.BooleanField("难分", default=False)
    theme_evidence = models.JSONField("主题依据", default=list)
    theme_decided_by = models.CharField("主题由谁定", max_length=8, default="rules")

    leading_appearance: Appearance | None  # only from `with_leading_appearance()`

    objects: ClassVar[models.Manager[Paragraph]] = models.Manager.from_queryset(ParagraphQuerySet)()

    class Meta:
        verbose_name = "段落"
        verbose_name_plural = "段落"
        ordering = ["article", "order"]
        indexes = [models.Index(fields=["article", "theme", "kind"], name="paragraphs_by_theme")]
        constraints = [
            models.UniqueConstraint(fields=["article", "order"], name="one_paragraph_per_article_and_place"),
            models.CheckConstraint(condition=is_long("key", KEY_LENGTH), name="paragraph_key_is_whole"),
            models.CheckConstraint(condition=models.Q(kind__in=ParagraphKind.values), name="paragraph_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="paragraph_has_text"),
            models.CheckConstraint(
                condition=models.Q(kind="front", theme__isnull=True, secondary_theme__isnull=True)
                | (~models.Q(kind="front") & models.Q(theme__isnull=False)),
                name="all_but_front_items_have_a_theme",
            ),
            models.CheckConstraint(
                condition=models.Q(theme_decided_by__in=["rules", "curator"]), name="paragraph_theme_decider_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:20]

    def get_absolute_url(self) -> str:
        return address_of("pages:paragraph", self.key)


class FormerKey(models.Model):
    """
    旧编号: a paragraph key that stands on no paragraph of its own any more.

    `paragraph` is the one that took its text in, empty when the text is gone; then the permanent link answers
    410 with `last_text`. `reading`, `line` and `start` are the first segment it stood on, so that a paragraph
    that comes back gets its key back.
    """

    key = models.CharField("固定编号", max_length=10, primary_key=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="former_keys", verbose_name="文章")
    # The rows of an edition are deleted and written anew within one transaction; the constraint is checked at its end.
    paragraph = models.ForeignKey(
        Paragraph, models.DO_NOTHING, null=True, blank=True, related_name="former_keys", verbose_name="并入的段落"
    )
    last_text = models.TextField("最后的文字")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="+", verbose_name="读本")
    line = models.PositiveIntegerField("行")
    start = models.PositiveIntegerField("起")

    class Meta:
        verbose_name = "旧编号"
        verbose_name_plural = "旧编号"
        ordering = ["article", "key"]
        constraints = [models.CheckConstraint(condition=is_long("key", KEY_LENGTH), name="former_key_is_whole")]

    def __str__(self) -> str:
        return self.key
