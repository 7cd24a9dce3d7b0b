import pytest

from chat.question.follow_up import complete, says_nothing_alone, topic_of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("어린이 통학버스는 언제부터 운행하나요?", "어린이 통학버스"),
        ("2023년 하천 정비 예산은 얼마인가요?", "2023년 하천 정비"),
        ("청년 월세 지원을 신청하려면 어떤 서류가 필요한가요?", "청년 월세 지원"),
        ("청년 월세 지원 신청 방법은?", "청년 월세 지원"),
        ("누가 무료 급식을 운영하나요?", "무료 급식"),
        ("농기계 수리 며칠 걸려요?", "농기계 수리"),
        ("담당 부서는 어디인가요?", ""),
        ("언제부터?", ""),
    ],
)
def test_what_a_question_is_about(question: str, topic: str) -> None:
    assert topic_of(question) == topic


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("그럼 예산은?", "어린이 통학버스 예산은?"),
        ("언제까지?", "어린이 통학버스 언제까지?"),
        ("담당 부서는 어디야?", "어린이 통학버스 담당 부서는 어디야?"),
        ("그건 얼마예요?", "어린이 통학버스 얼마예요?"),
        ("그 사업은 누가 하나요?", "어린이 통학버스 누가 하나요?"),
        ("왜?", "어린이 통학버스 왜?"),
        ("그럼 서울은?", "어린이 통학버스 서울은?"),
        ("신청 접수 마감은 언제까지인가요?", "어린이 통학버스 신청 접수 마감은 언제까지인가요?"),  # four words
        ("그럼 자세히 설명해 주세요", "어린이 통학버스 자세히 설명해 주세요"),  # nothing but a request
    ],
)
def test_a_follow_up_gets_the_topic_before_it(typed: str, read: str) -> None:
    found = complete(typed, "어린이 통학버스는 언제부터 운행하나요?")
    assert found.question == read
    assert found.changed
    assert found.typed == typed


@pytest.mark.parametrize(
    ("before", "typed", "read"),
    [
        ("폐가구 버리는 데 얼마예요?", "그건 어디에 내놔요?", "폐가구 버리는 데 어디에 내놔요?"),
        ("농기계 구입 보조금은 얼마예요?", "법인은?", "농기계 구입 법인은?"),
        ("농기계 구입 보조금은 얼마예요?", "그중 군비는?", "농기계 구입 보조금 군비는?"),
        ("농기계 구입 보조금은 얼마예요?", "그 가운데에서 군비는 얼마예요?", "농기계 구입 보조금 군비는 얼마예요?"),
        ("수영장 강습료는 얼마인가요?", "왜요?", "수영장 강습료 왜요?"),
        ("어린이 통학버스는 언제부터 운행하나요?", "왜 그런가요?", "어린이 통학버스 왜 그런가요?"),
    ],
)
def test_a_follow_up_may_be_about_what_was_asked_for(before: str, typed: str, read: str) -> None:
    assert complete(typed, before).question == read


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("When does the school bus start?", "그럼 법인은?"),
        ("校车从什么时候开始运行？", "언제까지?"),
        ("어린이 통학버스는 언제부터 운행하나요?", "What about corporations?"),
    ],
)
def test_nothing_is_carried_from_one_language_into_another(before: str, typed: str) -> None:
    assert complete(typed, before).question == typed


def test_another_year_takes_the_place_of_the_first() -> None:
    assert (
        complete("그럼 2025년은?", "2023년 하천 정비 예산은 얼마인가요?").question
        == "2025년 하천 정비 예산은 얼마인가요?"
    )


@pytest.mark.parametrize(
    ("before", "typed", "read"),
    [
        ("첫째 출산장려금 얼마야", "셋째는?", "셋째 출산장려금 얼마야"),
        ("첫째 출산장려금 얼마야", "그럼 셋째는 언제 줘?", "셋째 출산장려금 언제 줘?"),
        ("등유 3인 가구 얼마야", "2인 가구는요?", "등유 2인 가구 얼마야"),
        ("등유 3인 가구 얼마야", "2인은 얼마예요?", "등유 2인 가구 얼마야"),
        ("소형 농기계 임대료는 얼마야", "중형은?", "중형 농기계 임대료는 얼마야"),
        ("초등학교 교복비는 얼마예요", "중학교는?", "중학교 교복비는 얼마예요"),
        ("월요일 도서관 운영시간은?", "화요일은?", "화요일 도서관 운영시간은?"),
    ],
)
def test_another_one_of_several_takes_the_place_of_the_first(before: str, typed: str, read: str) -> None:
    assert complete(typed, before).question == read


