import pytest

from ingest.korean.years import full_years
from retriever.tokens import bigrams, is_asking, other_readings, terms, words


def test_the_same_amount_gives_the_same_terms() -> None:
    assert terms("9.0조원") == terms("9조 원") == ["#9000000000000", "원"]
    assert terms("30,000원") == terms("3만 원")
    assert terms("3천 원") == ["#3000", "원"]


@pytest.mark.parametrize(
    ("writings", "expected"),
    [
        (("3천 가구", "3,000가구", "3천가구", "3000 가구", "삼천 가구"), ["#3000", "가구"]),
        (("1만 5천원", "1만 5000원", "1만5천 원", "15,000원"), ["#15000", "원"]),
        (("2억5000만원", "2억 5천만 원", "250,000,000원"), ["#250000000", "원"]),
        (("천 원", "천원", "1천원", "1,000원"), ["#1000", "원"]),
        (("50%", "50 %", "50퍼센트", "50프로", "50프로를"), ["#50", "퍼센트"]),
        (("1.2%p", "1.2%포인트", "1.2퍼센트포인트"), ["#1.2", "퍼센트", "포인트"]),
        (("85㎡", "85m2", "85제곱미터"), ["#85", "제곱미터"]),
        (("20L", "20 l", "20ℓ", "20리터"), ["#20", "리터"]),
        (("30℃", "30도"), ["#30", "도"]),
        (("30kWh", "30 kwh"), ["#30", "kwh"]),
        (("비율(%)", "비율 퍼센트"), ["비율", "퍼센트"]),
        (("2022.7.28.",), ["#2022.7", "#28"]),
        (("만 18세",), ["만", "#18", "세"]),
        (("코로나19백신",), ["코로나", "#19", "백신"]),
        (("3프로그램",), ["#3", "프로그램"]),
        (("만원 버스",), ["만원", "버스"]),
        (("5g 요금",), ["5g", "요금"]),
        (("조 편성",), ["조", "편성"]),
        (("억울해요",), ["억울"]),
    ],
)
def test_numbers_and_units_have_one_form(writings: tuple[str, ...], expected: list[str]) -> None:
    assert {one: terms(one) for one in writings} == dict.fromkeys(writings, expected)


def test_a_decade_is_its_number() -> None:
    assert terms("2천년대")[0] == terms("2000년대")[0] == "#2000"


def test_years_of_two_digits_are_written_out() -> None:
    assert full_years("'22년") == full_years("‘22년") == full_years("`22년") == "2022년"
    assert full_years("'97년") == "1997년"
    assert terms("('19)16.9") == ["#2019", "#16.9"]


def test_an_article_of_a_law_is_no_trillion() -> None:
    assert terms("제3조에 따른") == terms("제 3조에 따른") == ["제", "#3", "조", "따르다"]
    assert terms("민법 3조") == ["민법", "#3", "조"]
    assert terms("예산 3조") == ["예산", "#3000000000000"]


@pytest.mark.parametrize(
    ("question", "readings"),
    [
        ("3조는 무슨 내용인가요?", [("#3000000000000", ("#3", "조"))]),
        ("3조원, 3조 달러, 1조 3천억, 민법 3조, 3개 조", []),
        ("적설 신기록 cm, 무게 KG", [("cm", ("센티미터",)), ("kg", ("킬로그램",))]),
        ("GB, m, UAM", []),  # no Korean name; too often something else; no unit
        ("할인은 몇 프로예요?", [("프로", ("퍼센트",))]),
        ("몇 프로그램, 프로 골프", []),
    ],
)
def test_terms_that_may_be_read_otherwise(question: str, readings: list[tuple[str, tuple[str, ...]]]) -> None:
    assert list(other_readings(question)) == readings


def test_particles_and_endings_are_dropped_verbs_are_told_from_nouns() -> None:
    assert terms("도서관은 쉽니다") == ["도서관", "쉬다"]


def test_latin_words_in_lower_case_letters_and_digits_stay_together() -> None:
    assert terms("5G 통신과 AI") == ["5g", "통신", "ai"]


def test_a_new_loanword_does_not_disappear() -> None:
    assert "에어팟" in terms("에어팟을 분실했어요")


def test_asking_words_say_nothing_about_the_topic() -> None:
    asked = [term for term in terms("접종 일정이 언제인지 알려 주세요") if not is_asking(term)]
    assert asked == ["접종", "일정"]
    assert [term for term in terms("접종 일정이 궁금합니다") if not is_asking(term)] == ["접종", "일정"]
    assert is_asking("when")
    assert not is_asking("license")


def test_bigrams_stay_inside_a_word() -> None:
    assert bigrams("운전 면허증 A") == ["운전", "면허", "허증", "a"]


def test_bigrams_of_figures_in_one_form() -> None:
    assert bigrams("3천 가구") == bigrams("3,000 가구") == ["30", "00", "00", "가구"]
    assert bigrams("50프로") == bigrams("50%") == ["50", "0퍼", "퍼센", "센트"]


def test_words_without_their_particles() -> None:
    assert [word for _, _, word in words("운전면허증을 발급합니다")] == ["운전면허증", "발급"]
