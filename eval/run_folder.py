"""A run folder: the questions asked and what came back, all of it files that scoring reads again.

`run.json` (set, settings, index version), `questions.jsonl` (the set with its gold places), `answers.jsonl` (one
record a question, in order, appended as they come) and, where baselines ran, `baselines.jsonl`. Scoring adds
`summary.json`, `rows.csv`, `report.html`, `report.md` and `problems.log`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eval.gold import Span
from eval.question import Question
from ingest.errors import BadInputError, StorageError

QUESTIONS, BEIR, SQUAD = "questions", "beir", "squad"
"""The kinds of set: our own question sets, BEIR folders (retrieval only), SQuAD JSON (retrieval and reading)."""


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run was made with. `settings` are plain JSON values; `code` marks the programs that answered."""

    set_name: str
    set_sha256: str
    kind: str
    limit: int
    index_version: str
    settings: Mapping[str, Any]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Words of a document (`text`) with the characters before and after them, for the report; `start` is where `text` begins."""

    document: str
    start: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class ResolvedQuestion:
    """A question with its gold, resolved against the documents.

    `gold`: every place of every gold quote; `relevant`: id of a passage or document -> grade, for ranking metrics;
    `answers`: gold answers of a SQuAD set; `contexts`: the gold places in their surroundings.
    """

    question: Question
    gold: tuple[Span, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    contexts: tuple[Context, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader chose in the gold paragraph: the answer span's words and the sentence shown."""

    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Record:
    """What came back for one question. `error` is empty unless the question failed; `answer` is the object of
    `mureobwa ask --json`; `ranking` holds ids, best first; `verbatim` says of each citation whether its quote
    stands to the letter in the document.
    """

    id: str
    error: str = ""
    answer: Mapping[str, Any] | None = None
    evidence: float = 0.0
    ranking: tuple[str, ...] = ()
    verbatim: tuple[bool, ...] = ()
    contexts: tuple[Context, ...] = ()
    reading: Reading | None = None
    elapsed_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class BaselineRecord:
    """One baseline's ranking for one question; `relevant` as in `ResolvedQuestion`, for this baseline's own passages."""

    baseline: str
    id: str
    ranking: tuple[str, ...]
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A run folder, read."""

    folder: Path
    info: RunInfo
    asked: tuple[ResolvedQuestion, ...]
    records: Mapping[str, Record]
    baselines: tuple[BaselineRecord, ...]


def passage_key(document: str, start: int, end: int) -> str:
    """The id of a stretch of a document in rankings."""
    return f"{document}:{start}-{end}"


def begin(folder: Path, info: RunInfo, asked: Sequence[ResolvedQuestion]) -> frozenset[str]:
    """Open `folder` for a run: a new one, or the same one that stopped. Returns the ids of the questions already answered.

    A torn last line (the process was killed while writing) is cut off; that question is asked again.

    Raises:
        BadInputError: the folder holds another run.
        StorageError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "run.json").exists():
            if _read_info(folder) != info:
                raise BadInputError(
                    f"'{folder}'에는 다른 질문집·색인·설정·프로그램으로 돌린 결과가 있습니다. --out으로 다른 폴더를 지정해 주세요."
                )
            return _resume(folder / "answers.jsonl")
        (folder / "answers.jsonl").unlink(missing_ok=True)
        write_lines(folder / "questions.jsonl", (asdict(one) for one in asked))
        write_text(folder / "run.json", json.dumps(asdict(info), ensure_ascii=False, indent=2, sort_keys=True) + "\n")
    except OSError as error:
        raise StorageError(f"'{folder}'에 쓸 수 없습니다: {error.strerror}. 빈 공간과 권한을 확인해 주세요.") from error
    return frozenset()


def _resume(path: Path) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    return frozenset(json.loads(line)["id"] for line in whole.splitlines() if line.strip())


def append(folder: Path, record: Record) -> None:
    """Add one record to `answers.jsonl`; it is written before the next question is asked."""
    append_line(folder / "answers.jsonl", asdict(record))


def append_line(path: Path, value: object) -> None:
    """Add one JSON line to the file and flush it to the operating system."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        with path.open("ab") as file:
            file.write(line.encode("utf-8", errors="replace"))
            file.flush()
    except OSError as error:
        raise StorageError(f"'{path}'에 쓸 수 없습니다: {error.strerror}. 빈 공간과 권한을 확인해 주세요.") from error


def write_lines(path: Path, values: Iterator[object]) -> None:
    """Write the file `path` with one JSON line for each value, all or none."""
    write_text(path, "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in values))


def write_text(path: Path, text: str) -> None:
    """Write a file in one step: a reader sees the old one or the new one."""
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(text, encoding="utf-8", errors="replace", newline="")
        beside.replace(path)
    except OSError as error:
        raise StorageError(f"'{path}'에 쓸 수 없습니다: {error.strerror}. 빈 공간과 권한을 확인해 주세요.") from error


def read_run(folder: Path) -> Run:
    """The run in `folder`; questions that were not asked yet have no record.

    Raises:
        BadInputError: the folder is not a run folder, or a file in it is damaged.
    """
    try:
        info = _read_info(folder)
        asked = tuple(_asked(line) for line in _lines(folder / "questions.jsonl"))
        records = {line["id"]: _record(line) for line in _lines(folder / "answers.jsonl")}
        baselines = tuple(
            BaselineRecord(line["baseline"], line["id"], tuple(line["ranking"]), line["relevant"])
            for line in _lines(folder / "baselines.jsonl")
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInputError(
            f"'{folder}'은(는) 온전한 평가 폴더가 아닙니다({error}). 'mureobwa eval run'이 만든 폴더를 지정해 주세요."
        ) from error
    return Run(folder, info, asked, records, baselines)


def _read_info(folder: Path) -> RunInfo:
    return RunInfo(**json.loads((folder / "run.json").read_text(encoding="utf-8")))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists() and path.name != "questions.jsonl":
        return
    content = path.read_bytes()
    for line in content[: content.rfind(b"\n") + 1].splitlines():
        if line.strip():
            yield json.loads(line)


def _asked(line: Mapping[str, Any]) -> ResolvedQuestion:
    raw = dict(line["question"])
    raw["facts"] = tuple(tuple(fact) for fact in raw["facts"])
    raw["quotes"], raw["tags"] = tuple(raw["quotes"]), tuple(raw["tags"])
    return ResolvedQuestion(
        question=Question(**raw),
        gold=tuple(Span(**span) for span in line["gold"]),
        relevant=line["relevant"],
        answers=tuple(line["answers"]),
        contexts=tuple(Context(**one) for one in line["contexts"]),
    )


def _record(line: Mapping[str, Any]) -> Record:
    reading = line["reading"]
    return Record(
        id=line["id"],
        error=line["error"],
        answer=line["answer"],
        evidence=line["evidence"],
        ranking=tuple(line["ranking"]),
        verbatim=tuple(line["verbatim"]),
        contexts=tuple(Context(**one) for one in line["contexts"]),
        reading=Reading(**reading) if reading else None,
        elapsed_ms=line["elapsed_ms"],
    )
