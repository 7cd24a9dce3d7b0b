"""Markdown, and official documents in .md files."""

import datetime as dt
import os
from pathlib import Path

import pytest

from ingest.blocks import Heading, Table
from ingest.formats.markdown import read
from ingest.lay_out import lay_out
from ingest.read import read_file, read_text
from ingest.settings import Settings
from ingest.structure import understand

SEED = Path(__file__).parents[3] / "seeds" / "2022-digital-new-deal.txt"


def lines_of(text: str) -> list[str]:
    return [line for line in lay_out(read(text.encode()))[0].splitlines() if line]


def blocks_of(text: str) -> list[str]:
    """The blocks with their kinds and words."""
    laid, hints = lay_out(read(text.encode()))
    return [f"{type(b).__name__} {' '.join(laid[b.start : b.end].split())}" for b in understand(laid, hints)]


def headings_of(text: str) -> list[tuple[int, str]]:
    laid, hints = lay_out(read(text.encode()))
    return [(b.level, b.title) for b in understand(laid, hints) if isinstance(b, Heading)]


def test_front_matter_is_no_text_and_gives_the_title() -> None:
    source = read('---\ntitle: "주차 안내"\ndate: 2024-05-01\ntags: [주차]\n---\n\n# 요금\n본문이다.'.encode())
    assert source.title == "주차 안내"
    assert [line for line in lay_out(source)[0].splitlines() if line] == ["요금", "본문이다."]
    assert lines_of("---\n올해 처음 시작한다.\n---\n끝") == ["올해 처음 시작한다.", "끝"]  # rules around a sentence
    assert lines_of("---\n[: 깨짐\n---\n끝") == ["[: 깨짐", "끝"]


def test_front_matter_tells_the_day_and_the_office(tmp_path: Path) -> None:
    file = tmp_path / "보도.md"
    front = (
        "---\ntitle: 펫푸드 수출\ndate: 2024-03-05\n기관: 농림축산식품부\nurl: javascript:alert(1)\ntags: [수출]\n---\n"
    )
    file.write_text(front + "\n보도일시: 2023. 1. 2.\n\n수출이 늘었다.\n", "utf-8")
    document = read_file(file, Settings())
    assert (document.title, document.metadata.published) == ("펫푸드 수출", dt.date(2024, 3, 5))
    assert (document.metadata.office, document.metadata.url) == ("농림축산식품부", "")
    file.write_text('---\nministry: 외교부\napprove_date: "02/21/2023 13:12:34"\n---\n\n수출이 늘었다.\n', "utf-8")
    metadata = read_file(file, Settings()).metadata
    assert (metadata.office, metadata.published) == ("외교부", dt.date(2023, 2, 21))


def test_a_numbered_heading_stays_one_above_and_below_a_list_of_numbers() -> None:
    text = "## 1. 신청\n\n- 방문\n\n## 2. 준비물\n\n1. 신분증\n2. 신청서\n\n## 3. 지급일\n\n1월 15일에 지급\n"
    assert [one for one in blocks_of(text) if not one.startswith("Paragraph")] == [
        "Heading 1. 신청",
        "ListItem - 방문",
        "Heading 2. 준비물",
        "ListItem 1. 신분증",
        "ListItem 2. 신청서",
        "Heading 3. 지급일",
    ]


def test_headings_in_both_ways_and_never_in_code() -> None:
    text = "# 가 안내\n본문이다.\n\n### 나 안내\n\n```bash\n# 설치 명령\npip install x\n```\n\nSetext 제목\n====\n본문이다.\n\n문장이 끝났다.\n---\n끝"
    assert headings_of(text) == [(1, "가 안내"), (2, "나 안내"), (1, "Setext 제목")]
    assert "# 설치 명령" in lines_of(text)
    assert lines_of("본문\n~~~~~~~~\n# 제목") == ["본문", "제목"]  # a fence that is never closed is a ruler


def test_tables_with_and_without_outer_pipes() -> None:
    text = "| 구분 | 요금 | 비고 |\n|:--|--:|---|\n| 월 | 5만원 | 주간 \\| 야간 |\n\n시설 | 평일\n---|---\n탁구장 | **2,000원**\n^ | 3,000원\n"
    assert lines_of(text) == [
        "구분\t요금\t비고",
        "월\t5만원\t주간 | 야간",
        "시설\t평일",
        "탁구장\t2,000원",
        "\t3,000원",
    ]
    laid, hints = lay_out(read(text.encode()))
    _, table = (b for b in understand(laid, hints) if isinstance(b, Table))
    assert table.header_rows == 1
    assert [(c.row, c.row_span) for c in table.cells if laid[c.start : c.end] == "탁구장"] == [(1, 2)]


