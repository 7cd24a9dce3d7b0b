from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from small_index import NEAR, Told, index_of

from ingest.document import Document, Passage
from ingest.errors import IndexUnusableError
from ingest.korean import morphemes
from ingest.korean.keyslip import to_keys
from retriever import misspelt
from retriever.build import build
from retriever.index import Index, open_index
from retriever.passage_index import Vocabulary
from retriever.query import understand
from retriever.search import search
from retriever.settings import Settings


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("접종 일정", "접종 일정"),
        ("wjqwhd dlfwjd", "접종 일정"),  # the other keyboard layout
        ("wjqwhd 일정", "접종 일정"),
        ("ㅕ므 어디", "uam 어디"),  # ... and the other way round
        ("시립도서괸 휴관", "시립도서관 휴관"),  # one key beside
        ("강변공영주차장은 언제 여나요", "강변공영주차장은 언제 여나요"),
        ("모바일 게임", "모바일 게임"),  # an honest question about something else stays
        ("How much is parking?", "How much is parking?"),
        ("駐車 料金은?", "주차 요금은?"),
        ("駐車料金多少", "駐車料金多少"),  # no Korean
        ("５만 원（경차）은？", "5만 원(경차)은?"),
        ("  주차\u0000 \ud800요금\u200b ", "주차 요금"),
    ],
)
def test_what_was_typed_and_how_it_is_read(index: Index, typed: str, read: str) -> None:
    assert understand(typed, index).text == read


def test_what_is_read_otherwise_is_told(index: Index) -> None:
    query = understand("wjqwhd 일정", index)
    assert query.original == "wjqwhd 일정"
    assert query.notes == ("‘wjqwhd’를 ‘접종’으로 읽었습니다.",)


def test_a_question_without_spaces(index: Index) -> None:
    assert understand("독감예방접종은무료인가요", index).text.replace(" ", "") == "독감예방접종은무료인가요"
    assert " " in understand("독감예방접종은무료인가요", index).text
    long = "독감예방접종은무료인가요" * 16 + "접종은무료인가요"
    assert len(long) == 200
    assert " " in understand(long, index).text
    assert understand(f"{long}?", index).text == f"{long}?"


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("지역주민자치회관", "접종은 무료로 하는 지역주민자치회관 안내"),
        ("지역주민자치회관안내", "접종은 무료로 하는 지역 주민 자치 회관 안내"),
    ],
)
def test_a_word_of_the_documents_in_four_parts_stays_one_and_none_in_five(word: str, read: str) -> None:
    small = replace(index_of([Told("안내", (("접종", NEAR),))]), words={word: 1})
    assert understand("접종은무료로하는지역주민자치회관안내", small).text == read


def test_names_that_the_documents_tell(index: Index) -> None:
    query = understand("유산청 주변에 주차해도 되나요", index)
    assert ("유산청", "국가유산청") in query.expansions


def test_asking_words_weigh_nothing_unknown_words_most(index: Index) -> None:
    weights = {token.form: token.weight for token in understand("주차 요금은 언제 펭귄", index).tokens}
    assert weights["언제"] == 0.0
    assert weights["펭귄"] > weights["주차"] > 0.0


@pytest.mark.parametrize("typed", ["", "   ", "???", "\ud800\udfff", "\x00", "ㅋㅋㅋㅋ", "가" * 10_000, "a" * 10_000])
def test_any_string_will_do(index: Index, typed: str) -> None:
    query = understand(typed, index)
    query.text.encode("utf-8")


def test_the_offices_own_names_and_words(
    tmp_path: Path, settings_in: Callable[[Path], Settings], pairs: Sequence[tuple[Document, tuple[Passage, ...]]]
) -> None:
    file = tmp_path / "사전.txt"
    file.write_text("책 쉼터 = 시립도서관\n백신주사 = 예방접종\n", "utf-8")
    chosen = settings_in(tmp_path / "home").model_copy(update={"user_dictionary": file})
    try:
        build(pairs, chosen)
        index = open_index(chosen)
        assert search(index, "책 쉼터 쉬는 날")[0].passage.document_id == "도서관"
        query = understand("백신주사 무료인가요", index)
        assert query.expansions == (("백신주사", "예방접종"),)
        assert query.tokens[0].form == "백신주사"
        file.write_text("백신주사 = 예방접종\n", "utf-8")
        with pytest.raises(IndexUnusableError, match="사전"):
            open_index(chosen)
    finally:
        morphemes.configure(())


def test_a_text_of_many_words_is_searched_by_its_rarest(index: Index) -> None:
    words = [f"{first}{second}벼리" for first in "가나다라마바사아자차" for second in "강난단란만"]
    query = understand(f"접종 일정 {' '.join(words)} 언제", index)
    assert len(query.tokens) == 32
    assert min(token.weight for token in query.tokens) > 0  # what only asks is the first to go


def test_few_words_are_compared_with_all_words_of_the_documents(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    near = misspelt._neighbour

    def counted(word: str, of: Vocabulary) -> str:
        compared.append(word)
        return near(word, of)

    monkeypatch.setattr(misspelt, "_neighbour", counted)
    understand(" ".join(f"시립{letter}도궤관{letter}" for letter in "갉낡닭랅맑밝샅앍잙찱캵탉"), index)
    assert 0 < len(compared) <= 16  # of eight words, with and without what follows the noun


def test_words_beyond_the_thirty_second_are_not_looked_at_one_by_one(index: Index) -> None:
    corrected = (("시립도서괸", "시립도서관"),)
    assert understand(f"{'주차 ' * 31}시립도서괸", index).corrections == corrected
    assert understand(f"{'주차 ' * 32}시립도서괸", index).corrections == ()


def test_words_longer_than_any_name_are_no_slips(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    turned: list[str] = []

    def looked_for(word: str, of: Vocabulary) -> str:
        compared.append(word)
        return ""

    def counted(text: str) -> str:
        turned.append(text)
        return to_keys(text)

    monkeypatch.setattr("retriever.query.to_keys", counted)
    monkeypatch.setattr(misspelt, "_neighbour", looked_for)
    list(misspelt.corrections("시립도궤관" * 8, index.vocabulary))
    assert compared  # 40 letters
    compared.clear()
    list(misspelt.corrections("시립도궤관" * 9, index.vocabulary))
    assert compared == []
    understand("ㅋ" * 300, index)
    assert max(map(len, turned)) == 40


def test_few_other_names_are_looked_for(
    tmp_path: Path, pairs: Sequence[tuple[Document, tuple[Passage, ...]]], settings: Settings
) -> None:
    file = tmp_path / "사전.txt"
    others = [f"백신{letter}주사" for letter in "가나다라마바사아자차카타파하거너더러머버"]
    file.write_text("".join(f"예방접종 = {other}\n" for other in others), "utf-8")
    chosen = settings.model_copy(update={"user_dictionary": file})
    try:
        build(pairs, chosen)
        expansions = understand("예방접종은 무료인가요?", open_index(chosen)).expansions
        assert len(expansions) == 16
        assert set(expansions) <= {("예방접종", other) for other in others}
    finally:
        morphemes.configure(())
