"""A curated answer is given, shown as such, cited, flagged when its document changes, and gone with its day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from chat.answer import Status
from chat.api.openai import content_of
from chat.commands import shown
from chat.curated.answers import CuratedAnswers
from chat.curated.basis import BasisState, basis_of, state_of
from chat.curated.entry import Basis, Curated
from chat.desk.answer_json import to_json
from chat.engine import Engine
from chat.question.follow_up import Completed
from chat.service import Mureobwa
from chat.settings import Settings
from chat.web.glossary import Glossary
from chat.web.render import Renderer
from ingest.document import Document
from ingest.errors import BadInputError
from retriever.index import Index

DAY = dt.date(2026, 11, 29)
QUOTE = "월 정기권은 5만 원이며, 경차는 절반을 감면합니다."


@pytest.fixture
def service(index: Index, index_home: Path) -> Iterator[Mureobwa]:
    service = Mureobwa(Engine.of(Settings(home=index_home, today=DAY), index))
    yield service
    service.engine.curated.book.file.unlink(missing_ok=True)


@pytest.fixture
def documents(index: Index) -> Mapping[str, Document]:
    return index.documents


def entry(*bases: Basis) -> Curated:
    wordings = ("강변공영주차장 정기권은 얼마인가요?", "강변주차장 한 달 주차 요금")
    return Curated(
        "monthly", wordings, "한 달에 5만 원이고, 경차는 2만 5천 원입니다.", "교통과", "김민원", DAY, basis=bases
    )


def test_it_is_shown_as_such_at_every_door(service: Mureobwa, documents: Mapping[str, Document]) -> None:
    service.engine.curated.book.put(entry(basis_of("주차", "월 정기권은 5만  원이며", documents)), "kim")
    answer = service.ask("강변공영주차장 정기권 얼마예요?")
    assert answer.status is Status.CURATED
    assert answer.text == "한 달에 5만 원이고, 경차는 2만 5천 원입니다."
    assert [citation.quote for citation in answer.citations] == ["월 정기권은 5만 원이며"]
    assert documents["주차"].text[answer.citations[0].start : answer.citations[0].end] == "월 정기권은 5만 원이며"
    line = "담당자가 확인한 답 · 교통과 김민원 · 2026. 11. 29."
    assert answer.confirmed is not None
    assert answer.confirmed.line == line
    assert to_json(answer)["confirmed"] == {"department": "교통과", "author": "김민원", "day": "2026-11-29"}
    assert line in content_of(answer)
    assert shown(answer).startswith(line)
    html = Renderer(Glossary.load(None)).answer(answer, Completed(answer.question, answer.question))
    assert f'<p class="confirmed">{line}</p>' in html
    assert "<script>" not in html


def test_another_question_gets_the_documents_answer(service: Mureobwa) -> None:
    before = service.ask("강변공영주차장은 몇 시에 문을 여나요?")
    service.engine.curated.book.put(entry(), "kim")
    after = service.ask("강변공영주차장은 몇 시에 문을 여나요?")
    assert after.status is before.status
    assert after.text == before.text


def test_it_holds_for_its_days_only(service: Mureobwa) -> None:
    question = "강변공영주차장 정기권 얼마예요?"
    service.engine.curated.book.put(replace(entry(), until=dt.date(2026, 11, 28)), "kim")
    assert service.ask(question).status is not Status.CURATED
    service.engine.curated.book.put(replace(entry(), until=DAY), "kim")
    assert service.ask(question).status is Status.CURATED


def test_a_changed_document_is_told_and_lost_words_are_no_basis(
    service: Mureobwa, documents: Mapping[str, Document]
) -> None:
    question, basis = "강변공영주차장 정기권 얼마예요?", basis_of("주차", QUOTE, documents)
    changed = entry(replace(basis, sha256="0" * 64))
    assert state_of(entry(basis), documents) is BasisState.STANDS
    assert state_of(changed, documents) is BasisState.CHANGED
    service.engine.curated.book.put(changed, "kim")
    assert "근거 문서가 바뀌었습니다" in service.ask(question).notes[0]
    for gone in (replace(basis, quote="월 정기권은 6만 원"), replace(basis, document_id="없는 문서")):
        assert state_of(entry(gone), documents) is BasisState.GONE
        service.engine.curated.book.put(entry(gone), "kim")
        assert service.ask(question).status is not Status.CURATED


def test_a_damaged_file_stops_the_start_but_no_running_service(service: Mureobwa) -> None:
    file = service.engine.curated.book.file
    file.write_text("[{", "utf-8")
    assert service.ask("강변공영주차장은 몇 시에 문을 여나요?").text
    with pytest.raises(BadInputError, match=r"curated\.json"):
        CuratedAnswers(service.engine.settings)


def test_danger_goes_before_it(service: Mureobwa) -> None:
    service.engine.curated.book.put(replace(entry(), wordings=("불이 났어요",)), "kim")
    assert service.ask("불이 났어요").status is Status.EMERGENCY


def test_a_quote_that_stands_nowhere_is_no_basis(documents: Mapping[str, Document]) -> None:
    with pytest.raises(BadInputError, match="글자 그대로"):
        basis_of("주차", "월 정기권은 6만 원", documents)
    with pytest.raises(BadInputError, match="없습니다"):
        basis_of("없는 문서", QUOTE, documents)
