"""A sentence as the verifier reads it: its facts, its content words and the borders between its statements."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chat.verification.facts import Fact, facts
from chat.verification.plain import plain
from ingest.morphemes import Morpheme, morphemes

# Verbs and nouns that carry no content of their own, or that a writer adds when wording an answer.
_EMPTY = frozenset(
    "하 되 이 있 없 않 같 위하 대하 통하 의하 따르 관하 받 주 보 가 오 나 들 드리 드 밝히 알 말 것 수 등 및 때 중 바 데 점 경우 내용 관련 대상 기준 "
    "이번 해당 다음 아래 문서 자료 안내 답변 질문 약 총 각 모두 함께 또한 그리고 이상 이하 미만 초과 이내 최대 최소 부터 까지 동안 이후 이전 가능 "
    "기간 예정 계획 정도 우리 저희 그 저 년 월 일 시 원 명 개 곳 건 회 차 번 가지 합니다 이루 지 만 억 조 천 백".split()
)
_KEPT = ("NNG", "NNP", "XR", "SL", "SH", "W_", "MM")
_VERB = ("VV", "VA")
_CONNECTIVE = frozenset({"고", "며", "으며", "면서", "지만", "나", "으나", "는데", "ᆫ데", "은데", "거나"})
_ORGANISATION = re.compile(
    r"(?:부|처|청|원|과|실|국|단|공사|공단|재단|센터|위원회|협회|진흥원|시|도|군|구|읍|면|대학교|대학|은행|병원|학교|본부|사업소|도서관|보건소)$"
)
_PUNCTUATION = re.compile(r"(?<!\d)[,;/·](?!\d)|,(?=\s)|[;\t|]|\s-\s|→")


@dataclass(frozen=True, slots=True)
class Word:
    """A content morpheme and its place in `Line.text`. `name`: a proper name or an office's name."""

    form: str
    tag: str
    start: int
    end: int
    name: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. All places are offsets in `text`, which is `plain(sentence)`."""

    text: str
    facts: tuple[Fact, ...]
    words: tuple[Word, ...]
    borders: tuple[int, ...]
    morphemes: tuple[Morpheme, ...]

    @property
    def forms(self) -> frozenset[str]:
        """The forms of its content words."""
        return frozenset(word.form for word in self.words)


@lru_cache(maxsize=4096)
def line(sentence: str, short_dates: bool = False) -> Line:
    """`sentence`, read."""
    text = plain(sentence, short_dates)
    found = morphemes(text)
    told = facts(sentence, short_dates)
    placed = [fact for fact in told if fact.end]
    words = tuple(
        word
        for word in _words(found)
        if not any(fact.start < word.end and word.start < fact.end for fact in placed)
    )
    borders = {m.end for m in found if m.tag == "EC" and m.form in _CONNECTIVE}
    borders |= {m.start() for m in _PUNCTUATION.finditer(text)}
    return Line(text, told, (*words, *_offices(found, text)), tuple(sorted(borders)), found)


def _words(found: Iterable[Morpheme]) -> Iterable[Word]:
    for m in found:
        verb = m.tag.startswith(_VERB)
        if (verb or m.tag.startswith(_KEPT)) and m.form not in _EMPTY:
            form = m.form.lower() + ("다" if verb else "")
            yield Word(form, m.tag, m.start, m.end, m.tag in ("NNP", "SL"))


def _offices(found: tuple[Morpheme, ...], text: str) -> list[Word]:
    """Runs of nouns without a space that end like an office or a place ("고용노동부", "가평군")."""
    runs: list[list[int]] = []
    for m in found:
        if not m.tag.startswith(("NN", "XSN", "XPN", "SL")):
            continue
        if runs and runs[-1][1] == m.start:
            runs[-1][1] = m.end
        else:
            runs.append([m.start, m.end])
    return [
        Word(text[start:end], "OFFICE", start, end, True)
        for start, end in runs
        if end - start >= 3 and _ORGANISATION.search(text[start:end])
    ]
