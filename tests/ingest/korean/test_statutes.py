"""Articles named by number are told from sums of trillions."""

import pytest

from ingest.korean.canonical import canonical
from ingest.korean.statutes import NamedArticle, articles_named, is_article, may_be_article


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("제3조의2제2항과 제 10 조", [("제3조의2제2항", 3, 2, 2), ("제 10 조", 10, 0, 0)]),
        ("주차장 조례 3조는?", [("3조", 3, 0, 0)]),
        ("조례의 3조 2항", [("3조 2항", 3, 0, 2)]),
        ("「주차장법」 12조", [("12조", 12, 0, 0)]),
        ("시행령에서 제 3조", [("제 3조", 3, 0, 0)]),
        ("3조 2항", [("3조 2항", 3, 0, 2)]),
        ("3조의2는", [("3조의2", 3, 2, 0)]),
        ("지원 조례제3조", [("제3조", 3, 0, 0)]),
        ("규정 3조 원칙", [("3조", 3, 0, 0)]),
    ],
)
def test_articles_with_and_without_the_word_before_the_number(text: str, articles: list[object]) -> None:
    found = [(text[one.start : one.end], one.number, one.branch, one.paragraph) for one in articles_named(text)]
    assert found == articles


@pytest.mark.parametrize(
    "text",
    [
        "예산 3조",
        "5조원을 3조 쓴다",
        "경제 3조 20억 원",
        "과제3조원",
        "반도체법 3조원 지원",
        "지원법 3조 2,000억",
        "처리 방법 3조",
        "지난해 3조의 2배",
        "3조 2항목",
        "3조 편성",
        "조례 1,003조",
    ],
)
def test_sums_and_groups_are_no_articles(text: str) -> None:
    assert list(articles_named(text)) == []


def test_where_an_article_stands() -> None:
    assert list(articles_named("법 제3조")) == [NamedArticle(2, 5, 3, 0, 0)]
    assert is_article("법 제3조", 3)
    assert may_be_article("예산 3조", 3)
    assert not may_be_article("예산 3조 원", 3)
    assert not may_be_article("3호", 0)
    assert not is_article("법 제33조", 4)  # in the middle of the number


def test_an_article_without_its_word_is_no_sum_in_the_one_form_either() -> None:
    assert canonical("민법 3조") == "민법3조"
    assert canonical("예산 3조") == "예산3000000000000"
