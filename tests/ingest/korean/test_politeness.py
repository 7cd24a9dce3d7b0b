import pytest

from ingest.korean.politeness import Statement, statement, strip_lead


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("여권은 7월부터 발급한다.", "여권은 7월부터 발급합니다."),
        ("계획을 마련하여 발표하였다.", "계획을 마련하여 발표했습니다."),
        ("시장이 빠르게 성장하고 있다", "시장이 빠르게 성장하고 있습니다."),
        ("정비를 병행할 예정이다.", "정비를 병행할 예정입니다."),
        ("신청할 수 있음.", "신청할 수 있습니다."),
        ("제공할 계획임", "제공할 계획입니다."),
        ("과태료를 부과할 수 없다.", "과태료를 부과할 수 없습니다."),
        ("35개 지자체에 보급한다.(1,176억원)", "35개 지자체에 보급합니다(1,176억원)."),
        ("- (도시) 또한 버스를 늘린다.", "(도시) 버스를 늘립니다."),
        ("① 지원을 확대한다", "지원을 확대합니다."),
        ("○ (65세 이상) 수영장 입장료를 면제한다.", "(65세 이상) 수영장 입장료를 면제합니다."),
        ("다만, 국가유공자는 면제한다.", "다만, 국가유공자는 면제합니다."),
        ("수수료를 면제한다. <개정 2024. 1. 1.>", "수수료를 면제합니다."),
        ("면제한다(제3조(정의)에 따른 자는 제외한다).", "면제합니다(제3조(정의)에 따른 자는 제외한다)."),
        ("취사를 하여서는 아니 된다.", "취사를 하여서는 아니 됩니다."),
        ("3만 명 규모였다.", "3만 명 규모였습니다."),
        ("총 5명이었다.", "총 5명이었습니다."),
        ("즉시 구청에 신고하라.", "즉시 구청에 신고하십시오."),
        ("안내문을 읽으라.", "안내문을 읽으십시오."),
        ("신청을 받음", "신청을 받습니다."),
        ("7. 1일부터 시행한다.", "7. 1일부터 시행합니다."),
        ("3. 1. 개관한다", "3. 1. 개관합니다."),
        ("12. 25. 쉰다", "12. 25. 쉽니다."),
        ("24. 3. 1. 시행한다", "24. 3. 1. 시행합니다."),
        ("1. 3. 31.까지 신청한다", "3. 31.까지 신청합니다."),
        ("2. 나) 신청한다", "신청합니다."),
        ("-3.5% 줄었다", "-3.5% 줄었습니다."),
        ("- 3.5% 줄었다", "3.5% 줄었습니다."),
        ("예. 신청할 수 있다", "예. 신청할 수 있습니다."),
        ("문의하시기 바랍니다.", "문의하시기 바랍니다."),
        ("앱에서 관리해줘요", "앱에서 관리해줘요."),
        ("나라가 크다", "나라가 큽니다."),
        ("물을 마신다", "물을 마십니다."),
        ("집을 짓는다", "집을 짓습니다."),
        ("지원금은 100만원이다.", "지원금은 100만원입니다."),
        ("접수 번호는 HS_01-A이다.", "접수 번호는 HS_01-A입니다."),
        ("요금이 '22년보다 1천원 올랐다.", "요금이 '22년보다 1천원 올랐습니다."),
        ("업무를 도맡아 왔다", "업무를 도맡아 왔습니다."),
    ],
)
def test_sentences(source: str, expected: str) -> None:
    made = statement(source)
    assert (made.text, made.is_sentence) == (expected, True)


def test_clause_takes_the_tense_of_its_sentence() -> None:
    assert (
        statement("1월부터 시범 발급하고,", "1월부터 시범 발급하고, 7월에 시행한다.").text == "1월부터 시범 발급합니다."
    )
    assert (
        statement("1월부터 시범 발급하고", "1월부터 시범 발급하고 7월에 시행했다.").text == "1월부터 시범 발급했습니다."
    )


@pytest.mark.parametrize(
    "source",
    [
        "- 21년까지 1,101개소 구축 완료",
        "대상: 만 65세 이상",
        "0.5조원",
        "우리동네 돌봄",
        "새소식 알림",
        "(대리 신청 시) 위임장",
    ],
)
def test_noun_endings_stay_as_they_are(source: str) -> None:
    made = statement(source)
    assert not made.is_sentence
    assert made.text in source


def test_a_noun_that_ends_like_a_polite_ending_is_no_sentence() -> None:
    assert statement("사전 신고 필요") == Statement("사전 신고 필요", False)
    assert statement("손을 깨끗이 씻읍시다.") == Statement("손을 깨끗이 씻읍시다.", True)
    assert statement("먼저 신고하세요") == Statement("신고하세요.", True)


def test_strip_lead() -> None:
    assert strip_lead("- ① (기반 조성) 아울러 센터를 연다") == "(기반 조성) 센터를 연다"
    assert strip_lead("2022년 예산") == "2022년 예산"
    assert strip_lead("(주)가나다") == "(주)가나다"


def test_a_linking_word_goes_whole_or_stays() -> None:
    assert strip_lead("이와 더불어 미성년자는 키울 수 없다") == "미성년자는 키울 수 없다"
    assert strip_lead("이 밖에도, 센터를 연다") == "센터를 연다"
    for begun in ("이 경우 30일 이내로 한다", "그 밖에 장관이 인정하는 비용", "이 법률이 이에 해당된다"):
        assert strip_lead(begun) == begun


WHOLE = "공원에서 주류를 판매하고 취사를 하여서는 아니 된다고 규정하고 있다."


@pytest.mark.parametrize(
    ("clause", "whole"),
    [
        ("시범 발급하고", "시범 발급하고, 전국으로 확대할 계획이라고 4일 밝혔다."),
        ("주류를 판매하고", WHOLE),
        ("신청서를 제출하고", "신청서를 제출하고 수수료를 납부하여야 한다."),
        ("9월까지 설치하고", "9월까지 설치하고 운영할 수 있다."),
        ("수강료는 무료이나", "수강료는 무료이나, 재료비는 본인이 부담한다."),
        ("50만원으로 올리고", "50만원으로 올리고, 대상을 넓히기로 했다."),
    ],
)
def test_a_clause_that_shares_what_limits_the_last_one_cannot_stand_alone(clause: str, whole: str) -> None:
    assert not statement(clause, whole).is_sentence


def test_a_clause_of_a_plain_report_can() -> None:
    assert statement("발급을 시작하고", "발급을 시작하고 창구를 늘렸다.") == Statement("발급을 시작했습니다.", True)
