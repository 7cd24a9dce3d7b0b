"""The pydantic models of the API: they check requests, and describe responses in /openapi.json."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from chat.answer import Status

# Characters: more than any question that is answered has (setting max_question_chars), so that a long one gets its polite refusal.
MAX_TEXT = 4000
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]


def _whole(value: object) -> object:
    """`value`, as an int where it is a whole float: 48.0 is an integer to JSON Schema, and to some clients."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]


class _Taken(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class AskRequest(_Taken):
    """A question."""

    question: Text = Field(description="질문 한 문장", examples=["신청 기간이 언제까지예요?"])
    scope: str = Field(
        default="", max_length=100, description="먼저 찾을 부서나 주제. 비우면 누리집에 정해 둔 것을 씁니다."
    )
    before: str = Field(
        default="",
        max_length=MAX_TEXT,
        description="바로 앞에 답을 받은 질문(그 답의 question). 이어 묻는 말이면 그 주제로 채워 읽습니다.",
    )


class SearchRequest(_Taken):
    """What to look for."""

    query: Text = Field(description="찾을 말")
    limit: Whole = Field(default=5, ge=1, le=50, description="대목의 수")


class FeedbackRequest(_Taken):
    """What someone thought of an answer."""

    answer_id: str = Field(pattern=r"^[A-Za-z0-9._-]{8,64}$", description="의견을 남길 답의 번호(그 답의 answer_id)")
    helpful: bool = Field(description="도움이 되었는지")
    reason: str = Field(
        default="", max_length=40, description="고른 까닭 (위젯이 보내는 값: wrong, off, hard, missing)"
    )
    comment: str = Field(default="", max_length=1000, description="덧붙인 말. 개인정보는 지우고 둡니다.")
    question: str = Field(default="", max_length=MAX_TEXT, description="물었던 질문. 개인정보는 지우고 둡니다.")


class CellModel(BaseModel):
    """A cell of a quoted table row."""

    label: str = Field(description="열의 이름, 줄의 이름이면 빈 글(수이면 그 수가 든 열의 이름)")
    text: str


class CitationModel(BaseModel):
    """The words an answer rests on."""

    marker: int = Field(description="글 속 [n]의 n")
    document_id: str
    title: str
    office: str
    published: str = Field(description="YYYY-MM-DD, 모르면 빈 글")
    heading: list[str]
    quote: str = Field(description="문서에 있는 그대로의 글자")
    start: int = Field(description="문서에서 시작하는 자리(글자)")
    end: int = Field(description="끝나는 자리(포함하지 않음)")
    cells: list[CellModel] = Field(description="인용한 표의 칸, 표가 아니면 빈 목록")
    url: str = Field(description="기관이 이 글을 실은 주소, 모르면 빈 글")
    licence: str = Field(description="문서의 이용 조건(예: 공공누리 제1유형), 모르면 빈 글")
    by_ocr: bool = Field(default=False, description="문서의 글자를 그림에서 문자 인식(OCR)으로 읽었는지")


class ContactModel(BaseModel):
    """Whom to ask."""

    office: str
    department: str
    name: str
    role: str
    phone: str


class ConfirmedModel(BaseModel):
    """Who stands for a curated answer."""

    department: str
    author: str
    day: str = Field(description="확인한 날, YYYY-MM-DD")


class AnswerModel(BaseModel):
    """The answer, as `mureobwa ask --json` prints it, with what was asked and the answer's id."""

    question: str = Field(description="읽은 질문. 이어 물은 말이면 앞 질문의 주제로 채운 것입니다")
    status: Status
    text: str
    lang: str = Field(
        description="text와 notes의 언어(BCP 47: ko, en, ja, zh, vi, ru, th). 그 안에 인용한 말은 한국어 그대로입니다"
    )
    marks: list[list[int]] = Field(description="text에서 답이 되는 자리 [시작, 끝]의 목록")
    citations: list[CitationModel]
    nearby: list[CitationModel] = Field(description="답이 확실하지 않을 때, 답일 수 있는 다른 문장(가까운 것부터)")
    further: list[CitationModel] = Field(
        description="답이 확실하지 않거나 문서에서 찾지 못했을 때, 펼쳐 볼 수 있게 둘 가까운 대목(가까운 것부터)"
    )
    notes: list[str]
    contacts: list[ContactModel]
    confirmed: ConfirmedModel | None = Field(
        description="담당자가 확인한 답(status curated)이면 확인한 부서와 사람, 아니면 null"
    )
    model_written: bool = Field(description="생성형 AI(언어 모델)가 쓴 답인지. 그때는 notes에도 표시가 있습니다")
    model_chose: bool = Field(description="답한 문장을 언어 모델이 골랐는지. 글은 문서의 문장 그대로일 수 있습니다")
    evidence: float
    index_version: str
    reader_version: str
    timings_ms: dict[str, float]
    asked: str = Field(description="적은 그대로의 질문. 개인정보는 가렸습니다")
    answer_id: str = Field(
        description="이 답의 번호: 의견을 보내거나 영수증(/api/v1/answers/번호/receipt)을 볼 때 씁니다"
    )


class HitModel(BaseModel):
    """A passage found."""

    rank: int
    score: float = Field(description="클수록 가깝습니다")
    document_id: str
    title: str
    office: str
    published: str
    heading: list[str]
    text: str
    start: int
    end: int
    sentence: str = Field(description="질문에 가장 가까운 문장")


class SearchModel(BaseModel):
    """The passages found, best first."""

    query: str
    read_as: str
    notes: list[str]
    hits: list[HitModel]
    index_version: str


class DocumentModel(BaseModel):
    """What is known of a document."""

    id: str
    title: str
    office: str
    department: str
    published: str
    in_force_from: str
    in_force_until: str
    licence: str
    url: str = Field(description="기관이 문서를 실은 주소, 모르면 빈 글")
    file: str
    sha256: str
    characters: int
    passages: int


class DocumentsModel(BaseModel):
    """All documents."""

    documents: list[DocumentModel]
    index_version: str


class WholeDocumentModel(DocumentModel):
    """A document with its text; the offsets of citations count its characters."""

    contacts: list[ContactModel]
    text: str


class ThemeModel(BaseModel):
    """How the widget greets and looks."""

    title: str
    greeting: str
    colour: str
    language: str
    questions: list[str]


class ConfigModel(BaseModel):
    """What a widget needs to know."""

    site: str
    scope: str
    theme: ThemeModel
    max_question_chars: int
    enabled: bool
    off_notice: str = Field(description="답변을 멈춘 동안 시민에게 보이는 말. 운영 중이면 빈 글")
    ai_notice: str = Field(description="인공지능으로 답한다는 고지. 쓰기 전에 보여야 합니다")
    ai_notice_en: str = Field(description="같은 고지의 영어. 기관이 따로 적은 고지이면 그대로")
    index_version: str
    documents: int
    newest: str = Field(description="가장 최근 문서의 날짜")


class FeedbackModel(BaseModel):
    """That the feedback was kept."""

    stored: bool


class CitedModel(BaseModel):
    """A document that an answer cited."""

    marker: int
    document_id: str
    title: str
    sha256: str = Field(description="색인한 파일의 SHA-256")
    start: int
    end: int


class ReceiptModel(BaseModel):
    """What an answer was made with. The question and the answer are not in it."""

    answer_id: str
    time: str
    day: str = Field(description="오늘로 본 날짜")
    door: str
    status: Status
    model_written: bool = Field(description="언어 모델이 쓴 답인지")
    program: str
    index_version: str
    index_layout: int
    embedding_model: str
    passage_chars: int
    user_dictionary_sha256: str
    reader_version: str
    settings: dict[str, Any] = Field(description="답에 영향을 주는 설정")
    documents: int = Field(description="찾아본 문서의 수")
    cited: list[CitedModel]


class ProblemErrorModel(BaseModel):
    """One value that is wrong."""

    pointer: str
    detail: str
    detail_en: str


class ProblemModel(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    title_en: str
    status: int
    detail: str
    detail_en: str
    instance: str
    errors: list[ProblemErrorModel] | None = None
