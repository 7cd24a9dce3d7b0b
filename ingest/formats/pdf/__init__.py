"""Reads PDF files: words by their positions, tables by their ruling lines; pages without a usable text layer are named in remarks."""

from ingest.formats.pdf.read_pdf import read

__all__ = ["read"]
