"""The step of the pipeline that gives the curated answer to a question, where there is a valid one."""

import datetime as dt
from collections.abc import Mapping, Sequence

from chat import answer_texts
from chat.answer import Answer, Confirmed, Status
from chat.curated.basis import BasisState, citations, state_of
from chat.curated.book import CuratedBook
from chat.curated.entry import Curated
from chat.curated.match import Matcher
from chat.settings import AnswerSettings
from ingest.document import Document
from retriever.embed import load_built_in
from retriever.storage import FileStamp


class CuratedAnswers:
    """The curated answers of an office, and the matcher that finds the one for a question. Safe to call from several threads."""

    def __init__(self, settings: AnswerSettings) -> None:
        """The matcher uses the built-in encoder, whatever model the office has set: its threshold was fitted with that encoder.

        Raises:
            BadInputError: the file is damaged. Damage that comes later leaves the entries read before.
        """
        self.book = CuratedBook(settings.home)
        self.book.all()
        self.matcher = Matcher(load_built_in(settings))

    def stamp(self) -> FileStamp | None:
        """A value that changes whenever an official changes an entry."""
        return self.book.stamp()

    def valid(self, day: dt.date, documents: Mapping[str, Document]) -> Sequence[Curated]:
        """The entries that are valid on `day`, without those whose quoted words are in no document any more."""
        entries = [entry for entry in self.book.all().values() if entry.is_valid_on(day)]
        return [entry for entry in entries if state_of(entry, documents) is not BasisState.GONE]

    def answer(self, question: str, as_read: str, day: dt.date, documents: Mapping[str, Document]) -> Answer | None:
        """The answer to `question`; None where no entry matches surely enough. `as_read` is the question with key slips and spelling put right."""
        entries = [entry for entry in self.book.all().values() if entry.is_valid_on(day)]
        # As `valid`, but only the documents of the entry chosen are looked up: they may lie in a database.
        while (entry := self.matcher.best(as_read, entries)) and (
            state := state_of(entry, documents)
        ) is BasisState.GONE:
            entries.remove(entry)
        if entry is None:
            return None
        changed = state is BasisState.CHANGED
        return Answer(
            question,
            Status.CURATED,
            entry.text,
            citations=citations(entry.basis, documents),
            notes=(answer_texts.BASIS_CHANGED,) if changed else (),
            confirmed=Confirmed(entry.department, entry.author, entry.confirmed),
        )
