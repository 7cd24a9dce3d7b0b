"""The commands over a real index with the real models: two small notices, one question of each kind."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from homes import sharing
from test_benchmark import PARAGRAPH, beir, squad
from typer.testing import CliRunner

from chat.answer import Status
from chat.log.entry import Cited, Door, Entry, Feedback, Setup
from chat.log.sqlite import SqliteLog
from chat.service import Mureobwa
from chat.settings import Settings
from eval.ask import ask_one
from eval.commands import app
from eval.draft_questions import DRAFT_TAG, draft, draft_from_opinion
from eval.question import BadSetError, Question
from eval.read_set import read_set
from eval.run import run_set
from ingest.errors import MureobwaError
from retriever.build import ingest_paths
from retriever.index import Index, open_index

SETUP = Setup("1", "v", 6, "m", 400, "", "r", {}, {})
NOTICES = {
    "주차": "공영주차장 이용 안내\n\n강변공영주차장은 3월 2일부터 새벽 6시에 문을 엽니다.\n월 정기권 요금은 5만 원이며, 경차는 절반을 감면합니다.\n",
    "도서관": "시립도서관 휴관 안내\n\n시립도서관은 매월 둘째 화요일에 쉽니다.\n올해 새로 들인 책은 12,000권입니다.\n",
}
QUESTIONS = [
    {
        "id": "q1",
        "question": "강변공영주차장 월 정기권 요금은 얼마인가요?",
        "answerable": True,
        "facts": [["50,000원"]],
        "quotes": ["월 정기권 요금은 5만 원이며"],
        "document": "주차",
        "tags": ["금액"],
    },
    {"id": "q2", "question": "안녕하세요", "answerable": False, "status": "not_a_question", "tags": ["인사"]},
]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with the two notices indexed; the unpacked encoder is kept from run to run."""
    folder = tmp_path_factory.mktemp("documents")
    for name, text in NOTICES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    made = Settings(home=sharing(tmp_path_factory.mktemp("home")))
    ingest_paths([folder], made)
    return made


@pytest.fixture(scope="module")
def index(settings: Settings) -> Index:
    return open_index(settings)


