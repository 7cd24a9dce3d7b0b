"""Questions proposed from the documents, for an official to correct: dates, amounts, table cells and contacts.

Each is a cloze: the fact is taken out of a sentence and asked for with the sentence's own words. The tag "초안" says that
they are drafts: nothing is scored until a person has read them.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from chat.answer import Status
from chat.log.entry import Cited, Entry, Feedback
from chat.log.place import log_of
from chat.log.store import as_storage_error
from chat.settings import Settings
from eval.question import ANSWERED, Question
from ingest.document import Document, Passage, Sentence
from ingest.korean import particles
from ingest.korean.morphemes import morphemes
from ingest.korean.units import but_kinds
from ingest.korean.written_times import written_in
from retriever.passage_index import PassageIndex, all_passages
from retriever.store import open_store

DRAFT_TAG = "초안"

_ASKED_WITH = {"날짜": "언제", "금액": "얼마", "수량": "몇"}
_AMOUNT = re.compile(r"\d[\d,.]*\d\s?(?:조|억|만|천)*\s?(?:원|달러)|\d[\d,.]*\s?(?:조|억|만|천)+\s?(?:원|달러)")
_COUNT = re.compile(
    rf"\d[\d,.]*\s?(?:만|천|억)?여?\s?(?:{but_kinds('order', 'group', 'date', 'money', 'text')})(?![가-힣]*월)"
)
_PATTERNS = {"금액": _AMOUNT, "수량": _COUNT}
_SHORTEST, _LONGEST = 20, 160  # characters of a sentence that can be asked about without its neighbours
_BLANK, _AROUND_BLANK = "____", 60


def draft(index: PassageIndex, limit: int, document: str = "") -> tuple[Question, ...]:
    """At most `limit` drafts from all documents (or from the one with the id `document`), spread over the kinds, in a fixed order."""
    kinds = {
        **{kind: [q for p in _passages(index, document) for q in _from_sentences(p, kind)] for kind in _ASKED_WITH},
        "표": [q for p in _passages(index, document) for q in _from_cells(p)],
        "연락처": [q for d in index.documents.values() if document in ("", d.id) for q in _from_contacts(d)],
    }
    share = max(1, limit // max(1, sum(bool(found) for found in kinds.values())))
    wanted = [_spread(found, share) for found in kinds.values()]
    rest = [question for found in kinds.values() for question in found]
    unique: dict[str, Question] = {}
    for question in [*(one for some in wanted for one in some), *rest]:
        unique.setdefault(question.question, question)
    chosen = sorted(list(unique.values())[:limit], key=lambda question: list(kinds).index(question.tags[1]))
    return tuple(replace(question, id=f"d{number:03d}") for number, question in enumerate(chosen, start=1))


def draft_from_opinions(settings: Settings, days: int, limit: int) -> tuple[Question, ...]:
    """Drafts from the newest `limit` opinions of the last `days` days by which an answer did not help, each question once.

    Raises:
        StorageError: the log cannot be read.
    """
    log, documents, now = log_of(settings), open_store(settings).documents, dt.datetime.now(dt.UTC)
    unique: dict[str, Feedback] = {}
    with as_storage_error():
        for opinion in log.feedback(now - dt.timedelta(days=days), now + dt.timedelta(days=1), helpful=False):
            unique.setdefault(opinion.question, opinion)
        return tuple(
            draft_from_opinion(opinion, log.find(opinion.answer_id) if opinion.answer_id else None, documents, number)
            for number, opinion in enumerate([*unique.values()][:limit], start=1)
        )


def draft_from_opinion(
    opinion: Feedback, entry: Entry | None, documents: Mapping[str, Document], number: int
) -> Question:
    """A draft from the opinion of a citizen whom an answer did not help; `entry` is that answer in the log, where it is kept.

    The quotes that were cited, of those of `documents` (by id) that have not changed since, become the proposed gold quotes; a refusal is
    proposed as answerable, since that is what the citizen's mark says.
    """
    cited = [one for one in (entry.citations if entry else ()) if _unchanged(one, documents)]
    comment = " ".join(opinion.comment.split())
    return Question(
        id=f"log{number:03d}",
        question=" ".join(opinion.question.split()),
        answerable=True,
        quotes=tuple(documents[one.document_id].text[one.start : one.end] for one in cited),
        document=cited[0].document_id if cited else "",
        status=Status.ANSWERED.value if opinion.status in ANSWERED else "",
        tags=(DRAFT_TAG, "이용자 불만", *((f"의견: {comment}",) if comment else ())),
    )


def _unchanged(cited: Cited, documents: Mapping[str, Document]) -> bool:
    document = documents.get(cited.document_id)
    return document is not None and document.sha256 == cited.sha256


def _passages(index: PassageIndex, document: str) -> Sequence[Passage]:
    return [passage for passage in all_passages(index) if document in ("", passage.document_id)]


def _spread(found: Sequence[Question], count: int) -> list[Question]:
    """`count` of the questions `found`, plain ones before those with a blank, at even distances over the documents."""
    plain = [question for question in found if _BLANK not in question.question]
    blanks = [question for question in found if _BLANK in question.question]
    return _evenly(plain, count) + _evenly(blanks, count - min(len(plain), count))


def _evenly(found: Sequence[Question], count: int) -> list[Question]:
    if len(found) <= count:
        return list(found)
    return [found[place * len(found) // count] for place in range(count)]


def _facts(words: str, kind: str) -> list[tuple[int, int]]:
    """The (start, end) of each fact of `kind` in `words`; a date is a day or a month, with its year where that is written in figures."""
    if kind != "날짜":
        return [match.span() for match in _PATTERNS[kind].finditer(words)]
    dates = [one for one in written_in(words) if one.month]
    return [(_first_digit(words, one.start) if one.counted else one.start, one.end) for one in dates]


def _first_digit(words: str, start: int) -> int:
    return next(at for at in range(start, len(words)) if words[at].isdigit())


def _from_sentences(passage: Passage, kind: str) -> Iterator[Question]:
    for sentence in passage.sentences:
        words = " ".join(passage.sentence_text(sentence).split())
        if sentence.cells or not _SHORTEST <= len(words) <= _LONGEST:
            continue
        found = _facts(words, kind)
        if len(found) != 1:  # with several of a kind the blank would be ambiguous
            continue
        start, end = found[0]
        yield _question(_cloze(words, start, end, kind), words[start:end].strip(), passage, sentence, kind)


def _cloze(words: str, start: int, end: int, kind: str) -> str:
    """The question for the fact in `words[start:end]`: a plain one where the words before it name one thing ("모집 정원은 몇 명인가요?"), else the
    sentence with a blank, which is always understandable and easy to reword.
    """
    before, after = words[:start], words[end:]
    topic = _topic(before)
    if not topic:
        return f"다음 빈칸에 들어갈 말은 무엇인가요? “{_tail(before)}{_BLANK}{_head(after)}”"
    asked = _ASKED_WITH[kind]
    if kind == "수량":
        unit = re.sub(r"^[\d,.\s]*(?:만|천|억)?여?\s?", "", words[start:end])
        asked = f"몇 {unit}"
    bound = re.match("까지|부터", after) if kind == "날짜" else None
    return f"{particles.topic(topic)} {asked}{bound.group() if bound else ''}인가요?"


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND_BLANK else "…" + text[-_AROUND_BLANK:].split(" ", 1)[-1]


def _head(text: str) -> str:
    return text if len(text) <= _AROUND_BLANK else text[:_AROUND_BLANK].rsplit(" ", 1)[0] + "…"


def _topic(before: str) -> str:
    """The nouns at the end of `before`, when they are two words or more and hold nothing but letters, digits and spaces; else ""."""
    text = re.sub(r"[\s(]+$", "", before)[-60:]
    found = morphemes(text)
    start = len(text)
    for morpheme in reversed(found):
        if not morpheme.tag.startswith(("NNG", "NNP", "SL", "XSN", "XPN", "SN")):
            break
        start = morpheme.start
    phrase = text[start:].strip()
    # A cut through a word ("국|도") or a phrase that begins with a figure names nothing.
    whole_word = start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "·-")
    named = re.fullmatch(r"[가-힣A-Za-z][가-힣A-Za-z0-9 ]*", phrase) is not None
    return phrase if whole_word and named and " " in phrase and len(phrase) <= 40 else ""


def _from_cells(passage: Passage) -> Iterator[Question]:
    for sentence in passage.sentences:
        for cell in sentence.cells:
            value = " ".join(passage.cell_text(cell).split())
            labels = [label for label in (*cell.row, *cell.column) if label.strip()]
            if not re.search(r"\d", value) or len(value) > 40 or not cell.row or not cell.column:
                continue
            name = " ".join(" ".join(label.split()) for label in labels)
            fact = value + (cell.unit if cell.unit and cell.unit not in value else "")
            asked = "얼마" if re.fullmatch(r"[\d,.\s%조억만천원명개건△▲+-]+", value) else "무엇"
            yield _question(f"{particles.topic(name)} {asked}인가요?", fact, passage, sentence, "표", value)


def _from_contacts(document: Document) -> Iterator[Question]:
    for contact in document.metadata.contacts:
        # Only a number that stands in the document as it is: a completed extension is not a quote.
        if not contact.phone or contact.phone not in document.text:
            continue
        who = contact.who
        start = document.text.index(contact.phone)
        line_start = document.text.rfind("\n", 0, start) + 1
        line_end = document.text.find("\n", start)
        quote = document.text[line_start : line_end if line_end >= 0 else len(document.text)].strip()
        if who:
            yield Question(
                id="",
                question=f"{who} 전화번호가 어떻게 되나요?",
                answerable=True,
                facts=((contact.phone,),),
                quotes=(quote[:200],) if contact.phone in quote[:200] else (contact.phone,),
                document=document.id,
                status=Status.ANSWERED.value,
                tags=(DRAFT_TAG, "연락처"),
            )


def _question(text: str, fact: str, passage: Passage, sentence: Sentence, kind: str, also: str = "") -> Question:
    variants = (fact, also) if also and also != fact else (fact,)
    return Question(
        id="",
        question=text,
        answerable=True,
        facts=(variants,),
        quotes=(passage.sentence_text(sentence).strip(),),
        document=passage.document_id,
        status=Status.ANSWERED.value,
        tags=(DRAFT_TAG, kind),
    )
