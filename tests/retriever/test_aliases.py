from pathlib import Path

import pytest

from ingest.errors import BadInputError
from retriever.aliases import Dictionary, aliases_in, both_ways, read_dictionary, spelt_out
from retriever.lexical import Lexical
from retriever.vocabulary import FolderVocabulary


def test_a_dictionary_of_words_and_names(tmp_path: Path) -> None:
    file = tmp_path / "사전.txt"
    file.write_text("# 우리 기관의 말\n늘봄꾸러미\n시설공 = 시설관리공단  # 약어\n옛마을\t새 마을\n\n", "utf-8")
    dictionary = read_dictionary(file)
    assert dictionary.words == ("늘봄꾸러미", "시설공", "시설관리공단", "옛마을")
    assert dictionary.names == (("시설공", "시설관리공단"), ("옛마을", "새 마을"))
    assert dictionary.text == (
        '[["늘봄꾸러미", "시설공", "시설관리공단", "옛마을"], [["시설공", "시설관리공단"], ["옛마을", "새 마을"]]]'
    )
    assert Dictionary().text == ""


@pytest.mark.parametrize("line", ["가 = ", "가 = 나 = 다", "= 나"])
def test_a_line_that_is_no_entry_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    file = tmp_path / "사전.txt"
    file.write_text(f"낱말\n{line}\n", "utf-8")
    with pytest.raises(BadInputError, match="2번째 줄"):
        read_dictionary(file)


def test_a_missing_dictionary(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="user_dictionary"):
        read_dictionary(tmp_path / "없음.txt")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("국가유산청(청장 홍길동, 이하 '유산청')은", ("유산청", "국가유산청")),
        ("「지방공기업법」(이하 “공기업법”이라 한다)", ("공기업법", "지방공기업법")),
        ("도심항공교통(UAM)의 상용화", ("UAM", "도심항공교통")),
        ("ODA(공적개발원조) 사업", ("ODA", "공적개발원조")),
    ],
)
def test_a_document_tells_other_names_in_brackets(text: str, pair: tuple[str, str]) -> None:
    assert pair in aliases_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "홍길동 주무관(2714)",
        "행사(서울)",
        "2022년(화)",
        "시작(Start)",
        "「지방공기업법」(이하 “법”이라 한다)",
        "3천원(만 6세 이하 무료)",
    ],
)
def test_other_brackets_are_no_names(text: str) -> None:
    assert aliases_in(text) == set()


def test_names_find_each_other() -> None:
    assert both_ways([("UAM", "도심항공교통")]) == {"uam": ("도심항공교통",), "도심항공교통": ("UAM",)}


def test_abbreviations_by_syllables() -> None:
    counts = {"시설관리공단": 3, "시민관광사업단": 1, "환경부담금": 9}
    words = FolderVocabulary(Lexical.of([]), {}, counts, {})
    assert spelt_out("시설공단", words) == "시설관리공단"
    assert spelt_out("시관단", words) == "시설관리공단"  # both fit; the more frequent is taken
    assert spelt_out("환경", words) == ""  # a mere beginning
    assert spelt_out("시설부", words) == ""  # another last syllable


def test_the_words_that_hold_an_abbreviations_letters_begin_with_its_first() -> None:
    counts = {"시설관리공단": 3, "시민공원": 2, "공단시설": 5, "시장": 1}
    words = FolderVocabulary(Lexical.of([]), {}, counts, {})
    assert words.through("시공") == {"시설관리공단": 3, "시민공원": 2}
    assert words.through("나공") == {}


@pytest.mark.parametrize(
    ("short", "word", "fits"),
    [
        ("시공", "시설관리공단", True),  # two syllables need not hold the last
        ("시관공", "시설관리공단", False),
        ("시공", "시민대공원", True),
        ("시공", "시민공원", False),  # a word of four letters
        ("가다라바", "가나다라마바", True),  # at least half as many again
        ("가다라마", "가나다라마", False),
        ("한설관공회", "한국시설관리공단연합회", True),
        ("한국설관공회", "한국시설관리공단연합회", False),  # six syllables abbreviate nothing
    ],
)
def test_how_long_an_abbreviation_and_its_word_are(short: str, word: str, fits: bool) -> None:
    words = FolderVocabulary(Lexical.of([]), {}, {word: 1}, {})
    assert spelt_out(short, words) == (word if fits else "")


def test_a_name_in_initials_has_two_capitals_and_a_short_one_two_letters() -> None:
    assert aliases_in("도심항공교통(Uam)의 상용화") == set()
    assert aliases_in("도심항공교통(UaM)의 상용화") == {("UaM", "도심항공교통")}
    assert aliases_in("데이터기본법(이하 '기본')은") == {("기본", "데이터기본법")}
    assert aliases_in("데이터기본법(이하 '법')은") == set()
