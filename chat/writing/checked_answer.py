"""The model's answer, each sentence checked before it is shown; the extractive answer where the model's lacks something."""

import logging
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from chat import answer_texts
from chat.answer import Answer, Writing
from chat.composing.draft import CitedSpan, Draft
from chat.question.foreign import Language, language_of, said
from chat.reading.asked import Asked
from chat.settings import AnswerSettings
from chat.turn import Listener, SentenceWritten
from chat.verification.facts import letters_and_digits
from chat.writing.completeness import is_complete
from chat.writing.model import LanguageModel, ModelFailedError
from chat.writing.offered import Offer, offers, read_ahead, supported
from chat.writing.prompt import messages
from chat.writing.sentence_stream import Spoken, sentences
from retriever.hit import Hit
from retriever.passage_index import PassageIndex

_log = logging.getLogger(__name__)

# The most verified sentences of an answer: more would be no answer but the document itself.
_MOST_SENTENCES = 6


@dataclass(slots=True)
class _Progress:
    """What the model has written so far. Kept sentences wait until they state what was asked; from then on each is shown at once.

    `first_token` and `first_shown` are moments (`time.perf_counter`), `checking` the longest check of one sentence (seconds).
    """

    draft: Draft
    kept: list[tuple[str, tuple[CitedSpan, ...]]] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    written: int = 0
    shown: int = 0
    first_token: float = 0.0
    first_shown: float = 0.0
    checking: float = 0.0

    @property
    def text(self) -> str:
        """The kept sentences without markers."""
        return " ".join(text for text, _ in self.kept)

    @property
    def sources(self) -> list[CitedSpan]:
        """The sources of all kept sentences."""
        return [source for _, sources in self.kept for source in sources]


def checked_answer(
    extractive: Answer, question: str, asked: Asked, hits: Sequence[Hit], index: PassageIndex, settings: AnswerSettings,
    model: LanguageModel, listener: Listener,
) -> Answer:  # fmt: skip
    """The answer in the model's words, where its sources support them and they state all that `extractive` does; else `extractive`.

    `question` is the question as read. The listener is called with a `SentenceWritten` for each sentence that stays in the answer.
    """
    given = offers(extractive, hits, index, settings)
    progress = _Progress(Draft(index.documents))
    started = time.perf_counter()
    language = language_of(question)
    prompt = messages(question, [(o.passage, o.document) for o in given], language.name if language else "한국어")
    failed = False
    # The passages are analysed while the model thinks, so that its first sentence need not wait for that.
    threading.Thread(target=read_ahead, args=(given,), daemon=True).start()
    try:
        with closing(model.stream(prompt)) as pieces:
            for spoken in sentences(_timed(pieces, progress)):
                _take(spoken, progress, given, index)
                if progress.shown or is_complete(progress.text, progress.sources, extractive, asked):
                    _show(progress, extractive, listener)
                if len(progress.kept) == _MOST_SENTENCES:
                    break
    except ModelFailedError as error:
        _log.warning("%s", error)
        failed = True  # what was verified before it broke off is still true
    except Exception:  # a model's text may be anything; whatever it breaks, the citizen gets the extractive answer
        _log.exception("checking a model's answer failed")
        failed = True
    used = progress.shown > 0
    outcome = "used" if used else "failed" if failed or not progress.written else "replaced"
    report = Writing(
        outcome, progress.written, len(progress.kept), tuple(progress.dropped),
        _ms(started, progress.first_token), _ms(started, progress.first_shown), progress.checking * 1000,
    )  # fmt: skip
    if not used:
        return replace(extractive, writing=report)
    return replace(_told(progress, extractive), notes=_notes(extractive, progress, language), writing=report)


def _timed(pieces: Iterable[str], progress: _Progress) -> Iterator[str]:
    for piece in pieces:
        progress.first_token = progress.first_token or time.perf_counter()
        yield piece


def _take(spoken: Spoken, progress: _Progress, given: Sequence[Offer], index: PassageIndex) -> None:
    """Checks the sentence and keeps it, or drops it with the reason. A sentence that was kept before is ignored."""
    if any(letters_and_digits(spoken.text) == letters_and_digits(text) for text, _ in progress.kept):
        return
    progress.written += 1
    started = time.perf_counter()
    vector = index.embedder.passages([spoken.text])[0]
    found = supported(spoken.text, vector, spoken.markers, given)
    progress.checking = max(progress.checking, time.perf_counter() - started)
    if found.sources:
        progress.kept.append((spoken.text, found.sources))
    else:
        why = ", ".join(f"{kind} {words}".strip() for kind, words in found.verdict.faults)
        progress.dropped.append((spoken.text, why))


def _show(progress: _Progress, extractive: Answer, listener: Listener) -> None:
    marked = tuple(extractive.text[start:end] for start, end in extractive.marks)
    for text, sources in progress.kept[progress.shown :]:
        start = len(progress.draft.text)
        progress.draft.say(text, sources, marked)
        progress.first_shown = progress.first_shown or time.perf_counter()
        progress.shown += 1
        listener(SentenceWritten(_told(progress, extractive), start))


def _told(progress: _Progress, extractive: Answer) -> Answer:
    """The answer in the model's words, up to the last sentence shown."""
    draft = progress.draft
    return replace(extractive, text=draft.text, citations=tuple(draft.citations), marks=tuple(draft.marks), notes=())


def _notes(extractive: Answer, progress: _Progress, language: Language | None) -> tuple[str, ...]:
    """The notes of the answer: the extractive answer's, the Korean words (for a question in another language), and what was checked."""
    notes = [*extractive.notes]
    if language and progress.draft.citations:
        notes.append(language.say("quote", quote=" ".join(progress.draft.citations[0].quote.split())))
    notes.append(said(answer_texts.CHECKED, language, written=progress.written, kept=progress.shown))
    return tuple(notes)


def _ms(started: float, moment: float) -> float:
    return (moment - started) * 1000 if moment else 0.0
