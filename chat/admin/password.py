"""The stored form of the admin page's password: a salted scrypt hash, in the setting `admin_password`."""

import base64
import hashlib
import hmac
import secrets

from ingest.errors import BadInputError

FEWEST_LETTERS = 10
"""Least length of a new password; the number of tries is limited as well (`chat.admin.routes`)."""
_COST, _BLOCK, _LANES = 2**15, 8, 1
"""scrypt's N, r, p: some 0.1 s and 32 MiB a try (OWASP Password Storage Cheat Sheet gives N 2**15 with p 3; the login limits tries)."""
_MEMORY = 2 * 128 * _COST * _BLOCK
_NAME = "scrypt"


def hashed(password: str) -> str:
    """`password` as the setting keeps it: "scrypt$N$r$p$salt$hash", the last two in Base64.

    Raises:
        BadInputError: it is too short.
    """
    if len(password) < FEWEST_LETTERS:
        raise BadInputError(f"비밀번호가 너무 짧습니다({len(password)}자). {FEWEST_LETTERS}자 이상으로 정해 주세요.")
    salt = secrets.token_bytes(16)
    parameters = (str(number) for number in (_COST, _BLOCK, _LANES))
    return "$".join((_NAME, *parameters, _written(salt), _written(_derived(password, salt, _COST, _BLOCK, _LANES))))


def fits(password: str, kept: str) -> bool:
    """Whether `password` matches the hash `kept`; the time that the comparison takes does not depend on how much matches."""
    try:
        name, cost, block, lanes, salt, stored_hash = kept.split("$")
        if name != _NAME or int(cost) > _COST:
            return False
        derived = _derived(password, base64.b64decode(salt), int(cost), int(block), int(lanes))
        return hmac.compare_digest(derived, base64.b64decode(stored_hash))
    except ValueError:
        return False


def _derived(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY, dklen=32)


def _written(some: bytes) -> str:
    return base64.b64encode(some).decode()
