"""The commands `mureobwa documents ...`: what is indexed, what is not and why, and removing and restoring documents.

The modules that read and write the index are imported inside the commands, so that `mureobwa --help` does not wait for them.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.archives import is_there
from ingest.errors import BadInputError
from ingest.korean.dates import today_in_korea

if TYPE_CHECKING:
    from ingest.document import Document
    from retriever.register import Register
    from retriever.removed import Removed

app = typer.Typer(
    name="documents",
    help="색인한 문서를 보고, 빼고, 다시 넣습니다.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_AsJson = Annotated[bool, typer.Option("--json", help="JSON으로 출력합니다.")]
_Names = Annotated[list[str], typer.Argument(metavar="문서...", help="문서 ID, 또는 파일이나 폴더의 경로.")]


@app.command("list")
def listed(as_json: _AsJson = False) -> None:
    """색인한 문서, 중복이라 색인하지 않은 파일, 빼 둔 문서를 보여 줍니다.

    예: mureobwa documents list
    """
    from retriever.settings import Settings
    from retriever.store import store_of

    settings = Settings.load()
    documents, register = store_of(settings).contents()
    removed = store_of(settings).removed().entries
    if as_json:
        _print_json([
            *(_document_json(document, register) for document in documents),
            *({"state": "copy", "source": c.source, "of": c.of, "why": c.why} for c in register.copies.values()),
            *(_removed_json(one) for one in removed),
        ])  # fmt: skip
        return
    for document in documents:
        day = document.metadata.published
        internal = document.metadata.access if document.metadata.is_internal else ""
        facts = (internal, document.metadata.office, day.isoformat() if day else "", document.source)
        typer.echo(f"{document.id}: {document.title} ({', '.join(fact for fact in facts if fact)})")
        if document.source in register.unread:
            typer.echo(f"  전의 글로 답하고 있습니다: {register.unread[document.source]}")
    for copy in register.copies.values():
        typer.echo(f"중복: {copy.source} ({copy.why}: {copy.of})")
    for one in removed:
        typer.echo(f"빼 둠: {one.document_id}: {one.title} ({one.source}, {one.day.isoformat()})")
    typer.echo(f"문서 {len(documents)}개, 중복 {len(register.copies)}개, 빼 둔 파일 {len(removed)}개")


@app.command("show")
def show(name: Annotated[str, typer.Argument(metavar="문서", help="문서 ID.")], as_json: _AsJson = False) -> None:
    """문서 하나가 무엇이고 어디서 왔는지 보여 줍니다.

    예: mureobwa documents show 2022-digital-new-deal
    """
    from retriever.settings import Settings
    from retriever.store import store_of

    documents, register = store_of(Settings.load()).contents()
    document = next((one for one in documents if one.id == name), None)
    if document is None:
        raise BadInputError(
            f"'{name}'은(는) 색인한 문서의 ID가 아닙니다. 'mureobwa documents list'로 ID를 확인해 주세요."
        )
    record = _document_json(document, register)
    record["copies"] = [copy.source for copy in register.copies.values() if copy.of == document.source]
    if as_json:
        _print_json(record)
        return
    for field, label in _LABELS.items():
        value = record.get(field)
        if value:
            words = ", ".join(value) if isinstance(value, list) else f"{value:g}" if isinstance(value, float) else value
            typer.echo(f"{label}: {words}")


@app.command("remove")
def remove(names: _Names) -> None:
    """문서를 답변에서 바로 뺍니다. 파일이 남아 있어도 'restore' 하기 전에는 다시 색인하지 않습니다.

    예: mureobwa documents remove 2022-digital-new-deal
    """
    from retriever.build import remove as remove_from
    from retriever.settings import Settings
    from retriever.store import store_of

    settings = Settings.load()
    documents, register = store_of(settings).contents()
    chosen = _chosen(documents, names)
    remove_from(settings, chosen, register, today_in_korea())
    for document in chosen:
        typer.echo(f"뺐습니다: {document.id}: {document.title}")


@app.command("restore")
def restore(names: _Names) -> None:
    """빼 둔 문서를 다시 색인합니다.

    예: mureobwa documents restore 2022-digital-new-deal
    """
    from retriever.build import ingest_paths
    from retriever.settings import Settings
    from retriever.store import store_of

    settings = Settings.load()
    store = store_of(settings)
    removed = store.removed()
    chosen = [one for one in removed.entries if _is_named(one.document_id, one.source, names)]
    _refuse_unknown(names, [(one.document_id, one.source) for one in chosen], "빼 둔 문서")
    store.keep_removed(removed.without(chosen))
    files = [Path(one.source) for one in chosen if is_there(Path(one.source))]
    reason = ""
    if files:
        try:
            ingest_paths(files, settings)
        except BadInputError as error:  # the next sync of its folder reports it again
            reason = str(error)
    for one in chosen:
        if Path(one.source) not in files:
            back = "파일이 없어, 다음에 그 파일을 ingest 하면 색인합니다"
        else:
            back = f"다시 색인하지 못했습니다. {reason}" if reason else "다시 색인했습니다"
        typer.echo(f"{back}: {one.document_id}: {one.title} ({one.source})")


_LABELS = {
    "id": "문서 ID",
    "title": "제목",
    "office": "기관",
    "department": "부서",
    "published": "게시일",
    "in_force_from": "시행일",
    "in_force_until": "유효 기한",
    "url": "주소",
    "licence": "이용 조건",
    "access": "공개 범위",
    "weight": "가중치",
    "phones": "전화",
    "source": "파일",
    "unread": "전의 글로 답하는 까닭",
    "remarks": "읽기 알림",
    "copies": "중복 파일",
}


def _chosen(documents: "Sequence[Document]", names: Sequence[str]) -> "list[Document]":
    chosen = [document for document in documents if _is_named(document.id, document.source, names)]
    _refuse_unknown(names, [(document.id, document.source) for document in chosen], "색인한 문서")
    return chosen


def _is_named(document_id: str, source: str, names: Sequence[str]) -> bool:
    """Whether one of `names` is the id of a document, or a path at or below which its file lies."""
    return any(name == document_id or Path(source).is_relative_to(Path(name).resolve()) for name in names)


def _refuse_unknown(names: Sequence[str], found: Sequence[tuple[str, str]], kind: str) -> None:
    for name in names:
        if not any(_is_named(document_id, source, [name]) for document_id, source in found):
            raise BadInputError(
                f"'{name}'에 해당하는 {kind}가 없습니다. 'mureobwa documents list'로 ID나 경로를 확인해 주세요."
            )


def _document_json(document: "Document", register: "Register") -> dict[str, Any]:
    metadata = document.metadata
    days = {name: getattr(metadata, name) for name in ("published", "in_force_from", "in_force_until")}
    return {
        "state": "indexed",
        "id": document.id,
        "title": document.title,
        "office": metadata.office,
        "department": metadata.department,
        "url": metadata.url,
        "licence": metadata.licence,
        "access": metadata.access,
        "weight": metadata.weight,
        "phones": list(dict.fromkeys(contact.phone for contact in metadata.contacts if contact.phone)),
        "source": document.source,
        "unread": register.unread.get(document.source, ""),
        "remarks": list(document.remarks),
    } | {name: day.isoformat() if day else "" for name, day in days.items()}


def _removed_json(one: "Removed") -> dict[str, str]:
    return {
        "state": "removed",
        "id": one.document_id,
        "title": one.title,
        "source": one.source,
        "removed": one.day.isoformat(),
    }


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))
