"""Settings: one name each, in `mureobwa.toml` (`name = ...`), the environment (`MUREOBWA_NAME`) and the docs."""

import difflib
import os
import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from ingest.errors import BadInputError

UserPath = Annotated[Path, AfterValidator(Path.expanduser)]
"""A path in which "~" is the user's home, as in a shell."""


_PREFIX = "MUREOBWA_"
_NEAR = 0.85
"""How alike (0..1, `difflib`) a name is to a setting's to be taken for its misspelling: one letter of four missing or one of five added.
tests/ingest/test_settings.py checks that no two settings of different packages are that near.
"""


class _TomlSource(TomlConfigSettingsSource):
    """Reads the settings file; a byte order mark, which some editors put at its beginning, is ignored."""

    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        return tomllib.loads(file_path.read_text("utf-8-sig"))


class Settings(BaseSettings):
    """The settings of reading and splitting documents; each upper package adds its own by inheriting.

    The environment wins over the file, the file over the defaults. The file is `mureobwa.toml` in the working
    folder, or the one that `MUREOBWA_CONFIG` names.
    """

    # A lower package must accept the names of the upper packages' settings in the same file; the uppermost forbids unknown ones.
    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="ignore", frozen=True)

    home: UserPath = Field(
        default_factory=lambda: Path.home() / ".mureobwa",
        description="색인, 캐시, 기록을 두는 폴더",
    )
    user_dictionary: UserPath | None = Field(
        default=None, description="제도명·약어·옛 이름을 적은 사용자 사전 파일 (docs/settings.md의 형식)"
    )
    max_file_mib: int = Field(default=50, ge=1, description="읽을 파일의 최대 크기(MiB)")
    ocr: bool = Field(
        default=False,
        description="글자 정보가 없는 PDF 쪽을 문자 인식(OCR)으로 읽습니다 (프로그램 tesseract와 한국어 자료가 있어야 합니다)",
    )
    passage_chars: int = Field(default=400, ge=100, le=4000, description="한 대목의 목표 길이(글자)")

    @classmethod
    def load(cls) -> Self:
        """The settings of this process.

        Raises:
            BadInputError: a value or a name in the file or the environment is not understood.
        """
        try:
            cls._refuse_unknown_names()
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            known = cls.model_fields.get(name)
            # A secret that was put there by mistake (a password instead of its hash) must not be shown to whoever reads the log.
            received = f" (받은 값: {first.get('input')!r})" if known is None or known.repr else ""
            raise BadInputError(
                f"설정 '{name}': 값이 형식이나 범위에 맞지 않습니다{received}. docs/settings.md를 보고 mureobwa.toml이나 환경변수를 고쳐 주세요."
            ) from error
        except (OSError, ValueError) as error:
            raise BadInputError(f"설정 파일을 읽을 수 없습니다: {error}") from error

    @classmethod
    def known_names(cls) -> frozenset[str] | None:
        """Every name that the file may hold; None in a package that does not know the settings of the upper ones."""
        return None

    @classmethod
    def _refuse_unknown_names(cls) -> None:
        """Raise BadInputError for a name that is no setting, with the nearest name. In a lower package, and in the environment, where there are
        names for other uses (MUREOBWA_MODEL_KEY), only a name that is near to a setting's is taken for a misspelling.
        """
        every = cls.known_names()
        names = sorted(every or cls.model_fields)
        for name in _written():
            near = difflib.get_close_matches(name, names, n=1, cutoff=_NEAR)
            if name not in names and (near or every):
                raise BadInputError(_unknown(name, near))
        for variable in os.environ:
            name = variable.removeprefix(_PREFIX).lower()
            near = difflib.get_close_matches(name, names, n=1, cutoff=_NEAR)
            if variable.startswith(_PREFIX) and name not in names and near:
                raise BadInputError(_unknown(variable, [_PREFIX + near[0].upper()]))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The sources of the settings; an earlier one wins: keyword arguments, the environment, the TOML file."""
        return init_settings, env_settings, _TomlSource(settings_cls, toml_file=settings_file())


def settings_file() -> Path:
    """The file that settings are read from; it need not exist."""
    return Path(os.environ.get("MUREOBWA_CONFIG", "mureobwa.toml"))


def _written() -> list[str]:
    """The names in the settings file; none where there is no file."""
    file = settings_file()
    return list(tomllib.loads(file.read_text("utf-8-sig"))) if file.is_file() else []


def _unknown(name: str, near: list[str]) -> str:
    meant = f" 혹시 '{near[0]}'인가요?" if near else ""
    return f"설정 '{name}': 그런 이름의 설정은 없습니다.{meant} docs/settings.md를 보고 고쳐 주세요."
