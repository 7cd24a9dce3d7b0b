"""Finds the closing part of a document: whom to contact, the licence, the date, the signature."""

import re
from collections.abc import Sequence

from ingest.blocks import Block, Heading, Note, PageStart, Paragraph, Table
from ingest.contacts import contacts_of
from ingest.labels import answer_mark
from ingest.lines import ends_sentence

_MAX_LINE = 200  # characters of a line that says whom to contact
_MAX_SIGNATURE = 30  # characters of a line that may be a date or a signature
_ASKING = re.compile(
    r"^[※*\[(<□○▪·\-\s]*(?:문\s?의|연\s?락\s?처|담\s?당|책임자|☎|☏|전화|상담|콜센터|(?:기타|그\s?밖의?|더|보다)?\s*(?:자세한|상세한|궁금한))"
)
_INVITING = re.compile(
    r"(?:자세한|상세한|자세히|더욱|추가).{0,60}(?:문의|연락)|(?:문의|연락)\s?(?:하여|해)?\s?(?:주시기|바랍|주십|하시기)|공공누리"
)
_INVITING_REACH = 400  # characters
_LICENCE = re.compile(r"공공누리|자유이용허락|저작권")
_ABOUT_ASKING = re.compile(r"문\s?의|연락|담당|상담|전화|접수|창구")


def closing_from(text: str, blocks: Sequence[Block]) -> int:
    """The index of the first block of the document's closing part; `len(blocks)` where there is none.

    The part begins with a block at the left edge that says whom to contact; further contacts, the licence, the date and the
    signature follow up to the end. There is no such part where no heading stands above it, or where the last heading is
    about contacts itself: the blocks then belong to that heading.
    """
    first = len(blocks)
    for index in range(len(blocks) - 1, 0, -1):
        block = blocks[index]
        if isinstance(block, PageStart):
            continue
        if isinstance(block, Heading) or not _is_outer(text, block) or isinstance(blocks[index - 1], Heading):
            break
        if _says_whom_to_ask(text, block):
            first = index
        elif not _is_signature(text, block):
            break
    heading = next((block for block in reversed(blocks[:first]) if isinstance(block, Heading)), None)
    return len(blocks) if heading is None or _ABOUT_ASKING.search(heading.title) else first


def invites_questions(words: str) -> bool:
    """Whether the first `words` of a paragraph ask readers to call or state the licence, which closes a release wherever it stands."""
    return bool(_INVITING.search(words[:_INVITING_REACH]))


def _is_outer(text: str, block: Block) -> bool:
    """Whether `block` is a paragraph, a table or a note that begins at the left edge of its line (tabs do not count)."""
    return not text[text.rfind("\n", 0, block.start) + 1 : block.start].strip("\t") and isinstance(
        block, Paragraph | Table | Note
    )


def _says_whom_to_ask(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    if isinstance(block, Table):
        return bool(_ASKING.match(words) and contacts_of(text, [block]))
    if len(words) > _MAX_LINE or answer_mark(words):
        return False
    return bool(_ASKING.match(words)) or (not ends_sentence(words) and bool(contacts_of(text, [block])))


def _is_signature(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    return isinstance(block, Paragraph) and (
        bool(_LICENCE.search(words)) or (len(words) <= _MAX_SIGNATURE and not ends_sentence(words))
    )
