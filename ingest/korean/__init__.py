"""Knowledge of Korean: its words, numbers, dates, names and signs, as any text may hold them."""
