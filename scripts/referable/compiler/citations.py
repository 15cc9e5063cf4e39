"""Citations as Pandoc writes them: `[see @a, p. 4; -@b]`.

Source of the syntax: Pandoc User's Guide, "Citation syntax" (https://pandoc.org/MANUAL.html).
Only citations in brackets count: a bare `@name` in running text is a social handle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Citation", "Cluster", "collapse_runs", "parse_cluster"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One key with what stands around it.

    Attributes:
        key: The citation key.
        prefix: Text before the key ("see").
        locator: Place in the work, with its label ("p. 4"); empty when there is none.
        suffix: Other text after the key.
        suppress_author: Whether the key was written `-@key`.
        offset: Offset of `@` in the bracket's content.
    """

    key: str
    prefix: str = ""
    locator: str = ""
    suffix: str = ""
    suppress_author: bool = False
    offset: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether nothing stands around the key."""
        return not (self.prefix or self.locator or self.suffix)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The citations of one bracket, and what in it could not be read.

    Attributes:
        citations: At least one citation, in the order written.
        stray: Parts between semicolons that name no key.
    """

    citations: tuple[Citation, ...]
    stray: tuple[str, ...] = ()


# A key begins with a letter, digit or underscore and may hold single punctuation marks inside;
# anything goes within braces. What goes on with an at sign is a handle: @name@example.social.
_KEY = re.compile(r"(?<![\w\\@.])(-?)@(?:\{([^{}\s]+)\}|(\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*+)(?!@))")
_ONE_KEY = re.compile(r"@(\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*+)")
_LOCATOR = re.compile(
    r"""\s*,?\s*(?:\{(?P<braced>[^}]*)\}|
    (?P<label>pp?|pages?|chaps?|chapters?|ch|secs?|sections?|§§?|figs?|figures?|tables?|tabs?|
       vols?|volumes?|paras?|paragraphs?|¶¶?|n|nn|notes?|lines?|ll?|parts?|pts?|eqs?|col|cols?)
    \.?\s*(?P<value>[\dA-Za-z][\w.:]*(?:\s*(?:[-–,&]|and)\s*\d[\w.:]*)*)
    |(?P<bare>\d[\w.:]*(?:\s*[-–]\s*\d[\w.:]*)?))\s*,?\s*""",
    re.VERBOSE,
)  # fmt: skip


def parse_cluster(content: str) -> Cluster | None:
    """Read what stands between the brackets of a possible citation.

    Args:
        content: The text between `[` and `]`.

    Returns:
        The cluster, or None when no part names a key (then it is ordinary text).
    """
    plain = _ONE_KEY.fullmatch(content)
    if plain:  # as nearly all are
        return Cluster((Citation(plain[1]),))
    citations: list[Citation] = []
    stray: list[str] = []
    offset = 0
    for part in _split(content):
        found = _KEY.search(part)
        if found is None:
            if part.strip():
                stray.append(part.strip())
        else:
            citations.append(_citation(part, found, offset))
        offset += len(part) + 1
    if not citations:
        return None
    return Cluster(tuple(citations), tuple(stray))


def _split(content: str) -> list[str]:
    """Parts between semicolons that stand outside brackets and braces."""
    if ";" not in content:
        return [content]
    parts: list[str] = []
    depth = start = 0
    for index, char in enumerate(content):
        if char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
        elif char == ";" and depth <= 0:
            parts.append(content[start:index])
            start = index + 1
    parts.append(content[start:])
    return parts


def _citation(part: str, found: re.Match[str], offset: int) -> Citation:
    rest = part[found.end() :]
    locator = ""
    match = _LOCATOR.match(rest) if rest.strip() else None
    if match:
        value = match["value"]
        if match["braced"] is not None:
            locator = match["braced"].strip()
        elif value is not None:
            locator = (
                f"{match['label']}. {value}"
                if match["label"].isalpha()
                else (f"{match['label']} {value}")
            )
        elif match["bare"] is not None:
            locator = f"p. {match['bare']}"
        rest = rest[match.end() :]
    return Citation(
        key=found.group(2) or found.group(3),
        prefix=" ".join(part[: found.start()].split()),
        locator=" ".join(locator.split()),
        suffix=" ".join(rest.split()).strip(", "),
        suppress_author=bool(found.group(1)),
        offset=offset + found.start() + len(found.group(1)),
    )


def collapse_runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Sorted numbers as runs: [1, 2, 3, 5] gives [(1, 3), (5, 5)].

    Two neighbours are no run: AMA writes "1,2" but "1-3".
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    out: list[tuple[int, int]] = []
    for first, last in runs:
        out.extend([(first, last)] if last - first != 1 else [(first, first), (last, last)])
    return out
