"""Refusals: why there is no answer, and what came nearest."""

from collections.abc import Iterator, Sequence
from itertools import islice

from chat import answer_texts
from chat.answer import Answer, Status
from chat.composing.whom_to_ask import ask_office, contacts_of
from chat.question.foreign import language_of, said
from ingest.document import Contact
from ingest.korean.agencies import named_in
from ingest.korean.particles import topic
from ingest.korean.words import is_noun, words
from retriever.articles import article_of
from retriever.hit import Hit
from retriever.passage_index import PassageIndex
from retriever.query import Query
from retriever.searched import squeezed, squeezed_document
from retriever.tokens import MOST_WORDS

# A document with at least this many articles is a law or a rule; one with fewer only quotes them.
_A_LAW = 3


def no_evidence(
    question: str, query: Query, hits: Sequence[Hit], index: PassageIndex, contacts: tuple[Contact, ...]
) -> Answer:
    """The refusal for a question (`question` as typed, `query` as read) that the documents do not answer; it names the nearest documents, and
    `contacts` to call.
    """
    language = language_of(query.text)
    text = said(answer_texts.NO_EVIDENCE, language, asked=as_asked(question))
    text += ask_office(contacts, language, answer_texts.ASK_AGAIN)
    unknown = tuple(unknown_names(query.text, hits, index))
    titles = " / ".join(dict.fromkeys(index.documents[hit.passage.document_id].title for hit in hits[:3]))
    nearest = (said(answer_texts.NEAREST, language, titles=titles),) if titles else ()
    notes = (*query.notes, *unknown, *nearest)
    return Answer(question, Status.NO_EVIDENCE, text, notes=notes, contacts=contacts)


def no_such_article(
    question: str, query: Query, hits: Sequence[Hit], index: PassageIndex, contacts: tuple[Contact, ...]
) -> Answer | None:
    """The refusal where the question asks for an article by its number and the document meant lacks it; None where the document may hold it.

    The document meant is the one that the question names or, where it names none, the one found first. An article counts as held where the document
    only mentions it: a document may quote another's article. Whom to call is told by that document, else by `contacts`.
    """
    found = next((hit.passage.document_id for hit in hits[:1]), "")
    name = query.law or found
    own = {article_of(passage.heading) for passage in index.passages_of(name)} - {""} if query.articles else set()
    if len(own) < _A_LAW:
        return None
    document = index.documents[name]
    text = squeezed_document(document)
    if any(article.name in own or article.name in text for article in query.articles):
        return None
    refusal = answer_texts.NO_ARTICLE.format(
        article=topic(", ".join(article.name for article in query.articles)), title=document.title
    )
    contacts = contacts_of(name, index) or contacts
    return Answer(question, Status.NO_EVIDENCE, refusal + ask_office(contacts, None), contacts=contacts)


def unknown_names(question: str, hits: Sequence[Hit], index: PassageIndex) -> Iterator[str]:
    """A sentence for each name in the question (of an office, of a person) that none of the documents found holds. None for a question in
    another language.
    """
    if language_of(question):
        return
    found = [index.documents[name] for name in dict.fromkeys(hit.passage.document_id for hit in hits)]
    texts = [squeezed_document(document) for document in found]
    for word in islice(words(question), MOST_WORDS):
        nouns = [m for m in word.morphemes if is_noun(m)]
        if not nouns:
            continue
        name = question[word.start : nouns[-1].end]
        agencies = named_in(name)
        if not agencies and not any(m.tag == "NNP" or not m.known for m in nouns):
            continue
        names = {squeezed(name), *(squeezed(other) for agency in agencies for other in agency.names)}
        if texts and not any(one in text for one in names for text in texts):
            yield answer_texts.UNKNOWN_NAME.format(name=topic(f"‘{name}’"))


def as_asked(question: str) -> str:
    """The question between quotation marks, cut where it is long."""
    return f"‘{_shortened(question.rstrip('?？. '), 60)}’"


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
