"""Questions in other languages: which one it is, and what is said in it. Told by script, not by a model."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its Korean name, and what is said in it. `quote` has the place {quote} for the Korean words, `emergency` those of the
    number to call and whose it is.
    """

    name: str
    in_korean: str
    quote: str
    emergency: str


_ENGLISH = Language(
    "영어",
    "This answer is in Korean because the source documents are. The quoted words are the original text.",
    "Original Korean text: “{quote}”",
    "If you are in danger, call {who} now. This service cannot make the call for you.",
)
_JAPANESE = Language(
    "일본어",
    "原文が韓国語のため、この回答は韓国語です。引用は原文のままです。",
    "韓国語の原文: “{quote}”",
    "危険なときは、今すぐ {who}に電話してください。このサービスは通報を代行できません。",
)
_CHINESE = Language(
    "중국어",
    "原文为韩语，因此本回答使用韩语。引文为原文。",
    "韩语原文: “{quote}”",
    "如有危险，请立即拨打 {who}。本服务无法代您报警。",
)
_VIETNAMESE = Language(
    "베트남어",
    "Câu trả lời này bằng tiếng Hàn vì tài liệu gốc bằng tiếng Hàn. Phần trích dẫn là nguyên văn.",
    "Nguyên văn tiếng Hàn: “{quote}”",
    "Nếu đang gặp nguy hiểm, hãy gọi ngay {who}. Dịch vụ này không thể gọi thay bạn.",
)
_RUSSIAN = Language(
    "러시아어",
    "Ответ дан на корейском языке, так как исходные документы на корейском. Цитаты приведены дословно.",
    "Оригинал на корейском: “{quote}”",
    "Если вам грозит опасность, немедленно звоните {who}. Этот сервис не может позвонить за вас.",
)
_THAI = Language(
    "태국어",
    "คำตอบนี้เป็นภาษาเกาหลีเพราะเอกสารต้นฉบับเป็นภาษาเกาหลี ข้อความที่อ้างคือต้นฉบับ",
    "ต้นฉบับภาษาเกาหลี: “{quote}”",
    "หากตกอยู่ในอันตราย โปรดโทร {who} ทันที บริการนี้โทรแจ้งเหตุแทนไม่ได้",
)

# The first script found decides; Japanese before Chinese, since it uses both.
_BY_SCRIPT = (
    (re.compile(r"[぀-ヿ]"), _JAPANESE),
    (re.compile(r"[一-鿿]"), _CHINESE),
    (re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE), _VIETNAMESE),
    (re.compile(r"[Ѐ-ӿ]"), _RUSSIAN),
    (re.compile(r"[฀-๿]"), _THAI),
    (re.compile(r"[A-Za-z]{2}"), _ENGLISH),
)


def language_of(question: str) -> Language | None:
    """The language of `question`; None for Korean (any Hangul) and for what has no letters."""
    if re.search(r"[가-힣ㄱ-ㅣ]", question):
        return None
    return next((language for script, language in _BY_SCRIPT if script.search(question)), None)
