import json
from pathlib import Path

from chat.feedback import Feedback, FeedbackLog


def test_a_line_for_each_opinion_with_personal_data_masked(tmp_path: Path) -> None:
    log = FeedbackLog(tmp_path)
    log.add(
        Feedback("제 번호 010-1234-5678로 알려 주세요", helpful=False, reasons=("wrong",), comment="a@b.kr\n둘째 줄")
    )
    log.add(Feedback("예산은?", helpful=True))
    lines = [json.loads(line) for line in (tmp_path / "logs" / "feedback.jsonl").read_text("utf-8").splitlines()]
    assert [line["question"] for line in lines] == ["제 번호 [휴대전화번호]로 알려 주세요", "예산은?"]
    assert lines[0]["comment"] == "[전자우편 주소]\n둘째 줄"
    assert lines[0]["reasons"] == ["wrong"]
    assert lines[0]["time"].endswith("+00:00")


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    FeedbackLog(tmp_path).add(Feedback("예산은?", helpful=True))
    assert (tmp_path / "logs").read_text() == "a file where the folder should be"


def test_a_lone_surrogate_does_not_stop_it(tmp_path: Path) -> None:
    FeedbackLog(tmp_path).add(Feedback("예산\ud800은?", helpful=True))
    assert len((tmp_path / "logs" / "feedback.jsonl").read_bytes().splitlines()) == 1
