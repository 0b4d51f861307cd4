from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from readingroom.articles import curation
from readingroom.articles.models import Article, Status
from readingroom.articles.seeds import load_seeds
from tests.library import draft

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the seeds that may be spoilt."""
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def test_the_five_seeds_are_published_under_their_names() -> None:
    load_seeds(SEEDS)

    assert list(Article.objects.published().order_by("number").values_list("edition__title", flat=True)) == [
        "《实践》2022年第7期第15页",
        "张常荣：党建引领基层社会治理新蓝图",
        "强化基层治理的党建引领",
        "坚持大抓基层的鲜明导向",
        "总书记为何如此关心党建引领基层治理",
    ]


def test_the_seeds_have_their_themes() -> None:
    load_seeds(SEEDS)

    themes = [
        {row.theme.slug for row in article.edition.edition_themes.all()}  # type: ignore[union-attr]
        for article in Article.objects.published().with_themes().order_by("number")
    ]
    assert themes == [
        {"cadres", "service", "organization"},
        {"organization", "cadres"},
        {"organization"},
        {"organization", "cadres"},
        {"organization", "service"},
    ]


def test_the_seeds_have_the_sources_that_are_printed() -> None:
    load_seeds(SEEDS)

    sources = Article.objects.published().order_by("number").values_list("edition__source__name", flat=True)
    assert list(sources) == ["实践", None, "人民日报", None, "人民网"]


def test_loading_again_changes_nothing() -> None:
    load_seeds(SEEDS)

    assert load_seeds(SEEDS) == []
    assert Article.objects.count() == 5


def test_a_withdrawn_seed_does_not_come_back() -> None:
    load_seeds(SEEDS)
    article = Article.objects.order_by("number")[0]
    curation.withdraw(article, by=None)

    load_seeds(SEEDS)

    article.refresh_from_db()
    assert article.status == Status.WITHDRAWN


def test_the_command_says_which_seed_it_refused(
    folder: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.BASE_DIR = folder.parent
    (folder / "001_5e9db26aa3862f7b.txt").write_text("别的文字。", "utf-8")

    call_command("load_seeds", verbosity=0)

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("001_5e9db26aa3862f7b.txt：张常荣：党建引领基层社会治理新蓝图：内容与随软件提供的不同")


def test_a_room_that_holds_an_article_gets_no_seeds() -> None:
    draft()

    assert load_seeds(SEEDS) == []
    assert Article.objects.count() == 1


def test_a_seed_that_was_tampered_with_is_refused_and_the_others_are_not(folder: Path) -> None:
    spoilt = folder / "002_8c0d8dc69899c6a3.txt"
    spoilt.write_bytes(spoilt.read_bytes().replace("基层".encode(), "高层".encode(), 1))

    outcomes = load_seeds(folder)

    assert [one.name for one in outcomes if one.outcome == "refused"] == [spoilt.name]
    assert "与随软件提供的不同" in next(one.reason for one in outcomes if one.outcome == "refused")
    assert Article.objects.published().count() == 4
    assert not Article.objects.filter(name="强化基层治理的党建引领").exists()


def test_a_seed_that_is_missing_is_said(folder: Path) -> None:
    (folder / "003_468908d11ddfc670.txt").unlink()

    outcomes = load_seeds(folder)

    assert [one.name for one in outcomes if one.outcome == "refused"] == ["003_468908d11ddfc670.txt"]


def test_a_file_that_is_no_seed_is_left_alone(folder: Path) -> None:
    (folder / "005_own.txt").write_text("社区自己的一篇文章。" * 20, "utf-8")

    load_seeds(folder)

    assert Article.objects.count() == 5


def test_the_command_says_what_it_did() -> None:
    first, second = StringIO(), StringIO()

    call_command("load_seeds", stdout=first)
    call_command("load_seeds", stdout=second)

    assert first.getvalue().count("created\t") == 5
    assert second.getvalue() == "阅览室里已有文章，没有再装入。\n"
