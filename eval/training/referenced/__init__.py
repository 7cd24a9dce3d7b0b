"""Questions on public documents that lie in public repositories: the questions are ours and lie here, the documents by reference."""
