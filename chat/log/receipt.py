"""An answer's receipt: what it was made with, so that the same answer can be made again and examined."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from chat.answer import Answer
from chat.log.entry import Entry, Setup
from chat.log.entry_of import masked_text, setup_of
from chat.service import Mureobwa
from chat.settings import AnswerSettings


def receipt(entry: Entry) -> dict[str, Any]:
    """The receipt for anybody who has the answer's id: what the answer was made with, no word of the question or the answer."""
    setup = entry.setup
    return {
        "answer_id": entry.id,
        "time": entry.time.isoformat(timespec="milliseconds"),
        "day": entry.day.isoformat(),
        "door": entry.door.value,
        "status": entry.status.value,
        "model_written": entry.model_written,
        "program": setup.program,
        "index_version": setup.index_version,
        "index_layout": setup.layout,
        "embedding_model": setup.model,
        "passage_chars": setup.passage_chars,
        "user_dictionary_sha256": setup.dictionary,
        "reader_version": setup.reader_version,
        "settings": dict(setup.settings),
        "documents": len(setup.documents),
        "cited": [asdict(cited) for cited in entry.citations],
    }


def full_receipt(entry: Entry) -> dict[str, Any]:
    """The receipt for officials: also the masked question, the answer, and the hashes of all documents searched."""
    exchange = {"question": entry.question, "scope": entry.scope, "text": entry.text, "notes": list(entry.notes)}
    return receipt(entry) | exchange | {"document_hashes": dict(entry.setup.documents)}


@dataclass(frozen=True, slots=True)
class Replay:
    """The result of asking an entry's question again. `same`: status, text and citations are equal; `differences` say in Korean what has changed."""

    differences: tuple[str, ...]
    same: bool
    answer: Answer


def replay(entry: Entry, settings: AnswerSettings) -> Replay:
    """Ask the question of `entry` again, with the current index and settings, but with the day of the entry as today.

    Raises:
        IndexUnusableError, BadInputError: as `Mureobwa.open`.
    """
    service = Mureobwa.open(settings.model_copy(update={"today": entry.day}))
    answer = service.ask(entry.question, scope=entry.scope)
    spans = [(c.marker, c.document_id, c.start, c.end) for c in answer.citations]
    same = (
        answer.status is entry.status
        and masked_text(answer.text, service.engine.published) == entry.text
        and spans == [(c.marker, c.document_id, c.start, c.end) for c in entry.citations]
    )
    return Replay(tuple(_differences(entry, setup_of(service.engine))), same, answer)


def _differences(entry: Entry, now: Setup) -> Iterator[str]:
    then = entry.setup
    names = {"program": "프로그램의 판", "index_version": "색인의 판", "layout": "색인의 형식", "model": "임베딩 모델"}
    names |= {"passage_chars": "대목의 길이", "dictionary": "사용자 사전", "reader_version": "읽기 모델의 판"}
    for name, korean in names.items():
        if getattr(then, name) != getattr(now, name):
            yield f"{korean}: 그때 '{getattr(then, name)}', 지금 '{getattr(now, name)}'"
    for name, value in then.settings.items():
        if now.settings.get(name) != value:
            yield f"설정 {name}: 그때 {value!r}, 지금 {now.settings.get(name)!r}"
    for document in sorted({*then.documents, *now.documents}):
        if then.documents.get(document) != now.documents.get(document):
            yield f"문서 '{document}': {_change(document in then.documents, document in now.documents)}"
    if entry.model_written:
        yield "언어 모델이 쓴 답은 같은 조건에서도 글이 달라질 수 있습니다"
    elif then.settings.get("model") and then.settings.get("model_reads"):
        yield "언어 모델이 문장을 고르게 한 답은 같은 조건에서도 달라질 수 있습니다"


def _change(was: bool, is_now: bool) -> str:
    if was and is_now:
        return "내용이 바뀌었습니다"
    return "없어졌습니다" if was else "새로 들어왔습니다"
