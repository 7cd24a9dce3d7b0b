"""How much of a claim stands in the source: coverage, meaning, and from where on it is supported."""

from pathlib import Path

import numpy as np
import pytest

from chat.verification.ground import Ground
from chat.verification.parsing import parsed
from chat.verification.sentence import Fault, verify
from chat.verification.support import FOREIGN_COSINE, Support, support
from retriever.embed import load_embedder
from retriever.settings import Settings

GROUND = Ground(
    ("시립도서관은 화요일에 휴관한다.", "주차장은 새벽에 개방한다.", "보건소는 접종을 지원한다."), "이용 안내"
)


@pytest.mark.parametrize(
    ("coverage", "cosine", "score"), [(0.5, 0.85, 0.5), (0.5, 0.9, 0.6), (1.0, 0.6, 0.5), (0.0, 0.85, 0.0)]
)
def test_the_score_is_coverage_and_meaning(coverage: float, cosine: float, score: float) -> None:
    assert Support(coverage, cosine, ()).score == pytest.approx(score)


def test_the_share_of_the_words_that_stand_in_the_source() -> None:
    found = support(parsed("시립도서관은 휴관하고 수영장은 엽니다."), frozenset(), GROUND, [0.9, 0.5, 0.5])
    # 시립, 도서관 and 휴관 stand there; 수영장 and 열다 do not.
    assert found.coverage == pytest.approx(3 / 5)
    assert (found.cosine, found.sentences) == (0.9, (0,))


def test_a_word_inside_a_compound_or_in_the_heading_counts() -> None:
    ground = Ground(("교실구축 사업이다.",), "디지털 배움터")
    assert support(parsed("교실 구축"), frozenset(), ground, [0.5]).coverage == 1.0
    assert support(parsed("디지털 배움터"), frozenset(), ground, [0.5]).coverage == 1.0


def test_figures_are_held_or_are_faults_of_their_own() -> None:
    assert support(parsed("수영장 3곳"), frozenset(), GROUND, [0.5] * 3).coverage == 0.5


def test_no_source_no_support() -> None:
    assert support(parsed("휴관"), frozenset(), Ground(()), []) == Support(0.0, 0.0, ())


def test_the_sentence_that_holds_the_facts_goes_first() -> None:
    assert support(parsed("안내"), frozenset({2}), GROUND, [0.5] * 3).sentences[0] == 2
    assert support(parsed("안내"), frozenset(), GROUND, [0.5, 0.6, 0.5]).sentences == (1,)


@pytest.mark.parametrize(
    ("wanted", "cosines", "first"),
    [
        # To hold the facts counts for two words, .25 of the meaning for one.
        ({1}, [0.5, 0.55], 1),
        ({1}, [0.55, 0.5], 0),
        (set(), [0.24, 0.75], 1),
        (set(), [0.26, 0.75], 0),
    ],
)
def test_which_sentence_holds_a_claim_best(wanted: set[int], cosines: list[float], first: int) -> None:
    ground = Ground(("연필 공책", "안내"))
    assert support(parsed("연필 공책"), frozenset(wanted), ground, cosines).sentences[0] == first


def test_a_claim_that_says_nothing_is_covered() -> None:
    assert support(parsed("."), frozenset(), GROUND, [0.5] * 3).coverage == 1.0


@pytest.mark.parametrize(("claim", "coverage"), [("누리", 1.0), ("책", 0.0)])
def test_a_single_letter_inside_a_word_does_not_count(claim: str, coverage: float) -> None:
    ground = Ground(("누리집에 책상을 놓는다.",))
    assert support(parsed(claim), frozenset(), ground, [0.5]).coverage == coverage


def test_further_sentences_where_they_hold_two_words_more() -> None:
    parts = ("연필 공책 지우개", "사과 포도 딸기", "고래 상어 문어", "버스 택시 기차")
    ground = Ground(parts)
    assert support(parsed(" ".join(parts)), frozenset(), ground, [0.5] * 4).sentences == (0, 1, 2)
    assert support(parsed("연필 공책 지우개 사과 포도"), frozenset(), ground, [0.5] * 4).sentences == (0, 1)
    assert support(parsed("연필 공책 지우개 사과"), frozenset(), ground, [0.5] * 4).sentences == (0,)


@pytest.mark.parametrize(("cosine", "supported"), [(0.85, True), (0.84, False), (0.6, False)])
def test_half_of_the_words_are_enough_where_the_meaning_is_near(cosine: float, supported: bool) -> None:
    # 접종 stands in the source, 수영장 does not.
    verdict = verify("접종 수영장", GROUND, [0.1, 0.1, cosine])
    assert ((Fault.SUPPORT, "") not in verdict.faults) is supported


@pytest.mark.parametrize(("cosine", "supported"), [(0.82, True), (0.81, False)])
def test_a_sentence_in_another_language_goes_by_its_meaning(cosine: float, supported: bool) -> None:
    assert verify("The library is closed.", GROUND, [cosine, 0.1, 0.1]).supported is supported


IN_BOTH_LANGUAGES = {
    "신청은 3월 2일부터 3월 31일까지 누리집에서 받는다.": "Applications are accepted on the website from March 2 to March 31.",
    "만 70세 이상 시민에게 교통비를 분기마다 6만 원씩 지원한다.": "Citizens aged 70 or over receive 60,000 won per quarter for transport.",
    "수영장은 월요일에 쉬고 어른 이용료는 3,000원이다.": "The pool is closed on Mondays and adults pay 3,000 won.",
    "등본을 무인발급기에서 발급받으면 수수료가 200원이다.": "A certified copy from the kiosk costs 200 won.",
    "도서관은 책을 14일간 빌려주고 한 번 연장할 수 있다.": "The library lends books for 14 days and they can be renewed once.",
    "반려동물을 등록하지 않으면 과태료를 낸다.": "You pay a fine if you do not register your pet.",
    "공영주차장은 저공해차에 요금의 절반을 깎아 준다.": "Public car parks charge low-emission vehicles half the fee.",
    "귀농한 사람은 농기계를 하루 2만 원에 빌릴 수 있다.": "New farmers can rent machinery for 20,000 won a day.",
    "모바일 운전면허증을 1월 27일부터 시범 발급한다.": "Mobile driving licences are issued on trial from January 27.",
    "전입신고는 이사한 날부터 14일 이내에 해야 한다.": "You must report a move within 14 days of moving in.",
}


def test_a_claim_in_english_is_nearer_to_its_source_than_to_any_other(encoder_home: Path) -> None:
    embedder = load_embedder(Settings(home=encoder_home))
    cosines = embedder.passages([*IN_BOTH_LANGUAGES.values()]) @ embedder.passages([*IN_BOTH_LANGUAGES]).T
    own = cosines.diagonal()
    assert (own >= FOREIGN_COSINE).sum() >= 5
    assert (cosines[~np.eye(len(own), dtype=bool)] < FOREIGN_COSINE).all()
