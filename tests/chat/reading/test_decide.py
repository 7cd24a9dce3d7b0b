"""Answer, related passage or refusal, and which sentences are told together."""

from dataclasses import replace

import pytest

from chat.reading.asked import analyse
from chat.reading.decide import Objection, Outcome, decide
from chat.reading.features import NAMES
from chat.reading.findings import Finding
from chat.reading.reader import SentenceReading
from chat.reading.scoring import Scoring
from chat.settings import Settings
from ingest.document import Cell, Passage, PassageKind, Sentence
from ingest.read import read_text
from retriever.hit import Hit, SentenceScore

QUESTION = "요금이 얼마예요?"
SCORING = Scoring(dict.fromkeys(NAMES, 0.0), 0.0, 1.0, 0.0, 1.0, 0.0, answer_from=0.6, related_from=0.2, also_from=0.5)
DOCUMENTS = {"d": read_text("제24차 회의 결과", "회의.txt", document_id="d")}


def finding(chance: float, is_label: bool = False, within: float = -1.0, passage_id: str = "p") -> Finding:
    sentence = Sentence(0, 2, is_label=is_label)
    passage = Passage(passage_id, "d", 0, 2, (), "글월", PassageKind.PARAGRAPH, (sentence,))
    scored = SentenceScore(sentence, 0.5, 0.5)
    return Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, within, ()), chance)


@pytest.mark.parametrize(
    ("chance", "outcome"),
    [(0.61, Outcome.ANSWER), (0.59, Outcome.RELATED), (0.21, Outcome.RELATED), (0.19, Outcome.NO_EVIDENCE)],
)
def test_three_outcomes(chance: float, outcome: Outcome) -> None:
    assert decide(analyse(QUESTION), [finding(chance)], SCORING, Settings(), DOCUMENTS).outcome is outcome


def test_nothing_found() -> None:
    assert decide(analyse(QUESTION), [], SCORING, Settings(), DOCUMENTS).outcome is Outcome.NO_EVIDENCE


def test_the_settings_go_before_the_fitted_thresholds() -> None:
    assert (
        decide(analyse(QUESTION), [finding(0.61)], SCORING, Settings(answer_from=0.9), DOCUMENTS).outcome
        is Outcome.RELATED
    )
    assert (
        decide(analyse(QUESTION), [finding(0.19)], SCORING, Settings(related_from=0.1), DOCUMENTS).outcome
        is Outcome.RELATED
    )
    assert (
        decide(analyse(QUESTION), [finding(0.19)], SCORING, Settings(answer_from=0.1), DOCUMENTS).outcome
        is Outcome.ANSWER
    )


def test_what_also_answers_in_the_same_passage_is_told_with_it() -> None:
    best, also, elsewhere = finding(0.9), finding(0.3, within=0.5), finding(0.8, within=3.0, passage_id="q")
    label, less = finding(0.88, is_label=True, within=3.0), finding(0.7, within=0.49)
    assert decide(analyse(QUESTION), [best, label, elsewhere, also, less], SCORING, Settings(), DOCUMENTS).findings == (
        best,
        also,
    )


def test_a_label_is_no_answer_but_what_stands_under_it() -> None:
    label = finding(0.9, is_label=True)
    items = [
        replace(finding(0.1), scored=SentenceScore(Sentence(start, start + 2, is_label=named), 0.5, 0.5))
        for start, named in ((3, False), (6, False), (9, True), (12, False))
    ]
    decided = decide(analyse(QUESTION), [label, *items[::-1]], SCORING, Settings(), DOCUMENTS)
    assert decided.outcome is Outcome.ANSWER
    assert [one.sentence.start for one in decided.findings] == [3, 6]
    assert decided.findings[0].chance == 0.9
    assert decide(analyse(QUESTION), [label], SCORING, Settings(), DOCUMENTS).findings == (label,)


def announcing(sentence: Sentence, chance: float) -> Finding:
    text = "요금은 다음과 같다. 어른 3천원"
    passage = Passage("p", "d", 0, len(text), (), text, PassageKind.PARAGRAPH, (Sentence(0, 11), Sentence(12, 18)))
    scored = SentenceScore(sentence, 0.5, 0.5)
    return replace(finding(chance), hit=Hit(passage, 1.0, 1, {}, (scored,)), scored=scored)


