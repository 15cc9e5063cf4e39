"""Referable: a practice's Markdown, facts and research become a website to refer from."""

from __future__ import annotations

__version__ = "0.1.0"

__all__ = ["__version__"]
