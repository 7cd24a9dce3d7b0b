"""The service: the one object through which the command line, the page, the API and the evaluation ask."""

from dataclasses import dataclass, replace

from chat.answer import Answer
from chat.engine import Engine
from chat.pipeline import answer
from chat.question.emergency import Urgency
from chat.question.follow_up import Completed, complete, says_nothing_alone
from chat.question.personal_data import find_personal_data
from chat.settings import AnswerSettings
from chat.turn import Listener, no_listener
from chat.writing.model import open_model
from chat.writing.question_wording import completed
from retriever.passage_index import PassageIndex
from retriever.store import open_store


@dataclass(slots=True)
class Mureobwa:
    """Answers questions from an office's documents. Safe to call from several threads.

    `engine` is replaced as a whole when the index is renewed; a question in progress keeps the one that it began with.
    """

    engine: Engine

    @classmethod
    def open(cls, settings: AnswerSettings) -> "Mureobwa":
        """The service over the index that the settings name, with its models loaded.

        Raises:
            IndexUnusableError: there is no index, or it cannot be used with these settings.
            BadInputError: the settings name a language model that cannot be opened.
        """
        return cls(Engine.of(settings, _opened(settings), open_model(settings)))

    def renew(self) -> None:
        """Opens the index that is current now and answers from it; the loaded models are used again.

        Raises:
            IndexUnusableError: that index cannot be used; the former one goes on answering.
        """
        self.engine = replace(self.engine, index=_opened(self.engine.settings))

    @property
    def index(self) -> PassageIndex:
        """The open index."""
        return self.engine.index

    def complete(self, question: str, before: str) -> Completed:
        """`question` completed so that it can be understood without `before` (the question answered last, "" for none).

        The rules decide whether it is a follow-up; a language model, where there is one, may word it better, unless the
        question holds personal data: that is sent nowhere. A message that speaks of danger is left as typed.
        """
        if not before or self._speaks_of_danger(question, before):
            return Completed(question, question)
        read = complete(question, before)
        model = self.engine.model
        if not read.changed or model is None or find_personal_data(question):
            return read
        return Completed(completed(question, before, read.question, model), question)

    def _speaks_of_danger(self, question: str, before: str) -> bool:
        """Whether `question` speaks of danger. Where that is not sure and it says nothing alone ("그럼 어디로 가야돼"), the question before decides."""
        found = self.engine.message_classifier.of(question).emergency
        is_sure = found is not None and found.urgency is Urgency.NOW and found.sure
        if found is None or is_sure or not says_nothing_alone(question):
            return found is not None
        return self.engine.message_classifier.of(before).emergency is not None

    def ask(self, question: str, listener: Listener = no_listener, scope: str = "") -> Answer:
        """The answer to `question`, or a refusal with its status; nothing that a citizen may type raises an exception.

        `listener` is called as each step begins. `scope` is the words of a department or a topic whose documents are
        preferred; the answer says so.
        """
        return answer(question, self.engine, listener, scope)


def _opened(settings: AnswerSettings) -> PassageIndex:
    index = open_store(settings)
    # The first call gathers all numbers that the documents publish, which takes seconds: now, so that no citizen waits for it.
    index.publishes_mark("")
    return index
