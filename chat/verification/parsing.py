"""A sentence as the verifier reads it: its facts, its content words and the borders between its statements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from chat.reading.spans import typed_spans
from chat.reading.types import AnswerType
from chat.verification.facts import Fact, facts
from chat.verification.predicate import Predicate, predicate_of, supposing
from ingest.korean.connectives import JOINING, written
from ingest.korean.fact_text import fact_text
from ingest.korean.limit_words import LimitPlace, limit_names
from ingest.korean.morphemes import PAST, Morpheme, morphemes
from ingest.korean.offices import DEPARTMENT, ESTABLISHMENT, OFFICE, REGION, SURELY_OFFICE
from ingest.korean.people import TITLES, alternatives
from ingest.korean.time_words import YEAR_WORDS

# Verbs and nouns that carry no content of their own, or that a writer adds when wording an answer.
_EMPTY = frozenset(
    "하 되 이 있 없 않 같 위하 대하 통하 의하 따르 관하 받 주 보 가 오 나 들 드리 드 밝히 알 말 것 수 등 및 때 중 바 데 점 경우 내용 관련 대상 기준 "
    "이번 해당 다음 아래 문서 자료 안내 답변 질문 약 총 각 모두 함께 또한 그리고 최대 최소 동안 가능 "
    "기간 예정 계획 정도 우리 저희 그 저 이루 맡 담당 월 연 매월 매년 매주 연간 월간 대비 동기".split()
) | frozenset((*YEAR_WORDS, *limit_names(LimitPlace.BEHIND_FIGURE, LimitPlace.BEHIND_TIME)))
_KEPT = ("NNG", "NNP", "NR", "XR", "SL", "SH", "W_", "MM")
_VERB = ("VV", "VA")
_ORGANISATION = re.compile(rf"(?:{OFFICE}|{ESTABLISHMENT}|{DEPARTMENT}|{REGION}|회|읍|면|대학|병원|학교|조합)$")
# The titles of persons that may follow a section's name; not these, for "출석과 출석위원" is no section and its member.
_PERSONS_TITLE = alternatives(TITLES - {"위원", "선수", "후보", "대리", "씨", "차장"})
_SURELY_ORGANISATION = re.compile(rf"(?:{SURELY_OFFICE})$")
# The name of a section, in which 과 is no particle: "문화관광과 윤가람 과장", "문화관광과가".
_SECTION = re.compile(
    rf"(?<![가-힣])[가-힣·]{{2,}}[과팀](?=\s[가-힣]{{2,4}}\s?(?:{_PERSONS_TITLE})|[가는의](?:\s|$)|에서|\()"
)
_PUNCTUATION = re.compile(r"(?<!\d)[,;](?!\d)|,(?=\s)|[;\t|※]|\s[-/]\s|→")


# "시행한다고 14일 밝혔다": the time of the report says nothing of the time of what is reported.
_REPORTED = re.compile(
    r"(?:다|라)(?P<report>고)\s(?:[^,]{0,20}\s)?(?:밝혔|밝힌|전했|말했|설명했|발표했|강조했|당부했|덧붙였)"
)
# A title that stands right after a name without a space is part of another word ("노상주차장").
_TITLE = re.compile(alternatives(TITLES))
CONNECTED = re.compile(rf"(?:{written(JOINING)})\s*$")
"""Whether a text ends in a connective."""


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A content morpheme and its place in `ParsedSentence.text`; or a whole name, with tag "PERSON" or "OFFICE".

    `name`: the word is a name, which a source must hold. `verbal`: a noun that 하다/되다 makes a verb of ("시작" in "시작한다").
    """

    form: str
    tag: str
    start: int
    end: int
    name: bool = False
    verbal: bool = False


@dataclass(frozen=True, eq=False)
class ParsedSentence:
    """A sentence, parsed. All places are offsets in `text`, which is `fact_text(sentence)`; `borders` are those at which its statements end.

    Two instances are equal only where they are one object: `parsed` returns the same object for the same words.
    """

    text: str
    facts: tuple[Fact, ...]
    words: tuple[ContentWord, ...]
    borders: tuple[int, ...]
    morphemes: tuple[Morpheme, ...]

    @cached_property
    def statements(self) -> tuple["Clause", ...]:
        """The statements of the sentence: its pieces between the borders."""
        edges = [0, *self.borders, len(self.text)]
        return tuple(_piece(self, a, b) for a, b in pairwise(edges) if b > a)

    @cached_property
    def predications(self) -> tuple["Clause", ...]:
        """The statements that have a predicate; a piece without one ("서울, 부산") is joined to the next."""
        edges = [0]
        for piece_end in (*self.borders, len(self.text)):
            if piece_end == len(self.text) or CONNECTED.search(self.text[edges[-1] : piece_end]):
                edges.append(piece_end)
        return tuple(_piece(self, a, b) for a, b in pairwise(edges) if b > a)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms of its content words."""
        return frozenset(word.form for word in self.words)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence: its text, its content words and facts (`forms`), and its predicate.

    `past`: a verb in it is in the past; `finite`: it holds an ending that closes a sentence.
    `subject` is its last noun with 이 or 가, "" where there is none.
    `topic` are the words up to its first subject, topic or receiver, as written; `rest` are its nouns and facts after that.
    """

    text: str
    forms: frozenset[str]
    topic: frozenset[str]
    rest: frozenset[str]
    names: frozenset[str]
    past: bool
    finite: bool
    facts: tuple[Fact, ...]
    subject: str
    predicate: Predicate | None


