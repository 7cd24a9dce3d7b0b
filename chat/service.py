"""The one object that every door (command line, page, API, evaluation) asks."""

from dataclasses import dataclass

from chat.answer import Answer
from chat.office import Office
from chat.pipeline import answer
from chat.question.follow_up import Completed, complete
from chat.question.personal_data import find_personal_data
from chat.settings import AnswerSettings
from chat.turn import Listener, no_listener
from chat.writing.model import open_model
from chat.writing.rewrite import rewritten
from retriever.passage_index import PassageIndex
from retriever.store import open_store


@dataclass(slots=True)
class Mureobwa:
    """An office's documents, open for questions. Safe to call from several threads.

    `office` is replaced as a whole when the index is renewed: a question under way goes on with the one it began with.
    """

    office: Office

    @classmethod
    def open(cls, settings: AnswerSettings) -> "Mureobwa":
        """The index that the settings name, loaded with its models.

        Raises:
            IndexUnusableError: there is no index, or it cannot be used with these settings.
            BadInputError: the settings name a language model that cannot be opened.
        """
        return cls(Office.of(settings, _opened(settings), open_model(settings)))

    def renew(self) -> None:
        """Go on with the index that is current by now.

        Raises:
            IndexUnusableError: it cannot be used; the former one goes on answering.
        """
        self.office = self.office.over(_opened(self.office.settings))

    @property
    def index(self) -> PassageIndex:
        """The open index."""
        return self.office.index

    def complete(self, question: str, before: str) -> Completed:
        """`question` as it can stand alone after `before` (the question answered last, "" for none).

        The rules say whether it is a follow-up; a language model, where there is one, may word it better, unless the
        question holds personal data: that goes nowhere. A word of danger stands alone.
        """
        if not before or self.office.message_classifier.of(question).emergency:
            return Completed(question, question)
        read = complete(question, before)
        model = self.office.model
        if not read.changed or model is None or find_personal_data(question):
            return read
        return Completed(rewritten(question, [before], model, lambda _, __: read.question), question)

    def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
        """The answer, a refusal with its status, never an exception for what a citizen may type.

        `listener` is told of each step as it begins. `scope` are words of a department or a topic whose documents
        are preferred; the answer says so.
        """
        return answer(question, self.office, listener, scope)


def _opened(settings: AnswerSettings) -> PassageIndex:
    index = open_store(settings)
    index.publishes_mark(
        ""
    )  # a folder gathers what its documents publish at the first call: no citizen should wait for it
    return index
