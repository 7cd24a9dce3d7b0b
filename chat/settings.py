"""What answering can be told."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

import retriever.settings


class Settings(retriever.settings.Settings):
    """Adds answering to what `retriever` can be told; a name that no package knows is refused here."""

    model_config = SettingsConfigDict(extra="forbid")

    enabled: bool = Field(default=True, description="false이면 모든 질문에 '운영 중지' 안내만 합니다")
    max_question_chars: int = Field(default=500, ge=20, description="받을 질문의 최대 길이(글자)")
    contact_office: str = Field(default="", description="답하지 못할 때 안내할 기관·부서 이름 (비면 문서에서 찾습니다)")
    contact_phone: str = Field(default="", description="답하지 못할 때 안내할 전화번호")
    public_url: str = Field(
        default="",
        description="시민이 보는 이 서비스의 주소 (예: https://chat.example.go.kr). 비면 요청의 주소를 씁니다",
    )
    answer_workers: int = Field(default=0, ge=0, description="동시에 답을 만드는 스레드 수 (0: CPU 수)")
    answer_waiting: int = Field(
        default=200, ge=1, description="답을 기다릴 수 있는 질문 수. 넘으면 '잠시 뒤에'라고 답합니다"
    )
    answer_cache: int = Field(default=2000, ge=0, description="다시 쓰려고 기억해 둘 답의 수 (0: 기억하지 않음)")
    visitor_per_minute: int = Field(default=60, ge=1, description="한 주소에서 1분에 보낼 수 있는 요청 수")
    visitor_per_day: int = Field(default=3000, ge=1, description="한 주소에서 하루에 보낼 수 있는 요청 수")
    demo: bool = Field(default=False, description="true이면 위젯을 얹은 예시 누리집 /demo를 엽니다")