def test_a_sentence_that_only_announces_is_answered_by_what_follows() -> None:
    announces, follows = announcing(Sentence(0, 11), 0.9), announcing(Sentence(12, 18), 0.3)
    decision = decide(analyse(QUESTION), [announces, follows], SCORING, Settings(), DOCUMENTS)
    assert [one.text for one in decision.findings] == ["어른 3천원"]
    assert decide(analyse(QUESTION), [announces], SCORING, Settings(), DOCUMENTS).outcome is Outcome.RELATED


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("요금", "신분증 사본"),  # says no word that the question does not
        ("결과는 3월 9일에 알린다.", "결과는 3월 9일에 알린다."),  # a sentence with a note under it
        ("신청을 받은 날부터 두 달 안에 심사해 누리집에 올리고 따로 전화나 문자로도 안내", ""),  # as good as one
    ],
)
def test_a_note_does_not_stand_in_for_what_it_explains(words: str, expected: str) -> None:
    text = f"{words} 신분증 사본"
    first, second = Sentence(0, len(words)), Sentence(len(words) + 1, len(text), context=f"안내 · {words}")
    passage = Passage("p", "d", 0, len(text), (), text, PassageKind.LIST_ITEM, (first, second))
    found = [
        replace(finding(chance), hit=Hit(passage, 1.0, 1, {}, (scored,)), scored=scored)
        for chance, scored in ((0.9, SentenceScore(first, 0.5, 0.5)), (0.1, SentenceScore(second, 0.5, 0.5)))
    ]
    assert decide(analyse(QUESTION), found, SCORING, Settings(), DOCUMENTS).findings[0].text == (expected or words)


def worded(text: str, chance: float) -> Finding:
    passage = Passage("p", "d", 0, len(text), (), text, PassageKind.PARAGRAPH, (Sentence(0, len(text)),))
    scored = SentenceScore(passage.sentences[0], 0.5, 0.5)
    return replace(finding(chance), hit=Hit(passage, 1.0, 1, {}, (scored,)), scored=scored)


@pytest.mark.parametrize(
    ("question", "text", "outcome"),
    [
        ("환불할 때 지참물은?", "환불 시 지참물", Outcome.RELATED),
        ("환불할 때 지참물은?", "환불 시 지참물 : 신분증", Outcome.ANSWER),
        ("불법 주차하면 과태료 나와요?", "불법 주차에는 과태료를 부과한다.", Outcome.ANSWER),
    ],
)
def test_the_words_of_the_question_alone_are_no_answer(question: str, text: str, outcome: Outcome) -> None:
    assert decide(analyse(question), [worded(text, 0.9)], SCORING, Settings(), DOCUMENTS).outcome is outcome


@pytest.mark.parametrize(
    ("question", "text", "outcome"),
    [
        ("담당자 이메일 주소가 뭐예요?", "연락처 : 감사실 02-123-4567", Outcome.RELATED),
        ("신고 센터 인터넷 주소가 뭐예요?", "신고는 우편이나 인터넷으로 받는다.", Outcome.RELATED),
        ("신고 센터 인터넷 주소가 뭐예요?", "신고는 www.singo.go.kr에서 받는다.", Outcome.ANSWER),
        ("감사실 전화번호요", "연락처 : 감사실 02-123-4567", Outcome.ANSWER),
        ("어디로 전화하면 되나요?", "감사실로 전화하면 된다.", Outcome.ANSWER),  # an office will do
    ],
)
def test_a_sentence_without_an_address_answers_no_question_for_one(question: str, text: str, outcome: Outcome) -> None:
    assert decide(analyse(question), [worded(text, 0.9)], SCORING, Settings(), DOCUMENTS).outcome is outcome


def test_of_related_passages_the_likeliest_sentence_of_the_first_five_is_shown() -> None:
    found = [finding(0.5), finding(0.4), *(finding(0.3, passage_id=name) for name in "qrstuv")]
    shown = decide(analyse(QUESTION), found, SCORING, Settings(), DOCUMENTS).findings
    assert [one.passage.id for one in shown] == ["p", "q", "r", "s", "t"]
    assert shown[0] is found[0]


def test_a_passage_that_is_hardly_near_is_not_shown() -> None:
    found = [finding(0.5), finding(0.01, passage_id="q"), finding(0.0099, passage_id="r")]
    assert [one.passage.id for one in decide(analyse(QUESTION), found, SCORING, Settings(), DOCUMENTS).findings] == [
        "p",
        "q",
    ]


def test_a_whole_document_is_no_answer() -> None:
    assert len(decide(analyse(QUESTION), [finding(0.9, within=3.0)] * 20, SCORING, Settings(), DOCUMENTS).findings) == 8


def test_what_may_answer_instead_stands_beside_an_unsure_answer() -> None:
    best, second = worded("요금은 3천원으로 한다.", 0.89), worded("어린이 요금은 천원으로 한다.", 0.11)
    third, unlikely = worded("단체 요금은 2천원으로 한다.", 0.1), worded("야간 요금은 5천원으로 한다.", 0.099)
    nearby = decide(analyse(QUESTION), [best, second, third, unlikely], SCORING, Settings(), DOCUMENTS).nearby
    assert nearby == (second, third)
    assert (
        decide(
            analyse(QUESTION), [best, second, third, replace(unlikely, chance=0.1)], SCORING, Settings(), DOCUMENTS
        ).nearby
        == nearby
    )
    assert decide(analyse(QUESTION), [best, third, unlikely], SCORING, Settings(), DOCUMENTS).nearby == (third,)
    assert decide(analyse(QUESTION), [replace(best, chance=0.9), second], SCORING, Settings(), DOCUMENTS).nearby == ()


