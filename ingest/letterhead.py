"""Lines above the title of a document: the kind of a release, the number of a notice."""

import re

RELEASE = r"(?:보\s*도|참\s*고|설\s*명|해\s*명|동\s*정|정\s*책\s*설\s*명|보도\s*(?:참고|설명|해명))\s*자\s*료"
"""The pattern of what a release is called: 보도자료, 참고자료, 보도설명자료."""
NOTICE = "공고|고시|훈령|예규|지침|지시"
"""The alternatives of what a numbered notice or rule is called."""
NOTICE_NUMBER = r"\s*제?\s*(?P<number>\d[\d\-]*)\s*호"
"""The pattern of its number: 제2026-47호."""
_LETTERHEAD = re.compile(rf"^[\[<(]?\s*{RELEASE}\s*[\])>]?$|^.{{2,30}}(?:{NOTICE}){NOTICE_NUMBER}$")


def is_letterhead(words: str) -> bool:
    """Whether `words` are such a line and nothing else."""
    return bool(_LETTERHEAD.match(words))
