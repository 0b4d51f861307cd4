from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import ranking
from tests.benchmarks.relevance import Question, main, measure, mrr, read_collection, recall
from tests.benchmarks.stages import run

DOCUMENTS = [
    {"id": "lamps", "title": "路灯", "text": "三号楼前的路灯坏了，网格员当天报修，第二天就亮了。"},
    {"id": "parking", "title": "停车", "text": "小区停车难，居民议事会商量出错时停车的办法。"},
    {"id": "asking", "title": "？", "text": "什么？什么？什么？"},
]
QUESTIONS = [
    {"id": "1", "query": "路灯坏了找谁？", "relevant": ["lamps"]},
    {"id": "2", "query": "停车的办法", "relevant": ["parking"]},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return _lines(tmp_path / "docs.jsonl", DOCUMENTS), _lines(tmp_path / "queries.jsonl", QUESTIONS)


def _lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def test_the_first_right_answer_counts_by_its_rank() -> None:
    questions = [Question("一", frozenset("ab")), Question("二", frozenset("c")), Question("三", frozenset("d"))]

    assert mrr(questions, [["x", "b", "a"], ["c"], ["x"]]) == pytest.approx((1 / 2 + 1 + 0) / 3)


def test_recall_is_the_share_of_the_right_answers_among_the_first() -> None:
    questions = [Question("一", frozenset("ab")), Question("二", frozenset("c"))]
    rankings = [["a", "x", "b"], ["x", "c"]]

    assert [recall(questions, rankings, depth) for depth in (1, 2, 3)] == [1 / 4, 3 / 4, 1]


@pytest.mark.full
def test_the_stacks_are_measured_side_by_side(files: tuple[Path, Path]) -> None:
    rows = {row.name: row for row in measure([read_collection(*files, sample=10)], with_usual=False)}

    in_words = next(row for name, row in rows.items() if name.endswith("MRR@10, words only"))
    assert (in_words.ours, in_words.other, in_words.n) == (1, 1, 2)
    traditional = next(row for name, row in rows.items() if name.endswith("asked in traditional, in simplified"))
    assert (traditional.ours, traditional.other) == (1, 1)
    assert rows["points of MRR@10 above words only, mean of the sets"].ours == 0


@pytest.mark.slow
def test_punctuation_is_no_word_to_the_words_alone(files: tuple[Path, Path], tmp_path: Path) -> None:
    docs, _ = files

    assert run(ranking.words_only, docs=str(docs), questions=["路灯？", "？"], data=str(tmp_path)) == [["lamps"], []]


@pytest.mark.slow
def test_the_usual_stack_finds_what_holds_any_of_the_words(files: tuple[Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("whoosh", reason="make rivals")
    docs, _ = files

    ranked = run(ranking.usual, docs=str(docs), questions=["路灯坏了找谁？", "？"], data=str(tmp_path))

    assert ranked == [["lamps"], []]


def test_what_is_not_installed_is_said_before_anything_is_measured(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    docs, queries = map(str, files)
    monkeypatch.setattr("sys.argv", ["relevance", "--docs", docs, "--queries", queries])
    monkeypatch.setattr("tests.benchmarks.report.find_spec", lambda package: None)

    with pytest.raises(SystemExit) as end:
        main()

    assert end.value.code == 2
    assert "make rivals" in capsys.readouterr().err
