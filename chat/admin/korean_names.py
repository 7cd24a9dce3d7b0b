"""The Korean names that the admin page shows for statuses, doors, kinds of answers, actions and the like."""

from collections.abc import Mapping

from chat.log.entry import Door
from chat.reading.types import AnswerType

DOORS: Mapping[Door, str] = {
    Door.PAGE: "페이지",
    Door.API: "API",
    Door.WIDGET: "위젯",
    Door.MCP: "MCP",
    Door.OPENAI: "OpenAI 방식",
}
KINDS: Mapping[AnswerType, str] = {
    AnswerType.DATE: "날짜",
    AnswerType.TIME: "시각",
    AnswerType.MONEY: "금액",
    AnswerType.COUNT: "수",
    AnswerType.PERCENT: "비율",
    AnswerType.DURATION: "걸리는 시간",
    AnswerType.ORDINAL: "순서",
    AnswerType.PLACE: "곳",
    AnswerType.PERSON: "사람",
    AnswerType.ORGANISATION: "기관",
    AnswerType.PHONE: "전화번호",
    AnswerType.URL: "누리집 주소",
    AnswerType.REASON: "까닭",
    AnswerType.METHOD: "방법",
    AnswerType.DEFINITION: "뜻",
    AnswerType.THING: "무엇",
    AnswerType.YES_NO: "예·아니요",
    AnswerType.LIST: "목록",
}
REASONS: Mapping[str, str] = {
    "wrong": "답이 틀림",
    "off": "묻지 않은 것을 답함",
    "hard": "이해하기 어려움",
    "missing": "찾는 내용이 없음",
}
"""The reasons that the chat page offers (`chat.web.feedback`)."""
ACTIONS: Mapping[str, str] = {
    "switch.off": "운영 중지",
    "switch.on": "운영 재개",
    "curated.add": "담당자가 확인한 답 추가",
    "curated.change": "담당자가 확인한 답 수정",
    "curated.remove": "담당자가 확인한 답 삭제",
    "admin.login": "관리 화면 로그인",
    "admin.refused": "관리 화면 로그인 실패",
    "admin.export": "질문 내려받기",
}
DETAILS: Mapping[str, str] = {
    "id": "이름",
    "wording": "예시 질문",
    "text": "답",
    "reason": "까닭",
    "notice": "안내문",
    "address": "접속 주소",
    "days": "일수",
    "kind": "형식",
}
"""The details in a line of the audit trail, beside the action."""
PERIODS: Mapping[str, int] = {"최근 7일": 7, "최근 30일": 30, "최근 90일": 90}
"""The periods to choose from, in days."""
UNREADABLE = "질문 기록을 지금 읽을 수 없습니다. 디스크와 기록 파일을 확인해 주세요."
UNRECORDED = "감사 기록을 남기지 못해 받아들이지 않았습니다. 서버의 디스크 공간을 확인한 뒤 다시 시도해 주세요."
