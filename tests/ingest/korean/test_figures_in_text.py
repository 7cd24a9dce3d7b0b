"""Figures and their units in one form, and what is none."""

import pytest

from ingest.korean.figures import Figure, figures, in_one_form


@pytest.mark.parametrize(
    ("text", "one_form"),
    [
        ("3천 가구의 50%", "3000 가구의 50퍼센트"),
        ("3,000가구", "3000가구"),
        ("1만 5천원", "15000원"),
        ("1만 5000원", "15000원"),
        ("2억5000만원", "250000000원"),
        ("2억 5천만 원", "250000000 원"),
        ("천 원과 삼만오천원", "1000 원과 35000원"),
        ("50프로를, 50 프로", "50퍼센트를, 50 퍼센트"),
        ("1.2%p와 1.2%포인트", "1.2퍼센트포인트와 1.2퍼센트포인트"),
        ("85㎡, 85m2, 85 m²", "85제곱미터, 85제곱미터, 85 제곱미터"),
        ("3KM 20L 20ℓ 500ml 5t", "3킬로미터 20리터 20리터 500밀리리터 5톤"),
        ("30℃, 30°C", "30도, 30도"),
        ("30kWh 1,000kg 3.5GB", "30kwh 1000킬로그램 3.5gb"),
        ("비율(%), 몇 ㎡", "비율(퍼센트), 몇 제곱미터"),
        ("1만 2000㎡", "12000제곱미터"),
    ],
)
def test_one_form(text: str, one_form: str) -> None:
    assert in_one_form(text) == one_form


@pytest.mark.parametrize(
    "text",
    [
        "5G 통신",
        "5g 요금제",  # the network, typed in small letters
        "5T 5M",
        "A4용지",
        "코로나19백신",
        "3프로그램",
        "만원 버스",
        "이천 대회",
        "5 천 명",
        "조 편성",
        "억울해요",
        "만 18세",
        "제3조제2항",
        "민법 3조",
        "2022.7.28.",
        "02-120-0123",
        "https://a.kr/%EB%82%98?b=%20",
    ],
)
def test_what_stays_as_it_is_written(text: str) -> None:
    assert in_one_form(text) == text


def test_where_a_figure_stands_and_what_it_says() -> None:
    assert figures("약 2천5백 ㎏(%) A4") == [
        Figure(2, 6, 7, 8, "2500", "킬로그램"),
        Figure(9, 9, 9, 10, "", "퍼센트"),
    ]
    assert figures("3천 원") == [Figure(0, 2, 2, 2, "3000", "")]
    assert figures("가나다") == []