def test_tasks_footnotes_strikes_links_pictures_comments_and_entities() -> None:
    text = (
        "- [x] 경차\n- [ ] 다자녀\n\n> 하나만 적용한다.[^1]\n\n다음 문단\n\n강습비는 ~~5만원~~ 6만원, [누리집](http://a.kr) ![약도](data:image/png;base64,AA)\n\n"
        "<!-- 내부 메모 -->\n\n&lt;별표&gt; &#48372;&#51613;&#44552;&hellip; `C:\\a` \\*\n\n[^1]: 조례 제7조\n\n[^9]: 외톨이 주\n"
    )
    assert lines_of(text) == [
        "- ☑ 경차",
        "- ☐ 다자녀",
        "하나만 적용한다.¹⁾",
        "1) 조례 제7조",
        "다음 문단",
        "강습비는 6만원, 누리집 약도",
        "<별표> 보증금… C:\\a *",
        "[^9]: 외톨이 주",
    ]
    assert read("~~가~~ 나".encode()).remarks == ("취소선이 그어진 글 1곳은 읽지 않았습니다.",)


def test_html_in_markdown() -> None:
    text = "첫 줄<br>\n둘째 <del>옛</del> 줄\n\n<table>\n<tr><th>회원</th><th>권수</th></tr>\n\n<tr><td>일반</td><td>5권</td></tr>\n</table>\n\n<details><summary>유의 사항</summary>\n\n**꼭** 읽기\n\n</details>\n"
    assert lines_of(text) == ["첫 줄", "둘째 줄", "회원\t권수", "일반\t5권", "유의 사항", "꼭 읽기"]


def test_lists_keep_their_numbers_and_depth() -> None:
    assert lines_of("3. 접수\n   - 사진\n     - 1매\n4. 교부\n\n+ 방문\n+ 우편") == [
        "3. 접수",
        "   - 사진",
        "     - 1매",
        "4. 교부",
        "- 방문",
        "- 우편",
    ]
    assert lines_of("* 방문\n* 우편") == ["- 방문", "- 우편"]


@pytest.mark.parametrize(
    "line",
    [
        "2022. 1. 26.(수) 조간",
        "구분\t예산\t\t비고\n\t'23년\t'24년",
        "지원 금액*과 지원 범위*를 <A4> 한 장에 <KTX>",
        "[붙임](참고) 1부.",
        "[참고]: 문의처",
        "(`20.12.23.~`21.3.22.)",
        " ○ (인구)\n   - 초등학교\n  * 통계청",
        "    네 칸 들여 쓴 글",
        "지원 금액**을 늘리고 범위**를 넓혔다.\n** 통계청",
        "#1 승강장",
    ],
)
def test_what_only_looks_like_markdown_stays_as_it_is(line: str) -> None:
    assert lines_of(f"□ 여건\n{line}") == ["□ 여건", *line.split("\n")]


def test_an_official_document_is_understood_as_before() -> None:
    text = SEED.read_text("utf-8")
    before = read_text(text, "seed")
    assert blocks_of(text) == [
        f"{type(b).__name__} {' '.join(before.text[b.start : b.end].split()).lstrip('# ')}" for b in before.blocks
    ]


@pytest.mark.skipif("MUREOBWA_TEST_TEXTS" not in os.environ, reason="MUREOBWA_TEST_TEXTS names no folder of texts")
def test_official_documents_lose_no_blocks() -> None:
    texts = sorted(Path(os.environ["MUREOBWA_TEST_TEXTS"]).rglob("*.txt"))[::9]
    assert texts
    for path in texts:
        text = path.read_text("utf-8")
        assert abs(len(blocks_of(text)) - len(read_text(text, "text").blocks)) <= 5, path


@pytest.mark.parametrize(
    "text", ["[" * 3_000, "*" * 3_000, "> " * 3_000 + "가", "`" * 3_000, "|" * 3_000 + "\n|-", "<" * 3_000]
)
def test_hostile_texts_are_read(text: str) -> None:
    lay_out(read(("가\n\n" + text).encode()))
