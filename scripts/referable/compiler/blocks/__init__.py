"""Renderers of the directives, grouped by what they show."""
