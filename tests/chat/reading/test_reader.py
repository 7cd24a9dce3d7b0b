"""The sentence and the words in it that answer; sentences of our own in the manner of offices."""

import numpy as np
import pytest
from numpy.typing import NDArray

from chat.reading.asked import analyse
from chat.reading.clauses import trim
from chat.reading.reader import Candidate, Reading, answer_paragraph, coverage, read

NOTICE = (
    "한빛시는 오는 9월 2일(월)부터 심야버스 6개 노선을 신설해 운행한다고 밝혔다.",
    "심야버스는 매일 밤 11시 30분부터 다음 날 새벽 4시까지 20분 간격으로 운행하며, 요금은 2,150원이다.",
    "이번 노선 신설은 심야 시간대 이동이 어려운 청년 근로자의 불편을 덜기 위해 마련됐다.",
    "시는 이를 위해 총 38억 원의 예산을 투입하고, 전기버스 42대를 도입할 계획이다.",
    "박정우 교통정책과장은 “시민의 발이 되겠다”고 말했다.",
    "※ 문의 : 교통정책과 버스운영팀 (☎ 031-555-1234)",
)


def even(_: str) -> float:
    """Every word weighs the same."""
    return 1.0


def ask(question: str, sentences: tuple[str, ...] = NOTICE) -> list[Reading]:
    asked = analyse(question)
    return read(asked, [Candidate(s, 0.85, coverage(asked, s, even)) for s in sentences], even)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("심야버스 언제부터 다녀?", "9월 2일(월)"),
        ("심야버스 요금은 얼마예요?", "2,150원"),
        ("심야버스는 몇 분 간격으로 운행해?", "20분"),
        ("예산은 얼마나 투입하나요?", "38억 원"),
        ("전기버스 몇 대 도입해?", "42대"),
        ("버스 문의 전화번호 알려주세요", "031-555-1234"),
        ("교통정책과장은 누구인가요?", "박정우"),
        ("노선은 왜 신설했나요?", "심야 시간대 이동이 어려운 청년 근로자의 불편을 덜기 위해"),
    ],
)
def test_the_words_that_answer(question: str, answer: str) -> None:
    assert ask(question)[0].text == answer


def test_spans_stand_in_their_sentence() -> None:
    for reading in ask("심야버스 요금은 얼마예요?"):
        assert reading.candidate.text[reading.start : reading.end] == reading.text != ""
        assert reading.candidate.text in NOTICE


def test_readings_are_best_first() -> None:
    scores = [r.score for r in ask("심야버스 요금은 얼마예요?")]
    assert scores == sorted(scores, reverse=True)


def test_each_thing_asked_has_its_own_reading() -> None:
    readings = ask("전기버스 몇 대를 언제부터 운행하나요?")
    slots = analyse("전기버스 몇 대를 언제부터 운행하나요?").slots
    best = [next(r.text for r in readings if r.slot == slot) for slot in slots]
    assert best == ["42대", "9월 2일(월)"]


def test_a_kind_that_stands_nowhere_is_a_veto() -> None:
    readings = ask("담당 과장의 전화번호는?", NOTICE[:1])
    assert readings
    assert all(r.vetoed and not r.matched for r in readings)
    assert not any(r.vetoed for r in ask("담당 과장의 전화번호는?", NOTICE[-2:]))


def test_nothing_given_or_nothing_asked_gives_nothing() -> None:
    assert read(analyse("언제 하나요?"), [], even) == []
    assert read(analyse(""), [Candidate("9월 2일에 한다.", 0.9, 0.5)], even) == []


def test_a_label_that_is_asked_gives_its_line() -> None:
    lines = ("(신청대상) 만 19세 이상 청년", "(신청방법) 복지로 누리집 또는 주민센터를 방문하여 신청")
    assert ask("신청 방법 알려줘", lines)[0].text == "복지로 누리집 또는 주민센터를 방문하여 신청"


def test_meaning_is_what_is_said_of_the_topic() -> None:
    law = ('이 법에서 "소규모점포"란 매장면적의 합계가 500제곱미터 미만인 점포를 말한다.',)
    assert ask("소규모점포란 무엇인가요?", law)[0].text == "매장면적의 합계가 500제곱미터 미만인 점포"


def test_the_year_of_a_date_where_a_year_is_asked() -> None:
    text = ("홍길동은 1953년 3월 24일 서울에서 태어났다.",)
    assert ask("홍길동은 몇 년도에 태어났나?", text)[0].text == "1953년"
    assert ask("홍길동이 태어난 날은?", text)[0].text == "1953년 3월 24일"


def test_a_name_is_told_without_its_title() -> None:
    text = ("1929년 7월에 입헌당 총재 홍길동을 새 총리로 지명했다.",)
    assert ask("1929년에 총리로 지명된 사람은?", text)[0].text == "홍길동"


def test_trim_keeps_the_clause_that_answers() -> None:
    text = NOTICE[1]
    asked = analyse("요금은 얼마인가요?")
    start, end = trim(text, (text.index("2,150원"), text.index("2,150원") + 6), asked, even)
    assert text[start:end] == "요금은 2,150원이다."


def test_trim_keeps_clauses_that_hold_the_question() -> None:
    text = NOTICE[1]
    asked = analyse("심야버스는 20분 간격으로 운행하고 요금은 얼마인가요?")
    assert trim(text, (text.index("2,150원"), text.index("2,150원") + 6), asked, even) == (0, len(text))


def test_coverage_is_a_weighted_share() -> None:
    asked = analyse("버스 요금은 얼마인가요?")
    assert coverage(asked, "버스를 탔다.", even) == 0.5
    assert coverage(asked, "버스를 탔다.", lambda term: 3.0 if term == "버스" else 1.0) == 0.75
    assert coverage(asked, "비가 온다.", even) == 0.0


class _Letters:
    """Vectors that count nothing but whether a text talks about the fare."""

    def queries(self, texts: list[str]) -> NDArray[np.float32]:
        return np.array([[1.0, 0.0]] * len(texts), dtype=np.float32)

    def passages(self, texts: list[str]) -> NDArray[np.float32]:
        return np.array([[0.9, 0.1] if "요금" in t else [0.8, 0.2] for t in texts], dtype=np.float32)


def test_a_paragraph_is_read_as_benchmarks_ask() -> None:
    reading = answer_paragraph("요금은 얼마인가요?", " ".join(NOTICE), _Letters(), even)  # type: ignore[arg-type]
    assert reading is not None
    assert reading.text == "2,150원"
    assert answer_paragraph("요금은 얼마인가요?", "  ", _Letters(), even) is None  # type: ignore[arg-type]
