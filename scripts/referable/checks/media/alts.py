"""Pictures in Markdown without words for people who cannot see them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from referable.diagnostics import Diagnostic
from referable.photos import Photo, Photos, Who

__all__ = ["MARK", "find_silent_pictures", "is_declared"]

MARK = b"![]("
"""What a page without any of them does not contain."""
_PICTURE = re.compile(r"!\[[ \t]*\]\(\s*(?:<([^>\n]+)>|([^\s)]+))")
_SHOWN = re.compile(r"!\[(?:[^\[\]\n])*\]\(\s*(?:<([^>\n]+)>|([^\s)]+))")
_HIDDEN = re.compile(
    r"^(?P<marks>[ ]{0,3}(?:`{3,}|~{3,}))[^\n]*\n.*?(?:^(?P=marks)[^\n]*$|\Z)"
    r"|(?P<tick>`+)[^`\n]+(?P=tick)|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL,
)


def find_silent_pictures(
    text: str, path: str, docs_dir: str, photos: Photos | None
) -> Iterator[Diagnostic]:
    """Pictures that neither the page nor photos.yml describes.

    Args:
        text: A page’s Markdown.
        path: Its path in the project.
        docs_dir: Folder of the pages.
        photos: The entries of photos.yml, if they can be read.

    Source: WCAG 2.2, success criterion 1.1.1.
    """
    plain = _HIDDEN.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    for match in _PICTURE.finditer(plain):
        target = match[1] or match[2]
        entry = _entry(target, path, docs_dir, photos)
        if entry is not None and entry.alt:
            continue
        line = plain.count("\n", 0, match.start()) + 1
        column = match.start() - (plain.rfind("\n", 0, match.start()) + 1) + 1
        yield Diagnostic(
            "photo-alt",
            f"Nothing says what “{unquote(target)}” shows.",
            path,
            line,
            column,
            "Write it between the brackets: ![Treatment table by a window](…), or give the photo "
            "an `alt:` in photos.yml.",
            len(match[0]) + 1,
        )


def is_declared(found: Diagnostic, line: str, docs_dir: str, photos: Photos) -> bool:
    """Whether words about a picture concern one that photos.yml declares.

    Args:
        found: A `phi-image` diagnostic of a page.
        line: The line it stands in.
        docs_dir: Folder of the pages.
        photos: The entries of photos.yml.
    """
    for match in _SHOWN.finditer(line):
        if match.start() < (found.column or 0) <= match.end() + 1:
            entry = _entry(match[1] or match[2], found.path, docs_dir, photos)
            return entry is not None and entry.who is not Who.NONE
    return False


def _entry(target: str, path: str, docs_dir: str, photos: Photos | None) -> Photo | None:
    folder = posixpath.dirname(path.removeprefix(f"{docs_dir}/"))
    file = posixpath.normpath(posixpath.join(folder, unquote(target)))
    return photos.entry_for(file) if photos is not None else None
