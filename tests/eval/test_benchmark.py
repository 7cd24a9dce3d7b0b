import json
from pathlib import Path
from typing import Any

import pytest

from eval.benchmark import read_benchmark
from eval.question import BadSetError
from eval.run_folder import BEIR, SQUAD
from ingest.errors import BadInputError

CORPUS = [
    {"_id": "d1", "title": "주차", "text": "주차장은 3월에 엽니다."},
    {"_id": "d2", "title": "", "text": "도서관은 쉽니다."},
]
QUERIES = [{"_id": "q1", "text": "주차장은 언제?"}, {"_id": "q2", "text": "라벨 없음?"}]


def beir(folder: Path, qrels: str = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\n") -> Path:
    (folder / "qrels").mkdir(parents=True)
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    (folder / "qrels" / "dev.tsv").write_text("q2\td2\t1\n", encoding="utf-8")
    return folder


def squad(path: Path, paragraphs: list[dict[str, Any]]) -> Path:
    path.write_text(json.dumps({"data": [{"title": "글", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


PARAGRAPH = {
    "context": "광화문은 1395년에 세워졌다. 흥선대원군이 1865년에 다시 지었다.",
    "qas": [
        {"id": "a", "question": "언제 세워졌나?", "answers": [{"text": "1395년", "answer_start": 5}]},
        {"id": "b", "question": "답이 없나?", "answers": []},
    ],
}


def test_a_beir_folder_takes_the_test_qrels_and_leaves_unlabelled_questions_out(tmp_path: Path) -> None:
    found = read_benchmark(beir(tmp_path / "set"))
    assert (found.kind, found.name, [document.id for document in found.corpus]) == (BEIR, "set", ["d1", "d2"])
    (asked,) = found.asked
    assert (asked.question.id, dict(asked.relevant)) == ("q1", {"d1": 1})  # grade 0 says: not relevant


def test_qrels_without_a_header_line_and_with_graded_scores(tmp_path: Path) -> None:
    found = read_benchmark(beir(tmp_path / "set", "q1\td1\t2\nq1\td2\t1\n"))
    assert dict(found.asked[0].relevant) == {"d1": 2, "d2": 1}


def test_a_beir_folder_with_a_mistake_says_where(tmp_path: Path) -> None:
    with pytest.raises(BadSetError, match=r"2행: qrels의 문서 'd9'"):
        read_benchmark(beir(tmp_path / "1", "query-id\tcorpus-id\tscore\nq1\td9\t1\n"))
    with pytest.raises(BadSetError, match="1행: qrels는"):
        read_benchmark(beir(tmp_path / "2", "q1\td1\n"))
    with pytest.raises(BadSetError, match="질문이 하나도"):
        read_benchmark(beir(tmp_path / "3", "q7\td1\t1\n"))
    broken = beir(tmp_path / "4")
    (broken / "corpus.jsonl").write_text('{"_id": "d1"}\n{"title": "x"}')
    with pytest.raises(BadSetError, match="2행: '_id'"):
        read_benchmark(broken)
    (tmp_path / "5").mkdir()
    with pytest.raises(BadInputError, match=r"corpus\.jsonl"):
        read_benchmark(tmp_path / "5")


def test_squad_makes_each_paragraph_a_document_once(tmp_path: Path) -> None:
    found = read_benchmark(squad(tmp_path / "k.json", [PARAGRAPH, PARAGRAPH]))
    assert (found.kind, len(found.corpus), len(found.asked)) == (SQUAD, 1, 1)
    asked = found.asked[0]
    assert (asked.answers, dict(asked.relevant)) == (("1395년",), {found.corpus[0].id: 1})
    context = asked.contexts[0]
    assert (context.before, context.text) == ("광화문은 ", "1395년")
    assert [(span.start, span.end) for span in asked.gold] == [(5, 10)]


def test_the_same_corpus_has_the_same_mark_whatever_the_questions(tmp_path: Path) -> None:
    one = read_benchmark(beir(tmp_path / "1"))
    two = read_benchmark(beir(tmp_path / "2", "q1\td2\t1\n"))
    assert one.corpus_mark == two.corpus_mark
    assert one.sha256 != two.sha256


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"data": 5}', '{"data": [{"paragraphs": [{}]}]}', '{"data": []}'])
def test_json_that_is_no_squad_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(BadInputError, match=r"a\.json"):
        read_benchmark(path)