@pytest.mark.parametrize(
    ("before", "typed", "read"),
    [
        ("농기계 임대 신청 언제까지예요", "군청은?", "농기계 임대 군청은?"),  # one letter in common
        ("출산장려금 얼마예요", "장려금은?", "장려금은?"),  # a part of the name
        ("수영장 강습료는 얼마예요", "사용료는?", "수영장 사용료는?"),  # asked for, as the other is
        ("소형 농기계 보조금은 얼마야", "지원금은?", "소형 농기계 지원금은?"),
        ("1등급과 2등급 지원금은 얼마예요", "3등급은?", "3등급은?"),  # which of the two?
        ("2등급 지원금은 얼마예요", "2등급은?", "2등급은?"),
        ("등유 3인 가구 얼마야", "4인 이상은?", "4인 이상은?"),
        ("첫째 출산장려금 얼마야", "셋째는 농기계 임대가 얼마야?", "셋째는 농기계 임대가 얼마야?"),
    ],
)
def test_what_is_no_sibling_takes_no_place(before: str, typed: str, read: str) -> None:
    assert complete(typed, before).question == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("할인은 돼요?", "농기계 수리 할인은 돼요?"),
        ("밤에도 돼?", "농기계 수리 밤에도 돼?"),
        ("주말에도 하나요?", "농기계 수리 주말에도 하나요?"),
        ("누가 받을 수 있어?", "농기계 수리 누가 받을 수 있어?"),
        ("2인 가구는요?", "농기계 수리 2인 가구는요?"),
        ("수수료는?", "농기계 수리 수수료는?"),
        ("누구한테 말해야 돼요", "농기계 수리 누구한테 말해야 돼요"),
        ("전입신고할때뭐가져가요", "전입신고할때뭐가져가요"),
        ("그럼어디에가져가야돼요", "농기계 수리 어디에 가져가야 돼요"),
        ("전입신고 돼요?", "전입신고 돼요?"),  # no particle: it may be another matter
        ("할인은 회원도 돼요?", "할인은 회원도 돼요?"),
    ],
)
def test_whether_something_holds_too_is_asked_of_the_topic(typed: str, read: str) -> None:
    assert complete(typed, "농기계 수리 맡기는데 며칠 걸려요?").question == read


@pytest.mark.parametrize(
    "typed",
    [
        "기초연금은 얼마 받나요?",
        "주민등록증은 어디서 발급하나요?",
        "안녕하세요",
        "고맙습니다",
        "통학버스 요금은?",
        "그럼 버스는?",  # shares a word of two letters with the question before
        "신청 접수 마감은 정확히 언제까지인가요?",  # five words
        "자세히 설명해 주세요",
        "집에서 가까운 도서관은 어디인가요?",
        "그린 리모델링 지원금은 얼마인가요?",
    ],
)
def test_what_stands_alone_is_left_as_typed(typed: str) -> None:
    found = complete(typed, "어린이 통학버스는 언제부터 운행하나요?")
    assert found.question == typed
    assert not found.changed


def test_one_letter_in_common_does_not_make_it_the_same_topic() -> None:
    before = "강변 물놀이장은 언제 여나요?"
    assert complete("그럼 물은?", before).question == "강변 물놀이장 물은?"


def test_without_a_question_before_nothing_is_added() -> None:
    assert complete("그럼 예산은?", "").question == "그럼 예산은?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("그럼 어디로 가야돼", True),
        ("지금 돼?", True),
        ("누구한테 말해야 돼요", True),
        ("어떻게 해", True),
        ("어디로 도망가야 돼", False),
        ("혼자 있어요", False),
        ("못 가요", False),
        ("помогите", False),
        ("ㅈㅅ", False),
        ("救命", False),
    ],
)
def test_what_says_nothing_alone(question: str, expected: bool) -> None:
    assert says_nothing_alone(question) is expected
