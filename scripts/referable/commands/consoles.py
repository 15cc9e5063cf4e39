"""Consoles that are not UTF-8: nothing that is said may end in a traceback."""

from __future__ import annotations

import codecs
import io
import os
import sys

__all__ = ["in_plain_letters", "prepare_streams"]

_PLAIN = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "−": "-",
    "→": "->", "≥": ">=", "≤": "<=", "≠": "!=", "×": "x", "·": "-", "•": "*", "\u00a0": " ",
}  # fmt: skip
_HANDLER = "referable-plain"


def in_plain_letters(text: str) -> str:
    """Text in ASCII: typography as typewriters write it, a question mark for anything else."""
    plain = "".join(_PLAIN.get(char, char) for char in text)
    return plain.encode("ascii", "replace").decode("ascii")


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    # What stands in must be ASCII, or the console could not take it either.
    return in_plain_letters(error.object[error.start : error.end]), error.end


def prepare_streams() -> None:
    """Let output be UTF-8 where a program or file takes it, and plain where a console cannot.

    A pipe or file on Windows would get the console's old encoding, and `--format json` with it. A
    console, or an encoding somebody asked for (PYTHONIOENCODING), is kept; what it cannot show is
    written in plain letters.
    """
    codecs.register_error(_HANDLER, _replace)
    asked = "PYTHONIOENCODING" in os.environ
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue  # a test's or an editor's own
        if stream.encoding.lower().replace("-", "").replace("_", "") == "utf8":
            continue
        if asked or stream.isatty():
            stream.reconfigure(errors=_HANDLER)
        else:
            stream.reconfigure(encoding="utf-8")
