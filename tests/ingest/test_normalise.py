import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import normalise, single_spaced


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("가\r\n나\r다\u2028라", "가\n나\n다\n라"),
        (unicodedata.normalize("NFD", "한글"), "한글"),
        ("\ufeff가\x00\u200b나\ud800\x07", "가나"),
        ("가\u00a0나\u3000다\u3164라", "가 나 다 라"),
        ("가\t나\t\n", "가\t나\t\n"),
        ("가   \n나", "가\n나"),
        ("**데이터 경제**를 **연다**.", "데이터 경제를 연다."),
        ("(약 10억원)**", "(약 10억원)"),
        ("고용*이 늘었다", "고용*이 늘었다"),
        ("<small>공공누리</small>\t<p>문의<br/>바람</p>", "공공누리\t문의 바람"),
        ("< 표 제목 >\n<붙임 1>\n<개정 2024.>", "< 표 제목 >\n<붙임 1>\n<개정 2024.>"),
        (r"8만\$ \*주", "8만$ *주"),
        (r"C:\temp\파일", r"C:\temp\파일"),
        ("A&amp;B &lt;표&gt; 1&nbsp;원", "A&B <표> 1 원"),
        ("\uf0a7 항목\n본문\uf0a7끝", "• 항목\n본문▪끝"),
        ("1층 \uf0e0 2층\n\uf0fc 확인 \uf081\uf082", "1층 → 2층\n• 확인 ①②"),
        ("이름은 \uf53c름다\ue5a5 말", "이름은 ▯름다▯ 말"),
        ("\ue6f1\u119e글 전시\n\ue6f1 전시", "▯\u119e글 전시\n• 전시"),
        ("\U000f02b1 추진\n\U000f0854법\U000f0855", "① 추진\n『법』"),
        ("| 구분 | 금액 |\n|---|:---:|\n| 가 | 1 |", "구분\t금액\n가\t1"),
        ("가\n---\n나\n══════\n다", "가\n\n나\n\n다"),
        ("앞\t뒤\n---\t--\n다음\t줄", "앞\t뒤\n다음\t줄"),
        ("￦２５，０００（부가세 포함）", "₩25,000(부가세 포함)"),
        ("０９：００～１８：００ ０３１－５５５－０６０１", "09:00~18:00 031-555-0601"),
        ("Ａｐｐ＿ｖ２　５０％＋α", "App_v2 50%+α"),
        ("｜ 구분 ｜ 금액 ｜\n｜ 가 ｜ １ ｜", "구분\t금액\n가\t1"),
        ("쪽\f다음", "쪽\n\f\n다음"),
    ],
)
def test_signs_change_and_words_stay(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


def test_stars_that_refer_to_footnotes_stay_where_a_document_has_such_footnotes() -> None:
    text = "고용**이 늘고 생산**은 줄었다. **굵게** 썼다.\n** 전년 대비"
    assert normalise(text) == "고용**이 늘고 생산**은 줄었다. 굵게 썼다.\n** 전년 대비"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("가나*<>/pb|\\-\t\n\f &;amp"))))
def test_twice_changes_nothing_more_and_the_result_is_clean(text: str) -> None:
    clean = normalise(text)
    assert normalise(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not any(unicodedata.category(sign) in ("Cs", "Co") for sign in clean)
    assert not any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\f" for sign in clean)


def test_a_very_long_run_of_spaces_is_done_in_a_moment() -> None:
    assert normalise("가" + " " * 2_000_000 + "나\f") == "가" + " " * 2_000_000 + "나\n\f\n"


def test_a_middle_dot_lost_between_words_is_put_back() -> None:
    assert normalise("학생?학부모?교사의 수요?공급") == "학생·학부모·교사의 수요·공급"
    for kept in ("신고되나요?마트에서도 됩니다", "받을까?말까", "왜? 그런가", "a?b", "https://a.kr/?가=1"):
        assert normalise(kept) == kept


def test_words_that_a_writer_stretched_are_one_space_apart() -> None:
    assert single_spaced("  가. 2023년  3월   24일\t  값") == "  가. 2023년 3월 24일\t  값"
