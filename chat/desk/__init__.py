"""What all doors share: answers made and kept, limits, sites, what is written down of answers, and what goes wrong said in one way."""
