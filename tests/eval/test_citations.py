from run_by_hand import asked, citation

from eval.citations import evidence_cited, gold_citations, sentences_covered

# citation(0, 22): "신청은 3월 31일까지 누리집에서 받는다", citation(23, 41): "지원금은 업체당 300만원이다"
GOLD, OTHER = citation(0, 22), citation(25, 41, marker=2)


def test_a_sentence_is_covered_by_the_quote_that_it_cites_itself() -> None:
    both = [GOLD, OTHER]
    assert sentences_covered("신청은 3월 31일까지 받습니다. [1] 지원금은 업체당 300만원입니다. [2]", both) == 1.0
    assert sentences_covered("신청은 3월 31일까지 받습니다 [1]. 지원금은 업체당 300만원입니다 [2].", both) == 1.0
    assert sentences_covered("신청은 3월 31일까지 받습니다. [2] 지원금은 업체당 300만원입니다. [1]", both) == 0.0


def test_a_sentence_without_a_mark_looks_at_all_quotes() -> None:
    assert sentences_covered("신청은 3월 31일까지 받습니다. 지원금은 업체당 300만원입니다.", [GOLD, OTHER]) == 1.0


def test_a_number_or_words_that_stand_nowhere_are_not_covered() -> None:
    assert sentences_covered("신청은 4월 31일까지 누리집에서 받습니다. [1]", [GOLD]) == 0.0
    assert sentences_covered("방문 접수만 가능하며 우편은 안 됩니다. [1]", [GOLD]) == 0.0
    assert sentences_covered("신청은 3월 31일까지 받습니다. 문의는 다른 부서로 해 주세요.", [GOLD]) == 0.5


def test_an_amount_in_another_notation_is_still_covered() -> None:
    assert sentences_covered("지원금은 업체당 3,000,000원입니다. [2]", [OTHER]) == 1.0


def test_nothing_said_and_nothing_cited() -> None:
    assert sentences_covered("", [GOLD]) is None
    assert sentences_covered("[1]", [GOLD]) is None
    assert sentences_covered("신청은 3월까지입니다.", []) == 0.0


def test_evidence_is_a_gold_place_or_all_the_facts_in_the_quotes() -> None:
    question = asked("a1")  # facts: 3월 31일 (or 31일), 누리집
    assert evidence_cited(question, [GOLD])
    assert not evidence_cited(question, [OTHER])
    elsewhere = {**OTHER, "quote": "누리집 접수는 3월 31일에 마칩니다."}
    half = {**OTHER, "quote": "누리집에서 받습니다."}
    assert evidence_cited(question, [elsewhere])
    assert not evidence_cited(question, [half])
    assert gold_citations(question, [GOLD, OTHER, half]) == [True, False, True]
    assert not evidence_cited(question, [])
