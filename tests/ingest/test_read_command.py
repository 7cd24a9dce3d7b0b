import json
from dataclasses import replace
from pathlib import Path

import typer
from formats import hancom_files as made
from typer.testing import CliRunner

from ingest.commands import read, summary
from ingest.read import read_text

app = typer.Typer()
app.command()(read)
TEXT = "가나시 공고 제2024-12호\n\n월세 지원 공고\n\n1. 지원\n- 월 20만원\n\n문의: 주택정책과 02-123-4567\n"


def _run(path: Path, *options: str) -> str:
    path.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, [str(path), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_person_sees_how_the_document_was_understood(tmp_path: Path) -> None:
    lines = _run(tmp_path / "월세.txt").splitlines()
    assert lines[:4] == ["제목: 월세 지원 공고", "문서 ID: 월세", "기관: 가나시", "부서: 주택정책과"]
    assert "  주택정책과 02-123-4567" in lines
    assert "  1. 지원" in lines
    assert lines[-1].startswith("대목: ")


def test_any_format_is_shown_and_what_was_lost_is_told(tmp_path: Path) -> None:
    path = tmp_path / "월세"
    path.write_bytes(made.hwp(TEXT.splitlines()))
    result = CliRunner().invoke(app, [str(path)])
    assert result.output.splitlines()[:4] == [
        "제목: 월세 지원 공고",
        "문서 ID: 월세",
        "기관: 가나시",
        "부서: 주택정책과",
    ]
    document = replace(read_text(TEXT, "월세.hwp"), remarks=("글자의 5%를 읽지 못했습니다.",))
    assert "알림: 글자의 5%를 읽지 못했습니다." in summary(document, ())


def test_a_machine_gets_one_passage_a_line(tmp_path: Path) -> None:
    passages = [json.loads(line) for line in _run(tmp_path / "월세.txt", "--json").splitlines()]
    assert [passage["id"] for passage in passages] == [f"월세#{number:04d}" for number in range(len(passages))]
    assert [passage["heading"] for passage in passages[-2:]] == [["1. 지원"], []]
    assert [(one["text"], one["is_label"]) for one in passages[-2]["sentences"]] == [
        ("1. 지원", True),
        ("월 20만원", False),
    ]


def test_the_help_has_an_example() -> None:
    assert "예: mureobwa read" in CliRunner().invoke(app, ["--help"]).output
