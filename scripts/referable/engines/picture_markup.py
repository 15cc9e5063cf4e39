"""Pictures in a finished page: which it shows, and their copies offered in their place.

Works on the HTML that an engine wrote, so that Markdown, raw HTML, blocks and templates are all
served, and both engines alike.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from referable.checks.media.responsive import Picture

__all__ = ["Place", "Shown", "linked_files", "offer_copies", "shown_files"]

_ATTRIBUTES = r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*"
# Pictures in scripts, templates and code are no pictures of the page.
_IMG = re.compile(
    r"<!--.*?-->|<(?P<skip>script|style|textarea|template|svg|xmp)\b.*?</(?P=skip)\s*>"
    rf"|<(?P<picture>picture)\b.*?</picture\s*>|<img\b(?P<attributes>{_ATTRIBUTES})>",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN_IMG = re.compile(rf"<img\b(?P<attributes>{_ATTRIBUTES})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_HREF = re.compile(r"<a\b[^>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_PIXELS = re.compile(r"\s*(\d+)(?:px)?\s*\Z")
_ABOVE_THE_FOLD = 900
"""Characters of text before a picture that still lets it stand on the first screen."""
_IN_TEXT = "(min-width: 46rem) 42rem, calc(100vw - 2rem)"
_IN_HEADER = "12rem"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands in the site.

    Attributes:
        path: The page's file below the site's root.
        site_url: The site's address, or an empty string.
    """

    path: str
    site_url: str = ""

    def file(self, address: str) -> str | None:
        """The file below the site's root that an address names; None for other hosts' files."""
        address = address.strip()
        root = self.site_url.rstrip("/")
        if root and address.startswith(f"{root}/"):
            return posixpath.normpath(unquote(urlsplit(address[len(root) + 1 :]).path))
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        path = unquote(parts.path)
        if path.startswith("/"):
            prefix = urlsplit(self.site_url).path.rstrip("/") if self.site_url else ""
            if not path.startswith(f"{prefix}/"):
                return None
            return posixpath.normpath(path[len(prefix) + 1 :])
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that pages show.

    Attributes:
        picture: Its measures and copies.
        alt: What it shows, from photos.yml; used where a page says nothing.
        replaced: Whether the file at its own address is the copy that every browser can show.
    """

    picture: Picture
    alt: str = ""
    replaced: bool = False


def shown_files(text: str, place: Place) -> Iterator[str]:
    """The files that the pictures of a page name, in order."""
    for match in _IMG.finditer(text):
        if match["skip"]:
            continue
        for img in _PLAIN_IMG.finditer(match[0]):
            source = _attributes(img["attributes"]).get("src")
            file = place.file(source) if source else None
            if file is not None:
                yield file


def linked_files(text: str, place: Place) -> Iterator[str]:
    """The files that the links of a page lead to."""
    for match in _HREF.finditer(text):
        file = place.file(html.unescape(match[1]))
        if file is not None:
            yield file


def offer_copies(text: str, place: Place, find: Callable[[str], Shown | None]) -> str:
    """A page whose pictures are offered in fitting sizes, with their measures.

    What the author wrote stays: classes, titles, a width, `loading`. Pictures that already stand
    in a `<picture>` or have a `srcset` are left alone.

    Args:
        text: The page.
        place: Where it stands.
        find: Gives what is known of a file below the site's root.
    """
    start, end = _content(text)
    first = True

    def replace(match: re.Match[str]) -> str:
        nonlocal first
        if match["attributes"] is None:
            return match[0]
        attributes = _attributes(match["attributes"])
        source = attributes.get("src")
        file = place.file(source) if source else None
        shown = find(file) if file is not None else None
        if shown is None or source is None or attributes.get("srcset"):
            return match[0]
        inside = start <= match.start() < end
        lazy = "loading" not in attributes
        if inside and first:
            words = len(" ".join(_TAG.sub(" ", text[start : match.start()]).split()))
            lazy = lazy and words > _ABOVE_THE_FOLD
        first = first and not inside
        return _markup(attributes, source, shown, lazy=lazy and inside, in_header=not inside)

    return _IMG.sub(replace, text)


def _content(text: str) -> tuple[int, int]:
    """Where the page's own content begins and ends; the rest is header, navigation, footer."""
    for name in ("article", "main"):
        begun = re.search(rf"<{name}\b", text, re.IGNORECASE)
        if begun:
            ended = text.rfind(f"</{name}")
            return begun.start(), ended if ended >= 0 else len(text)
    return 0, len(text)


def _attributes(text: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2]
        if value is not None:
            value = html.unescape(value[1:-1] if value[0] in "\"'" else value)
        found.setdefault(match[1].lower(), value)
    return found


def _markup(
    attributes: dict[str, str | None], source: str, shown: Shown, *, lazy: bool, in_header: bool
) -> str:
    picture = shown.picture
    folder = source[: source.rfind("/") + 1]
    width, height = _measures(attributes, picture)
    attributes = {**attributes, "width": width, "height": height}
    if not attributes.get("alt") and shown.alt:
        attributes["alt"] = shown.alt
    if picture.fallback is not None and not shown.replaced:
        attributes["src"] = folder + quote(picture.fallback.name)
    if lazy:
        attributes["loading"] = "lazy"
    attributes.setdefault("decoding", "async")
    written = "".join(
        f" {name}" if value is None else f' {name}="{html.escape(value)}"'
        for name, value in attributes.items()
        if value is not None or name not in {"width", "height"}
    )
    img = f"<img{written}>"
    kinds = [m for m in ("image/avif", "image/webp") if picture.of(m)]
    if not kinds:
        return img
    sizes = _sizes(attributes, width, lazy=lazy, in_header=in_header)
    sources = ""
    for mime in kinds:
        srcset = ", ".join(f"{folder}{quote(v.name)} {v.width}w" for v in picture.of(mime))
        sources += (
            f'<source type="{mime}" srcset="{html.escape(srcset)}" sizes="{html.escape(sizes)}">'
        )
    return f"<picture>{sources}{img}</picture>"


def _measures(attributes: dict[str, str | None], picture: Picture) -> tuple[str | None, str | None]:
    """Width and height in pixels, in proportion where the author gave one of them."""
    width, height = attributes.get("width"), attributes.get("height")
    if width and height:
        return width, height
    if not picture.width or not picture.height:
        return width, height
    if width:
        pixels = _PIXELS.match(width)
        if pixels is None:
            return width, None  # a share of the column; nobody knows its height
        return pixels[1], str(max(1, round(int(pixels[1]) * picture.height / picture.width)))
    if height:
        pixels = _PIXELS.match(height)
        if pixels is None:
            return None, height
        return str(max(1, round(int(pixels[1]) * picture.width / picture.height))), pixels[1]
    return str(picture.width), str(picture.height)


def _sizes(
    attributes: dict[str, str | None], width: str | None, *, lazy: bool, in_header: bool
) -> str:
    own = attributes.get("sizes")
    if own:
        return own
    pixels = _PIXELS.match(width or "")
    narrow = int(pixels[1]) if pixels else 0
    if in_header:
        wide = f"{narrow}px" if 0 < narrow <= 400 else _IN_HEADER
    elif 0 < narrow < 672:  # narrower than the column of text
        wide = f"(min-width: {narrow + 32}px) {narrow}px, calc(100vw - 2rem)"
    else:
        wide = _IN_TEXT
    # Browsers that know `auto` measure what comes later themselves; others skip the word.
    return f"auto, {wide}" if lazy else wide
