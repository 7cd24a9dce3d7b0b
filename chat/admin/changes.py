"""What an official changes on the admin page, each with the official's name: curated answers and the kill switch."""

import datetime as dt

from chat.admin.admin_desk import AdminDesk
from chat.curated.basis import basis_of
from chat.curated.entry import Basis, Curated, to_record
from chat.question.before_search import tidy
from ingest.errors import BadInputError

LONGEST_NOTICE = 500
"""Most characters of a reason or a notice."""


def keep_curated(admin: AdminDesk, who: str, fields: dict[str, str]) -> str:
    """Add or change the curated answer that `fields` (those of the form) describe. Returns what was done, in Korean.

    Raises:
        BadInputError, StorageError: nothing was changed.
    """
    name = tidy(fields["id"])
    before = admin.engine.curated.book.all().get(name)
    basis = _basis(admin, tidy(fields["document"]), fields["quote"], before)
    entry = Curated(
        id=name,
        wordings=tuple(fields["wordings"].splitlines()),
        text=fields["text"],
        department=fields["department"],
        author=fields["author"],
        confirmed=admin.desk.settings.day,
        since=_day(fields["since"]),
        until=_day(fields["until"]),
        basis=basis,
    )
    kept = admin.engine.curated.book.put(entry, who)
    today = admin.desk.settings.day
    done = f"‘{kept.id}’ 답을 {'고쳤습니다' if before else '더했습니다'}."
    if kept.has_ended_on(today):
        return f"{done} 끝나는 날({kept.until})이 지나 시민에게 보이지 않습니다."
    return f"{done} {f'{kept.since}부터' if kept.since and kept.since > today else '지금부터'} 시민에게 보입니다."


def drop_curated(admin: AdminDesk, who: str, name: str) -> str:
    """Remove the curated answer `name`, raising as `keep_curated`. Returns what was done, in Korean."""
    admin.engine.curated.book.remove(tidy(name), who)
    return f"‘{tidy(name)}’ 답을 삭제했습니다."


def curated_fields(admin: AdminDesk, name: str) -> dict[str, str]:
    """The fields of the form, filled from the curated answer `name`.

    Raises:
        BadInputError: there is none.
    """
    entry = admin.engine.curated.book.all().get(tidy(name))
    if entry is None:
        raise BadInputError(f"‘{tidy(name)}’(이)라는 답이 없습니다. 표의 이름을 적어 주세요.")
    record = to_record(entry)
    fields = {key: str(record[key]) for key in ("id", "text", "department", "author", "since", "until")}
    first = entry.basis[0] if entry.basis else None
    document, quote = (first.document_id, first.quote) if first else ("", "")
    return fields | {"wordings": "\n".join(entry.wordings), "document": document, "quote": quote}


def switch_off(admin: AdminDesk, who: str, reason: str, notice: str) -> str:
    """Stop answering. Returns what was done, in Korean.

    Raises:
        BadInputError: no reason is given, or it is too long.
        StorageError: the switch could not be written.
    """
    if not tidy(reason):
        raise BadInputError("멈추는 까닭을 적어 주세요. 감사 기록에 남습니다.")
    admin.engine.switch.off(who, _short(reason), _short(notice))
    return "답을 멈췄습니다. 시민에게는 안내문이 보입니다."


def switch_on(admin: AdminDesk, who: str, reason: str) -> str:
    """Answer again; a reason is not required. Returns what was done, in Korean; raises as `switch_off`."""
    admin.engine.switch.on(who, _short(reason))
    return "다시 답합니다."


def _basis(admin: AdminDesk, document: str, quote: str, before: Curated | None) -> tuple[Basis, ...]:
    """The bases of the entry: the one that the form states, then the second and further ones that it had `before`."""
    if bool(document) != bool(quote.strip()):
        raise BadInputError("근거는 문서와 그 글자를 함께 적어 주세요. 근거가 없으면 둘 다 비워 둡니다.")
    first = (basis_of(document, quote, admin.engine.index.documents),) if document else ()
    return (*first, *(before.basis[1:] if before else ()))


def _day(written: str) -> dt.date | None:
    if not written.strip():
        return None
    try:
        return dt.date.fromisoformat(written.strip())
    except ValueError as error:
        raise BadInputError(
            f"날짜 '{tidy(written)[:20]}'을(를) 읽을 수 없습니다. 2026-11-29처럼 적어 주세요."
        ) from error


def _short(words: str) -> str:
    kept = tidy(words)
    if len(kept) > LONGEST_NOTICE:
        raise BadInputError(f"{LONGEST_NOTICE}자까지 적어 주세요({len(kept)}자).")
    return kept
