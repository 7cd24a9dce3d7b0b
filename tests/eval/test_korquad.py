"""Worked out by hand after the official script's rules (evaluate-v1.0.py)."""

import pytest

from eval.korquad import char_f1, exact_match, normalise


def test_normalise_spaces_marks_deletes_punctuation_and_lowers() -> None:
    assert normalise("《Hello》, (World)") == "hello world"
    assert normalise("1,000명") == "1000명"
    assert normalise("9.0조") == "90조"  # a quirk: the point is deleted, not kept
    assert normalise("‘22년’ \n 봄") == "22년 봄"
    assert normalise("“봄”") == "“봄”"  # a quirk: curly double quotes stay
    assert normalise("A-B") == "ab"
    assert normalise("a'b") == "a b"  # quotation marks part words, other punctuation joins them


def test_exact_match_takes_the_best_gold_and_minds_inner_spaces() -> None:
    assert exact_match("1989년 2월 15일", ["1989년", "1989년 2월 15일."]) == 1.0
    assert exact_match("1989년2월 15일", ["1989년 2월 15일"]) == 0.0
    assert exact_match("", [""]) == 1.0
    assert exact_match("(가)", ["가"]) == 1.0


def test_char_f1_by_hand() -> None:
    # "임수경이" against "임수경": 3 letters shared, precision 3/4, recall 3/3.
    assert char_f1("임수경이", ["임수경"]) == pytest.approx(2 * 0.75 * 1 / 1.75, abs=1e-15)
    # Order does not matter, white space is no letter, letters count as often as they stand: 가 twice, 나 once of 가나다.
    assert char_f1("나 가 가", ["가나다"]) == pytest.approx(2 * (2 / 3) * (2 / 3) / (4 / 3), abs=1e-15)
    assert char_f1("라", ["가나다"]) == 0.0


def test_char_f1_takes_the_best_gold_and_an_empty_prediction_gets_nothing() -> None:
    assert char_f1("서울", ["부산", "서울시"]) == pytest.approx(0.8, abs=1e-15)
    assert char_f1("", [""]) == 0.0  # a quirk of the script: no shared letter is 0
    assert char_f1("가", []) == 0.0
