"""Whom to call: the people and numbers of the documents' own contact lines, found by department, office or name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Contact, Document, Passage, Sentence
from ingest.morphemes import morphemes
from retriever.agencies import named_in

# Words by which a citizen asks for a contact, and words that only point at the document in hand.
_ASKS = re.compile(
    r"전화|연락|번호|문의|담당|책임자|내선|소속|물어\s*보|여쭤|누구(?:한테|에게|야|예요|인가|입니까)|(?:어느|무슨)\s*(?:부처|기관|부서|과)(?![가-힣]*서류)"
    r"|phone|call|contact|in\s+charge|tel\b",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "전화 전화번호 연락 연락처 번호 문의 문의처 담당 담당자 담당과 책임자 부서 부처 기관 소속 이름 성함 직통 내선 자료 보도자료 문서 보도 내용 관련 "
    "사람 분 과 곳 누구 어디 무엇 뭐 어느 무슨 몇 번 이 그 더 자세하 알 싶 하 되 있 물어보 묻 알리 주 좀 바로 어떻 찾 걸 통화 직원 공무원 "
    "phone number contact who what call tel the of is in charge for".split()
)
_TITLES = "과장 국장 실장 팀장 사무관 서기관 주무관 연구관 연구사 장관 차관 위원장 대변인 단장".split()


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact and the sentence or table row of its document that lists it."""

    contact: Contact
    document: Document
    passage: Passage
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ContactBook:
    """Every contact of the indexed documents, in document order.

    `public_text` is all the contact lines, so that an office's published number is not taken for personal data; it is
    looked at for each question, and made once.
    """

    listed: tuple[Listed, ...]
    public_text: str = ""

    @classmethod
    def of(cls, documents: Mapping[str, Document], passages: Sequence[Passage]) -> "ContactBook":
        """The book of an index's documents; a contact that no sentence shows is left out (it cannot be cited)."""
        by_document: dict[str, list[Passage]] = {}
        for passage in passages:
            by_document.setdefault(passage.document_id, []).append(passage)
        listed = [
            place
            for document in documents.values()
            for contact in document.metadata.contacts
            if (place := _place(contact, document, by_document.get(document.id, ()))) is not None
        ]
        lines = (place.passage.sentence_text(place.sentence) for place in listed)
        return cls(tuple(listed), "\n".join(lines))

    def asked_for(self, question: str) -> tuple[Listed, ...]:
        """The contacts that `question` asks for by name, department or office; best matches only, at most 4.

        Empty where it asks for no contact, or for that of a topic which the contact lines do not name.
        """
        rest = _content(question)
        squeezed = _squeeze(question)
        offices = frozenset(name for agency in named_in(question) for name in (*agency.names, *agency.english))
        scored = [(_match(listed.contact, squeezed, offices), listed) for listed in self.listed]
        best = max((score for score, _ in scored), default=0)
        if best < _OFFICE:
            return ()
        if best < _NAME + _ROLE and not _ASKS.search(question):
            return ()
        chosen = [listed for score, listed in scored if score == best]
        titles = [title for title in _TITLES if title in squeezed]
        if titles and not any(title in p.contact.role for p in chosen for title in titles):
            return ()
        if best < _NAME and not _covers([word for word in rest if not offices or not _in_any(word, offices)], chosen):
            return ()
        return tuple(_unique(chosen))[:4]

    def of_document(self, document_id: str, limit: int = 2) -> tuple[Contact, ...]:
        """Whom to call about a whole document: its first contacts with a telephone number."""
        contacts = (listed.contact for listed in self.listed if listed.document.id == document_id)
        return tuple(contact for contact in contacts if contact.phone)[:limit]


# What a field of a contact weighs when the question holds it: a name says most, an office alone least.
_NAME, _DEPARTMENT, _OFFICE, _ROLE = 8, 4, 2, 1


def _match(contact: Contact, squeezed: str, offices: frozenset[str]) -> int:
    score = 0
    name, department = _squeeze(contact.name), _squeeze(contact.department)
    if len(name) >= 2 and name in squeezed:
        score += _NAME
    if department and department in squeezed:
        score += _DEPARTMENT
    if contact.office and (contact.office in offices or _squeeze(contact.office) in squeezed):
        score += _OFFICE
    if score and contact.role and contact.role in squeezed:
        score += _ROLE
    return score


def _content(question: str) -> list[str]:
    """The content words of `question` that are not about contacting as such."""
    return [
        word.form
        for word in morphemes(question)
        if word.tag in ("NNG", "NNP", "SL", "XR", "SH", "NR")
        and word.form.lower() not in _GENERIC
        and word.form not in _TITLES
    ]


def _covers(words: Sequence[str], chosen: Sequence[Listed]) -> bool:
    """Whether the contacts account for the content words: another topic in the question wants another answer.

    A third may be left over: Kiwi cuts an unknown name or office to pieces.
    """
    known = [
        field
        for place in chosen
        for field in (
            place.contact.office,
            place.contact.department,
            place.contact.name,
            place.document.title,
            place.document.metadata.office,
        )
    ]
    left = [word for word in words if not _in_any(word, known)]
    return len(left) * 3 <= len(words)


def _in_any(word: str, names: Iterable[str]) -> bool:
    return any(word in _squeeze(name) for name in names)


def _place(contact: Contact, document: Document, passages: Iterable[Passage]) -> Listed | None:
    name, digits = _squeeze(contact.name), re.sub(r"\D", "", contact.phone)[-4:]
    fallback: Listed | None = None
    for passage in passages:
        for sentence in passage.sentences:
            text = _squeeze(passage.sentence_text(sentence))
            if digits in text and (name in text if name else _squeeze(contact.department) in text):
                return Listed(contact, document, passage, sentence)
            if fallback is None and (name and name in text):
                fallback = Listed(contact, document, passage, sentence)
    return fallback


def _unique(listed: Iterable[Listed]) -> list[Listed]:
    return list({(place.contact.name, place.contact.phone): place for place in listed}.values())


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
