import datetime as dt

from chat.answer import Answer, Status
from chat.draft import Draft, Source
from chat.verify import unsupported
from ingest.document import Document, Metadata, Passage, PassageKind, Sentence

TEXT = "여권 안내\n수수료는  53,000원이다. 기간은 8일이다."
DOCUMENT = Document(
    "여권", "여권 안내", TEXT, (), Metadata(office="여권과", published=dt.date(2024, 1, 2)), "여권.txt", "0" * 64
)
PASSAGE = Passage(
    "여권-1", "여권", 6, 34, ("여권 안내",), TEXT[6:34], PassageKind.PARAGRAPH, (Sentence(6, 22), Sentence(23, 34))
)


def test_same_source_same_marker_and_marks_fall_on_the_words() -> None:
    draft = Draft({"여권": DOCUMENT})
    draft.say("53,000원입니다.", (), ("53,000원",))
    draft.say("수수료는 53,000원입니다.", (Source(PASSAGE, 6, 22),), ("수수료는  53,000원",))
    draft.say("기간은 8일입니다.", (Source(PASSAGE, 23, 34), Source(PASSAGE, 6, 22)), ("8일",))
    assert draft.text == "53,000원입니다. 수수료는 53,000원입니다. [1] 기간은 8일입니다. [2] [1]"
    assert [draft.text[start:end] for start, end in draft.marks] == ["53,000원", "수수료는 53,000원", "8일"]
    assert [(c.marker, c.quote) for c in draft.citations] == [(1, "수수료는  53,000원이다."), (2, "기간은 8일이다.")]
    assert draft.citations[0].published == "2024-01-02"
    assert draft.citations[0].office == "여권과"


def test_unsupported_finds_invented_numbers_and_changed_quotes() -> None:
    draft = Draft({"여권": DOCUMENT})
    draft.say("수수료는 53,000원입니다.", (Source(PASSAGE, 6, 22),))
    good = Answer("q", Status.ANSWERED, draft.text, citations=tuple(draft.citations))
    assert unsupported(good, {"여권": DOCUMENT}) == ()
    wrong = Answer("q", Status.ANSWERED, "수수료는 54,000원입니다. [1]", citations=tuple(draft.citations))
    assert unsupported(wrong, {"여권": DOCUMENT}) == ("54,000",)