@pytest.fixture
def command(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., SimpleNamespace]:
    monkeypatch.setenv("MUREOBWA_HOME", str(settings.home))

    def run(*arguments: str | Path) -> SimpleNamespace:
        result = CliRunner().invoke(app, [str(one) for one in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return SimpleNamespace(code=result.exit_code, out=result.stdout)

    return run


def _set(path: Path, questions: Sequence[object] = QUESTIONS) -> Path:
    path.write_text("\n".join(json.dumps(one) for one in questions), encoding="utf-8")
    return path


def _silent(stage: str, done: int, total: int) -> None:
    pass


def test_a_question_set_runs_is_scored_and_passes_its_gate(
    tmp_path: Path, command: Callable[..., SimpleNamespace]
) -> None:
    out = tmp_path / "run"
    shown = command("run", _set(tmp_path / "집.jsonl"), "--out", out, "--baseline")
    assert "facts_right" in shown.out
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert (summary["set"], summary["questions"], summary["errors"]) == ("집", 2, 0)
    assert summary["metrics"]["facts_right"]["mean"] == 1.0
    assert summary["metrics"]["evidence_cited"]["mean"] == 1.0
    assert summary["metrics"]["refusal_kind_right"]["mean"] == 1.0
    assert summary["quotes_not_in_source"] == 0
    assert "home" not in summary["settings"]
    assert len(summary["baselines"]) == 5
    assert {metrics["recall@10"]["mean"] for metrics in summary["baselines"].values()} == {1.0}
    assert command("check", out, "--min", "facts=1", "--max", "errors=0").code == 0
    assert command("check", out, "--min", "facts=1", "--max", "p95=0").code == 1


def test_two_runs_score_the_same_bytes(
    tmp_path: Path, settings: Settings, command: Callable[..., SimpleNamespace]
) -> None:
    questions = _set(tmp_path / "집.jsonl")
    for name in ("1", "2"):
        command("run", questions, "--out", tmp_path / name)
    assert (tmp_path / "1" / "rows.csv").read_bytes() == (tmp_path / "2" / "rows.csv").read_bytes()
    compared = json.loads(command("compare", tmp_path / "1", tmp_path / "2", "--json").out)
    assert {one["verdict"] for one in compared["metrics"].values()} == {"same"}
    assert (compared["now_right"], compared["now_wrong"]) == ([], [])


def test_a_run_is_not_asked_again_where_it_stands(tmp_path: Path, settings: Settings) -> None:
    questions, out = _set(tmp_path / "집.jsonl"), tmp_path / "run"
    run_set(questions, settings, out=out, limit=0, baseline=False, progress=_silent)
    first, second = (out / "answers.jsonl").read_bytes().splitlines(keepends=True)
    (out / "answers.jsonl").write_bytes(first + second[: len(second) // 2])
    done_counts: list[int] = []
    run_set(
        questions,
        settings,
        out=out,
        limit=0,
        baseline=False,
        progress=lambda stage, done, total: done_counts.append(done),
    )
    again = (out / "answers.jsonl").read_bytes().splitlines(keepends=True)
    assert again[0] == first
    assert json.loads(again[1])["id"] == "q2"
    assert done_counts[0] == 1  # one was there already


def test_a_set_that_contradicts_the_documents_asks_nothing(tmp_path: Path, settings: Settings) -> None:
    bad = [{**QUESTIONS[0], "quotes": ["정기권은 9만 원"]}, {**QUESTIONS[0], "id": "q9", "document": "없음"}]
    with pytest.raises(BadSetError, match="1행: 근거") as caught:
        run_set(
            _set(tmp_path / "집.jsonl", bad), settings, out=tmp_path / "run", limit=0, baseline=False, progress=_silent
        )
    assert [problem.row for problem in caught.value.problems] == [1, 2]
    assert not (tmp_path / "run").exists()


def test_a_question_that_breaks_the_chat_is_written_down_and_the_run_goes_on(settings: Settings) -> None:
    broken = replace(Mureobwa.open(settings), engine=None)  # type: ignore[arg-type]
    record = ask_one(Question("q1", "얼마인가요?", True), broken)
    assert record.answer is None
    assert "AttributeError" in record.error


def test_a_beir_folder_brings_its_own_documents(tmp_path: Path, settings: Settings) -> None:
    from eval.outputs import score_folder
    from eval.run_folder import read_run

    out = run_set(beir(tmp_path / "set"), settings, out=tmp_path / "run", limit=0, baseline=True, progress=_silent)
    summary = score_folder(read_run(out))
    assert summary["metrics"]["recall@1"]["mean"] == 1.0
    assert summary["metrics"]["ndcg@10"]["mean"] == 1.0
    assert set(open_index(settings).documents) == set(NOTICES)  # the office's own index is untouched


def test_a_squad_file_is_searched_and_read(tmp_path: Path, settings: Settings) -> None:
    from eval.outputs import score_folder
    from eval.run_folder import read_run

    out = run_set(
        squad(tmp_path / "k.json", [PARAGRAPH]),
        settings,
        out=tmp_path / "run",
        limit=0,
        baseline=False,
        progress=_silent,
    )
    summary = score_folder(read_run(out))
    assert {name: summary["metrics"][name]["mean"] for name in ("recall@1", "sentence_hit", "exact_match")} == {
        "recall@1": 1.0,
        "sentence_hit": 1.0,
        "exact_match": 1.0,
    }


def test_drafts_are_a_set_that_the_documents_do_not_contradict(
    tmp_path: Path, settings: Settings, index: Index
) -> None:
    drafts = draft(index, 10)
    facts = {question.facts[0][0] for question in drafts}
    assert {"3월 2일", "5만 원", "12,000권"} <= facts
    assert all(DRAFT_TAG in question.tags for question in drafts)
    assert len({question.id for question in drafts}) == len(drafts)
    assert draft(index, 10) == drafts
    assert {question.document for question in draft(index, 10, "주차")} == {"주차"}


def test_drafts_go_out_to_excel_and_come_back(tmp_path: Path, command: Callable[..., SimpleNamespace]) -> None:
    path = tmp_path / "초안.xlsx"
    command("draft", path, "--limit", "3")
    assert len(read_set(path).questions) == 3
    out = tmp_path / "run"
    command("run", path, "--out", out)
    assert json.loads((out / "summary.json").read_text("utf-8"))["errors"] == 0


def test_a_thumb_down_becomes_a_draft(
    settings: Settings, index: Index, tmp_path: Path, command: Callable[..., SimpleNamespace]
) -> None:
    day, text = dt.datetime.now(dt.UTC), index.documents["주차"].text
    start = text.index("경차는 절반을")
    place = Cited(
        1, "주차", "공영주차장", index.documents["주차"].sha256, start, start + len("경차는 절반을 감면합니다.")
    )
    given = Entry("a" * 32, day, day.date(), Door.PAGE, Status.ANSWERED, "경차 얼마", "절반", SETUP, citations=(place,))
    asked = Feedback(
        "경차는\n얼마예요?", False, "절반", "answered", ("wrong",), "금액이 없어요", "a" * 32, id="1", time=day
    )
    later = Feedback("어디로 가요?", False, "없음", "no_evidence", id="2", time=day + dt.timedelta(seconds=1))
    liked = Feedback("좋아요", True, "네", "answered", id="3", time=day)
    log = SqliteLog.below(settings.home, settings.log_max_mib)
    log.add([given, replace(asked, id="0", time=day - dt.timedelta(hours=1)), asked, later, liked])
    log.close()
    command("draft", tmp_path / "초안.jsonl", "--disliked", "7")
    refused, found = map(json.loads, (tmp_path / "초안.jsonl").read_text("utf-8").splitlines())
    assert (refused["question"], refused["quotes"], refused["document"]) == ("어디로 가요?", [], "")
    assert (found["id"], found["question"], found["document"]) == ("log002", "경차는 얼마예요?", "주차")
    assert found["quotes"] == ["경차는 절반을 감면합니다."]
    assert found["tags"] == [DRAFT_TAG, "이용자 불만", "의견: 금액이 없어요"]
    changed = replace(place, sha256="0" * 64)
    assert draft_from_opinion(asked, replace(given, citations=(changed,)), index.documents, 1).quotes == ()


def test_failures_of_the_commands_are_one_sentence(tmp_path: Path, command: Callable[..., SimpleNamespace]) -> None:
    for arguments in (
        ("run", tmp_path / "없음.jsonl"),
        ("score", tmp_path),
        ("check", tmp_path),
        ("new", tmp_path / "a.csv"),
    ):
        with pytest.raises(MureobwaError, match=r"주세요"):
            command(*arguments)


@pytest.mark.parametrize("name", ["run", "score", "compare", "check", "new", "draft"])
def test_every_command_explains_itself_in_korean_with_an_example(
    name: str, command: Callable[..., SimpleNamespace]
) -> None:
    assert f"예: mureobwa eval {name}" in " ".join(command(name, "--help").out.split())
