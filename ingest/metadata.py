"""What a document says of itself: title, office, dates, people, licence."""

from collections.abc import Sequence

from ingest.blocks import Block
from ingest.document import Metadata


def metadata_of(text: str, blocks: Sequence[Block]) -> Metadata:
    """The metadata told in the text."""
    return Metadata()


def title_of(text: str, blocks: Sequence[Block]) -> str:
    """The title told in the text, or ""."""
    return ""
