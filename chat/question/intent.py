"""What kind of message came in, before anything is searched: a question, small talk, noise, or an order to the bot.

Every rule is about how people talk to a service window, none about what the documents say.
"""

import re
from enum import StrEnum

from ingest.korean.interrogatives import INTERROGATIVES
from ingest.korean.letters import unspaced
from ingest.korean.morphemes import Morpheme, morphemes


class Intent(StrEnum):
    """What the message wants of the service."""

    QUESTION = "question"
    SMALL_TALK = "small_talk"
    THANKS = "thanks"
    ABOUT_BOT = "about_bot"
    NOISE = "noise"
    COMMAND = "command"


def intent_of(text: str) -> Intent:
    """The intent of `text`; `Intent.QUESTION` wherever no rule is sure.

    An order to the bot goes before every other intent: a question added to it does not make it harmless.
    """
    if is_command(text):
        return Intent.COMMAND
    words = morphemes(text)
    content = [word for word in words if _is_content(word)]
    if _is_noise(text, content):
        return Intent.NOISE
    if all(_is_social(word) for word in content) and (not _ASKS_ON.search(text) or _has_social(text)):
        return Intent.THANKS if any(word.form.lower() in _THANKING for word in content) else Intent.SMALL_TALK
    if _is_about_bot(words, content):
        return Intent.ABOUT_BOT
    return Intent.QUESTION


# --- orders to the bot -----------------------------------------------------------------------------------------

_WHOSE = (
    r"(?:이전|앞선|앞의|앞에|위의|위에|기존|지금까지|여태|모든|전부|시스템|너의|네가|니가|너한테|당신의|내부|숨겨진|초기|원래|"
    r"previous|prior|earlier|above|all|your|system|initial|hidden)"
)
_ORDERS = r"(?:지시|지침|명령|규칙|프롬프트|설정|제한|제약|안전\s*장치|instructions?|rules?|prompts?|guidelines?|restrictions?)"
_OVERRIDE = r"(?:무시|잊|따르지|버리|버려|해제|삭제|지우|지워|무효|우회)"
# "신호 지시를 무시하면 벌금은?" asks about a rule of traffic: a verb in a condition is no order to the bot.
_NOT_A_CONDITION = r"(?!\s*(?:하|되|할|한|했|당|으|은|을)?(?:면|경우|때|는\s*경우|사람|자는|운전))"

_COMMANDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WHOSE}.{{0,14}}{_ORDERS}.{{0,8}}{_OVERRIDE}{_NOT_A_CONDITION}",
        rf"(?:ignore|disregard|forget|override|bypass)\b.{{0,24}}\b{_ORDERS}",
        rf"{_WHOSE}\s*.{{0,8}}(?:프롬프트|지시문|지침|명령어).{{0,14}}(?:보여|알려|출력|공개|말해|복사|뭐|무엇)",
        r"(?:system|hidden|initial)\s*prompt|시스템\s*프롬프트|프롬프트를?\s*(?:보여|출력|공개)",
        r"(?:개발자|관리자|디버그|루트|탈옥)\s*(?:모드|권한)|developer\s*mode|jail\s*break|\bDAN\b",
        r"(?:지금|이제|앞으로|오늘)\s*부터\s*(?:너|넌|당신|챗봇|말투|모든\s*답|대답)",
        r"(?:너는|넌|당신은)\s*(?:이제|지금|앞으로).{0,24}(?:이야|야|이다|다|처럼|역할|행동)",
        r"(?:인\s*척|처럼)\s*(?:행동|대답|말)\s*해|역할극|\b(?:act|pretend)\s+(?:as|to\s+be)\b|you\s+are\s+now\b",
        r"(?<!뭐)(?<!무엇)(?:이?라고만?)\s*(?:답|대답|말|출력)\s*(?:해\s*(?:줘|주세요|봐)?|하세요|하라|해라|하십시오)\s*[.!]*$",
        r"(?:무조건|반드시)\s*.{0,24}(?:답|대답|말|출력)\s*(?:해\s*(?:줘|주세요)?|하세요|하라|해라|하십시오)\s*[.!]*$",
        r"<\s*/?\s*(?:script|iframe|img|svg)\b|\bdrop\s+table\b|\bunion\s+select\b|\{\{.*\}\}|\brm\s+-rf\b|\$\{jndi:",
        r"(?:api|비밀|접속)\s*(?:key|키|암호|비밀번호).{0,10}(?:보여|알려|출력|말해|공개|내놔)|\bapi[_ ]?key\b",
    )
)


def is_command(text: str) -> bool:
    """Whether `text` orders the bot to be something else, to drop its rules, to show its prompt or keys, or to answer in given words, or holds
    code (HTML, SQL, templates).
    """
    return any(pattern.search(text) for pattern in _COMMANDS)


# --- noise and small talk ----------------------------------------------------------------------------------------

_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")


