"""`mureobwa curated` and `mureobwa admin password` as an official meets them."""

import io
import json
import sys
from pathlib import Path

import pytest
from running import Run, runner

from chat.admin.password import fits
from chat.operation.audit import AuditTrail

ADD = (
    "curated",
    "add",
    "monthly",
    "-q",
    "강변주차장 정기권 얼마예요?",
    "-a",
    "5만 원입니다.",
    "--department",
    "교통과",
    "--author",
    "김민원",
)


@pytest.fixture
def run(index_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process over the notices: (exit code, standard output, standard error)."""
    monkeypatch.setenv("MUREOBWA_HOME", str(index_home))
    (index_home / "curated.json").unlink(missing_ok=True)
    return runner(monkeypatch, capsys)


def test_an_answer_is_added_listed_tried_and_taken_out(run: Run, index_home: Path) -> None:
    assert run(*ADD, "--document", "주차", "--quote", "월 정기권은 5만 원")[0] == 0
    listed = json.loads(run("curated", "list", "--json")[1])
    assert [(one["id"], one["state"], one["basis"][0]["quote"]) for one in listed] == [
        ("monthly", "stands", "월 정기권은 5만 원")
    ]
    assert "monthly" in run("curated", "list")[1]
    assert "나갑니다" in run("curated", "check", "강변주차장 정기권 얼마예요?")[1]
    assert "나가지 않습니다" in run("curated", "check", "도서관은 언제 쉬나요?")[1]
    assert run("curated", "remove", "monthly")[0] == 0
    assert json.loads(run("curated", "list", "--json")[1]) == []
    assert AuditTrail(index_home).entries()[0].action == "curated.remove"


def test_of_several_near_answers_only_the_nearest_is_said_to_be_given(run: Run) -> None:
    question = "강변주차장 정기권 얼마예요?"
    run(*ADD)
    run(*(word.replace("monthly", "other").replace("정기권 얼마", "월 정기권 얼마") for word in ADD))
    told = dict(line.split(": ", 1) for line in run("curated", "check", question)[1].splitlines())
    assert " (나갑니다, " in told["monthly"]
    assert " (나가지 않습니다, " in told["other"]
    assert told["other"].endswith(", 더 가까운 답이 있습니다)")
    run("curated", "remove", "monthly")
    assert " (나갑니다, " in run("curated", "check", question)[1]


def test_a_changed_basis_ends_with_one(run: Run, index_home: Path) -> None:
    run(*ADD, "--document", "주차", "--quote", "월 정기권은 5만 원")
    assert run("curated", "check")[0] == 0
    file = index_home / "curated.json"
    file.write_text(file.read_text("utf-8").replace("월 정기권은 5만 원", "월 정기권은 6만 원"), "utf-8")
    code, out, _ = run("curated", "check")
    assert code == 1
    assert "monthly: 근거가 문서에 없어 답하지 않습니다" in out


def test_an_answer_outside_its_period_is_no_answer_of_today(
    run: Run, index_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "강변주차장 정기권 얼마예요?"
    period = ("--since", "2026-12-01", "--until", "2026-12-31")
    run(*ADD, *period, "--document", "주차", "--quote", "월 정기권은 5만 원")
    for today, code, words, valid in (
        ("2026-11-30", 1, "2026-12-01부터 나갑니다", 0),
        ("2026-12-31", 1, "", 1),
        ("2027-01-01", 0, "2026-12-31에 끝났습니다", 0),
    ):
        monkeypatch.setenv("MUREOBWA_TODAY", today)
        told = run("curated", "check", question)[1]
        assert ("(나갑니다, " in told) is bool(valid)
        assert words in told
        assert f"(오늘 기간 안 {valid}개) 가운데 근거가 바뀐 것 0개" in run("curated", "check")[1]
        # An answer whose time is yet to come needs its basis, one whose time is over does not.
        file = index_home / "curated.json"
        stands = file.read_text("utf-8")
        file.write_text(stands.replace("월 정기권은 5만 원", "월 정기권은 6만 원"), "utf-8")
        ended, out, _ = run("curated", "check")
        assert (ended, words in out, "근거가 문서에 없어" in out) == (code, True, bool(code))
        file.write_text(stands, "utf-8")


def test_an_answer_without_its_basis_is_not_given(run: Run, index_home: Path) -> None:
    run(*ADD, "--document", "주차", "--quote", "월 정기권은 5만 원")
    file = index_home / "curated.json"
    file.write_text(file.read_text("utf-8").replace("월 정기권은 5만 원", "월 정기권은 6만 원"), "utf-8")
    told = run("curated", "check", "강변주차장 정기권 얼마예요?")[1]
    assert "(나가지 않습니다, " in told
    assert "근거가 문서에 없어 답하지 않습니다" in told


@pytest.mark.parametrize(
    "words",
    [
        (*ADD, "--document", "주차"),
        (*ADD, "--document", "주차", "--quote", "없는 글자"),
        (*ADD, "--since", "2026-12-02", "--until", "2026-12-01"),
        ("curated", "remove", "없는이름"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(run: Run, words: tuple[str, ...], index_home: Path) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert err.startswith("오류: ")
    assert err.count("\n") == 1
    assert not (index_home / "curated.json").exists()


def test_a_password_becomes_a_line_of_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("긴 비밀번호 열 글자\n"))
    code, out, _ = run("admin", "password")
    assert code == 0
    assert fits("긴 비밀번호 열 글자", out.split('"')[1])
    monkeypatch.setattr(sys, "stdin", io.StringIO("짧음\n"))
    assert run("admin", "password")[0] == 2
