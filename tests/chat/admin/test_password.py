"""The password is kept as a salted hash that nobody can read it from."""

import pytest
from pydantic import ValidationError

from chat.admin.password import fits, hashed
from chat.settings import Settings
from ingest.errors import BadInputError


def test_only_the_password_fits_and_the_same_one_is_never_kept_alike() -> None:
    kept = hashed("긴 비밀번호 열 글자")
    assert kept.startswith("scrypt$32768$8$1$")
    assert "비밀번호" not in kept
    assert kept != hashed("긴 비밀번호 열 글자")
    assert fits("긴 비밀번호 열 글자", kept)
    assert not fits("긴 비밀번호 열 글", kept)
    assert not fits("", kept)


@pytest.mark.parametrize("damaged", ["", "plain words", "scrypt$x$8$1$AA==$AA==", "scrypt$1048576$8$1$AA==$AA=="])
def test_what_is_no_hash_fits_nothing(damaged: str) -> None:
    assert not fits("긴 비밀번호 열 글자", damaged)


def test_a_short_one_is_refused_and_the_setting_takes_only_a_hash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(BadInputError, match="9자"):
        hashed("아홉글자짜리비밀번")
    with pytest.raises(ValidationError):
        Settings(admin_password="plain words")
    monkeypatch.setenv("MUREOBWA_ADMIN_PASSWORD", "plain words")
    with pytest.raises(BadInputError, match="admin_password") as failure:
        Settings.load()
    assert "plain words" not in str(failure.value)
    monkeypatch.delenv("MUREOBWA_ADMIN_PASSWORD")
    kept = hashed("긴 비밀번호 열 글자")
    assert kept not in repr(Settings(admin_password=kept))