def _is_noise(text: str, content: list[Morpheme]) -> bool:
    squeezed = unspaced(text).lower()
    letters = [letter for letter in squeezed if letter.isalpha() and not "ㄱ" <= letter <= "ㆎ"]
    if not letters or (len(set(letters)) == 1 and len(letters) > 2):
        return True
    # A run of letters along one row of the keyboard ("asdf", "qwer"), typed once or repeatedly, is no word.
    if re.fullmatch(r"[a-zㄱ-ㅣ]+", squeezed) and any(
        squeezed[:length] in row and not squeezed.replace(squeezed[:length], "").strip(row)
        for row in _KEY_ROWS
        for length in (4, 5, 6)
        if len(squeezed) >= length
    ):
        return True
    if re.search("[a-z]", squeezed) and not re.search("[가-힣]", text) and not _could_be_words(text):
        return True
    return not content and not _has_social(text)


_VOWEL = re.compile(r"[aeiouy]")
# No word of a European language has five consonants in a row, a q without u, one letter three times in a row, or three consonants at its
# beginning and no vowel after them.
_UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|q(?!u)|(.)\1\1|^[bcdfghjklmnpqrstvwxz]{3,}[^aeiouy]*$")


def _could_be_words(text: str) -> bool:
    """Whether more than half of the words in Latin letters look like words; short words and words in ALL CAPS always do."""
    tokens = re.findall(r"[A-Za-z]+", text)
    return sum(not could_be_word(token) for token in tokens) * 2 < len(tokens)


def could_be_word(token: str) -> bool:
    """Whether a run of Latin letters looks like a word; a short one and one in ALL CAPS always does."""
    if len(token) <= 3 or token.isupper():
        return True
    return bool(_VOWEL.search(token.lower())) and not _UNSPEAKABLE.search(token.lower())


# Tags that carry meaning: nouns, pronouns, numbers, verbs, adjectives, roots, foreign words, Chinese characters, adverbs, interjections, and
# web addresses and the like (W_).
_CONTENT_TAGS = ("NNG", "NNP", "NR", "NP", "SN", "VV", "VA", "XR", "SL", "SH", "MAG", "IC", "W_")
_SOCIAL = frozenset(
    "안녕 하이 헬로 방가 반갑 반가 감사 고맙 고마워 땡큐 수고 고생 미안 죄송 괜찮 좋 최고 굿 짱 네 예 응 아니 아니요 "
    "그래 오케이 알 알겠 잘 또 보 가 있 계시 지내 오늘 아침 저녁 점심 밤 하루 정말 진짜 너무 매우 참 친절 도움 되 하 "
    "많이 많 다음 이만 덕분 해결 즐겁 행복 보내 힘내 날 인사 저희 제 저 것 거 때 수 분 바이 여보세요 저기 저기요 심심 ㅎㅇ ㄱㅅ ㅂㅂ hi hello hey thanks thank you bye ok okay good".split()
)
_SOCIAL_CORE = frozenset(
    "안녕 하이 헬로 방가 반갑 반가 감사 고맙 고마워 땡큐 수고 고생 미안 죄송 최고 굿 짱 오케이 바이 여보세요 심심 "
    "hi hello hey thanks thank bye ok okay".split()
)
_ASKS_ON = re.compile(
    r"(?:하나요|되나요|합니까|됩니까)\s*\?*$|(?:해|돼|되)요?\s*\?+$|(?:은|는|도|까지|에)(?:요?\s*\?+|\s*(?:해|돼|되)요?)$"
)
"""The end of a question that goes on from the one before ("저도 되나요?", "점심에도 하나요?", "밤에도 돼?", "오늘은?")."""
_THANKING = frozenset("감사 고맙 고마워 땡큐 수고 고생 덕분 ㄱㅅ ㅂㅂ 바이 thanks thank bye".split())


def _is_content(word: Morpheme) -> bool:
    return (
        word.tag.startswith(_CONTENT_TAGS) or word.form in INTERROGATIVES
    )  # 몇 of "몇 명?" determines a counting word


def _is_social(word: Morpheme) -> bool:
    return word.form.lower() in _SOCIAL


def _has_social(text: str) -> bool:
    return any(word.form.lower() in _SOCIAL_CORE for word in morphemes(text))


# --- about the bot -------------------------------------------------------------------------------------------------

_BOT = frozenset("너 니 네 당신 자네 챗봇 봇 인공지능 ai bot you".split())
_ABOUT_BOT = _BOT | frozenset(
    "이름 누구 누가 뭐 무엇 사람 로봇 기계 나이 살 몇 하 할 수 있 일 역할 기능 만들 무슨 어떤 소개 자기 좋아하 애인 결혼 "
    "친구 밥 먹 자 자신 대하 정체 진짜 정말 되 who are what your name can do".split()
)


def _is_about_bot(words: tuple[Morpheme, ...], content: list[Morpheme]) -> bool:
    forms = [word.form.lower() for word in content]
    addressed = any(word.form.lower() in _BOT and word.tag in ("NP", "NNG", "NNP", "SL", "IC", "MM") for word in words)
    introduces = {"자기", "소개"} <= set(forms)
    return (addressed or introduces) and all(form in _ABOUT_BOT or form in _SOCIAL for form in forms)
