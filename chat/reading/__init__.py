"""What a question asks for, and the words of a sentence that answer it; no language model."""
