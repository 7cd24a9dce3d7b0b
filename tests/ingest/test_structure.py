import pytest

from ingest.blocks import Heading, ListItem, Note, PageStart, Paragraph, Table
from ingest.structure import understand
from ingest.structure_hints import StructureHints


def _outline(text: str, wrapped: bool = True) -> list[str]:
    """One line a block: its kind, level and first words, as a person would write it down; `wrapped`: a paragraph may be several lines."""
    lines = []
    for block in understand(text, StructureHints(wrapped=wrapped)):
        words = " ".join(text[block.start : block.end].split())[:24].strip()
        match block:
            case Heading():
                lines.append(f"{'#' * block.level} {words}")
            case ListItem():
                lines.append(f"{'  ' * (block.depth - 1)}* {words}")
            case Note():
                lines.append(f"note->{block.belongs_to} {words}")
            case Table():
                lines.append("table")
            case PageStart():
                lines.append(f"page {block.number}")
            case Paragraph():
                lines.append(words)
    return lines


NOTICE = """가나시 공고 제2024-12호

2024년 청년 월세 지원사업 공고

1. 지원내용
 가. 지원대상: 만 19~34세 무주택 청년
 나. 지원금액: 월 최대 20만원
  1) 생애 1회
  2) 최대 12개월
2. 신청방법
 가. 신청기간: 2024. 3. 1. ~ 3. 31.
 나. 제출서류
  1) 신청서 1부
  2) 임대차계약서 1부
※ 예산이 다하면 일찍 마감합니다.

문의처: 주택정책과(☎ 02-123-4567)
"""


def test_a_notice() -> None:
    assert _outline(NOTICE) == [
        "가나시 공고 제2024-12호",
        "## 2024년 청년 월세 지원사업 공고",
        "# 1. 지원내용",
        "* 가. 지원대상: 만 19~34세 무주택 청년",
        "* 나. 지원금액: 월 최대 20만원",
        "  * 1) 생애 1회",
        "  * 2) 최대 12개월",
        "# 2. 신청방법",
        "* 가. 신청기간: 2024. 3. 1. ~ 3",
        "* 나. 제출서류",
        "  * 1) 신청서 1부",
        "  * 2) 임대차계약서 1부",
        "note->11 ※ 예산이 다하면 일찍 마감합니다.",
        "문의처: 주택정책과(☎ 02-123-4567",
    ]


REGULATION = """자료관 운영규정

제1장 총칙

제1조(목적) 이 규정은 자료관의 운영에 필요한 사항을 정함을 목적으로 한다.
제2조(정의) ① 이 규정에서 사용하는 용어의 뜻은 다음과 같다.
  1. "자료"란 도서와 기록을 말한다.
  2. "이용자"란 다음 각 목의 사람을 말한다.
    가. 직원
    나. 그 밖에 관장이 인정하는 사람
② 제1항 외의 용어는 법에 따른다.

제2장 이용

제3조(휴관) 매주 월요일에 휴관한다.

부칙
이 규정은 2024년 1월 1일부터 시행한다.
"""


def test_a_regulation() -> None:
    outline = _outline(REGULATION)
    assert outline[1:] == [
        "# 제1장 총칙",
        "## 제1조(목적)",
        "이 규정은 자료관의 운영에 필요한 사항을 정",
        "## 제2조(정의)",
        "* ① 이 규정에서 사용하는 용어의 뜻은 다음과",
        '  * 1. "자료"란 도서와 기록을 말한다.',
        '  * 2. "이용자"란 다음 각 목의 사람을 말한',
        "    * 가. 직원",
        "    * 나. 그 밖에 관장이 인정하는 사람",
        "* ② 제1항 외의 용어는 법에 따른다.",
        "# 제2장 이용",
        "## 제3조(휴관)",
        "매주 월요일에 휴관한다.",
        "# 부칙",
        "이 규정은 2024년 1월 1일부터 시행한다",
    ]


def test_what_stands_above_the_title_is_no_heading() -> None:
    assert _outline("[가나시 공고 제2025-7호]\n\n수영장 이용 안내\n\n1. 시간\n - 9시\n")[:2] == [
        "[가나시 공고 제2025-7호]",
        "## 수영장 이용 안내",
    ]
    assert _outline("수영장 이용 안내\n[가나시 공고 제2025-7호]\n\n본문이다.\n")[1] == "[가나시 공고 제2025-7호]"
    release = "보도일시 2025. 2. 3.(월) 조간\n\n가나시, 지원금 지급\n\n가나시는 준다.\n"
    assert _outline(release)[:2] == ["보도일시 2025. 2. 3.(월) 조간", "# 가나시, 지원금 지급"]


