"""The slow step of a run: asks every question of a set and writes each answer into the run folder as it comes."""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import chat
import ingest
import retriever
from chat.answer import Answer, Citation
from chat.desk.answer_json import to_json
from chat.service import Mureobwa
from chat.settings import AnswerSettings
from eval.gold import QuoteFinder, Span
from eval.question import BadSetError, Question, QuestionSet
from eval.run_folder import QUESTIONS, Context, Record, ResolvedQuestion, RunInfo, append, begin, passage_key
from ingest.document import Document
from retriever.passage_index import PassageIndex, all_passages
from retriever.search import search

DEPTH = 10
"""Hits kept for each question: the deepest cut-off of the ranking figures."""

_AROUND = 120
"""Characters shown on each side of a quote in the report."""

AskProgress = Callable[[int, int], None]
"""Called with (questions done, all questions)."""
StageProgress = Callable[[str, int, int], None]
"""Called with (stage in Korean, done, all)."""


def run_questions(
    questions: QuestionSet, service: Mureobwa, folder: Path, progress: AskProgress, limit: int = 0
) -> RunInfo:
    """Ask every question of the set (the first `limit`, 0: all) and write the run folder; goes on where it stopped.

    Raises:
        BadSetError: the set contradicts the indexed documents; nothing was asked.
    """
    index = service.index
    chosen = questions.questions[:limit] if limit else questions.questions
    asked = resolve(questions.name, chosen, index)
    info = run_info(questions.name, questions.sha256, QUESTIONS, limit, service.engine.settings, index.version)
    done = begin(folder, info, asked)
    progress(len(done), len(asked))
    for count, one in enumerate(asked, start=1):
        if one.question.id not in done:
            append(folder, ask_one(one.question, service))
        progress(count, len(asked))
    return info


def run_info(name: str, sha256: str, kind: str, limit: int, settings: AnswerSettings, index_version: str) -> RunInfo:
    """The description of what the run is made with. Folders and databases are left out, since they do not change the result."""
    kept = settings.model_dump(mode="json", exclude={"home", "index"})
    return RunInfo(name, sha256, kind, limit, index_version, kept, code_mark())


@cache
def code_mark() -> str:
    """Twelve hex digits over all files of the packages that answer: answers of another version are never taken for this one's."""
    digest = hashlib.sha256()
    for package in (ingest, retriever, chat):
        for folder in package.__path__:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def resolve(name: str, questions: Sequence[Question], index: PassageIndex) -> tuple[ResolvedQuestion, ...]:
    """The questions with their gold places in the index.

    Raises:
        BadSetError: a document or a quote is not in the index; all such problems are listed.
    """
    finder = QuoteFinder({document.id: document.text for document in index.documents.values()})
    if problems := finder.check(questions):
        raise BadSetError(name, problems)
    passages = by_document(Span(passage.document_id, passage.start, passage.end) for passage in all_passages(index))
    return tuple(_resolve(question, finder, index, passages) for question in questions)


def _resolve(
    question: Question, finder: QuoteFinder, index: PassageIndex, passages: Mapping[str, Sequence[Span]]
) -> ResolvedQuestion:
    places = [finder.spans(quote, question.document) for quote in question.quotes]
    gold = tuple(dict.fromkeys(span for spans in places for span in spans))
    relevant = relevant_passages(gold, passages)
    contexts = tuple(_context(index.documents[spans[0].document], spans[0].start, spans[0].end) for spans in places)
    return ResolvedQuestion(question, gold, relevant, (), contexts)


def by_document(passages: Iterable[Span]) -> Mapping[str, Sequence[Span]]:
    """Document id -> its spans among `passages`, in order."""
    found: dict[str, list[Span]] = {}
    for passage in passages:
        found.setdefault(passage.document, []).append(passage)
    return found


def relevant_passages(gold: Sequence[Span], passages: Mapping[str, Sequence[Span]]) -> Mapping[str, int]:
    """Key of each passage that holds a gold span (`Span.contains`) -> grade 1. Where no passage has half of a gold span,
    the one with most of it counts: no splitting makes a question unfindable.
    """
    found: dict[str, int] = {}
    for span in gold:
        near = passages.get(span.document, ())
        holding = [passage for passage in near if passage.contains(span)]
        if not holding:
            holding = [max(near, key=span.shared, default=span)]
        found |= {passage_key(one.document, one.start, one.end): 1 for one in holding if one.shared(span) > 0}
    return found


def ask_one(question: Question, service: Mureobwa) -> Record:
    """The record of one question. An exception is recorded as its error, and counted; the run goes on."""
    begun = time.perf_counter()
    try:
        answer = service.ask(question.question)
        elapsed = (time.perf_counter() - begun) * 1000
        return _record(question, answer, service.index, elapsed)
    except Exception as error:  # one broken question must not lose the others
        elapsed = (time.perf_counter() - begun) * 1000
        return Record(question.id, error=f"{type(error).__name__}: {error}", elapsed_ms=round(elapsed, 1))


def _record(question: Question, answer: Answer, index: PassageIndex, elapsed_ms: float) -> Record:
    # A question refused before the search has no hits: what the search finds still says whether the retriever knew.
    hits = answer.hits or (tuple(search(index, question.question, DEPTH)) if question.answerable else ())
    return Record(
        id=question.id,
        answer=to_json(answer),
        evidence=round(answer.chance, 4),
        ranking=tuple(passage_key(hit.passage.document_id, hit.passage.start, hit.passage.end) for hit in hits[:DEPTH]),
        verbatim=tuple(_verbatim(citation, index.documents) for citation in answer.citations),
        contexts=tuple(
            _context(index.documents[citation.document_id], citation.start, citation.end)
            for citation in answer.citations
            if citation.document_id in index.documents
        ),
        elapsed_ms=round(elapsed_ms, 1),
    )


def _verbatim(citation: Citation, documents: Mapping[str, Document]) -> bool:
    document = documents.get(citation.document_id)
    return document is not None and document.text[citation.start : citation.end] == citation.quote


def _context(document: Document, start: int, end: int) -> Context:
    text = document.text
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Context(document.id, start, before, text[start:end], after)


def default_folder(home: Path, name: str, info: RunInfo) -> Path:
    """The run folder where none is named: the same set over the same index, settings and programs gets the same folder."""
    made_with = hashlib.sha256(repr((sorted(info.settings.items()), info.code)).encode()).hexdigest()[:6]
    limit = f"-{info.limit}" if info.limit else ""
    return home / "eval" / f"{name}-{info.index_version[:12]}-{made_with}{limit}"
