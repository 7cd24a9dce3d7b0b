"""The commands `mureobwa curated ...`: listing, adding, removing and checking curated answers."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.errors import BadInputError, IndexUnusableError
from ingest.korean.particles import settled

if TYPE_CHECKING:
    from chat.settings import AnswerSettings
    from ingest.document import Document

app = typer.Typer(
    name="curated",
    help="담당자가 확인한 답을 보고, 더하고, 뺍니다. 켜져 있는 서버도 바로 따릅니다.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_Name = Annotated[str, typer.Argument(metavar="이름", help="담당자가 확인한 답의 이름 (영문 소문자·숫자·붙임표).")]
_Day = typer.Option(formats=["%Y-%m-%d"], metavar="날짜")


@app.command("list")
def listed(as_json: Annotated[bool, typer.Option("--json", help="JSON으로 출력합니다.")] = False) -> None:
    """담당자가 확인한 답을 모두 보여 줍니다.

    예: mureobwa curated list
    """
    from chat.curated.basis import state_of, state_words
    from chat.curated.book import CuratedBook
    from chat.curated.entry import to_record
    from chat.settings import AnswerSettings

    settings = AnswerSettings.load()
    entries = CuratedBook(settings.home).all()
    documents = _documents(settings)
    if as_json:
        records = [to_record(entry) | {"state": state_of(entry, documents).value} for entry in entries.values()]
        typer.echo(json.dumps(records, ensure_ascii=False))
        return
    for entry in entries.values():
        typer.echo(
            f"{entry.id}: {entry.wordings[0]} ({entry.department} {entry.author}, {entry.confirmed}, {state_words(entry, documents, settings.day)})"
        )
    typer.echo(f"담당자가 확인한 답 {len(entries)}개")


@app.command("add")
def add(
    name: _Name,
    questions: Annotated[
        list[str],
        typer.Option("--question", "-q", metavar="질문", help="이 답이 나갈 예시 질문. 여러 번 쓸 수 있습니다."),
    ],
    text: Annotated[str, typer.Option("--answer", "-a", metavar="답", help="시민에게 보일 답.")],
    department: Annotated[str, typer.Option(metavar="부서", help="답을 확인한 부서.")],
    author: Annotated[str, typer.Option(metavar="이름", help="답을 확인한 사람.")],
    since: Annotated[dt.datetime | None, _Day] = None,
    until: Annotated[dt.datetime | None, _Day] = None,
    document: Annotated[str, typer.Option(metavar="문서", help="근거 문서의 ID, 제목이나 파일 이름.")] = "",
    quote: Annotated[str, typer.Option(metavar="글", help="근거 문서에 있는 그대로의 글자.")] = "",
) -> None:
    """담당자가 확인한 답을 더하거나, 같은 이름의 답을 바꿉니다.

    예: mureobwa curated add parking -q "주차 요금 얼마예요" -a "10분에 500원입니다." --department 교통과 --author 김민원
    """
    from chat.curated.basis import basis_of
    from chat.curated.book import CuratedBook
    from chat.curated.entry import Curated
    from chat.operation.audit import os_user
    from chat.settings import AnswerSettings

    settings = AnswerSettings.load()
    if bool(document) != bool(quote):
        raise BadInputError("근거는 문서(--document)와 그 글자(--quote)를 함께 적어 주세요.")
    basis = (basis_of(document, quote, _documents(settings)),) if document else ()
    first, last = (day.date() if day else None for day in (since, until))
    entry = Curated(name, tuple(questions), text, department, author, settings.day, first, last, basis)
    kept = CuratedBook(settings.home).put(entry, os_user())
    typer.echo(settled(f"담당자가 확인한 답 '{kept.id}'을(를) 저장했습니다. 예시 질문 {len(kept.wordings)}개."))


@app.command("remove")
def remove(name: _Name) -> None:
    """담당자가 확인한 답을 삭제합니다. 누가 언제 삭제했는지는 감사 기록에 남습니다.

    예: mureobwa curated remove parking
    """
    from chat.curated.book import CuratedBook
    from chat.operation.audit import os_user
    from chat.settings import AnswerSettings

    CuratedBook(AnswerSettings.load().home).remove(name, os_user())
    typer.echo(settled(f"담당자가 확인한 답 '{name}'을(를) 삭제했습니다."))


@app.command("check")
def check(
    question: Annotated[
        str, typer.Argument(metavar="질문", help="어느 답이 나갈지 볼 질문. 비우면 근거를 모두 확인합니다.")
    ] = "",
) -> int:
    """근거 문서가 그대로인지, 또는 한 질문에 오늘 어느 답이 나갈지 확인합니다. 나가거나 나갈 답의 근거가 바뀌었으면 1로 끝납니다.

    예: mureobwa curated check "주차 요금 얼마예요"
    """
    from chat.curated.basis import WORDS, BasisState, period_words, state_of
    from chat.curated.book import CuratedBook
    from chat.settings import AnswerSettings

    settings = AnswerSettings.load()
    if question:
        _print_scores(question, settings)
        return 0
    entries, documents, today = CuratedBook(settings.home).all(), _documents(settings), settings.day
    changed = 0
    for name, entry in entries.items():
        period, state = period_words(entry, today), state_of(entry, documents)
        if period:
            typer.echo(f"{name}: {period}.")
        if state is not BasisState.STANDS and not entry.has_ended_on(today):
            changed += 1
            typer.echo(f"{name}: {WORDS[state]}. 문서를 확인하고 'mureobwa curated add {name}'로 다시 저장해 주세요.")
    valid = sum(entry.is_valid_on(today) for entry in entries.values())
    typer.echo(f"담당자가 확인한 답 {len(entries)}개(오늘 기간 안 {valid}개) 가운데 근거가 바뀐 것 {changed}개")
    return 1 if changed else 0


def _print_scores(question: str, settings: "AnswerSettings") -> None:
    """Print the five entries nearest to `question`, and whether each is given today: only the nearest that may be."""
    from chat.curated.answers import CuratedAnswers
    from chat.curated.basis import state_words
    from chat.curated.match import shipped
    from chat.question.before_search import tidy

    curated, documents, enough = CuratedAnswers(settings), _documents(settings), shipped().match_from
    valid = {entry.id for entry in curated.valid(settings.day, documents)}
    nearest = curated.matcher.scores(tidy(question), list(curated.book.all().values()))
    given = next((entry.id for score, entry in nearest if score >= enough and entry.id in valid), "")
    for score, entry in nearest[:5]:
        why = "" if entry.id in valid else f", {state_words(entry, documents, settings.day)}"
        if not why and score >= enough and entry.id != given:
            why = ", 더 가까운 답이 있습니다"
        verdict = "나갑니다" if entry.id == given else "나가지 않습니다"
        typer.echo(f"{entry.id}: {score:.2f} ({verdict}, 기준 {enough:.2f}{why})")


def _documents(settings: "AnswerSettings") -> "Mapping[str, Document]":
    """The documents of the current index; none where there is no index yet."""
    from retriever.store import store_of

    try:
        documents, _ = store_of(settings).contents()
    except IndexUnusableError:
        return {}
    return {document.id: document for document in documents}
