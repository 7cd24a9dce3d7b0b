"""Values as a spreadsheet shows them; the expected words are those of Excel in Korean."""

import datetime as dt

import pytest

from ingest.number_formats import shown

DAY = dt.datetime(2024, 3, 2, 18, 5, 9)


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012, "General", "123456789012"),
        (-5, "General", "-5"),
        (0.8, "0%", "80%"),
        (0.125, "0.0%", "12.5%"),
        (53000, '#,##0"원"', "53,000원"),
        (53000, "#,##0원", "53,000원"),
        (53000, r"\₩#,##0", "₩53,000"),
        (-53000, '[$₩-412]#,##0;[Red]-[$₩-412]#,##0', "-₩53,000"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0,", "1,235"),
        (2.5, "0", "3"),
        (0, "#,##0", "0"),
        (0, "#", ""),
        (7, "000", "007"),
        (1.5, "0.##", "1.5"),
        (2, "0.##", "2"),
        (-1200, "#,##0;△#,##0", "△1,200"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (1200, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "1,200"),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "-"),
        (21234567, "[<=9999999]###-####;(0##) ###-####", "(02) 123-4567"),
        (1234567, "[<=9999999]###-####;(0##) ###-####", "123-4567"),
        (1012345678, "000-0000-0000", "010-1234-5678"),
        (12345, "0.00E+00", "1.23E+4"),
        (0.5, "# ?/?", "0.5"),
        (3, '0"명"', "3명"),
        (2024, '0"년"', "2024년"),
        (2.5, 'General"명"', "2.5명"),
        (0, "0;-0;;@", ""),
        ("김", '@"님"', "김님"),
        ("0012", "@", "0012"),
        ("글", "#,##0", "글"),
        (DAY, "yyyy-mm-dd", "2024-03-02"),
        (DAY, "mm-dd-yy", "2024-03-02"),
        (DAY, 'yyyy"년" m"월" d"일"', "2024년 3월 2일"),
        (DAY, "yyyy. m. d.(aaa)", "2024. 3. 2.(토)"),
        (DAY, "m/d/yy h:mm", "2024-03-02 18:05"),
        (DAY, "yy.mm.dd aaaa", "24.03.02 토요일"),
        (DAY, "[$-412]AM/PM h:mm", "오후 6:05"),
        (DAY, "h:mm AM/PM", "6:05 PM"),
        (DAY, "mm:ss", "05:09"),
        (DAY, "General", "2024-03-02 18:05"),
        (dt.time(9), "h:mm", "9:00"),
        (dt.time(9), 'h"시" mm"분"', "9시 00분"),
        (dt.date(2024, 2, 1), "yyyy-mm-dd", "2024-02-01"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (45353, "aaa", "토"),
        (45353, "yyyy-mm-dd", "2024-03-02"),
    ],
)  # fmt: skip
def test_shown(value: object, code: str, words: str) -> None:
    assert shown(value, code) == words


@pytest.mark.parametrize(
    "code", ['"', "[", "\\", ";;;", "#,##0;;;", "0" * 5_000, "yyyy" * 99, "[$", "E+", "%%%%0", "@;@;@;@"]
)
@pytest.mark.parametrize("value", [1e300, -1e-300, float("nan"), DAY, "글", 1e12])
def test_no_format_is_an_error(value: object, code: str) -> None:
    assert isinstance(shown(value, code), str)
