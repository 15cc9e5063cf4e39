"""Checks of the sources and of the built site; one subject each."""
