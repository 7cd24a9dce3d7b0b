"""Questions on documents of public repositories: the questions are ours and lie here, the documents are only referred to."""
