"""The nouns of the text checks: kinds of source and findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "SourceKind"]


class SourceKind(StrEnum):
    """What a text is; it decides what is read as prose, as fields and as bibliography."""

    MARKDOWN = "markdown"
    YAML = "yaml"
    BIBTEX = "bibtex"
    CSV = "csv"
    TEXT = "text"
    FILENAME = "filename"
    """The text is one path relative to the project."""
    REPLY = "reply"
    """A review reply or a social post, before it is posted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may identify a patient, at a span of the reading.

    Attributes:
        code: A code of `referable.rules.safety`.
        start: Offset of the first character in the reading.
        end: Offset after the last one.
        what: What it is, in a few words that fit after "This is".
        clue: The words nearby that tie it to a patient; never private themselves.
        certain: Whether it is tied to a patient; otherwise a person must look.
        fix: What to write instead; the code's usual advice when empty.
        secret: Whether the span must be masked in messages.
    """

    code: str
    start: int
    end: int
    what: str
    clue: str = ""
    certain: bool = True
    fix: str = ""
    secret: bool = True
