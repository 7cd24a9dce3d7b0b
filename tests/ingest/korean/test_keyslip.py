import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.korean.keyslip import decomposed, has_lone_jamo, to_hangul, to_keys


@pytest.mark.parametrize(
    ("keys", "hangul"),
    [
        ("dlfwjd", "일정"),
        ("dkssudgktpdy", "안녕하세요"),
        ("rkqtdl", "값이"),  # a joined final stays when a consonant follows
        ("dlfrdj", "읽어"),  # ㄺ
        ("rkqtl", "갑시"),  # ... and its second half moves on when a vowel follows
        ("dhkTek", "왔다"),  # a joined vowel, a key with shift
        ("DLFWJD", "일정"),  # caps lock
        ("anjdi dho", "뭐야 왜"),
        ("2022sus", "2022년"),
    ],
)
def test_keys_give_the_syllables_of_the_hangul_layout(keys: str, hangul: str) -> None:
    assert to_hangul(keys) == hangul


@pytest.mark.parametrize("english", ["license", "start", "mobile", "service"])
def test_english_words_leave_a_jamo_or_a_key_behind(english: str) -> None:
    assert has_lone_jamo(to_hangul(english))


@pytest.mark.parametrize(("hangul", "keys"), [("ㅑㅊㅅ", "ict"), ("메ㅑ", "api"), ("ㅁㅑ", "ai")])
def test_hangul_gives_the_keys_that_were_pressed(hangul: str, keys: str) -> None:
    assert to_keys(hangul) == keys


def test_decomposed_counts_keystrokes() -> None:
    assert decomposed("값") == "ㄱㅏㅂㅅ"
    assert decomposed("왜") == "ㅇㅗㅐ"


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8))
def test_every_syllable_comes_back_from_its_keys(text: str) -> None:
    assert to_hangul(to_keys(text)) == text


def test_one_capital_is_a_shifted_key_and_two_are_caps_lock() -> None:
    assert to_hangul("R") == "ㄲ"
    assert to_hangul("RK") == "가"


def test_what_is_no_syllable_stays_whole() -> None:
    assert decomposed("힣\ue000") == "ㅎㅣㅎ\ue000"
