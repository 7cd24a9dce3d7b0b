"""The passages offered to a model, in the form for the model and in the form for the verifier."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chat.answer import Answer
from chat.composing.draft import CitedSpan
from chat.settings import AnswerSettings
from chat.verification.fact_match import parsed_sentences
from chat.verification.ground import Ground, ground_of
from chat.verification.sentence import SentenceVerdict, verify
from chat.writing.prompt import fitting
from ingest.document import Document, Passage
from retriever.hit import Hit
from retriever.passage_index import PassageIndex


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage offered to the model. `ground` is its form for the verifier; `vectors` are the embeddings of its sentences,
    `(n, dimension) float32`, unit rows.
    """

    passage: Passage
    document: Document
    ground: Ground
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """The check of a sentence: the verdict, and the source sentences that support it, best first (empty where none does)."""

    verdict: SentenceVerdict
    sources: tuple[CitedSpan, ...]


def offers(answer: Answer, hits: Sequence[Hit], index: PassageIndex, settings: AnswerSettings) -> tuple[Offer, ...]:
    """The passages offered for a question: those that the extractive answer cites, then the best hits, as many as fit (`prompt.fitting`)."""
    cited = [(citation.document_id, citation.start) for citation in answer.citations]
    ordered = sorted(hits, key=lambda hit: (not _holds_any(hit.passage, cited), hit.rank))
    return tuple(_offer(passage, index) for passage in fitting((hit.passage for hit in ordered), settings))


def read_ahead(given: Sequence[Offer]) -> None:
    """Parses the passages now, while the model thinks, so that the check of its first sentence need not wait for that."""
    for offer in given:
        parsed_sentences(offer.ground)


def supported(
    sentence: str, vector: NDArray[np.float32], markers: Sequence[int], given: Sequence[Offer]
) -> CheckedSentence:
    """The check of `sentence` (its embedding is `vector`) against the passages `given`: those that its `markers` cite are tried
    first, then every other one, then the cited ones together. A wrong or missing marker is put right: a sentence that a
    passage supports is true whatever number stands after it.
    """
    cited = [number - 1 for number in markers if 0 < number <= len(given)]
    failed: CheckedSentence | None = None
    for number in dict.fromkeys([*cited, *range(len(given))]):
        offer = given[number]
        verdict = verify(sentence, offer.ground, (offer.vectors @ vector).tolist())
        if verdict.supported and verdict.rows:
            return CheckedSentence(verdict, _sources(offer, verdict))
        failed = failed or CheckedSentence(verdict, ())
    if len(cited) > 1:
        joined = _joined([given[number] for number in cited])
        verdict = verify(sentence, joined.ground, (joined.vectors @ vector).tolist())
        if verdict.supported and verdict.rows:
            return CheckedSentence(verdict, _sources_of_many([given[number] for number in cited], verdict))
    return failed or CheckedSentence(SentenceVerdict((), (), 0.0), ())


def _holds_any(passage: Passage, places: Sequence[tuple[str, int]]) -> bool:
    return any(passage.document_id == name and passage.start <= at < passage.end for name, at in places)


def _offer(passage: Passage, index: PassageIndex) -> Offer:
    document = index.documents[passage.document_id]
    # Two sentences are compared here, not a question and its answer, for which the index's vectors of sentences are made.
    ground = ground_of(passage, document)
    return Offer(passage, document, ground, index.embedder.passages(ground.sentences))


def _sources(offer: Offer, verdict: SentenceVerdict) -> tuple[CitedSpan, ...]:
    spans = [offer.passage.sentences[row] for row in verdict.rows]
    return tuple(CitedSpan(offer.passage, span.start, span.end) for span in spans)


def _joined(given: Sequence[Offer]) -> Offer:
    ground = Ground(
        tuple(sentence for offer in given for sentence in offer.ground.sentences),
        " ".join(dict.fromkeys(offer.ground.around for offer in given)),
        given[0].ground.published,
    )
    return Offer(given[0].passage, given[0].document, ground, np.concatenate([offer.vectors for offer in given]))


def _sources_of_many(given: Sequence[Offer], verdict: SentenceVerdict) -> tuple[CitedSpan, ...]:
    places = [(offer.passage, span) for offer in given for span in offer.passage.sentences]
    return tuple(CitedSpan(places[row][0], places[row][1].start, places[row][1].end) for row in verdict.rows)
