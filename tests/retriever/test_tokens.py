from ingest.korean.years import full_years
from retriever.tokens import bigrams, is_asking, terms, words


def test_the_same_amount_gives_the_same_terms() -> None:
    assert terms("9.0조원") == terms("9조 원") == ["#9000000000000", "원"]
    assert terms("30,000원") == terms("3만 원")
    assert terms("3천 원") == ["#3000", "원"]


def test_years_of_two_digits_are_written_out() -> None:
    assert full_years("'22년") == full_years("‘22년") == full_years("`22년") == "2022년"
    assert full_years("'97년") == "1997년"
    assert terms("('19)16.9") == ["#2019", "#16.9"]


def test_an_article_of_a_law_is_no_trillion() -> None:
    assert terms("제3조에 따른") == ["제", "#3", "조", "따르다"]


def test_particles_and_endings_are_dropped_verbs_are_told_from_nouns() -> None:
    assert terms("도서관은 쉽니다") == ["도서관", "쉬다"]


def test_latin_words_in_lower_case_letters_and_digits_stay_together() -> None:
    assert terms("5G 통신과 AI") == ["5g", "통신", "ai"]


def test_a_new_loanword_does_not_disappear() -> None:
    assert "에어팟" in terms("에어팟을 분실했어요")


def test_asking_words_say_nothing_about_the_topic() -> None:
    asked = [term for term in terms("접종 일정이 언제인지 알려 주세요") if not is_asking(term)]
    assert asked == ["접종", "일정"]
    assert is_asking("when")
    assert not is_asking("license")


def test_bigrams_stay_inside_a_word() -> None:
    assert bigrams("운전 면허증 A") == ["운전", "면허", "허증", "a"]


def test_words_without_their_particles() -> None:
    assert [word for _, _, word in words("운전면허증을 발급합니다")] == ["운전면허증", "발급"]
