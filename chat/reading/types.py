"""The kinds of answer, and the Korean nouns and counting words that ask for each.

The lists hold general category words of Korean (what a dictionary calls the thing asked for), none that
belongs to one document or one question.
"""

from enum import StrEnum

from ingest.korean.units import units


class AnswerType(StrEnum):
    """The kind of words that answer a question."""

    DATE = "date"
    TIME = "time"
    MONEY = "money"
    COUNT = "count"
    PERCENT = "percent"
    DURATION = "duration"
    ORDINAL = "ordinal"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    PHONE = "phone"
    URL = "url"
    REASON = "reason"
    METHOD = "method"
    DEFINITION = "definition"
    THING = "thing"
    YES_NO = "yes_no"
    LIST = "list"


T = AnswerType

FORMED: frozenset[AnswerType] = frozenset({T.DATE, T.TIME, T.MONEY, T.COUNT, T.PERCENT, T.DURATION, T.PHONE, T.URL})
"""Types whose answer has a form of its own (digits, units, signs): the value can be found in a sentence and shown by itself, and a sentence without one
does not answer a question for it.
"""

# Types answered by a clause rather than by a noun phrase.
CLAUSAL: frozenset[AnswerType] = frozenset({T.REASON, T.METHOD, T.DEFINITION})

# Head noun asked for -> acceptable kinds, the likeliest first. Looked up by the whole noun first, then by its ending.
_HEADS: tuple[tuple[tuple[AnswerType, ...], str], ...] = (
    (
        (T.DATE,),
        "날 날짜 일자 일시 시기 때 시점 연도 년도 해 년 월 달 연월일 기한 마감 마감일 생일 요일 계절 세기 시대 연대 당시 무렵 개장일 예정일",
    ),
    ((T.TIME, T.DATE), "시각 몇시"),
    ((T.DURATION, T.TIME), "시간"),
    ((T.DATE, T.DURATION), "기간 일정"),
    ((T.DURATION,), "동안 소요시간 소요기간 임기 형량 수명"),
    (
        (T.MONEY,),
        "금액 예산 비용 가격 값 요금 수수료 액수 사업비 투자액 투자비 매출 매출액 상금 임금 급여 보증금 과태료 벌금 "
        "국비 지방비 단가 보상금 재산 이익 손실 수입 적자 흑자 예산액 기부금 과징금",
    ),
    ((T.MONEY, T.COUNT), "규모 지원금 보조금 한도 상한 하한 대출 융자"),
    (
        (T.COUNT,),
        "수 숫자 개수 인원 인원수 횟수 명수 대수 건수 갯수 면적 길이 높이 무게 속도 거리 깊이 온도 나이 연령 인구 점수 물량 수량 용량 넓이 "
        "정원 배수 득표수 관객수 좌석수 회원수 확진자수 번호",
    ),
    ((T.ORDINAL, T.COUNT), "순위 등수 위 등 등급 차수 회차"),
    ((T.PERCENT,), "비율 비중 퍼센트 프로 확률 금리 이율 지지율 득표율 증가율 점유율 % 백분율"),
    (
        (T.PERSON,),
        "사람 인물 이 분 자 담당자 책임자 장관 차관 총리 대통령 위원장 대표 사장 회장 감독 배우 가수 의원 교수 박사 과장 국장 실장 사무관 주무관 "
        "서기관 연구관 선수 왕 여왕 황제 황후 장군 사령관 지휘관 후보 작가 저자 시인 화가 기자 변호사 검사 판사 의사 아들 딸 부인 남편 아내 아버지 "
        "어머니 형 동생 여동생 남동생 누나 오빠 언니 스승 제자 친구 남자 여자 여성 남성 인사 멤버 주인공 영웅 신 시장 지사 군수 국회의원 "
        "사회자 진행자 총장 원장 소장 철학자 장본인 범인 대령 소령 대위 소설가 작곡가 건축가 정치인 정치가 대신 외상 사학자 상인",
    ),
    (
        (T.PLACE,),
        "곳 장소 지역 도시 나라 국가 위치 지명 섬 동네 마을 고향 출생지 소재지 수도 대륙 산 강 호수 바다 항구 공항 역 접수처 신청처 판매처 "
        "시 도 군 구 읍 면 주 행선지 목적지 본거지 개최지 촬영지 배경지",
    ),
    (
        (T.ORGANISATION,),
        "부처 기관 부서 회사 기업 업체 단체 정당 당 대학 대학교 학교 고등학교 중학교 방송사 방송국 신문사 은행 기획사 소속사 협회 위원회 조직 부대 "
        "언론사 매체 팀 구단 클럽 그룹 밴드 연구소 재단 공단 공사 병원 법원 소관 주관 소속 제작사 출판사 통신사 배급사 군대 세력 가문",
    ),
    ((T.PHONE,), "전화번호 연락처 전화 문의처 내선 내선번호 콜센터 팩스 문의전화 문의 대표전화 휴대폰번호"),
    ((T.URL,), "홈페이지 누리집 사이트 웹사이트 url 링크 이메일 메일 전자우편 인터넷주소"),
    ((T.REASON,), "이유 까닭 원인 배경 목적 계기 동기 취지 사유 명목 명분"),
    ((T.METHOD,), "방법 절차 수단 방식 방안 경로"),
    ((T.DEFINITION,), "뜻 의미 정의 개념"),
    ((T.LIST, T.THING), "종류 목록 대상 조건 요건 서류 자격 내용 특징 분야 항목"),
)

