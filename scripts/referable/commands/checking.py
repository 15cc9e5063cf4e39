"""What `check` looks at and reports besides the plain list of problems."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from referable.diagnostics import Diagnostics, ReferableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from referable.compiler.session import Session
    from referable.project import Project, Settings
    from referable.report import Checked
    from referable.staged import Staged

__all__ = ["check_strays", "keep_report", "only", "only_staged", "report_on"]


def only(diagnostics: Diagnostics, root: Path, paths: tuple[str, ...]) -> Diagnostics:
    """The problems in some files or folders.

    Raises:
        ReferableError: One of them is not there, or not in the project.
    """
    wanted = []
    for path in paths:
        full = Path(path).resolve()
        if not full.exists():
            raise ReferableError(f"There is no file or folder {path}.")
        if not full.is_relative_to(root):
            raise ReferableError(f"{path} is not part of the site in {root}.")
        wanted.append(full.relative_to(root))
    return _where(diagnostics, lambda path: any(Path(path).is_relative_to(w) for w in wanted))


def only_staged(diagnostics: Diagnostics, staged: Staged, settings: Settings) -> Diagnostics:
    """The problems that a commit would bring.

    Those in its own files; all of them when it changes what pages share (facts, studies,
    set-up), or when nothing is staged.
    """
    shared = (settings.practice, settings.library, settings.conditions, settings.photos)
    folders = (f"{settings.synopses}/",)
    if not staged.changed or any(
        path in {*shared, "mkdocs.yml"} or path.startswith(folders) for path in staged.changed
    ):
        return diagnostics
    return _where(diagnostics, lambda path: path in staged.changed)


def _where(diagnostics: Diagnostics, wanted: Callable[[str], bool]) -> Diagnostics:
    found = Diagnostics()
    found.extend(d for d in diagnostics if wanted(d.path))
    found.suppressed.extend(s for s in diagnostics.suppressed if wanted(s.diagnostic.path))
    return found


def check_strays(project: Project, docs_dir: str, paths: Iterable[str]) -> Diagnostics:
    """The problems of given files that are no sources of the site, such as a letter beside it."""
    from referable.checks.phi import SourceKind
    from referable.checks.sources import check_file
    from referable.project import decode_text

    kinds = {
        ".md": SourceKind.MARKDOWN, ".yml": SourceKind.YAML, ".yaml": SourceKind.YAML,
        ".csv": SourceKind.CSV, ".txt": SourceKind.TEXT, ".bib": SourceKind.BIBTEX,
    }  # fmt: skip
    settings = project.settings
    own = {
        "mkdocs.yml", settings.practice, settings.library, settings.conditions, settings.photos
    }  # fmt: skip
    found = Diagnostics()
    for path in paths:
        file = Path(path).resolve()
        shown = file.relative_to(project.root).as_posix()
        kind = kinds.get(file.suffix.lower())
        inside = shown.startswith((f"{docs_dir}/", f"{settings.synopses}/"))
        if kind is None or inside or shown in own or not file.is_file():
            continue
        text = decode_text(file.read_bytes(), shown, found)
        found.extend(check_file(text, shown, kind, project))
    return found


def report_on(session: Session, diagnostics: Diagnostics, target: str) -> str:
    """The owner's report as text for `-`; for a file it is written there, and a line says so.

    Raises:
        ReferableError: The file is there and is no report, so it is not replaced; or it cannot be
            written.
    """
    from referable.report import is_report, render_report, write_report

    checked = _checked(session, diagnostics, built=False)
    if target == "-":
        return render_report(checked)
    file = Path(target)
    if file.is_dir() or (file.exists() and not is_report(file)):
        raise ReferableError(
            f"{target} is there already and is no report; nothing was written.",
            "Name a new file, such as report.md.",
        )
    try:
        write_report(checked, file)
    except OSError as error:
        raise ReferableError(f"{target} cannot be written: {error.strerror or error}.") from error
    return f"The report is in {target}.\n\n"


def keep_report(session: Session, diagnostics: Diagnostics) -> None:
    """Write the owner's report of a build where it is out of the way; a build never fails of it."""
    from referable.report import write_report

    with suppress(OSError):
        file = session.project.root / ".referable" / "report.md"
        write_report(_checked(session, diagnostics, built=True), file)


def _checked(session: Session, diagnostics: Diagnostics, *, built: bool) -> Checked:
    from referable.report import Checked, count_files

    project = session.project
    return Checked(
        project.practice.name if project.practice is not None else project.root.name,
        project.today,
        count_files(project.root, project.settings, session.docs_dir),
        diagnostics.sorted(),
        built=built,
        suppressed=diagnostics.suppressed,
    )
