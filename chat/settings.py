"""What answering can be told."""

from pathlib import Path

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
    model_max_tokens: int = Field(default=500, ge=32, le=8000, description="언어 모델이 쓸 답의 최대 길이(토큰)")
    model_passages: int = Field(default=6, ge=1, le=10, description="언어 모델에 보여 줄 대목의 최대 개수")
    model_passage_chars: int = Field(
        default=3000, ge=200, le=50000, description="언어 모델에 보여 줄 대목들의 최대 길이(글자를 모두 더해)"
    )
    model_context_tokens: int = Field(
        default=8192, ge=512, description="model_file의 모델에 잡아 둘 문맥 길이(토큰). 길수록 메모리를 더 씁니다"
    )
