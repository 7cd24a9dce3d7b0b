"""What all doors share: answers made and kept, limits, sites, accounts, and what goes wrong said in one way."""
