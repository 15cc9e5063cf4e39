"""Starting a practice's own site: questions, answers, and what is written from them."""
