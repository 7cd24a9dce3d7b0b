import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from ingest.commands import read

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
