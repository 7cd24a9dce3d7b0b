"""Which of the findings goes first for its time: documents of two years, worked by hand."""

import datetime as dt
from dataclasses import replace

import pytest

from chat.reading.asked import analyse
from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from chat.reading.timely import in_time
from ingest.document import Document, Metadata, Passage, PassageKind, Sentence
from retriever.hit import Hit, SentenceScore

TODAY = dt.date(2026, 5, 1)


def said(text: str, title: str, written: str, chance: float, rest: str = "") -> tuple[Finding, Document]:
    """A finding in a document of its own, which says `rest` as well."""
    sentence = Sentence(0, len(text))
    passage = Passage(title, title, 0, len(text), (), text, PassageKind.PARAGRAPH, (sentence,))
    scored = SentenceScore(sentence, 0.5, 0.5)
    found = Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, 0.0, ()), chance)
    published = dt.date.fromisoformat(written) if written else None
    return found, Document(title, title, f"{text}\n{title}\n{rest}", (), Metadata(published=published), "", "")


OLD = said("첫째아 지원금은 50만원이다.", "2022년 하늘시 지원금 안내", "2022-01-10", 0.9)
NEW = said("첫째아 지원금은 100만원이다.", "2024년 하늘시 지원금 안내", "2024-01-08", 0.5)
QUESTION = "첫째아 지원금은 얼마예요?"


def order(question: str, *pairs: tuple[Finding, Document]) -> tuple[list[str], str]:
    """The documents in the order told, and the one called older."""
    documents = {document.id: document for _, document in pairs}
    timely = in_time(analyse(question, TODAY), [finding for finding, _ in pairs], documents)
    older = timely.older.passage.document_id if timely.older else ""
    return [finding.passage.document_id for finding in timely.findings], older


def test_the_newer_of_two_that_differ_goes_first_and_is_as_likely() -> None:
    ids, older = order(QUESTION, OLD, NEW)
    assert ids == [NEW[1].id, OLD[1].id]
    assert older == OLD[1].id
    documents = {OLD[1].id: OLD[1], NEW[1].id: NEW[1]}
    assert in_time(analyse(QUESTION), [OLD[0], NEW[0]], documents).findings[0].chance == 0.9


def test_the_newest_stays_first_and_the_older_is_still_called_so() -> None:
    new, old = (replace(NEW[0], chance=0.95), NEW[1]), OLD
    assert order(QUESTION, new, old) == ([NEW[1].id, OLD[1].id], OLD[1].id)


def test_a_correction_goes_before_what_it_corrects() -> None:
    wrong = said("신청 기한은 출생일부터 1년 이내이다.", "2024년 하늘시 지원금 안내", "2024-01-08", 0.6)
    text = "2024년 1월 8일 안내한 신청 기한 출생일부터 1년 이내를 출생일부터 9개월 이내로 바로잡습니다."
    right = said(text, "지원금 신청 기한 정정 공고", "2024-03-02", 0.2, "하늘시 가족과")
    assert order("지원금 신청 기한은?", wrong, right) == ([right[1].id, wrong[1].id], wrong[1].id)


def test_a_unit_in_a_title_keeps_no_two_apart() -> None:
    old = said("참가비는 5천원이다.", "2022년 5km 걷기 안내", "2022-01-10", 0.9)
    new = said("참가비는 7천원이다.", "2024년 5km 걷기 안내", "2024-01-08", 0.5)
    assert order("걷기 참가비는 얼마예요?", old, new) == ([new[1].id, old[1].id], old[1].id)


def test_documents_on_two_matters_do_not_compete() -> None:
    one = said("월 정기권은 5만원이다.", "강변주차장 이용 안내", "2022-01-10", 0.9)
    two = said("월 정기권은 3만원이다.", "호수주차장 이용 안내", "2024-01-10", 0.8)
    assert order("월 정기권 얼마예요?", one, two) == ([one[1].id, two[1].id], "")
    second = said("둘째아 지원금은 200만원이다.", "2024년 하늘시 지원금 안내", "2024-01-08", 0.8)
    assert order(QUESTION, OLD, second) == ([OLD[1].id, second[1].id], "")


def test_two_that_say_the_same_or_tell_no_date_do_not_compete() -> None:
    same = said(OLD[0].text, NEW[1].title, "2024-01-08", 0.5)
    assert order(QUESTION, OLD, same)[1] == ""
    undated = said("첫째아 지원금은 100만원이다.", "하늘시 지원금 안내", "", 0.5)
    assert order(QUESTION, OLD, undated)[1] == ""


def test_two_sentences_are_on_one_matter_from_six_tenths_of_their_words_in_common() -> None:
    def both(first: str, second: str) -> str:
        """The document called older, of two that say so much."""
        old = said(first, OLD[1].id, "2022-01-10", 0.9)
        return order("지원금 신청 서류는?", old, said(second, NEW[1].id, "2024-01-08", 0.5))[1]

    # Three words of five; four of seven are .57.
    assert both("지원금 신청 서류 접수 기한", "지원금 신청 서류 우편 방문") == OLD[1].id
    assert both("지원금 신청 서류 접수 기한 면제 환급", "지원금 신청 서류 접수 우편 방문 전화") == ""


@pytest.mark.parametrize(("chance", "goes_first"), [(0.1, True), (0.099, False)])
def test_what_is_unlikely_is_not_put_first(chance: float, goes_first: bool) -> None:
    first, second = (replace(OLD[0], chance=0.9), OLD[1]), (replace(NEW[0], chance=chance), NEW[1])
    ids, _ = order(QUESTION, first, second)
    assert (ids[0] == NEW[1].id) is goes_first
    ids, _ = order("2024년 첫째아 지원금은 얼마예요?", first, second)
    assert (ids[0] == NEW[1].id) is goes_first


def test_the_year_that_is_asked_goes_first() -> None:
    new = (replace(NEW[0], chance=0.95), NEW[1])
    assert order("2022년 첫째아 지원금은 얼마였나요?", new, OLD) == ([OLD[1].id, NEW[1].id], "")
    assert order("재작년 첫째아 지원금은 얼마였나요?", OLD, new) == ([NEW[1].id, OLD[1].id], "")
    assert order("2023년 첫째아 지원금은 얼마였나요?", new, OLD) == ([NEW[1].id, OLD[1].id], "")


def test_the_letterhead_answers_only_a_question_for_it() -> None:
    head = said("보도일시: 2024. 5. 7.(화) 10:00", "하늘시 축제", "2024-05-07", 0.9)
    date = said("축제는 6월 3일에 연다.", "하늘시 축제 개최", "2024-05-07", 0.4)
    assert order("축제는 언제 열려요?", head, date)[0] == [date[1].id]
    assert order("축제 보도자료는 언제 나왔어요?", head, date)[0] == [head[1].id, date[1].id]
    assert order("축제 담당 부서는?", head, date)[0] == [head[1].id, date[1].id]
