"""What anyone could have built, ranked by hand over passages of a few words."""

from pathlib import Path

from small_index import Fixed, Told, index_of

from eval.baselines import run_baselines
from eval.gold import Span
from eval.question import Question
from eval.run_folder import QUESTIONS, SQUAD, BaselineRecord, ResolvedQuestion, RunInfo, begin, read_run

NEAR, HALF, FAR = (1.0, 0.0), (0.6, 0.8), (0.0, 1.0)
PASSAGES = [
    Told("주차", (("요금 정기권", HALF),)),
    Told("주차", (("요금을 신청", NEAR),)),
    Told("도서관", (("휴관", FAR),)),
]
GOLD = Span("주차", 7, 13)


def ranked(folder: Path, question: str, kind: str = QUESTIONS) -> dict[str, BaselineRecord]:
    """What each baseline gives for `question`."""
    asked = ResolvedQuestion(Question("하나", question, True, (), (), "주차", "", ()), (GOLD,), {"주차": 1})
    begin(
        folder,
        RunInfo("집", "ab", kind, 0, "v1", {}),
        [asked, ResolvedQuestion(Question("둘", "?", False, (), (), "", "", ()))],
    )
    run_baselines(read_run(folder), index_of(PASSAGES, Fixed()), lambda *_: None)
    records = read_run(folder).baselines
    assert {record.id for record in records} == {"하나"}  # without gold there is nothing to rank
    return {record.baseline: record for record in records}


def test_each_baseline_ranks_by_its_own_method(tmp_path: Path) -> None:
    found = ranked(tmp_path, "요금 언제")
    first, second, third = "주차:0-6", "주차:7-13", "도서관:0-2"
    assert found["띄어쓰기 BM25"].ranking == (first,)  # "요금을" is another word between blanks
    assert found["형태소 BM25"].ranking == (first,)  # the index's own terms stand between blanks here
    assert found["임베딩만"].ranking == (second, first)
    # 1/61 + 1/62 for the first passage; 1/61 and a rank further down without a word for the second.
    assert found["단순 RRF"].ranking == (first, second, third)
    assert all(found[name].relevant == {second: 1} for name in found if "LangChain" not in name)


def test_langchain_cuts_the_documents_itself(tmp_path: Path) -> None:
    record = ranked(tmp_path, "요금 언제")["LangChain 기본 구성"]
    assert sorted(record.ranking) == ["도서관:0-2", "주차:0-13"]
    assert record.relevant == {"주차:0-13": 1}


def test_a_set_of_documents_is_ranked_by_documents(tmp_path: Path) -> None:
    found = ranked(tmp_path, "요금 언제", SQUAD)
    assert found["임베딩만"].ranking == ("주차",)
    assert found["임베딩만"].relevant == {"주차": 1}


def test_a_folder_is_ranked_once(tmp_path: Path) -> None:
    ranked(tmp_path, "요금 언제")
    before = (tmp_path / "baselines.jsonl").read_bytes()
    run_baselines(read_run(tmp_path), index_of(PASSAGES[2:]), lambda *_: None)
    assert (tmp_path / "baselines.jsonl").read_bytes() == before