def test_the_nearest_passages_can_be_opened_below_an_unsure_answer_and_below_a_refusal() -> None:
    best, same = worded("요금은 3천원으로 한다.", 0.89), worded("어린이 요금은 천원으로 한다.", 0.2)
    others = [finding(0.05, passage_id="q"), finding(0.01, passage_id="r"), finding(0.0099, passage_id="s")]
    unsure = decide(analyse(QUESTION), [best, same, *others], SCORING, Settings(), DOCUMENTS)
    assert unsure.further == (best, *others[:2])
    assert decide(analyse(QUESTION), [replace(best, chance=0.9), *others], SCORING, Settings(), DOCUMENTS).further == ()
    refused = decide(analyse(QUESTION), others, SCORING, Settings(), DOCUMENTS)
    assert (refused.outcome, refused.findings, refused.further) == (Outcome.NO_EVIDENCE, (), tuple(others[:2]))
    related = decide(analyse(QUESTION), [finding(0.3), *others], SCORING, Settings(), DOCUMENTS)
    assert (related.outcome, related.further) == (Outcome.RELATED, ())


def test_what_says_no_more_than_the_answer_does_not_stand_beside_it() -> None:
    best = worded("요금은 3천원으로 한다.", 0.8)
    heading, same = worded("요금", 0.5), worded("요금 3천원으로 함.", 0.4)
    assert decide(analyse(QUESTION), [best, heading, same], SCORING, Settings(), DOCUMENTS).nearby == ()


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("제25차 회의는 어디에서 열렸나요?", Outcome.RELATED),
        ("제24차 회의는 어디에서 열렸나요?", Outcome.ANSWER),  # the title's
        ("제23차 회의 다음 회의는 언제예요?", Outcome.ANSWER),  # the sentence's
        ("회의는 어디에서 열렸나요?", Outcome.ANSWER),
    ],
)
def test_another_one_of_a_series_is_no_answer(question: str, outcome: Outcome) -> None:
    found = [worded("제23차 회의에 이어 4월 11일 워싱턴에서 열렸다.", 0.9)]
    assert decide(analyse(question), found, SCORING, Settings(), DOCUMENTS).outcome is outcome


@pytest.mark.parametrize(
    ("question", "text", "chance", "objections"),
    [
        ("요금이 얼마예요?", "요금은 3천원이다.", 0.9, ()),
        ("요금이 얼마예요?", "요금은 3천원이다.", 0.5, (Objection.UNSURE,)),
        ("환불할 때 지참물은?", "환불 시 지참물", 0.9, (Objection.TELLS_NOTHING,)),
        ("담당자 이메일 주소가 뭐예요?", "연락처 : 감사실 02-123-4567", 0.5, (Objection.UNSURE, Objection.NO_ADDRESS)),
        ("제25차 회의는 언제예요?", "제24차 회의는 3월 9일에 열린다.", 0.9, (Objection.OTHER_NUMBER,)),
    ],
)
def test_every_objection_is_told(question: str, text: str, chance: float, objections: tuple[Objection, ...]) -> None:
    decided = decide(analyse(question), [worded(text, chance)], SCORING, Settings(), DOCUMENTS)
    assert decided.objections == objections
    assert decided.outcome is (Outcome.RELATED if objections else Outcome.ANSWER)


@pytest.mark.parametrize(
    ("question", "objections"),
    [
        ("'21년 세척 시설 투자는 얼마예요?", (Objection.OTHER_PERIOD,)),
        ("'24년 세척 시설 투자는 얼마예요?", ()),
        ("'25년부터 세척 시설 투자는 얼마예요?", ()),  # its words name that year
        ("세척 시설 투자는 얼마예요?", ()),
    ],
)
def test_a_row_without_the_year_asked_is_no_answer(question: str, objections: tuple[Objection, ...]) -> None:
    text = "세척 시설\t8억원\t'25년부터 48억원"
    cells = (Cell(6, 9, ("세척 시설",), ("'23년",)), Cell(10, len(text), ("세척 시설",), ("'24년",)))
    row = Sentence(0, len(text), cells=cells)
    passage = Passage("p", "d", 0, len(text), (), text, PassageKind.TABLE_ROW, (row,))
    scored = SentenceScore(row, 0.5, 0.5)
    found = Finding(Hit(passage, 1.0, 1, {}, (scored,)), scored, SentenceReading(0.0, -1.0, ()), 0.9)
    assert decide(analyse(question), [found], SCORING, Settings(), DOCUMENTS).objections == objections
