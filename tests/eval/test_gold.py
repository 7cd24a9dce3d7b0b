from eval.ask import by_document, relevant_passages
from eval.gold import QuoteFinder, Span
from eval.question import Question

TEXT = "제1장 신청\n신청은 ‘3월 31일’까지 누리집에서 받는다.\n접수는 누리집에서 받는다."
FINDER = QuoteFinder({"공고": TEXT, "안내": "누리집에서 받는다."})


def test_a_quote_is_found_to_the_letter_with_its_place() -> None:
    (span,) = FINDER.spans("까지 누리집에서", "공고")
    assert TEXT[span.start : span.end] == "까지 누리집에서"


def test_white_space_quotation_marks_and_leftovers_do_not_matter() -> None:
    (span,) = FINDER.spans("**신청은 '3월  31일'까지\n누리집**", "공고")
    assert TEXT[span.start : span.end] == "신청은 ‘3월 31일’까지 누리집"
    assert FINDER.spans("‘３월 ３１일’까지") == FINDER.spans("‘3월 31일’까지") != ()


def test_every_place_counts_in_every_document_where_none_is_named() -> None:
    assert [span.document for span in FINDER.spans("누리집에서 받는다")] == ["공고", "공고", "안내"]
    assert FINDER.spans("없는 말") == FINDER.spans(" ") == ()


def test_what_contradicts_the_documents_is_told_with_its_row() -> None:
    questions = [
        Question("1", "?", True, (("a",),), ("신청은",), "공고", row=2),
        Question("2", "?", True, (("a",),), ("신청은", "지어낸 말"), "공고", row=3),
        Question("3", "?", True, (("a",),), ("신청은",), "다른 문서", row=4),
    ]
    problems = FINDER.check(questions)
    assert [problem.row for problem in problems] == [3, 4]
    assert "'지어낸 말'" in str(problems[0])
    assert "'다른 문서'" in str(problems[1])


def test_half_of_the_quote_is_enough_less_is_not() -> None:
    gold = Span("d", 10, 20)
    assert Span("d", 0, 15).contains(gold)
    assert not Span("d", 0, 14).contains(gold)
    assert not Span("e", 0, 30).contains(gold)
    # A short citation inside a long gold quote meets it, but a passage that short does not hold it.
    assert Span("d", 12, 14).meets(gold)
    assert not Span("d", 12, 14).contains(gold)
    assert not Span("d", 0, 11).meets(gold)


def test_a_quote_cut_into_small_pieces_is_held_by_the_largest() -> None:
    pieces = by_document([Span("d", 0, 13), Span("d", 13, 17), Span("d", 17, 30), Span("e", 0, 50)])
    assert relevant_passages([Span("d", 10, 21)], pieces) == {"d:13-17": 1}
    assert relevant_passages([Span("d", 0, 13)], pieces) == {"d:0-13": 1}
    assert relevant_passages([Span("d", 10, 16)], pieces) == {"d:0-13": 1, "d:13-17": 1}
    assert relevant_passages([Span("d", 40, 50)], pieces) == {}
    assert relevant_passages([], pieces) == {}
