"""What the service says in its own words, one polite style (합쇼체), in one place."""

OFF = "지금은 답변 서비스를 운영하지 않습니다. 담당 기관에 직접 문의해 주세요."
EMPTY = "질문이 비어 있습니다. 궁금하신 내용을 한 문장으로 적어 주세요."
TOO_LONG = "질문이 너무 깁니다({length:,}자). {limit:,}자 이내로 줄여 다시 물어봐 주세요."
PERSONAL_DATA = (
    "질문에 개인정보({kinds})로 보이는 내용이 있어 읽거나 저장하지 않았습니다. 그 부분을 빼고 다시 물어봐 주세요."
)
SMALL_TALK = (
    "안녕하세요. 문서에서 답을 찾아 드리는 물어봐입니다. 궁금하신 제도나 일정, 금액, 담당 부서를 물어봐 주세요."
)
ABOUT_BOT = (
    "저는 기관이 올려 둔 문서에서 답이 되는 문장을 찾아 출처와 함께 알려 드리는 자동 안내 서비스입니다. "
    "문서에 없는 내용은 답하지 않습니다."
)
NOISE = "질문을 이해하지 못했습니다. 궁금하신 내용을 낱말이나 문장으로 적어 주세요."
BLOCKED = "안내 서비스의 동작을 바꾸려는 요청은 처리하지 않습니다. 문서에서 궁금하신 내용을 물어봐 주세요."
OWN_RECORD = "개인의 신청·처리 내역은 이 서비스에서 확인할 수 없습니다. 공개된 문서만 찾아 드리므로, 아래 담당 기관에 직접 문의해 주세요."
NOTHING = "올려 둔 문서에서 {asked}에 대한 내용을 찾지 못했습니다."
NEAR = "관련된 내용은 있으나 {asked}에 대한 직접적인 답은 문서에서 찾지 못했습니다."
NEAREST = "가까운 문서: {titles}"
NEAR_SENTENCE = "관련 대목: {sentence}"
ASK_OFFICE = "{who}에 문의해 주세요."
READ_AS = "이렇게 읽고 찾았습니다: {text}"
MISSING_PART = "{asked}에 대한 내용은 문서에서 찾지 못했습니다."
ELSEWHERE = "같은 문서의 다른 대목에는 다르게 나와 있습니다"
ENGLISH_NOTE = "This answer is in Korean because the source documents are. The quoted words are the original text."
AS_WRITTEN = "문서에는 ‘{quote}’{particle} 나와 있습니다."
SCOPE = "‘{scope}’ 관련 문서에서 먼저 찾아 답했습니다."