HEAD_TYPES: dict[str, tuple[AnswerType, ...]] = {word: kinds for kinds, words in _HEADS for word in words.split()}

# Endings of longer nouns that tell the kind ("마감일자", "지휘자", "득표율"). Endings of one syllable are listed only where hardly
# any other word ends so; a noun needs three syllables for them.
_ENDINGS: tuple[tuple[tuple[AnswerType, ...], str], ...] = (
    ((T.PHONE,), "전화번호 연락처"),
    ((T.DATE,), "일자 시기 기한 일시 날짜 마감일 시작일 발표일 시행일 예정일 종료일 출생일 개막일 발생일 등록일 연도"),
    ((T.DATE, T.DURATION), "기간"),
    ((T.MONEY,), "금액 예산 비용 사업비 수수료 요금 가격"),
    ((T.MONEY, T.THING), "추징금 과징금 벌금 성금 연봉 액 료"),
    (
        (T.PERSON,),
        "위원장 사령관 지휘관 보좌관 비서관 장관 차관 국장 과장 총장 회장 사장 대표 의원 감독 선수 가수 배우 작가 학자 황제 장군 대통령 "
        "총리 부인 드라이버 멤버 피고인 변호인 정치인 예술가 음악가 사상가 전문가 화가 이사장 이사",
    ),
    (
        (T.ORGANISATION,),
        "위원회 연구소 대학 학교 기관 부처 부서 기업 방송사 신문사 제작사 소속사 출판사 언론사 회사 단체 정당",
    ),
    (
        (T.PLACE,),
        "도시 장소 개최지 출생지 소재지 출신지 목적지 여행지 행선지 관광지 본거지 근거지 경기장 지역 국가 나라",
    ),
    ((T.METHOD,), "방법 수단 절차"),
    ((T.REASON,), "이유 원인 배경 목적"),
    ((T.PERCENT,), "율 률"),
    ((T.PERSON, T.THING), "자"),
)
HEAD_ENDINGS: tuple[tuple[str, tuple[AnswerType, ...]], ...] = tuple(
    (ending, kinds) for kinds, endings in _ENDINGS for ending in endings.split()
)
# Words that end in 자 without meaning a person by it.
_NOT_A_PERSON = frozenset(
    "글자 상자 모자 탁자 의자 숫자 문자 한자 과자 피자 전자 원자 입자 유전자 투자 적자 흑자 여자 남자 양자 액자 교자".split()
)
# Nouns that only place or count what stands beside them: no answer begins or ends with one.
HOLLOW = frozenset(
    "이후 이전 당시 등 것 때 중 후 전 대신 자신 이때 그때 지금 경우 바 데 수 때문 가운데 사이 동안 뒤 앞 이번 그간 점 자체 정도 모두 최근 현재 여기 "
    "거기 이곳 그곳 그것 이것 이들 그들 그 이 저 우리 위 아래 관련 대상 측 당 등등 한편 따름 뿐 채 만큼 대로 무렵 이하 자기 본인 본래 원래 처음 "
    "마지막 이외 외 내 간 나머지 다음 도중 결과 다른 각 각각 여러 새 약 총 또 및 대해 즉 일부 오늘날 그녀 상대".split()
)

# Counting word after 몇 -> acceptable kinds; every other counting word counts things.
UNIT_TYPES: dict[str, tuple[AnswerType, ...]] = {
    **{name: (T.MONEY,) for name, unit in units().items() if unit.kind == "money"},
    "년": (T.DATE, T.DURATION, T.COUNT),
    "년도": (T.DATE,),
    "월": (T.DATE,),
    "일": (T.DATE, T.DURATION),
    "요일": (T.DATE,),
    "세기": (T.DATE,),
    "시": (T.TIME,),
    "분": (T.DURATION, T.TIME, T.COUNT),
    "시간": (T.DURATION,),
    "개월": (T.DURATION,),
    "달": (T.DURATION,),
    "주": (T.DURATION,),
    "주일": (T.DURATION,),
    "년간": (T.DURATION,),
    "일간": (T.DURATION,),
    "초": (T.DURATION,),
    "해": (T.DATE, T.DURATION, T.COUNT),
    "주간": (T.DURATION,),
    "개년": (T.DURATION,),
    "억": (T.MONEY, T.COUNT),
    "조": (T.MONEY, T.COUNT),
    "조원": (T.MONEY,),
    "억원": (T.MONEY,),
    "만원": (T.MONEY,),
    "퍼센트": (T.PERCENT,),
    "프로": (T.PERCENT,),
    "%": (T.PERCENT,),
    "위": (T.ORDINAL, T.COUNT),
    "등": (T.ORDINAL, T.COUNT),
    "번째": (T.ORDINAL, T.COUNT),
    "차": (T.ORDINAL, T.COUNT),
    "회차": (T.ORDINAL, T.COUNT),
    "등급": (T.ORDINAL, T.COUNT),
    "호": (T.ORDINAL, T.COUNT),
    "번": (T.COUNT, T.ORDINAL, T.PHONE),
}


def head_types(noun: str) -> tuple[AnswerType, ...]:
    """The kinds of answer that `noun` asks for, likeliest first; empty where the noun does not tell."""
    found = HEAD_TYPES.get(noun.lower())
    if found:
        return found
    if noun in _NOT_A_PERSON:
        return ()
    for ending, kinds in HEAD_ENDINGS:
        if noun.endswith(ending) and len(noun) > len(ending) + (len(ending) == 1):
            return kinds
    return ()
