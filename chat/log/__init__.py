"""The log of questions and answers: what is kept of them, where, and for how long."""
