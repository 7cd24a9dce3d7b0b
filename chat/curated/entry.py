"""One curated answer: what an official answers to a kind of question, for how long, and on which words of which document."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chat.question.before_search import tidy
from ingest.errors import BadInputError

MOST_WORDINGS, LONGEST_WORDING, LONGEST_TEXT = 20, 150, 2000
"""The limits of one answer, in characters for the latter two. All together they fit into a request of the admin page
(`chat.desk.limits.MAX_PAGE_BODY_BYTES`).
"""
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Basis:
    """The words of a document that the answer rests on. `sha256` is that of the document's file when an official checked it."""

    document_id: str
    quote: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Curated:
    """A curated answer. `wordings` are example questions for it. It is given from `since` to `until`, both days included, None for no bound.
    `author` of `department` stands for it since the day `confirmed`.
    """

    id: str
    wordings: tuple[str, ...]
    text: str
    department: str
    author: str
    confirmed: dt.date
    since: dt.date | None = None
    until: dt.date | None = None
    basis: tuple[Basis, ...] = ()

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the answer is given on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def has_ended_on(self, day: dt.date) -> bool:
        """Whether the last day of the answer lies before `day`."""
        return self.until is not None and self.until < day


def checked(entry: Curated) -> Curated:
    """`entry` with its texts tidied.

    Raises:
        BadInputError: a part is missing, too long, or contradicts another.
    """
    wordings = tuple(dict.fromkeys(filter(None, map(tidy, entry.wordings))))
    text = "\n".join(line for line in map(tidy, entry.text.splitlines()) if line)
    if not _ID.fullmatch(entry.id):
        raise BadInputError(f"이름 '{entry.id}'은(는) 쓸 수 없습니다. 영문 소문자·숫자·붙임표로 40자까지 적어 주세요.")
    if not wordings:
        raise BadInputError("예시 질문이 없습니다. 시민이 물을 법한 질문을 하나 이상 적어 주세요.")
    if len(wordings) > MOST_WORDINGS or any(len(one) > LONGEST_WORDING for one in wordings):
        raise BadInputError(
            f"예시 질문은 {MOST_WORDINGS}개까지, 하나에 {LONGEST_WORDING}자까지 적을 수 있습니다"
            f"({len(wordings)}개, 가장 긴 것 {max(map(len, wordings))}자)."
        )
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise BadInputError(f"답은 1자에서 {LONGEST_TEXT:,}자까지 적어 주세요({len(text):,}자).")
    if not tidy(entry.author) or not tidy(entry.department):
        raise BadInputError("확인한 사람과 부서를 적어 주세요. 시민에게 답과 함께 보입니다.")
    if entry.since and entry.until and entry.until < entry.since:
        raise BadInputError(f"끝나는 날({entry.until})이 시작하는 날({entry.since})보다 앞섭니다.")
    who = tidy(entry.department), tidy(entry.author)
    return Curated(entry.id, wordings, text, *who, entry.confirmed, entry.since, entry.until, entry.basis)


def to_record(entry: Curated) -> dict[str, Any]:
    """`entry` as JSON holds it; days as YYYY-MM-DD, "" for none."""
    record = asdict(entry)
    return record | {name: str(record[name] or "") for name in ("confirmed", "since", "until")}


def from_record(record: Mapping[str, Any]) -> Curated:
    """The entry that `record` (`to_record`) holds, checked like a new one.

    Raises:
        BadInputError, ValueError, TypeError, KeyError: `record` holds no valid entry.
    """
    since, until = (dt.date.fromisoformat(record[name]) if record.get(name) else None for name in ("since", "until"))
    basis = tuple(Basis(**one) for one in record.get("basis", ()))
    confirmed = dt.date.fromisoformat(record["confirmed"])
    name, text, department, author = (str(record[name]) for name in ("id", "text", "department", "author"))
    wordings = tuple(str(one) for one in record["wordings"])
    return checked(Curated(name, wordings, text, department, author, confirmed, since, until, basis))