def test_questions_head_their_answers() -> None:
    text = "Q1. 누가 신청할 수 있나요?\nA. 만 19세 이상이면 됩니다.\n\nQ2. 수수료는 얼마인가요?\nA. 무료입니다.\n"
    assert _outline(text) == [
        "# Q1. 누가 신청할 수 있나요?",
        "A. 만 19세 이상이면 됩니다.",
        "# Q2. 수수료는 얼마인가요?",
        "A. 무료입니다.",
    ]


def test_a_plan_with_boxed_titles_squares_circles_and_dashes() -> None:
    text = (
        "Ⅰ\t추진 배경\n\n□ 여건\n ○ (인구) 줄고 있다*\n   - 농촌이 더 빠르다\n  * 최근 5년\n□ 과제\n ○ 늘린다\n\n"
        "Ⅱ\t추진 계획\n\n□ 일정\n ○ 3월에 시작한다\n"
    )
    assert _outline(text) == [
        "# Ⅰ 추진 배경",
        "## □ 여건",
        "* ○ (인구) 줄고 있다*",
        "  * - 농촌이 더 빠르다",
        "note->2 * 최근 5년",
        "## □ 과제",
        "* ○ 늘린다",
        "# Ⅱ 추진 계획",
        "## □ 일정",
        "* ○ 3월에 시작한다",
    ]


def test_steps_with_arrows_between_them_are_no_heading() -> None:
    text = "처리 절차\n\n접수 → 검토 → 통보\n\n걸리는 날은 이레이다.\n\n조직 개편(과 → 국)\n\n국으로 한다.\n"
    assert [line for line in _outline(text) if line.startswith("#")] == ["# 처리 절차", "# 조직 개편(과 → 국)"]


def test_lists_are_no_headings() -> None:
    assert _outline("1. 신청서\n2. 계획서\n3. 증명서") == ["* 1. 신청서", "* 2. 계획서", "* 3. 증명서"]
    assert _outline("1. 신청기간: 3. 1. ~ 3. 31.\n 가. 연장 가능")[0] == "* 1. 신청기간: 3. 1. ~ 3. 31."


def test_mixed_signs_at_one_level_are_told_by_their_numbers() -> None:
    text = "I. 성과\n- 늘었다\nII. 계획\n1. 첫째 과제\n- 한다\n2. 둘째 과제\n- 한다\n3. 향후 일정\n- 한다\n"
    assert [line for line in _outline(text) if "#" in line][-1] == "## 3. 향후 일정"
    text = text.replace("2. 둘째 과제\n- 한다\n", "2. 둘째\n- 한다\n3. 셋째\n- 한다\n4. 넷째\n- 한다\n")
    assert [line for line in _outline(text) if "#" in line][-1] == "# 3. 향후 일정"


def test_wrapped_lines_are_one_paragraph_and_short_lines_are_not() -> None:
    wrapped = (
        "온라인 시장의 성장\n온라인 시장의 성장은 산업 전반의 인식을 완전히 바꾸어 놓았고 이\n제는 누구나 그것을 압니다. 매출은 늘고\n"
        "있습니다."
    )
    assert _outline(wrapped) == ["# 온라인 시장의 성장", "온라인 시장의 성장은 산업 전반의 인식을 완"]
    assert _outline("신청기간: 3월\n신청장소: 주민센터") == ["신청기간: 3월", "신청장소: 주민센터"]
    assert _outline("- 디지털\n콘텐츠\n(약 10억원)\n- 다음") == ["* - 디지털 콘텐츠 (약 10억원)", "* - 다음"]


def test_boxes_padded_with_tabs_are_items_and_no_table() -> None:
    text = "성과사례\t(가나사) 공방의 성장\t\n■ 기계에 기술을 붙여 주문을 받음\t\t\n→ 생산성이 절반 늘었다\t\t\n"
    assert _outline(text) == [
        "* 성과사례 (가나사) 공방의 성장",
        "  * ■ 기계에 기술을 붙여 주문을 받음",
        "    * → 생산성이 절반 늘었다",
    ]


def test_numbered_footnotes_are_notes_only_where_they_are_referred_to() -> None:
    assert _outline("- 시장¹⁾이 컸다\n\n1) 2021년 기준")[1] == "note->0 1) 2021년 기준"
    assert _outline("- 시장이 컸다\n\n1) 2021년 기준")[1].endswith("* 1) 2021년 기준")


def test_a_second_note_with_the_same_sign_explains_the_next_reference() -> None:
    text = "- 가 사업*을 한다\n* 3월부터\n- 나 사업을 한다\n* 4월부터"
    assert [line for line in _outline(text) if line.startswith("note")] == ["note->0 * 3월부터", "note->2 * 4월부터"]


