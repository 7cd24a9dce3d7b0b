"""The sentences that the service says in its own words, kept in one place, in one polite style (합쇼체)."""

from collections.abc import Mapping

from chat.answer import Status

STATUS_NAMES: Mapping[Status, str] = {
    Status.ANSWERED: "답변",
    Status.PARTIAL: "일부 답변",
    Status.CURATED: "담당자가 확인한 답",
    Status.RELATED: "관련 대목",
    Status.NO_EVIDENCE: "근거 없음",
    Status.COUNTER: "창구 안내",
    Status.NEEDS_PERSONAL_RECORD: "본인 기록 필요",
    Status.PERSONAL_DATA: "개인정보",
    Status.NOT_A_QUESTION: "질문 아님",
    Status.BLOCKED: "차단",
    Status.EMERGENCY: "위급",
    Status.OFF: "운영 중지",
}
"""What officials read for each status, and write in a question set."""

EITHER = " 또는 "
"""Between two offices of which one is to be called."""

OFF = "지금은 답변 서비스를 운영하지 않습니다. 담당 기관에 직접 문의해 주세요."
EMPTY = "질문이 비어 있습니다. 궁금하신 내용을 한 문장으로 적어 주세요."
TOO_LONG = "질문이 너무 깁니다({length:,}자). {limit:,}자 이내로 줄여 다시 물어봐 주세요."
TOO_COSTLY = "질문이 복잡해서 끝까지 찾지 못했습니다. 한 가지씩 짧게 나누어 다시 물어봐 주세요."
PERSONAL_DATA = (
    "질문에 개인정보({kinds})로 보이는 내용이 있어 읽거나 저장하지 않았습니다. 그 부분을 빼고 다시 물어봐 주세요."
)
SMALL_TALK = "안녕하세요. 기관의 문서에서 답을 찾아 드리는 안내 서비스입니다. 궁금하신 제도나 일정, 금액, 담당 부서를 물어봐 주세요."
THANKS = "도움이 되었기를 바랍니다. 더 궁금하신 것이 있으면 언제든 물어봐 주세요."
ABOUT_BOT = (
    "저는 기관이 올려 둔 문서에서 답이 되는 문장을 찾아 출처와 함께 알려 드리는 자동 안내 서비스입니다. "
    "문서에 없는 내용은 답하지 않습니다."
)
NOISE = "질문을 이해하지 못했습니다. 궁금하신 내용을 낱말이나 문장으로 적어 주세요."
BLOCKED = "안내 서비스의 동작을 바꾸려는 요청은 처리하지 않습니다. 문서에서 궁금하신 내용을 물어봐 주세요."
OWN_RECORD = "개인의 신청·처리 내역은 이 서비스에서 확인할 수 없습니다. 공개된 문서만 찾아 드립니다. 담당 기관에 직접 문의해 주세요."
COUNTER = "신고나 민원, 개인의 일은 이 서비스에서 접수하거나 처리하지 못합니다. {who}에 신고하거나 문의해 주세요."
COUNTER_TOO = "신고나 민원은 {who}에서 받습니다."
BASIS_CHANGED = "이 답을 확인한 뒤에 근거 문서가 바뀌었습니다. 중요한 일은 담당 부서에 확인해 주세요."
EMERGENCY = "위급하면 지금 바로 {who}에 전화해 주세요. 이 안내 서비스는 신고를 대신하지 못합니다."
EMERGENCY_LIFE = (
    "많이 힘드셨겠습니다. 혼자 견디지 않으셔도 됩니다. {who}에 전화하시면 24시간 언제든 이야기하실 수 있습니다. "
    "지금 위험하면 바로 ☎ 119에 전화해 주세요."
)
EMERGENCY_REPORT = "급하지 않은 신고나 민원은 {who}에서 받습니다."
EMERGENCY_BESIDE = "위급하거나 도움이 필요하면 {who}에 바로 전화하실 수 있습니다."
# {asked}: the question between ‘ and ’; {name}, {article}: with 은 or 는; {quote}: between ‘ and ’, with (이)라고; {who}: with its telephone
# number, where one is asked with 에 or 에게.
NO_EVIDENCE = "기관이 올려 둔 문서에서 {asked}에 대한 내용을 찾지 못했습니다."
RELATED = "{asked}에 대한 확실한 답은 찾지 못했습니다. 대신 문서에서 관련된 내용을 찾아 보여 드립니다."
RELATED_PASSAGE = "“{passage}”"
UNKNOWN_NAME = "{name} 찾은 문서에 나오지 않습니다."
NO_ARTICLE = "{article} ‘{title}’에 없습니다."
NEAREST = "내용이 비슷한 문서: {titles}"
ASK_OFFICE = "{who} 문의해 주세요."
ASK_AGAIN = "다른 말로 다시 물어봐 주시거나, {who} 문의해 주세요."
ASK_OTHERWISE = "찾으시는 내용이 없으면 {who} 문의해 주세요."
SOME_OFFICE = "담당 기관"
MISSING_PART = "‘{asked}’에 대한 내용은 문서에서 찾지 못했습니다."
AS_WRITTEN = "문서에는 {quote} 나와 있습니다."
SCOPE = "‘{scope}’ 관련 문서에서 먼저 찾았습니다."
CHECKED = "생성형 AI가 쓴 문장 {written}개 가운데, 숫자·날짜·이름까지 근거 문장과 맞는 {kept}개만 보여 드립니다."
PAST = {
    "날짜": "지난 날짜입니다",
    "기간": "지난 기간입니다",
    "시기": "지난 시기입니다",
    "기한": "기한이 지났습니다",
    "시작": "이미 시작되었습니다",
}
NOW = {
    "날짜": "오늘입니다",
    "기간": "지금이 그 기간입니다",
    "시기": "지금이 그 시기입니다",
    "기한": "오늘이 마지막 날입니다",
    "시작": "오늘부터입니다",
}
TO_COME = {
    "날짜": "아직 오지 않은 날짜입니다",
    "기간": "아직 오지 않은 기간입니다",
    "시기": "아직 오지 않은 시기입니다",
    "기한": "아직 기한이 남아 있습니다",
    "시작": "아직 시작 전입니다",
}
OTHER_YEAR_IN_TITLE = "{asked}의 내용은 찾지 못했습니다. 찾은 것은 {told}에 관한 문서의 내용입니다."
OTHER_YEAR_WRITTEN = "{asked}의 내용은 찾지 못했습니다. 찾은 것은 {told}에 나온 문서의 내용입니다."
OTHER_YEAR_SPOKEN_OF = "{asked}의 내용은 찾지 못했습니다. 찾은 것은 {told}에 관한 대목입니다."
DATES_IN_FULL = "문서의 날짜: {dates}."
YEAR_MEANT = "문서의 ‘{word}’은(는) {year}년입니다."
OLDER = "더 오래된 다른 문서({year}년)에는 {quote} 나와 있습니다."
