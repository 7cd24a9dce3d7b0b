"""A number or a unit asked for in one writing is found in another: a real small index of notices that differ in their figures alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read import read_text
from ingest.split import split
from retriever.build import build
from retriever.index import Index, open_index
from retriever.query import understand
from retriever.search import search
from retriever.settings import Settings

TWINS = {
    "난방비": ("난방비는 올해 {}에 나누어 드립니다.", "1,000가구", "3,000가구"),
    "이용료": ("수영장 이용료는 한 번에 {}입니다.", "5,000원", "15,000원"),
    "융자": ("융자금은 사업자마다 {}까지 빌려 드립니다.", "2억원", "2억 5천만 원"),
    "감면": ("공연장 사용료의 {}를 감면합니다.", "30%", "50%"),
    "봉투": ("종량제 봉투는 {}들이를 팝니다.", "10L", "20L"),
    "면적": ("전용면적이 {} 이하인 집을 빌려 드립니다.", "60㎡", "85㎡"),
    "우유": ("우유 급식비는 하루에 {}입니다.", "500원", "1,000원"),
}
LAW = """가람시 체육관 관리 조례

제1조(목적) 이 조례는 체육관의 관리에 필요한 사항을 정한다.

제2조(개관) 체육관은 매일 연다.

제3조(대관) 단체에 빌려준다.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, settings_in: Callable[[Path], Settings]) -> Index:
    settings = settings_in(tmp_path_factory.mktemp("twins"))
    texts = {f"{name}{figure}": text.format(figure) + "\n" for name, (text, *two) in TWINS.items() for figure in two}
    documents = [
        read_text(text, f"{number}.txt", document_id=name)
        for number, (name, text) in enumerate({**texts, "조례": LAW}.items())
    ]
    build([(document, split(document, settings)) for document in documents], settings)
    return open_index(settings)


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("난방비 3천 가구", "난방비3,000가구"),
        ("난방비 1천 가구", "난방비1,000가구"),
        ("수영장 이용료 1만 5000원", "이용료15,000원"),
        ("융자금 2억5,000만원", "융자2억 5천만 원"),
        ("사용료 50프로 감면", "감면50%"),
        ("사용료 30퍼센트 감면", "감면30%"),
        ("20리터 종량제 봉투", "봉투20L"),
        ("전용면적 85제곱미터", "면적85㎡"),
        ("우유 급식비 천 원", "우유1,000원"),
        ("난방비 ３천 가구", "난방비3,000가구"),
    ],
)
def test_a_figure_is_found_in_another_writing(index: Index, question: str, document: str) -> None:
    first, second, *_ = search(index, question)
    assert first.passage.document_id == document
    assert first.legs["coverage"] == first.legs["numbers"] == 1.0
    assert second.legs["numbers"] < 1.0


def test_what_is_asked_by_another_name_of_the_unit_is_covered(index: Index) -> None:
    first = search(index, "사용료 감면 몇 프로")[0]
    assert first.passage.document_id.startswith("감면")
    assert first.legs["coverage"] == 1.0


def test_a_unit_that_no_document_holds_has_no_other_reading(index: Index) -> None:
    asked = {token.form: token.alternatives for token in understand("전용면적 cm, 봉투 ml", index).tokens}
    assert (asked["cm"], asked["ml"]) == ((), ())  # of 밀리리터 there is 리터 alone


def test_an_article_asked_for_by_its_bare_number_is_covered(index: Index) -> None:
    """Nothing says that "3조" is an article: it is no reason to refuse, but what is called 제3조 counts as held."""
    third = next(hit for hit in search(index, "체육관 3조", 20) if "단체" in hit.passage.text)
    assert third.legs["coverage"] == third.legs["numbers"] == 1.0
    assert third.legs["article"] == 0.0