def test_a_picture_s_title_between_two_items_is_no_heading() -> None:
    text = "① (경제) 늘었다.\n\n수출 추이\n\n② (산업) 컸다.\n\n< 성장 개념도 >\n\n③ (안전) 지켰다.\n"
    assert [line for line in _outline(text) if line.startswith("#")] == []


def test_angle_brackets_head_what_stands_below_them() -> None:
    text = "□ 지원 기준\n- 아래와 같다\n\n<지원대상>\n무주택 청년\n\n<지원규모>\n연 200명\n"
    assert [line for line in _outline(text) if line.startswith("#")] == [
        "# □ 지원 기준",
        "## <지원대상>",
        "## <지원규모>",
    ]


def test_form_feeds_are_page_borders() -> None:
    assert _outline("첫 쪽이다.\n\f\n둘째 쪽이다.\n") == ["첫 쪽이다.", "page 2", "둘째 쪽이다."]


def test_nothing_to_understand() -> None:
    assert understand("") == ()
    assert understand(" \n\t\n") == ()


def test_a_numbered_line_above_a_table_is_a_heading() -> None:
    text = (
        "1. 시간\n ○ 9시부터\n\n2. 입장료 (단위: 원)\n\n구분\t개인\t단체\n어른\t600\t500\n\n3. 인원: 총 5명\n구분\t인원\n사무\t3\n\n"
        "○ 대관료 (단위: 천원)\n시설명\t평일\n강당\t100\n"
    )
    assert _outline(text) == [
        "# 1. 시간",
        "* ○ 9시부터",
        "# 2. 입장료 (단위: 원)",
        "table",
        "# 3. 인원: 총 5명",
        "table",
        "* ○ 대관료 (단위: 천원)",
        "table",
    ]
    assert [block.unit for block in understand(text) if isinstance(block, Table)] == ["원", "", "천원"]


def test_roman_lines_with_a_value_are_headings_and_numbered_values_are_items() -> None:
    assert _outline("Ⅰ. 채용 인원: 총 47명\n - 사무 40명\n")[0] == "# Ⅰ. 채용 인원: 총 47명"
    assert _outline("1. 채용 인원: 총 47명\n - 사무 40명\n")[0] == "* 1. 채용 인원: 총 47명"


def test_a_question_with_something_below_is_a_heading() -> None:
    text = "1. 나이 제한이 있습니까?\n - 없습니다.\n2. 어디서 봅니까?\n - 시청입니다.\n"
    assert [line for line in _outline(text) if "#" in line] == ["# 1. 나이 제한이 있습니까?", "# 2. 어디서 봅니까?"]


def paragraphs(text: str) -> list[str]:
    return [text[block.start : block.end] for block in understand(text) if isinstance(block, Paragraph)]


def test_a_bare_number_below_a_name_is_its_value() -> None:
    text = "긴급 전화\n\n범죄 신고\n112\n\n화재·구급 신고\n119\n\n민원 상담\n110"
    assert paragraphs(text) == ["범죄 신고\n112", "화재·구급 신고\n119", "민원 상담\n110"]
    assert understand("범죄 신고\n112\n민원 상담\n110", StructureHints(wrapped=False)) == (
        Paragraph(0, 9),
        Paragraph(10, 19),
    )


@pytest.mark.parametrize(
    "text",
    [
        "가로등 고장 신고\n11\n\f\n승강기 안전 점검\n12\n\f\n어린이 놀이 시설\n13",
        "가로등 고장 신고\n1\n승강기 안전 점검\n2\n어린이 놀이 시설\n3",
        "가로등 고장 신고\n- 5 -\n승강기 안전 점검",
        "가로등을 고쳤습니다.\n112",
    ],
)
def test_a_number_that_counts_pages_or_follows_a_sentence_is_no_value(text: str) -> None:
    assert all("\n" not in words for words in paragraphs(text))


def test_a_lone_line_above_a_row_that_begins_to_count_heads_it() -> None:
    text = (
        "여권 신청 안내\n신청하기 전에 읽어 주세요.\n뒤쪽을 봐 주세요.\n유의사항\n1. 검은색으로 씁니다.\n2. 접지 않습니다.\n"
        "(이름 쓰기)\n1. 한글로 씁니다.\n2. 로마자로 씁니다.\n다 음\n1. 서명합니다.\n"
    )
    assert [line for line in _outline(text, wrapped=False) if line.startswith("#")] == [
        "# 여권 신청 안내",
        "# 유의사항",
        "# (이름 쓰기)",
    ]


