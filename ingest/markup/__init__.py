"""HTML as parts of a document: what the readers of saved pages, DOCX and Markdown have in common."""
