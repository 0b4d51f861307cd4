from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from readingroom.articles import importing
from readingroom.articles.importing import Outcome
from readingroom.articles.management.commands import import_articles
from readingroom.articles.management.files import readable_name
from readingroom.articles.models import Article, Original
from readingroom.articles.vocabulary import load_vocabulary
from tests.articles.page import PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    load_vocabulary()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one of them in a folder within, a file that is none, and one that is hidden."""
    for name, text in {
        "b.txt": PAGE,
        "a/z.txt": PAGE.replace("小区", "楼道").replace("网格", "单元").replace("社区", "院落"),
        "c.txt": "",
        ".hidden.txt": PAGE,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[str], str, int]:
    """The lines on standard output, what went to standard error, and the exit code."""
    code = 0
    try:
        call_command("import_articles", *arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return out.splitlines(), err, code


def test_each_file_has_a_line_and_the_counts_come_last(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, _, code = run(capsys, str(folder))

    numbers = list(Article.objects.order_by("number").values_list("number", flat=True))
    assert lines[0] == f"created\t{folder}/a/z.txt\t{numbers[0]}\t"
    assert lines[1].startswith(f"created\t{folder}/b.txt\t{numbers[1]}\t与第 {numbers[0]} 号文章")
    assert lines[2].startswith(f"refused\t{folder}/c.txt\t\t")
    assert lines[3] == "created 2\tupdated 0\tunchanged 0\tduplicate 0\trefused 1"
    assert (len(lines), code) == (4, 1)


def test_the_files_of_an_archive_have_a_line_each_under_its_name(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path_factory.mktemp("zip") / "月报.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(folder / "b.txt", "内/b.txt")
        packed.writestr("c.txt", "")

    lines, _, code = run(capsys, str(archive))

    assert lines[0] == f"created\t{archive}/内/b.txt\t{Article.objects.get().number}\t"
    assert lines[1].startswith(f"refused\t{archive}/c.txt\t\t")
    assert (lines[2], code) == ("created 1\tupdated 0\tunchanged 0\tduplicate 0\trefused 1", 1)
    assert Original.objects.get().file_name == "b.txt"


def test_an_archive_that_cannot_be_unpacked_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = folder / "a" / "坏.zip"
    archive.write_bytes(b"PK\x03\x04" + bytes(60))

    lines, _, code = run(capsys, str(archive))

    assert lines[0].startswith(f"refused\t{archive}\t\t")
    assert code == 1


def test_standard_input_is_a_file_too(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "b.txt").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        lines, _, code = run(capsys, "-")

    assert lines[0].startswith("created\t-\t")
    assert code == 0


def test_what_a_browser_saved_beside_a_page_is_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("文章.html", "文章_files/menu.txt", "别的_files/z.txt"):
        (folder / "a" / name).parent.mkdir(exist_ok=True)
        (folder / "a" / name).write_text("<html><body><p>短。</p></body></html>", "utf-8")

    lines, *_ = run(capsys, "--dry-run", str(folder / "a"))

    names = [line.split("\t")[1].removeprefix(f"{folder}/a/") for line in lines[:-1]]
    assert names == ["z.txt", "别的_files/z.txt", "文章.html"]


def test_without_a_refusal_the_exit_code_is_zero(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    *_, code = run(capsys, str(folder / "a"), str(folder / "b.txt"))

    assert code == 0


def test_there_is_no_progress_bar_without_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err, _ = run(capsys, str(folder))

    assert "%" not in err


def test_with_json_every_line_is_an_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, *_ = run(capsys, "--json", str(folder))

    *files, counts = map(json.loads, lines)
    assert [one["outcome"] for one in files] == ["created", "created", "refused"]
    assert set(files[0]) == {"outcome", "file", "number", "reason"}
    assert counts == {"created": 2, "updated": 0, "unchanged": 0, "duplicate": 0, "refused": 1}


def test_a_second_run_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, str(folder))

    lines, *_ = run(capsys, str(folder))

    assert lines[-1] == "created 0\tupdated 0\tunchanged 2\tduplicate 0\trefused 1"


def test_a_dry_run_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, _, code = run(capsys, "--dry-run", str(folder))

    assert lines[0] == f"created\t{folder}/a/z.txt\t\t"
    assert (Article.objects.count(), Original.objects.count(), code) == (0, 0, 1)


def test_publishing_is_done_in_somebodys_name(folder: Path, curator: User, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "--publish", "--as", "管理员", str(folder / "b.txt"))

    article = Article.objects.published().get()
    assert article.edition is not None
    assert article.edition.published_by == curator


@pytest.mark.parametrize(
    "arguments", [["--publish"], ["--publish", "--as", "没有这个人"], ["--as", "停用的人"]], ids=" ".join
)
def test_a_wrong_call_imports_nothing(arguments: list[str], folder: Path) -> None:
    User.objects.create_user("停用的人", is_active=False)

    with pytest.raises(CommandError) as refused:
        call_command("import_articles", *arguments, str(folder))

    assert refused.value.returncode == 2
    assert not Article.objects.exists()


def test_a_path_that_is_not_there_is_refused_and_the_others_are_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, _, code = run(capsys, str(folder / "nothing.txt"), str(folder / "b.txt"))

    assert lines[0] == f"refused\t{folder}/nothing.txt\t\t没有这个文件"
    assert lines[1].startswith("created\t")
    assert code == 1


def test_a_path_that_cannot_be_opened_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, _, code = run(capsys, str(folder / "b.txt" / "within.txt"))

    assert lines[0].startswith(f"refused\t{folder}/b.txt/within.txt\t\t打不开：")
    assert code == 1


def test_an_interruption_says_what_was_done_so_far(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(data: bytes, name: str, **how: object) -> Outcome:
        if name.endswith("b.txt"):
            raise KeyboardInterrupt
        return importing.import_file(data, name)

    monkeypatch.setattr(import_articles, "import_file", interrupted)

    lines, _, code = run(capsys, str(folder))

    assert lines[-1].startswith("created 1\t")
    assert code == 130
    assert Article.objects.count() == 1


def test_a_tab_in_a_reason_does_not_make_a_column(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_articles, "import_file", lambda *a, **k: Outcome("refused", "a\tb", None, "一\t二\n三"))

    lines, *_ = run(capsys, str(folder / "b.txt"))

    assert lines[0] == "refused\ta b\t\t一 二 三"


@pytest.mark.parametrize("raw", ["党建.txt".encode(), "党建.txt".encode("gb18030")])
def test_names_are_readable_whatever_system_wrote_them(raw: bytes) -> None:
    assert readable_name(os.fsdecode(raw)) == "党建.txt"
