"""The settings of answering (`AnswerSettings`) and of the whole program with its server (`Settings`)."""

import datetime as dt
import ipaddress
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import SettingsConfigDict

import retriever.settings
from ingest.korean.dates import today_in_korea
from ingest.settings import UserPath

GREETING = "무엇이 궁금하신가요?"
AI_NOTICE = "이 서비스는 인공지능(AI)으로 답합니다. 사람이 아니라 프로그램이 문서에서 문장을 찾아 보여 드립니다."
MODEL_WRITES = "생성형 AI가 쓴 답에는 그렇다고 표시합니다."
"""The notice before use, and what it says further where a language model writes; `_EN`: the same in English."""
AI_NOTICE_EN = "This service answers by artificial intelligence (AI): a program, not a person, finds the sentences in the documents."
MODEL_WRITES_EN = "Answers written by generative AI are marked as such."


def _network(written: str) -> str:
    """`written` unchanged. Raises ValueError where it is no IP address or network."""
    ipaddress.ip_network(written, strict=False)
    return written


class AnswerSettings(retriever.settings.Settings):
    """The settings of `retriever` and of answering: all that `ask` and `eval` need, so that no other setting's value can stop them."""

    enabled: bool = Field(default=True, description="false이면 모든 질문에 '운영 중지' 안내만 합니다")
    max_question_chars: int = Field(default=500, ge=20, description="받을 질문의 최대 길이(글자)")
    question_cpu_seconds: float = Field(
        default=3.0, gt=0, description="질문 하나에 쓸 수 있는 최대 CPU 시간(초). 넘으면 그때까지 읽은 것으로 답합니다"
    )
    answer_from: float | None = Field(
        default=None, ge=0, le=1, description="답을 내는 최소 확률 (비면 학습된 기준). 높일수록 덜 답하고 덜 틀립니다"
    )
    related_from: float | None = Field(
        default=None, ge=0, le=1, description="답 대신 관련 대목을 보여 주는 최소 확률 (비면 학습된 기준)"
    )
    today: Annotated[dt.date | None, BeforeValidator(lambda value: value or None)] = Field(
        default=None, description="오늘로 볼 날짜(예: 2026-11-29). 비면 실제 오늘입니다"
    )
    contact_office: str = Field(default="", description="답하지 못할 때 안내할 기관·부서 이름 (비면 문서에서 찾습니다)")
    contact_phone: str = Field(default="", description="답하지 못할 때 안내할 전화번호")
    counters_file: UserPath | None = Field(
        default=None, description="신고·민원·개인 일을 받는 창구 표 (탭으로 나눈 다섯 칸. 비면 내장된 표)"
    )

    # The language model.
    model_notice: str = Field(
        default="생성형 AI가 쓴 답입니다. 틀릴 수 있으니 근거를 확인해 주세요.",
        min_length=1,
        description="언어 모델이 쓴 답마다 붙일 표시 (AI 기본법 제31조)",
    )
    model: str = Field(
        default="", description="답을 쓸 언어 모델의 이름 (비면 언어 모델 없이 문서의 문장으로 답합니다)"
    )
    model_provider: str = Field(
        default="openai", description="LangChain이 아는 제공자 이름. OpenAI 방식의 서버는 모두 'openai'입니다"
    )
    model_base_url: str = Field(default="", description="언어 모델 서버의 주소 (예: http://127.0.0.1:8000/v1)")
    model_file: Path | None = Field(
        default=None, description="이 컴퓨터에서 돌릴 GGUF 모델 파일 (mureobwa[local] 필요)"
    )
    model_timeout_s: float = Field(default=20.0, gt=0, le=300, description="언어 모델의 답을 기다릴 최대 시간(초)")
    model_retries: int = Field(
        default=1, ge=0, le=5, description="언어 모델이 답을 시작하지 못했을 때 다시 시도할 횟수"
    )
    model_rewords: bool = Field(default=True, description="언어 모델이 문서의 말로 바꾸어 쓴 질문으로도 찾고 읽을지")
    model_reads: bool = Field(
        default=True,
        description="언어 모델이 찾은 대목에서 답하는 문장을 고르게 할지 (mureobwa model의 시험에 붙은 모델만)",
    )
    model_max_tokens: int = Field(default=500, ge=32, le=8000, description="언어 모델이 쓸 답의 최대 길이(토큰)")
    model_passages: int = Field(default=6, ge=1, le=10, description="언어 모델에 보여 줄 대목의 최대 개수")
    model_passage_chars: int = Field(
        default=3000, ge=200, le=50000, description="언어 모델에 보여 줄 대목들의 최대 길이(글자를 모두 더해)"
    )
    model_context_tokens: int = Field(
        default=8192, ge=512, description="model_file의 모델에 잡아 둘 문맥 길이(토큰). 길수록 메모리를 더 씁니다"
    )

    @property
    def day(self) -> dt.date:
        """The day that questions are asked on: it decides what is past and what "작년" means."""
        return self.today or today_in_korea()

    @classmethod
    def known_names(cls) -> frozenset[str]:
        """The names of all settings of all packages; any other name is a mistake."""
        return frozenset(Settings.model_fields)


