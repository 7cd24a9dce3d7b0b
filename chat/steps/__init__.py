"""The steps of a question, which `chat.pipeline` lists: each takes the state of the question and gives it back with one more thing known."""
