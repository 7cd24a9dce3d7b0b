"""Questions in other languages: the language of a question, decided by its script without a model, and the service's sentences in it."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from importlib.resources import files

from chat import answer_texts


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code (BCP 47), its Korean name, and the sentences shown in it around the documents' Korean words (`foreign.tsv`)."""

    code: str
    name: str
    sentences: Mapping[str, str]

    def say(self, name: str, /, **values: object) -> str:
        """The sentence `name` of `foreign.tsv` with its placeholders filled with `values`."""
        return self.sentences[name].format(**values)

    def instead_of(self, korean: str) -> str:
        """The translation of `korean` where it is one of the service's own sentences (`_NAMES`); otherwise `korean` itself."""
        name = _NAMES.get(korean)
        return self.sentences[name] if name else korean


def said(korean: str, language: Language | None, /, **values: object) -> str:
    """The service's own sentence `korean` (one of `_NAMES`) in `language`, None for Korean, its placeholders filled with `values`; a sentence that has
    fewer placeholders leaves some out.
    """
    return language.say(_NAMES[korean], **values) if language else korean.format(**values)


def either(names: Sequence[str], language: Language | None) -> str:
    """`names`, of which one is meant, as one text in `language`, None for Korean: "119 또는 112", "119 or 112"."""
    if language is None:
        return answer_texts.EITHER.join(names)
    return reduce(lambda one, other: language.say("either", one=one, other=other), names)


_NAMES = {
    answer_texts.OFF: "off",
    answer_texts.TOO_COSTLY: "too_costly",
    answer_texts.OWN_RECORD: "own_record",
    answer_texts.COUNTER: "counter",
    answer_texts.SMALL_TALK: "small_talk",
    answer_texts.THANKS: "thanks",
    answer_texts.ABOUT_BOT: "about_bot",
    answer_texts.NOISE: "noise",
    answer_texts.BLOCKED: "blocked",
    answer_texts.EMERGENCY_BESIDE: "beside",
    answer_texts.TOO_LONG: "too_long",
    answer_texts.PERSONAL_DATA: "personal_data",
    answer_texts.NO_EVIDENCE: "no_evidence",
    answer_texts.RELATED: "related",
    answer_texts.NEAREST: "nearest",
    answer_texts.ASK_OFFICE: "contact",
    answer_texts.ASK_AGAIN: "ask_again",
    answer_texts.ASK_OTHERWISE: "ask_otherwise",
    answer_texts.SOME_OFFICE: "some_office",
    answer_texts.MISSING_PART: "missing",
    answer_texts.YEAR_MEANT: "year_meant",
    answer_texts.SCOPE: "scope",
    answer_texts.CHECKED: "checked",
}
"""The names in `foreign.tsv` of the service's own sentences."""
KOREAN = "ko"


def _read() -> dict[str, dict[str, str]]:
    lines = files(__package__).joinpath("foreign.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    said: dict[str, dict[str, str]] = {}
    for row in rows:
        name = row.pop("name")
        for code, sentence in row.items():
            said.setdefault(code, {})[name] = sentence
    return said


_SAID = _read()
ENGLISH, _JAPANESE, _CHINESE, _VIETNAMESE, _RUSSIAN, _THAI = (
    Language(code, name, _SAID[code])
    for code, name in (
        ("en", "영어"), ("ja", "일본어"), ("zh", "중국어"), ("vi", "베트남어"), ("ru", "러시아어"), ("th", "태국어"),
    )
)  # fmt: skip

# The first script that a question holds decides its language; Japanese before Chinese, since Japanese uses both scripts.
_BY_SCRIPT = (
    (re.compile(r"[぀-ヿ]"), _JAPANESE),
    (re.compile(r"[一-鿿]"), _CHINESE),
    (re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE), _VIETNAMESE),
    (re.compile(r"[Ѐ-ӿ]"), _RUSSIAN),
    (re.compile(r"[฀-๿]"), _THAI),
    (re.compile(r"[A-Za-z]{2}"), ENGLISH),
)


# Korean inside a text in another language: what stands between quotation marks, else from the first Hangul to the last without foreign letters between.
_KOREAN_RUN = re.compile(r"(?<=“)[^“”]*[가-힣][^“”]*(?=”)|[가-힣](?:[^A-Za-zÀ-ỹЀ-ӿ฀-๿぀-ヿ一-鿿“”\[\]]*[가-힣])?")


def korean_runs(text: str) -> list[tuple[int, int]]:
    """(start, end) of each run of Korean words in a `text` in another language; a page marks these runs as Korean, to be read out so."""
    return [run.span() for run in _KOREAN_RUN.finditer(text)]


def language_of(question: str) -> Language | None:
    """The language of `question`; None for Korean (any Hangul) and for what has no letters."""
    if re.search(r"[가-힣ㄱ-ㅣ]", question):
        return None
    return next((language for script, language in _BY_SCRIPT if script.search(question)), None)
