"""An article asked for by a number that the document does not hold is told to be missing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chat.admin.tryout import why
from chat.answer import Status
from chat.service import Mureobwa
from chat.settings import Settings
from ingest.read import read_text
from ingest.split import split
from retriever.build import build

LIBRARY = """가람시립도서관 운영 조례

제1조(목적) 이 조례는 가람시립도서관의 운영에 필요한 사항을 정한다.

제2조(휴관) 도서관은 매주 월요일에 쉰다.

제3조(대출) 한 사람이 빌릴 수 있는 책은 5권으로 한다.

제4조(시행) 사용료는 「지방자치법」 제156조에 따라 받는다.
"""


@pytest.fixture(scope="module", params=["folder", "postgres"])
def service(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    settings_in: Callable[[Path], object],
    new_database: Callable[[], str],
) -> Mureobwa:
    home = tmp_path_factory.mktemp("law")
    settings_in(home)
    settings = Settings(home=home, index=new_database() if request.param == "postgres" else "")
    document = read_text(LIBRARY, "도서관.txt", document_id="도서관")
    build([(document, split(document, settings))], settings)
    return Mureobwa.open(settings)


def test_an_article_that_is_not_there_is_told(service: Mureobwa) -> None:
    answer = service.ask("도서관 운영 조례 제7조는 무슨 내용이에요?")
    assert answer.status is Status.NO_EVIDENCE
    assert answer.text.startswith("제7조는 ‘가람시립도서관 운영 조례’에 없습니다.")
    assert answer.given_by == "article_exists"
    assert why(answer) == "물은 번호의 조문이 그 문서에 없습니다."


@pytest.mark.parametrize(
    "question", ["도서관 조례 제2조는 무슨 내용이에요?", "도서관 사용료는 지방자치법 제156조에 따라 받나요?"]
)
def test_an_article_that_is_there_or_is_quoted_is_not(service: Mureobwa, question: str) -> None:
    assert "조례’에 없습니다" not in service.ask(question).text