class Settings(AnswerSettings):
    """All settings of the program: those of answering, and those of what `mureobwa serve` opens (page, API, widget, admin page)."""

    model_config = SettingsConfigDict(extra="forbid")

    # The server, the API and the widget.
    public_url: str = Field(
        default="",
        pattern=r"^(https?://[^/?#\s]+(/[^?#\s]*)?)?$",
        description="시민이 보는 이 서비스의 주소 (예: https://chat.example.go.kr, 경로가 있으면 https://www.example.go.kr/ask). 비면 요청의 주소를 씁니다",
    )
    answer_workers: int = Field(
        default=0, ge=0, description="동시에 답을 만드는 스레드 수 (0: CPU 수, 언어 모델을 쓰면 16)"
    )
    answer_waiting: int = Field(
        default=20, ge=1, description="답을 기다릴 수 있는 질문 수. 넘으면 '잠시 뒤에'라고 답합니다"
    )
    answer_cache: int = Field(default=2000, ge=0, description="다시 쓰려고 기억해 둘 답의 수 (0: 기억하지 않음)")
    visitor_per_minute: int = Field(default=60, ge=1, description="한 주소에서 1분에 보낼 수 있는 요청 수")
    visitor_per_day: int = Field(default=3000, ge=1, description="한 주소에서 하루에 보낼 수 있는 요청 수")
    feedback_per_minute: int = Field(default=20, ge=1, description="한 주소에서 1분에 보낼 수 있는 의견 수")
    demo: bool = Field(default=False, description="true이면 위젯을 얹은 예시 누리집 /demo를 엽니다")
    hosts: tuple[str, ...] = Field(
        default=("localhost", "127.0.0.1", "[::1]"),
        description="이 서버를 부를 수 있는 주소(호스트 이름). 적으면 기본값 대신 쓰이므로, 밖에 열 때 localhost와 127.0.0.1에 "
        "도메인 이름을 더해 모두 적습니다",
    )
    trusted_proxies: tuple[str, ...] = Field(
        default=(),
        description="이 서버 앞에 둔 프록시의 주소들 (IP 또는 대역). 적힌 프록시가 알리는 방문자 주소(X-Forwarded-For)만 믿습니다",
    )

    # What is kept, and operation.
    question_log: bool = Field(default=True, description="false이면 질문과 답을 기록하지 않고 날짜별 건수만 셉니다")
    log_days: int = Field(default=90, ge=1, le=3650, description="질문과 답의 기록을 보관할 날수. 지나면 지웁니다")
    log_max_mib: int = Field(
        default=2048, ge=8, description="기록 파일의 최대 크기(MiB). 넘으면 새 기록을 남기지 못합니다"
    )
    metrics: tuple[Annotated[str, AfterValidator(_network)], ...] = Field(
        default=(), description="/metrics를 볼 수 있는 주소들 (IP 또는 대역). 이 컴퓨터에서는 언제나 볼 수 있습니다"
    )
    server_log: Literal["json", "text"] = Field(
        default="json", description="서버가 화면(표준 오류)에 남기는 기록의 꼴: json(한 줄에 하나) 또는 text"
    )
    stop_seconds: int = Field(
        default=25, ge=1, le=600, description="멈추라는 신호를 받고 답하던 질문을 마저 답할 최대 시간(초)"
    )

    # The page.
    service_name: str = Field(default="물어봐", description="페이지에 보일 서비스 이름")
    office_name: str = Field(default="", description="페이지에 보일 기관 이름")
    greeting: str = Field(default=GREETING, description="첫 화면의 인사말")
    notices: tuple[str, ...] = Field(default=(), description="첫 화면에 보일 알림 문장들")
    ai_notice: str = Field(
        default=AI_NOTICE,
        description="인공지능으로 답한다는 것을 쓰기 전에 알리는 문장 (AI 기본법 제31조. 비면 보이지 않습니다)",
    )
    contact_email: str = Field(
        default="", pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$", description="이 서비스에 대한 의견을 받을 전자우편 주소"
    )
    accessibility_statement: str = Field(
        default="", description="접근성 안내(/accessibility)에 더할 기관의 글 (빈 줄로 문단을 나눕니다)"
    )
    suggested_questions: tuple[str, ...] = Field(
        default=(), description="첫 화면에 권할 질문들 (비면 문서에서 답할 수 있는 질문을 골라 보여 줍니다)"
    )
    logo: UserPath | None = Field(default=None, description="기관 로고 그림 파일 (.svg, .png)")
    brand_colour: str = Field(
        default="#1d4ed8", pattern=r"^#[0-9a-fA-F]{6}$", description="질문 페이지와 위젯에 쓸 기관 대표색 (#rrggbb)"
    )
    on_brand_colour: str = Field(
        default="#ffffff",
        pattern=r"^#[0-9a-fA-F]{6}$",
        description="질문 페이지에서 대표색 위의 글자색 (#rrggbb). 위젯은 대비로 스스로 정합니다",
    )
    original_files: bool = Field(
        default=True, description="true이면 문서의 원본 파일을 내려받게 합니다 (색인할 때와 똑같은 파일만)"
    )
    glossary_file: UserPath | None = Field(default=None, description="기관의 쉬운 말 사전 파일 (줄마다 '낱말<탭>뜻')")

    # The admin page.
    admin_password: str = Field(
        default="",
        pattern=r"^(scrypt\$\d+\$\d+\$\d+\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+)?$",
        repr=False,
        description="관리 화면 /admin의 비밀번호를 감춘 값 (mureobwa admin password가 만듭니다. 비면 비밀번호로는 열리지 않습니다)",
    )
    admin_header: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9-]{1,60})?$",
        description="기관의 프록시가 로그인한 직원의 이름을 적어 보내는 헤더 (trusted_proxies의 프록시만 믿습니다. 비면 쓰지 않습니다)",
    )

    @property
    def notice_before_use(self) -> str:
        """The notice shown to citizens before they ask: that a program answers, and that a language model writes where one is set."""
        return " ".join(filter(None, [self.ai_notice, MODEL_WRITES if self.model_may_write and self.ai_notice else ""]))

    @property
    def notice_before_use_en(self) -> str:
        """`notice_before_use` in English; one that the office has written itself stays as it is."""
        if self.ai_notice != AI_NOTICE:
            return self.notice_before_use
        return f"{AI_NOTICE_EN} {MODEL_WRITES_EN}" if self.model_may_write else AI_NOTICE_EN

    @property
    def model_may_write(self) -> bool:
        """Whether a language model is set."""
        return bool(self.model or self.model_file)

    @property
    def public_path(self) -> str:
        """The path of `public_url` ("/ask"), below which everything is served; "" where the service has a host of its own."""
        return urlsplit(self.public_url).path.rstrip("/")
