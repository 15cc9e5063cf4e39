"""Research: the BibTeX library and what is read from it."""
