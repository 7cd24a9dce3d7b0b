"""What the number of a line goes on with: a list of names, or a row of headings."""

import pytest

from ingest.blocks import Heading, ListItem, Note
from ingest.structure import understand


def outline(text: str) -> list[str]:
    """One line a block: its sign and first words."""
    return [
        f"{sign(block)}{' '.join(text[block.start : block.end].split())[:24].strip()}" for block in understand(text)
    ]


def sign(block: object) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} "
        case ListItem():
            return f"{'  ' * (block.depth - 1)}* "
        case Note():
            return f"note->{block.belongs_to} "
    return ""


def test_an_item_that_goes_on_with_a_list_of_names_is_no_heading() -> None:
    text = "제출 서류는 다음과 같다.\n1. 신청서\n2. 신분증 사본 1부\n 가. 주민등록증\n  - 앞뒤\n 나. 여권\n  - 사진면\n"
    text += " ※ 원본 지참\n3. 통장 사본\n 가. 본인 이름\n"
    assert outline(text)[1:] == [
        "* 1. 신청서",
        "* 2. 신분증 사본 1부",
        "  * 가. 주민등록증",
        "    * - 앞뒤",
        "  * 나. 여권",
        "    * - 사진면",
        "note->6 ※ 원본 지참",
        "* 3. 통장 사본",
        "  * 가. 본인 이름",
    ]


@pytest.mark.parametrize(
    "above",
    [
        "1. 신청기간: 3월\n2. 신청방법: 방문\n 가. 창구\n",  # names with their values, below which stand sections
        "1. 접수는 3월에 한다.\n2. 심사는 4월에 한다.\n 가. 서면\n",
        "1. 접수 기간은 3월 말까지\n2. 심사 기간은 4월 말까지\n 가. 서면\n",
        "1. 신청서\n2. 사본\n\n서류는 돌려주지 않는다.\n\n",
        "1. 신청서\n2. 사본\n동\t전화\n가\t1\n나\t2\n",
        "1. 자격\n - 만 19세\n2. 서류\n1. 신청서\n2. 사본\n - 앞뒤\n",  # "3." goes on with the list or with the sections
        "2. 신청서\n 가. 서식\n",
        "2. 신청서 1부\n - 서식\n",
        "1. 신청서\n2. 사본\nⅡ. 심사\n",
    ],
)
def test_a_numbered_line_that_no_list_of_names_leads_to_stays_a_heading(above: str) -> None:
    assert outline(f"{above}3. 통장 사본\n - 본인 이름\n")[-2].startswith(("# 3.", "## 3."))


def test_a_second_number_below_one_name_or_above_a_table_stays_a_heading() -> None:
    assert outline("1. 신청서 1부\n - 서식\n2. 통장 사본\n - 본인 이름\n")[2] == "# 2. 통장 사본"
    assert "# 3. 통장 사본" in outline("1. 신청서\n2. 사본\n - 앞뒤\n3. 통장 사본\n동\t전화\n가\t1\n나\t2\n")


def test_a_section_goes_on_the_row_of_headings_across_lines_that_hold_what_they_name() -> None:
    text = (
        "1. 개정이유\n법을 고쳐 이를 반영하고자 함\n2. 주요내용\n가. 명칭을 바꿈\n3. 근거법규: 지방세법 제74조\n4. 조례안: 따로 붙임\n5. 의견제출\n"
        "의견이 있는 사람은 2월 25일까지 낸다.\n가. 찬반 여부\n나. 성명\n"
    )
    headings = [block for block in understand(text) if isinstance(block, Heading)]
    assert [text[one.start : one.end] for one in headings if one.marker[0].isdigit()] == [
        "1. 개정이유",
        "2. 주요내용",
        "5. 의견제출",
    ]
