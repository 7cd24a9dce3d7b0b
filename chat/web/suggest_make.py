"""Candidate questions from what a document states: a date, an amount, a count, a name in charge."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chat.question.follow_up import NAMELESS
from chat.reading.spans import TypedSpan, typed_spans
from chat.reading.types import HOLLOW, AnswerType, head_types
from ingest.document import Document, Passage
from ingest.korean import particles
from ingest.korean.morphemes import PAST
from ingest.korean.time_words import YEAR_WORDS
from ingest.korean.units import of_kinds
from ingest.korean.words import Word, is_noun, words
from retriever.passage_index import PassageIndex

_BRACKETS = re.compile(r"\([^()]*\)")
# A noun phrase that reads well in a question: words of letters and digits, nothing cut out of the middle of a clause.
_PLAIN = re.compile(r"[가-힣A-Za-z0-9·\-]+")
# A name in quotation marks right before a phrase.
_QUOTED = re.compile(r"['‘“\"「『]([^'‘’“”\"「」『』]+)['’”\"」』]\s*$")
_MIN_CHARS, _MAX_CHARS = 5, 26
_MAX_WORDS = 5
# Units to ask about. Not people (명) and cases (건): too often they do not count the noun before them.
_COUNTED = re.compile(of_kinds("thing", "place", "firm", "school", "household", "times"))
# Words that only limit what follows: a question that begins with one sounds cut off.
_LIMITING = (
    frozenset("기존 전국 약 총 최대 최소 해당 각 각종 등 및 당초 위 이상 이하 주요 관련 동 본".split())
    | YEAR_WORDS.keys()
)


@dataclass(frozen=True, slots=True)
class QuestionCandidate:
    """A question, the words that should answer it and where they stand (the span of their sentence)."""

    question: str
    answer: str
    document_id: str
    start: int
    end: int
    kind: AnswerType


def candidates(document: Document, index: PassageIndex) -> Iterator[QuestionCandidate]:
    """Questions that `document` may answer, in document order, none twice."""
    seen: set[str] = set()
    for candidate in (*_of_contacts(document, index), *_of_sentences(document, index)):
        if candidate.question not in seen:
            seen.add(candidate.question)
            yield candidate


def _of_sentences(document: Document, index: PassageIndex) -> Iterator[QuestionCandidate]:
    for passage in _passages(document, index):
        for sentence in passage.sentences:
            text = passage.sentence_text(sentence)
            if sentence.cells or not 15 <= len(text) <= 220:
                continue
            bare = " ".join(_BRACKETS.sub("", text).split())
            for question, span in _questions(bare):
                answer = bare[span.start : span.end]
                yield QuestionCandidate(question, answer, document.id, sentence.start, sentence.end, span.kind)


def _of_contacts(document: Document, index: PassageIndex) -> Iterator[QuestionCandidate]:
    passages = _passages(document, index)
    for contact in document.metadata.contacts:
        if not (contact.department and contact.phone):
            continue
        for passage in passages:
            if contact.phone in passage.text:
                question = f"{contact.place} 전화번호는 무엇인가요?"
                yield QuestionCandidate(
                    question, contact.phone, document.id, passage.start, passage.end, AnswerType.PHONE
                )
                break


def _passages(document: Document, index: PassageIndex) -> Sequence[Passage]:
    return index.passages_of(document.id)


def _questions(text: str) -> Iterator[tuple[str, TypedSpan]]:
    found = words(text)
    for span in typed_spans(text):
        inside = [i for i, word in enumerate(found) if word.start < span.end and span.start < word.end]
        if not inside:
            continue
        question = ""
        if span.kind is AnswerType.DATE:
            question = _when(text, found, inside[0], inside[-1], text[span.start : span.end])
        elif span.kind in (AnswerType.MONEY, AnswerType.COUNT, AnswerType.PERCENT):
            question = _how_much(text, found, inside[0], span)
        if question:
            yield question, span


def _when(text: str, found: Sequence[Word], first: int, last: int, date: str) -> str:
    """The question for a date: "운전면허증을 1월 27일부터 발급하고" gives "운전면허증은 언제부터 발급하나요?"; "" where the clause has another shape."""
    named = next((k for k in range(first - 1, -1, -1) if found[k].particle in ("을", "은", "이")), None)
    if named is None or first - named > 2 or any(found[k].link for k in range(named, first)):
        return ""
    topic = _phrase(text, found, named)
    action = next((k for k in range(last + 1, min(last + 4, len(found))) if found[k].predicate), None)
    if not topic or action is None or any(found[k].particle for k in range(last + 1, action)):
        return ""
    done = _asked_verb(found[action], found[named].particle == "을")
    before = " ".join(text[found[k].start : found[k].end] for k in range(last + 1, action))
    if not done or (before and not re.fullmatch(r"[가-힣A-Za-z ]+", before)):
        return ""
    edge = next((edge for edge in ("부터", "까지") if date.endswith(edge) or edge in found[last].particles), "")
    return f"{particles.topic(topic)} 언제{edge} {before + ' ' if before else ''}{done}?"


def _asked_verb(word: Word, active: bool) -> str:
    """The predicate as a polite question: "발급하고" "발급하나요", "완료됐다" "완료됐나요"; "" for other shapes."""
    forms = [(m.form, m.tag) for m in word.morphemes]
    for (noun, tag), (verb, verb_tag) in itertools.pairwise(forms):
        if tag.startswith("NNG") and verb_tag.startswith("XSV") and verb in ("하", "되"):
            past = any(t == "EP" and f in PAST for f, t in forms)
            ending = {"하": ("하나요", "했나요"), "되": ("되나요", "됐나요")}[
                "하" if active and verb == "하" else verb
            ][past]
            return noun + ending
    return ""


def _how_much(text: str, found: Sequence[Word], first: int, span: TypedSpan) -> str:
    """The question for a figure: "교육 콘텐츠 60종" gives "교육 콘텐츠는 몇 종인가요?"; "" where no plain noun phrase stands before the figure."""
    if first == 0 or found[first].start != span.start or found[first - 1].predicate:
        return ""
    topic = _phrase(text, found, first - 1)
    if not topic:
        return ""
    if span.kind is AnswerType.MONEY:
        return f"{particles.topic(topic)} 얼마인가요?" if AnswerType.MONEY in head_types(topic.split()[-1]) else ""
    if span.kind is AnswerType.PERCENT:
        return f"{particles.topic(topic)} 몇 %인가요?"
    unit = span.unit.lstrip("여만천백억")
    return f"{particles.topic(topic)} 몇 {unit}인가요?" if _COUNTED.fullmatch(unit) else ""


def _phrase(text: str, found: Sequence[Word], last: int) -> str:
    """The noun phrase that ends at word `last`, its particle left off; "" where it would not read well alone."""
    nouns = [m for m in found[last].morphemes if is_noun(m)]
    if not nouns or found[last].predicate:
        return ""
    end, start = nouns[-1].end, found[last].start
    low = last
    while low > 0 and last - low < _MAX_WORDS - 1:
        word = found[low - 1]
        if word.particle not in ("", "의") or word.predicate or not _PLAIN.fullmatch(text[word.start : word.end]):
            break
        low -= 1
        start = word.start
    phrase = text[start:end]
    named = _QUOTED.search(text[:start])
    if named:
        phrase = f"{named[1]} {phrase}"
    elif low > 0 and _belongs(text, found[low - 1]):
        return ""
    words_of_it = phrase.split()
    plain = all(_PLAIN.fullmatch(word) for word in words_of_it)
    hollow = {m.form for word in found[low : last + 1] for m in word.morphemes} & (HOLLOW - {"전", "중"})
    if (
        not plain
        or hollow
        or (
            not named
            and all(m.form in NAMELESS for word in found[low : last + 1] for m in word.morphemes if is_noun(m))
        )
        or words_of_it[0] in _LIMITING
        or any(c.isdigit() for c in phrase)
        or len(words_of_it) < 2
        or not _MIN_CHARS <= len(phrase) <= _MAX_CHARS
    ):
        return ""
    return phrase


def _belongs(text: str, word: Word) -> bool:
    """Whether `word`, left out before a noun phrase, is a part of it: without it the phrase names something else ("15~29세 청년 실업률"), or
    nothing ("이를 확인할 수 있는 자료 사본").
    """
    if word.link == "ETM":
        return True
    bare = (
        word.particle in ("", "의") and not word.predicate and not text[word.start : word.end].endswith((",", ";", ":"))
    )
    return bare and any(is_noun(m) for m in word.morphemes)
