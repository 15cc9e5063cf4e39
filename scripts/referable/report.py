"""The report for the site's owner: what was checked, what was allowed, and what no program sees."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from referable import __version__
from referable.diagnostics import Diagnostic
from referable.project import Settings
from referable.renaming import take_place
from referable.rules import RULES, Severity
from referable.suppressions import Suppression

__all__ = ["Checked", "count_files", "is_report", "render_report", "write_report"]

_TITLE = "# What was checked: "
_MOST = 200
"""More problems than this are counted, not listed: nobody reads them on paper."""
_PICTURES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".avif", ".svg"}
)
_DOCUMENTS = frozenset({".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".doc"})
# Basis: 45 CFR 164.514(b)(2)(ii), actual knowledge; 164.508(c), elements of an authorization.
_CANNOT = (
    (
        "Whether a text without names still tells your neighbors who it is about. "
        "You know your town; a program does not."
    ),
    (
        "Who is pictured in a photo, and whether the signed release or authorization on file says "
        "all that it must. It looks only whether one is noted."
    ),
    "Whether a synopsis says what the study says. Somebody has to read both.",
    (
        "Whether what practice.yml says is true: licenses, payers, fees, waiting time, red flags. "
        "Dates are checked, facts are not."
    ),
    (
        "Whether your state, city or board asks for more than is known here, and whether HIPAA "
        "binds your practice. Ask the board, or a lawyer."
    ),
    (
        "What happens off this site: e-mail, the booking service, social media, the computer on "
        "your desk, and the address book of your telephone."
    ),
    (
        "Older versions of the site's files. What was once published or committed can still be "
        "found there after it is deleted."
    ),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What one run looked at and found.

    Attributes:
        name: The practice.
        today: The day of the run.
        files: How many files of each kind, by a word for the kind.
        diagnostics: What was found, in the order to print it.
        suppressed: What exceptions in the sources cover.
        built: Whether the built site was looked at, too.
    """

    name: str
    today: dt.date
    files: dict[str, int]
    diagnostics: Sequence[Diagnostic]
    suppressed: Sequence[Suppression] = ()
    built: bool = False


def count_files(root: Path, settings: Settings, docs_dir: str) -> dict[str, int]:
    """How many sources of each kind a project has.

    Args:
        root: The project's folder.
        settings: Where its sources are.
        docs_dir: Folder of the pages, relative to the root.
    """
    found: Counter[str] = Counter()
    for file in (root / docs_dir).rglob("*"):
        if file.is_file():
            found[_kind(file.name)] += 1
    folder = root / settings.synopses
    found["synopses of studies"] = sum(1 for _ in folder.glob("*.md")) if folder.is_dir() else 0
    found["templates"] = sum(1 for _ in (root / "overrides").rglob("*.html"))
    singles = (
        *(settings.practice, settings.conditions, settings.library, settings.photos),
        "mkdocs.yml",
    )
    found["files of facts, studies and set-up"] = sum((root / path).is_file() for path in singles)
    return {kind: found[kind] for kind in _KINDS if found[kind]}


_KINDS = (
    "pages", "synopses of studies", "files of facts, studies and set-up", "templates", "pictures",
    "documents for download", "other files",
)  # fmt: skip


def _kind(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in {".md", ".markdown"}:
        return "pages"
    if suffix in _PICTURES:
        return "pictures"
    return "documents for download" if suffix in _DOCUMENTS else "other files"


def render_report(checked: Checked) -> str:
    """The report as Markdown, the same for the same run."""
    parts = (
        _opening(checked),
        _files(checked.files),
        _problems(checked.diagnostics),
        _exceptions(checked.suppressed),
        _cannot(),
    )
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def is_report(file: Path) -> bool:
    """Whether a file was written by `write_report`, so that it may be replaced."""
    try:
        return file.read_text(encoding="utf-8", errors="replace").startswith(_TITLE)
    except OSError:
        return False


def write_report(checked: Checked, file: Path) -> None:
    """Write the report into a file, in one go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(render_report(checked), encoding="utf-8", newline="\n")
    take_place(beside, file)


def _opening(checked: Checked) -> list[str]:
    what = "the sources and the built site" if checked.built else "the sources"
    day = f"{checked.today:%B} {checked.today.day}, {checked.today.year}"
    looked = (
        f"On {day}, Referable {__version__} looked through {what} for {len(RULES)} kinds of "
        "problems: details of patients, claims beyond their evidence, trackers, broken links and "
        "stale facts."
    )
    limits = "It says what was looked for. It is no certificate, and no legal advice."
    return [f"{_TITLE}{checked.name}", "", looked, limits]


def _files(files: dict[str, int]) -> list[str]:
    rows = [f"| {kind[:1].upper()}{kind[1:]} | {count} |" for kind, count in files.items()]
    total = sum(files.values())
    return ["## Files", "", "| Kind | Files |", "| --- | ---: |", *rows, f"| All | {total} |"]


def _problems(diagnostics: Sequence[Diagnostic]) -> list[str]:
    if not diagnostics:
        return ["## Problems", "", "None was found."]
    kinds = Counter(d.code for d in diagnostics)
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    stops = "stops" if errors == 1 else "stop"
    lines = [
        "## Problems",
        "",
        f"{len(diagnostics)} found. {errors} of them {stops} publication.",
        "",
    ]
    lines += ["| Code | What it is | Found |", "| --- | --- | ---: |"]
    lines += [
        f"| `{code}` | {_cell(RULES[code].title)} | {n} |" for code, n in sorted(kinds.items())
    ]
    lines.append("")
    lines += [
        f"- `{d.place}` ({d.severity}, `{d.code}`): {_line(d.message)}" for d in diagnostics[:_MOST]
    ]
    if len(diagnostics) > _MOST:
        lines.append(f"- … and {len(diagnostics) - _MOST} more; `referable check` shows them all.")
    return lines


def _exceptions(suppressed: Iterable[Suppression]) -> list[str]:
    rows = [
        f"| `{s.diagnostic.place}` | `{s.diagnostic.code}` | {_cell(s.reason)} |"
        for s in suppressed
    ]
    head = ["## What you allowed, and why", ""]
    if not rows:
        return [*head, "No exception was used."]
    told = "Each of these was found and stands, because an exception in the file allows it."
    return [*head, told, "", "| Where | Code | Your reason |", "| --- | --- | --- |", *rows]


def _cannot() -> list[str]:
    head = ["## What a program cannot check", "", "Somebody has to look at these:", ""]
    return head + [f"- {line}" for line in _CANNOT]


def _line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _line(text).replace("|", r"\|")
