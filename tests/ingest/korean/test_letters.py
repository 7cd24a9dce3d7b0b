from ingest.korean.letters import letters_of, unspaced, width_of


def test_what_texts_are_compared_by() -> None:
    assert unspaced(" 주민 등록\n등본(가) ") == "주민등록등본(가)"
    assert letters_of("주민등록·등본_(AB) 1,200원") == "주민등록등본ab1200원"


def test_hangul_is_twice_as_wide_as_other_letters() -> None:
    assert (width_of("가a 나."), width_of("ＡＢ"), width_of("")) == (7, 4, 0)
