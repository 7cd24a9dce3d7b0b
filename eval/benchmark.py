"""Public benchmark formats in: BEIR folders (retrieval) and SQuAD / KorQuAD 1.0 JSON (retrieval and reading).

Both bring their own corpus. BEIR: `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and
`qrels/*.tsv` (`query-id`, `corpus-id`, `score`; `test.tsv` where there are several). SQuAD: every different
paragraph is one document, the one that a question belongs to is relevant.
"""

import csv
import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.gold import Span
from eval.json_lines import json_lines
from eval.question import BadSetError, Question, SetProblem
from eval.run_folder import BEIR, SQUAD, Context, ResolvedQuestion
from ingest.errors import BadInputError

_AROUND = 120
"""Characters shown on each side of a gold answer in the report."""


@dataclass(frozen=True, slots=True)
class CorpusDocument:
    """A document that a benchmark brings along."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark: `kind` is `run_folder.BEIR` or `run_folder.SQUAD`; `sha256` covers corpus and questions."""

    name: str
    kind: str
    sha256: str
    corpus: tuple[CorpusDocument, ...]
    asked: tuple[ResolvedQuestion, ...]

    @property
    def corpus_mark(self) -> str:
        """Twelve hex digits over the corpus alone: the same corpus is indexed once."""
        digest = hashlib.sha256()
        for document in self.corpus:
            digest.update(f"{document.id}\n{document.title}\n{document.text}\0".encode())
        return digest.hexdigest()[:12]


def is_benchmark(path: Path) -> bool:
    """Whether `path` is taken for a benchmark: a folder, or a .json file."""
    return path.is_dir() or path.suffix.lower() == ".json"


def read_benchmark(path: Path) -> Benchmark:
    """The benchmark at `path`.

    Raises:
        BadInputError: a file of it is missing or cannot be read.
    """
    return _read_beir(path) if path.is_dir() else _read_squad(path)


def _read_beir(folder: Path) -> Benchmark:
    digest = hashlib.sha256()
    corpus = tuple(
        CorpusDocument(_field(folder, row, line, "_id"), _nfc(line.get("title") or ""), _nfc(line.get("text") or ""))
        for row, line in _json_lines(folder / "corpus.jsonl", digest)
    )
    known = {document.id for document in corpus}
    grades: dict[str, dict[str, int]] = {}
    for row, (query, document, grade) in _qrels(folder, digest):
        if document not in known:
            raise BadSetError(
                folder.name, (SetProblem(row, f"qrels의 문서 '{document}'이(가) corpus.jsonl에 없습니다."),)
            )
        if grade > 0:
            grades.setdefault(query, {})[document] = grade
    asked = tuple(
        ResolvedQuestion(
            Question(name, _nfc(_field(folder, row, line, "text")), answerable=True, row=row),
            relevant=grades[name],
        )
        for row, line in _json_lines(folder / "queries.jsonl", digest)
        if (name := _field(folder, row, line, "_id")) in grades
    )
    if not asked:
        raise BadSetError(folder.name, (SetProblem(0, "qrels에 정답 문서가 있는 질문이 하나도 없습니다."),))
    return Benchmark(folder.name, BEIR, digest.hexdigest(), corpus, asked)


def _json_lines(path: Path, digest: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    content = _bytes(path)
    digest.update(content)
    return json_lines(path.name, content.split(b"\n"))


def _qrels(folder: Path, digest: Any) -> Iterator[tuple[int, tuple[str, str, int]]]:
    files = sorted((folder / "qrels").glob("*.tsv"))
    if not files:
        raise BadInputError(
            f"'{folder}'에 qrels/*.tsv가 없습니다. BEIR 폴더(corpus.jsonl, queries.jsonl, qrels/)를 지정해 주세요."
        )
    chosen = next((file for file in files if file.stem == "test"), files[0])
    content = _bytes(chosen)
    digest.update(content)
    lines = csv.reader(
        content.decode("utf-8-sig", errors="replace").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    for row, cells in enumerate(lines, start=1):
        if not cells or (row == 1 and cells[0] in ("query-id", "query_id", "qid")):
            continue
        try:
            query, document, grade = cells[0], cells[1], int(float(cells[2]))
        except (IndexError, ValueError) as error:
            message = "qrels는 질문 번호, 문서 번호, 점수의 세 칸이어야 합니다."
            raise BadSetError(chosen.name, (SetProblem(row, message),)) from error
        yield row, (query, document, grade)


def _read_squad(path: Path) -> Benchmark:
    content = _bytes(path)
    try:
        data = json.loads(content)
        documents: dict[str, CorpusDocument] = {}
        asked: dict[str, ResolvedQuestion] = {}
        for number, article in enumerate(data["data"]):
            for place, paragraph in enumerate(article["paragraphs"]):
                # Not NFC: gold answers and offsets are counted in the paragraph as it is published.
                text = paragraph["context"]
                document = documents.setdefault(
                    text, CorpusDocument(f"{number}-{place}", article.get("title") or "", text)
                )
                for entry in paragraph["qas"]:
                    answers = tuple(dict.fromkeys(answer["text"] for answer in entry["answers"]))
                    if not answers:  # SQuAD 2.0's unanswerable questions: nothing to compare a span with
                        continue
                    question = Question(str(entry["id"]), entry["question"], answerable=True, document=document.id)
                    context = _context(document, entry["answers"][0]["answer_start"], len(answers[0]))
                    gold = Span(document.id, context.start, context.start + len(context.text))
                    asked[question.id] = ResolvedQuestion(question, (gold,), {document.id: 1}, answers, (context,))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInputError(
            f"'{path.name}'을(를) SQuAD/KorQuAD 1.0 JSON으로 읽을 수 없습니다({type(error).__name__}: {error}). "
            "질문집이라면 .jsonl, .csv, .xlsx로 저장해 주세요."
        ) from error
    if not asked:
        raise BadInputError(f"'{path.name}'에 정답이 있는 질문이 하나도 없습니다.")
    corpus = tuple(documents.values())
    return Benchmark(path.stem, SQUAD, hashlib.sha256(content).hexdigest(), corpus, tuple(asked.values()))


def _context(document: CorpusDocument, start: int, length: int) -> Context:
    text, end = document.text, start + length
    return Context(
        document.id, start, text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInputError(f"'{path}'을(를) 읽을 수 없습니다: {error.strerror}. 경로를 확인해 주세요.") from error


def _field(folder: Path, row: int, line: Mapping[str, Any], name: str) -> str:
    value = line.get(name)
    if not isinstance(value, str | int) or value == "":
        raise BadSetError(folder.name, (SetProblem(row, f"'{name}' 항목이 없습니다."),))
    return str(value)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
