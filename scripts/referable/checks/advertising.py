"""Whether every page of a built site shows what the practice's states want on advertising."""

from __future__ import annotations

import html
import re
from pathlib import Path

from referable.advertised import code_of_lacking, who_wants
from referable.advertising import Advertising
from referable.diagnostics import Diagnostic

__all__ = ["check_pages", "visible_text"]

_UNSEEN = re.compile(
    r"<!--.*?-->|<(script|style|template|title)\b.*?</\1\s*>|<head\b.*?</head\s*>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_FOOTER_BYTES = 16_384
_REDIRECT = re.compile(r"<meta[^>]+http-equiv=[\"']?refresh", re.IGNORECASE)


def visible_text(page: str) -> str:
    """The text of an HTML page that a reader may see, a space in place of each tag."""
    return html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", page)))


def check_pages(site: Path, required: Advertising) -> list[Diagnostic]:
    """The problems of a built site's pages.

    Args:
        site: The site's folder.
        required: What every advertisement of the practice must show.

    Returns:
        One diagnostic for each line that is missing, at the first page that lacks it. Pages that
        only lead elsewhere are left out.
    """
    missing: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        try:
            lacking = _lacking(file, required)
        except OSError:
            continue
        for line in lacking:
            missing.setdefault(line, []).append(file.relative_to(site).as_posix())
    return [_diagnostic(line, pages, required) for line, pages in missing.items()]


def _lacking(file: Path, required: Advertising) -> tuple[str, ...]:
    # The footer holds the lines on a page of ours; only a page without them is read in full.
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - _FOOTER_BYTES))
        end = stream.read().decode("utf-8", errors="replace")
    start = end.rfind("<footer")
    if start >= 0 and not required.lacking(visible_text(end[start:])):
        return ()
    page = file.read_text(encoding="utf-8", errors="replace")
    return () if _REDIRECT.search(page[:2000]) else required.lacking(visible_text(page))


def _diagnostic(line: str, pages: list[str], required: Advertising) -> Diagnostic:
    others = len(pages) - 1
    who, sources = who_wants(line, required)
    more = f" and {others} more {'page' if others == 1 else 'pages'}" if others else ""
    return Diagnostic(
        code_of_lacking(line, required),
        f"“{line}” is not on this page{more}. {who}",
        pages[0],
        fix="Keep the footer in overrides/partials/rf-footer.html, or show the line on every page."
        + (f" See {' and '.join(sources)}." if sources else ""),
    )
