"""The starter's pages as a new practice's own: those it chose, with nothing that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from referable.practice.states import STATES

__all__ = ["keep_specialties", "unlink", "write_state"]

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s#]+\.md)(?:#[^()\s]*)?\)")

# What the starter says of Oregon, by file. A state's board and its rules are facts to look up, so
# each becomes a blank, never a guess.
_OREGON = (
    (
        "In Oregon it is issued by the Oregon Board of Massage Therapists.",
        "In {state} it is issued by TODO: the name of your state's board.",
    ),
    (
        (
            "The model is Oregon's rules for massage equipment and linens (OAR 334-020-0015 and "
            "334-020-0050)."
        ),
        "TODO: name the rules of {state} for equipment and linens, or delete this sentence.",
    ),
    (
        "You can also complain to the Oregon Board of Massage Therapists.",
        "You can also complain to TODO: the name of your state's board.",
    ),
)


def keep_specialties(docs: Path, chosen: Collection[str]) -> None:
    """Delete the specialty pages that were not chosen, and unlink them everywhere else."""
    folder = docs / "specialties"
    for file in sorted(folder.glob("*.md")):
        if file.stem != "index" and file.stem not in chosen:
            file.unlink()
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        text = file.read_text(encoding="utf-8")
        mended = unlink(text, path, docs)
        if mended != text:
            file.write_text(mended, encoding="utf-8", newline="\n")


def unlink(text: str, path: str, docs: Path) -> str:
    """A page's text in which links to specialty pages that do not exist are plain words."""

    def plain(match: re.Match[str]) -> str:
        folder = PurePosixPath(path).parent
        target = _joined(folder, match["target"])
        gone = target.parts[:1] == ("specialties",) and not (docs / target).exists()
        return match["text"] if gone else match.group()

    return _LINK.sub(plain, text)


def _joined(folder: PurePosixPath, target: str) -> PurePosixPath:
    parts: list[str] = []
    for part in (*folder.parts, *target.split("/")):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return PurePosixPath(*parts)


def write_state(docs: Path, state: str) -> None:
    """Put blanks in place of what the starter says of Oregon's board and rules."""
    if state == "OR":
        return
    name = STATES[state]
    for file in sorted(docs.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        if "Oregon" not in text:
            continue
        for sample, blank in _OREGON:
            text = text.replace(sample, blank.format(state=name))
        text = text.replace("Oregon Board of Massage Therapists", "TODO: your state's board")
        file.write_text(text, encoding="utf-8", newline="\n")
