"""The ground that a claim is verified against: a passage's sentences, and the words around them."""

from dataclasses import dataclass
from functools import cached_property

from chat.verification.facts import letters_and_digits
from ingest.document import Document, Passage, Sentence
from ingest.korean.years import years_in


@dataclass(frozen=True)
class Ground:
    """One passage as the verifier reads it.

    `sentences` are its sentences, each with the labels that belong to it; `around` is its document's title and office and its
    heading path; `published` is the day of publication ("" where unknown): a year that a sentence leaves out may stand there.
    """

    sentences: tuple[str, ...]
    around: str = ""
    published: str = ""

    @cached_property
    def squeezed(self) -> str:
        """All words as letters and digits only: the text in which names and quotes are looked for."""
        return letters_and_digits(" ".join((self.around, *self.sentences)))

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that a date without one may belong to."""
        said = " ".join((self.around, self.published, *self.sentences))
        return years_in(said)


def ground_of(passage: Passage, document: Document) -> Ground:
    """`passage` of `document` as the verifier reads it; sentence i is `passage.sentences[i]`."""
    published = document.metadata.published
    return Ground(
        tuple(_words(passage, sentence) for sentence in passage.sentences),
        " ".join((document.title, document.metadata.office, *passage.heading)),
        published.isoformat() if published else "",
    )


def _words(passage: Passage, sentence: Sentence) -> str:
    """The sentence after its context; each table cell that has a unit is added again with its labels and its unit."""
    text = passage.sentence_text(sentence)
    figures = [
        f"{' '.join((*cell.row, *cell.column))} {value}{cell.unit}"
        for cell in sentence.cells
        if cell.unit and (value := passage.cell_text(cell))
    ]
    return " ".join(" ".join((sentence.context, text, *figures)).split())
