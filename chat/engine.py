"""The engine that answers every question: an open index, the models, and what officials maintain."""

from collections.abc import Sequence
from dataclasses import dataclass

from chat import answer_texts
from chat.composing.whom_to_ask import whom_to_ask
from chat.curated.answers import CuratedAnswers
from chat.operation.switch import Switch
from chat.question.cases import CaseClassifier
from chat.question.counters import CounterTable
from chat.question.message_classifier import MessageClassifier
from chat.question.personal_data import Published
from chat.reading import phrases
from chat.reading.reader import Reader
from chat.reading.scoring import Scoring, shipped
from chat.settings import AnswerSettings
from chat.writing.model import LanguageModel
from chat.writing.reading_trial import may_choose
from ingest.document import Contact
from ingest.korean import morphemes
from retriever.hit import Hit
from retriever.passage_index import PassageIndex


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything that answers a question: the settings, an open index, the classifiers of messages, the reader and its scoring, what
    officials maintain (`counters`, `curated`, `switch`), and a language model where one is set; `model_reads`: it chooses among sentences.
    """

    settings: AnswerSettings
    index: PassageIndex
    message_classifier: MessageClassifier
    reader: Reader
    scoring: Scoring
    case_classifier: CaseClassifier
    counters: CounterTable
    curated: CuratedAnswers
    switch: Switch
    model: LanguageModel | None = None
    model_reads: bool = False

    @property
    def published(self) -> Published:
        """The numbers and addresses that the documents publish: they are no personal data."""
        return Published.known_by(self.index.publishes_mark)

    def whom_to_ask(self, hits: Sequence[Hit]) -> tuple[Contact, ...]:
        """The contacts to ask about `hits` (`chat.composing.whom_to_ask`); where there are none, the counters for all other messages that have
        a telephone: nobody is left without somebody to call.
        """
        others = tuple(counter.contact for counter in self.counters.others() if counter.phone)
        return whom_to_ask(hits, self.index, self.settings) or others

    @property
    def off_notice(self) -> str:
        """The notice shown to citizens while the service is switched off, by its settings or by an official; "" while it answers."""
        state = self.switch.state()
        return "" if state.on and self.settings.enabled else state.notice or answer_texts.OFF

    @property
    def reader_version(self) -> str:
        """The version of the reader: it changes with the reader's weights, with the scoring and with the choice of words."""
        return f"{self.reader.version}-{self.scoring.version}-{phrases.version()}"

    @classmethod
    def of(cls, settings: AnswerSettings, index: PassageIndex, model: LanguageModel | None = None) -> "Engine":
        """The engine over an open index; loads the reader, the scoring, the classifiers and the analyser of Korean."""
        morphemes.load()
        message_classifier, reader = MessageClassifier(settings), Reader(settings)
        kept = CaseClassifier(settings), CounterTable(settings), CuratedAnswers(settings), Switch(settings.home)
        return cls(settings, index, message_classifier, reader, shipped(), *kept, model, may_choose(settings))

    @property
    def answers_version(self) -> str:
        """A text that changes whenever the same question may get another answer on the same day: with the index, the curated answers, the
        table of counters (as last read), and with what the language model may do.
        """
        return f"{self.index.version} {self.curated.stamp()} {self.counters.stamp()} {self.model_reads}"
