"""How far a word may be from one of the documents to be read as it."""

import pytest

from ingest.korean.keyslip import decomposed
from retriever.lexical import Lexical
from retriever.misspelt import corrections
from retriever.vocabulary import FolderVocabulary


def read_as(written: str, *nouns: str) -> list[tuple[str, str]]:
    """The corrections of a question of one word, where the documents hold `nouns`."""
    return list(corrections(written, FolderVocabulary(Lexical.of([]), {}, dict.fromkeys(nouns, 1), {})))


@pytest.mark.parametrize(
    ("written", "keys", "noun", "is_slip"),
    [
        ("가람시립도셔괸", 18, "가람시립도서관", True),  # two keystrokes, ㅕ for ㅓ and ㅣ for ㅏ, of eighteen
        ("가나시립도셔괸", 17, "가나시립도서관", False),
        ("가나시립도서괸", 17, "가나시립도서관", True),
    ],
)
def test_one_keystroke_in_nine_may_be_wrong(written: str, keys: int, noun: str, is_slip: bool) -> None:
    assert len(decomposed(written)) == keys
    assert read_as(written, noun) == ([(written, noun)] if is_slip else [])


def test_a_word_of_two_letters_is_no_slip() -> None:
    assert read_as("사괸", "사관", "사관실") == []
    assert read_as("도서괸", "도서관") == [("도서괸", "도서관")]


def test_eight_unknown_words_are_looked_at() -> None:
    words = FolderVocabulary(Lexical.of([]), {}, {"도서관": 1}, {})
    unknown = [f"뷁{letter}낡" for letter in "갉닭맑밝샅앍찱캵"]
    assert list(corrections(" ".join([*unknown[:7], "도서괸"]), words)) == [("도서괸", "도서관")]
    assert list(corrections(" ".join([*unknown, "도서괸"]), words)) == []


def test_a_word_of_the_dictionary_is_an_honest_question_and_two_joined_are_not() -> None:
    assert read_as("도서관", "도서괸") == []
    assert read_as("수도요금", "수도요감") == [("수도요금", "수도요감")]