def test_parts_with_a_name_each_hold_the_numbers_that_begin_anew() -> None:
    part = "1. 분기별 동향\n\n올해는 늘었다.\n\n2. 연도별 동향\n\n작년에는 줄었다.\n"
    text = f"투자 통계\n\n발표 자료입니다.\n\n통계를 알립니다.\n\n(총투자 기준)\n{part}(순투자 기준)\n{part}"
    assert [line for line in _outline(text, wrapped=False) if line.startswith("#")] == [
        "# 투자 통계",
        "# (총투자 기준)",
        "## 1. 분기별 동향",
        "## 2. 연도별 동향",
        "# (순투자 기준)",
        "## 1. 분기별 동향",
        "## 2. 연도별 동향",
    ]


def test_a_table_of_contents_heads_nothing() -> None:
    text = "분석서\n\n<목 차>\n1. 주민대표단 요건\n2. 제안 요건\n\n1. 개요\n\n주민이 모인다.\n"
    assert _outline(text, wrapped=False)[1:] == [
        "<목 차>",
        "1. 주민대표단 요건",
        "2. 제안 요건",
        "# 1. 개요",
        "주민이 모인다.",
    ]


def test_articles_quoted_in_a_plan_stand_below_its_parts() -> None:
    text = "제1조(목적)\n정한다.\n\nⅠ. 필요성\n\n법이 바뀌었다.\n\nⅡ. 사례\n\n제2조(정의)\n뜻은 이렇다.\n\nⅢ. 결론\n\n바꾼다.\n"
    assert [line for line in _outline(text, wrapped=False) if line.startswith("#")] == [
        "## 제1조(목적)",
        "# Ⅰ. 필요성",
        "# Ⅱ. 사례",
        "## 제2조(정의)",
        "# Ⅲ. 결론",
    ]


def test_a_counted_heading_may_end_in_and_so_on() -> None:
    assert _outline("1. 기준 및 수준 등\n\n19세부터 된다.\n")[0] == "# 1. 기준 및 수준 등"


def test_a_boxed_annex_is_a_heading_also_above_items() -> None:
    assert _outline("참고 2\t투자 개념\n□ (정의) 거주자가 하는 거래\n")[0] == "# 참고 2 투자 개념"


ASKING = "자세한 사항은 아래에 적은 부서로 문의하여 주시기 바라며"
WRAPPED = "그 밖의 일은 시청 누리집에 실린 안내를 참고하여 주시고"


@pytest.mark.parametrize("who", ["가온시 나루구청장", "가온군 재무관", "가온시 분임재무관(직인)", "나루진흥원 이사장"])
def test_a_signature_below_a_date_heads_nothing(who: str) -> None:
    text = f"가온시 공고\n\n다음과 같이 알립니다.\n\n2021년 2월 5일\n\n{who}\n\n1. 개정이유\n법을 고쳐 반영함\n"
    assert who not in [text[b.start : b.end] for b in understand(text) if isinstance(b, Heading)]


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("[별표 1] <개정 2024. 6. 20.>", True),
        ("[별지 제2호서식] 〈신설 2020. 1. 1.〉", True),
        ("[별표 1] <개정 2024. 6. 20.> 참조", False),
        ("[별표 1] 수수료는 천원으로 한다.", False),
    ],
)
def test_an_annex_is_a_heading_also_where_it_says_when_it_was_amended(line: str, heads: bool) -> None:
    text = f"제3조(수수료) 수수료는 별표 1과 같다.\n{line}\n등본 발급: 1통에 천원\n"
    found = [text[b.start : b.end] for b in understand(text) if isinstance(b, Heading)]
    assert (line in found) is heads


def level_behind(closing: str) -> int:
    """The level of a title behind `closing`: 1 where a sheet attached begins there, else 2, below "1."."""
    text = f"1. 개요\n\n내용을 정한다.\n\n{closing}\n\n요금표\n\n어른은 3천 원이다.\n"
    *_, last = (one for one in understand(text) if isinstance(one, Heading))
    assert text[last.start : last.end] == "요금표"
    return last.level


@pytest.mark.parametrize(("lines", "expected"), [(3, 1), (4, 2)])
def test_three_lines_that_say_whom_to_ask_close_a_document(lines: int, expected: int) -> None:
    assert level_behind("\n".join([ASKING, *[WRAPPED] * (lines - 1)])) == expected


@pytest.mark.parametrize(("before", "expected"), [(396, 1), (397, 2)])
def test_whom_to_ask_is_said_in_the_first_four_hundred_characters(before: int, expected: int) -> None:
    assert level_behind("가" * before + "공공누리") == expected