# A word with the particle of a subject, topic or receiver; the group `word` is the word without the particle.
_TOPIC = re.compile(r"(?P<word>[가-힣a-z0-9·]+?)(?:에게는|에게|에는|께서는|께서|은|는|이|가)$")


def _topic(text: str, first: bool, particles: frozenset[int], nouns: frozenset[int]) -> tuple[frozenset[str], int]:
    """The words (as written, without particle) up to the first subject, topic or receiver, and where they end.

    In a line without any ("한빛 자료 구축") the first word is the topic, if `first`: the piece begins the line. `particles` are
    the offsets where particles begin (the 이 of 맞벌이 is none), `nouns` those where nouns end: a word with another particle
    or an ending ("자전거를", "적발된") is no part of the topic.
    """
    seen: list[str] = []
    for match in re.finditer(r"\S+", text):
        word = match[0].strip("()[]'\"‘’“”,.-○ㅇ□■*→①②③④⑤")
        start = match.start() + match[0].index(word)
        marked = _TOPIC.fullmatch(word)
        if marked and start + marked.end("word") not in particles:
            marked = None
        bare = marked["word"] if marked else word
        if start + len(bare) in nouns:
            seen.append(bare)
        if marked:
            return frozenset(one for one in seen if len(one) > 1 and one not in _EMPTY), match.end()
    return (frozenset(seen[:1]) if first and seen and len(seen[0]) > 1 else frozenset()), 0


def _piece(read: ParsedSentence, start: int, end: int) -> Clause:
    words = [w for w in read.words if start <= w.start < end]
    fact_forms = [(f.start, f.words.replace(" ", "")) for f in read.facts if f.end and start <= f.start < end]
    reported = _REPORTED.search(read.text, start, end)
    inside = [m for m in read.morphemes if start <= m.start < (reported.start("report") if reported else end)]
    particles = frozenset(m.start - start for m in inside if m.tag.startswith("J"))
    nouns = frozenset(m.end - start for m in inside if m.tag.startswith(("N", "XSN", "XR", "W_", "SL", "SN")))
    topic, until = _topic(read.text[start:end], start == 0, particles, nouns)
    mark = start + until
    return Clause(
        read.text[start:end],
        frozenset([w.form for w in words] + [form for _, form in fact_forms]),
        topic,
        frozenset(
            [w.form for w in words if w.start >= mark and not w.verbal and not w.tag.startswith(_VERB)]
            + [form for at, form in fact_forms if at > mark]
        ),
        frozenset(w.form for w in words if w.name),
        any(a.tag == "EP" and a.form in PAST and not supposing(b) and b.tag != "ETM" for a, b in pairwise(inside)),
        any(m.tag == "EF" for m in inside),
        tuple(f for f in read.facts if f.end and start <= f.start < end),
        next((a.form for a, b in reversed(list(pairwise(inside))) if b.tag == "JKS" and a.tag.startswith("NN")), ""),
        predicate_of(inside),
    )


@lru_cache(maxsize=8192)
def parsed(sentence: str, short_dates: bool = False) -> ParsedSentence:
    """`sentence`, parsed; with `short_dates`, "7.28." is read as a date."""
    return _parsed(fact_text(sentence, short_dates), facts(sentence, short_dates))


@lru_cache(maxsize=8192)
def _parsed(text: str, facts_in_text: tuple[Fact, ...]) -> ParsedSentence:
    found = morphemes(text)
    placed = [fact for fact in facts_in_text if fact.end]
    words = tuple(
        word for word in _words(found) if not any(fact.start < word.end and word.start < fact.end for fact in placed)
    )
    borders = {m.end for m in found if m.tag == "EC" and m.form in JOINING}
    borders |= {m.start() for m in _PUNCTUATION.finditer(text)}
    return ParsedSentence(
        text, facts_in_text, (*words, *_offices(found, text), *_persons(found, text)), tuple(sorted(borders)), found
    )


def _words(found: tuple[Morpheme, ...]) -> Iterator[ContentWord]:
    for i, m in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        verb = m.tag.startswith(_VERB)
        if (verb or m.tag.startswith(_KEPT)) and m.form not in _EMPTY:
            form = m.form.lower() + ("다" if verb else "")
            verbal = following is not None and following.tag.startswith("XSV")
            yield ContentWord(form, m.tag, m.start, m.end, m.tag in ("NNP", "SL"), verbal)


def _persons(found: tuple[Morpheme, ...], text: str) -> list[ContentWord]:
    particles = {m.end for m in found if m.tag.startswith("J")}
    return [
        ContentWord(text[s.start : s.end], "PERSON", s.start, s.end, True)
        for s in typed_spans(text)
        if s.kind is AnswerType.PERSON and s.end not in particles and not _TITLE.match(text, s.end)
    ]


def _offices(found: tuple[Morpheme, ...], text: str) -> list[ContentWord]:
    """The names of offices and places as words: runs of nouns without a space that end like one ("고용노동부", "가평군")."""
    runs: list[list[int]] = []
    for m in found:
        if not m.tag.startswith(("NN", "XSN", "XPN", "SL")):
            continue
        if runs and runs[-1][1] == m.start:
            runs[-1][1] = m.end
        else:
            runs.append([m.start, m.end])
    sections = [m.span() for m in _SECTION.finditer(text)]
    places = [(a, b) for a, b in runs if b - a >= 3 and _ORGANISATION.search(text[a:b])]
    places = [p for p in places if not any(a < p[1] and p[0] < b for a, b in sections)]
    return [
        ContentWord(text[a:b], "OFFICE", a, b, (a, b) in sections or bool(_SURELY_ORGANISATION.search(text[a:b])))
        for a, b in sorted([*sections, *places])
    ]
