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
