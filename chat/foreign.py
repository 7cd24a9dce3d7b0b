"""Questions in other languages: which one it is, and what is said in it. Told by script, not by a model."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its Korean name, and what is said in it around the documents' Korean words.

    `quote` has the place {quote} for these words, `emergency` those of the number to call and whose it is, `contact` the {who} to ask.
    """

    name: str
    quote: str
    emergency: str
    related: str
    nothing: str
    contact: str


ENGLISH = Language(
    "영어",
    quote="Original Korean text: “{quote}”",
    emergency="If you are in danger, call {who} now. This service cannot make the call for you.",
    related="I could not find a certain answer in the documents, but these passages are related (original Korean text):",
    nothing="I could not find an answer to this question in the documents.",
    contact="Please ask {who}.",
)
_JAPANESE = Language(
    "일본어",
    quote="韓国語の原文: “{quote}”",
    emergency="危険なときは、今すぐ {who}に電話してください。このサービスは通報を代行できません。",
    related="文書から確かな答えは見つかりませんでしたが、関連する箇所があります（韓国語の原文）。",
    nothing="文書からこの質問の答えは見つかりませんでした。",
    contact="{who} にお問い合わせください。",
)
_CHINESE = Language(
    "중국어",
    quote="韩语原文: “{quote}”",
    emergency="如有危险，请立即拨打 {who}。本服务无法代您报警。",
    related="未能在文件中找到确切的答案，但有以下相关内容（韩语原文）：",
    nothing="未能在文件中找到这个问题的答案。",
    contact="请咨询 {who}。",
)
_VIETNAMESE = Language(
    "베트남어",
    quote="Nguyên văn tiếng Hàn: “{quote}”",
    emergency="Nếu đang gặp nguy hiểm, hãy gọi ngay {who}. Dịch vụ này không thể gọi thay bạn.",
    related="Không tìm thấy câu trả lời chắc chắn trong tài liệu, nhưng có những đoạn liên quan (nguyên văn tiếng Hàn):",
    nothing="Không tìm thấy câu trả lời cho câu hỏi này trong tài liệu.",
    contact="Vui lòng hỏi {who}.",
)
_RUSSIAN = Language(
    "러시아어",
    quote="Оригинал на корейском: “{quote}”",
    emergency="Если вам грозит опасность, немедленно звоните {who}. Этот сервис не может позвонить за вас.",
    related="Точного ответа в документах не найдено, но есть связанные места (оригинал на корейском):",
    nothing="В документах не найдено ответа на этот вопрос.",
    contact="Обратитесь: {who}.",
)
_THAI = Language(
    "태국어",
    quote="ต้นฉบับภาษาเกาหลี: “{quote}”",
    emergency="หากตกอยู่ในอันตราย โปรดโทร {who} ทันที บริการนี้โทรแจ้งเหตุแทนไม่ได้",
    related="ไม่พบคำตอบที่แน่ชัดในเอกสาร แต่มีข้อความที่เกี่ยวข้อง (ต้นฉบับภาษาเกาหลี):",
    nothing="ไม่พบคำตอบของคำถามนี้ในเอกสาร",
    contact="โปรดสอบถาม {who}",
)

# The first script found decides; Japanese before Chinese, since it uses both.
_BY_SCRIPT = (
    (re.compile(r"[぀-ヿ]"), _JAPANESE),
    (re.compile(r"[一-鿿]"), _CHINESE),
    (re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE), _VIETNAMESE),
    (re.compile(r"[Ѐ-ӿ]"), _RUSSIAN),
    (re.compile(r"[฀-๿]"), _THAI),
    (re.compile(r"[A-Za-z]{2}"), ENGLISH),
)


def language_of(question: str) -> Language | None:
    """The language of `question`; None for Korean (any Hangul) and for what has no letters."""
    if re.search(r"[가-힣ㄱ-ㅣ]", question):
        return None
    return next((language for script, language in _BY_SCRIPT if script.search(question)), None)
