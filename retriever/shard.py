"""The division of documents among several machines that fill one database: each document belongs to one machine, by its path."""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ingest.errors import BadInputError


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` (from 1) of `of` parts. The same path belongs to the same part on every machine and at every run with that `of`."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> "Shard":
        """The shard that `text` names ("2/3"); the only one (`WHOLE`) for "".

        Raises:
            BadInputError: `text` has another form, or there is no such part.
        """
        found = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text) if text else None
        shard = cls(int(found[1]), int(found[2])) if found else cls()
        if (text and not found) or not 1 <= shard.number <= shard.of:
            raise BadInputError(
                f"--shard 값 '{text}'을(를) 이해할 수 없습니다. '2/3'처럼 몇째 몫/모두 몇 몫으로 적어 주세요. 첫째 몫은 1입니다."
            )
        return shard

    def __bool__(self) -> bool:
        """Whether there are other shards."""
        return self.of > 1

    def owns(self, name: str) -> bool:
        """Whether a document with this name (its real path, or an id that it may get) belongs to this shard."""
        if not self:
            return True
        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1


WHOLE = Shard()
"""The only shard: one machine handles all documents."""


@dataclass(frozen=True, slots=True)
class Taken(Collection[str]):
    """The ids that a new document of `shard` may not get: those in `ids`, and all that belong to other shards, which may give them at the
    same time.
    """

    ids: Collection[str]
    shard: Shard

    def __contains__(self, name: object) -> bool:
        return name in self.ids or not (isinstance(name, str) and self.shard.owns(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)
