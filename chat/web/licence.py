"""공공누리 (Korea Open Government Licence): the line that names a document's source as its licence asks.

https://www.kogl.or.kr/info/license.do (types 1 to 4; type 0 asks for nothing). The wording is that of the guide to naming the source.
"""

import re

from ingest.document import Document
from ingest.korean.particles import objective

_KOGL = re.compile(r"공공누리\s*(?:제?\s*([0-4])\s*유형)?")
_MAY_NOT = {
    "2": "상업적으로 이용할 수 없습니다",
    "3": "내용을 바꿀 수 없습니다",
    "4": "상업적으로 이용하거나 내용을 바꿀 수 없습니다",
}


def source_line(document: Document) -> str:
    """The line that names the source of `document`, in Korean; "" where the document is not under 공공누리 or does not say who published it."""
    found = _KOGL.search(document.metadata.licence)
    office, written = document.metadata.office, document.metadata.published
    if not found or not office or found[1] == "0":
        return ""
    kind = f"공공누리 제{found[1]}유형으로" if found[1] else "공공누리로"
    year = f" {written.year}년" if written else ""
    limit = f" {_MAY_NOT[found[1]]}." if found[1] in _MAY_NOT else ""
    return (
        f"이 글은 {office}에서{year} 작성하여 {kind} 개방한 {objective(f'‘{document.title}’')} 이용한 것입니다.{limit}"
    )
