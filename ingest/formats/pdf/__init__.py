"""PDF: words where they stand, tables by their ruling lines, pages without a text layer named."""

from ingest.formats.pdf.reader import read

__all__ = ["read"]
