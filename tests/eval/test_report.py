import re
from dataclasses import replace
from pathlib import Path

from run_by_hand import RUN, TEXT, write_run

from eval import charts
from eval.gold import Span
from eval.outputs import score_folder
from eval.passage_marks import stretches
from eval.run_folder import Context, read_run

EVIL = "<script>alert(1)</script>&\"'"


def test_nothing_from_outside_becomes_markup(tmp_path: Path) -> None:
    pairs = []
    for asked, record in RUN:
        question = replace(
            asked.question, question=EVIL, tags=(EVIL,), facts=((EVIL,),) if asked.question.facts else ()
        )
        got = {**record.answer, "text": EVIL, "marks": [[0, 8]]} if record.answer else None
        contexts = tuple(replace(one, text=EVIL, document=EVIL) for one in record.contexts)
        pairs.append((replace(asked, question=question), replace(record, answer=got, contexts=contexts)))
    score_folder(read_run(write_run(tmp_path, pairs)))
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_page_loads_nothing_and_needs_no_script(tmp_path: Path) -> None:
    score_folder(read_run(write_run(tmp_path)))
    page = (tmp_path / "report.html").read_text("utf-8")
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", page)
    assert not re.search(r"url\(|@import|https?://", page)
    assert '<html lang="ko">' in page


def test_the_five_figures_and_the_causes_are_told_in_words(tmp_path: Path) -> None:
    score_folder(read_run(write_run(tmp_path)))
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "답할 수 있는 질문 5개 가운데 1개에 정답을 빠짐없이 말했습니다." in page
    assert "답이 없는 질문 3개 가운데 2개에 답하지 않았습니다." in page
    assert page.count('<article class="case">') == 7  # of nine questions two went right
    assert page.index("답하지 말아야 하는데 답함") < page.index("근거를 잘못 읽음") < page.index("근거를 찾지 못함")


def test_every_link_of_the_page_leads_somewhere(tmp_path: Path) -> None:
    pairs = [
        (replace(a, question=replace(a.question, id=f"{a.question.id}{n}")), replace(r, id=f"{r.id}{n}"))
        for a, r in RUN
        for n in "xy"
    ]
    score_folder(read_run(write_run(tmp_path, pairs)))
    page = (tmp_path / "report.html").read_text("utf-8")
    links = re.findall(r'href="#([^"]+)"', page)
    assert links
    assert set(links) <= set(re.findall(r'id="([^"]+)"', page))


def test_both_spans_are_marked_in_the_source() -> None:
    cited = Context("공고", 4, TEXT[0:4], TEXT[4:11], TEXT[11:])  # "3월 31일까지"
    (shown,) = stretches([cited], [Context("공고", 8, TEXT[0:8], TEXT[8:16], TEXT[16:])], [Span("공고", 8, 16)])
    assert [(p.text, p.cited, p.gold) for p in shown.pieces] == [
        (TEXT[0:4], False, False),
        (TEXT[4:8], True, False),
        (TEXT[8:11], True, True),
        (TEXT[11:16], False, True),
        (TEXT[16:], False, False),
    ]


def test_a_gold_place_elsewhere_is_shown_by_itself() -> None:
    cited, gold = Context("공고", 0, "", TEXT[:5], TEXT[5:9]), Context("공고", 30, TEXT[25:30], TEXT[30:35], "")
    first, second = stretches([cited], [gold], [Span("공고", 30, 35)])
    assert [piece.gold for piece in first.pieces] == [False, False]
    assert [piece.gold for piece in second.pieces] == [False, True]
    assert (first.cut_before, first.cut_after, second.cut_before, second.cut_after) == (False, True, True, False)


def test_charts_draw_what_they_are_given() -> None:
    bars = charts.share_bars([("날짜", 3, 4), ("<b>", 0, 1)], "분류")
    assert "75%" in bars
    assert "3/4" in bars
    assert "<b>" not in bars
    table = charts.confusion(
        {"answered": {"answered": 3, "no_evidence": 1}}, {"answered": "답변", "no_evidence": "근거 없음"}, "표"
    )
    assert "답변이어야 하는 4개 가운데 1개가 근거 없음" in table
    assert charts.histogram([5.0], "ms", "시간").count("<rect") == 20
    assert "<svg" in charts.risk_coverage_chart([{"threshold": 1.0, "coverage": 1.0, "risk": 0.0}], "곡선")


def test_growth_is_drawn_on_logarithmic_scales() -> None:
    drawn = charts.growth({"a": [(100, 1.0), (1000, 10.0), (10000, 100.0)]}, "ms", "growth")
    # From 56 to 430 pixels and from 220 up to 24: a tenfold value is half of the way.
    assert '<polyline points="56.0,220.0 243.0,122.0 430.0,24.0"' in drawn
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_a_point_of_the_reliability_diagram_stands_at_its_chance_and_share() -> None:
    bins = [
        {"low": 0.7, "high": 0.8, "count": 4, "told": 0.75, "right": 0.5},
        {"low": 0.9, "high": 1.0, "count": 1, "told": 0.95, "right": 1.0},
    ]
    drawn = charts.reliability_diagram(bins, "신뢰도 곡선")
    # 300 pixels a side, 50 from the left and 14 from the top: 50 + .75 * 300, 14 + .5 * 300; the bin with most answers has radius 10.
    assert '<circle cx="275.0" cy="164.0" r="10.0"' in drawn
    assert '<circle cx="335.0" cy="14.0" r="6.5"' in drawn
    assert "확률 75%로 답한 4개 가운데 50%가 맞음" in drawn
