"""Pictures and documents of a built site: clean, in fitting sizes, made once.

Runs on the folder that an engine wrote, whichever it was: what a file gives away beside what it
shows is taken out of the published copy, pictures that pages show are offered as WebP and AVIF in
several widths. Originals are only read. Everything made is kept by its content, so a second build
makes nothing again; a site without pictures and documents costs a look at its folder.
"""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from referable.checks.endings import DOCUMENTS, PICTURES
from referable.diagnostics import Diagnostic, Diagnostics, Severity
from referable.renaming import take_place
from referable.sharing.offers import FOLDER as DOWNLOADS
from referable.sharing.tags import FOLDER as SOCIAL

if TYPE_CHECKING:
    from referable.checks.media import Known
    from referable.checks.media.responsive import Picture
    from referable.compiler.session import Session
    from referable.engines.picture_markup import Shown
    from referable.photos import Photos

__all__ = ["check_photos", "finish_pictures"]

T = TypeVar("T")

_RECIPE = "1"
"""Changed whenever the same file would be published otherwise."""
_PAGES = (".html", ".htm")
_VECTOR = ".svg"
_THEMES_OWN = frozenset({"assets/images/favicon.png"})
_SET = (f"{DOWNLOADS}/", f"{SOCIAL}/")
_COPY = re.compile(r"-[0-9a-f]{12}(?:-full)?-\d+\.(?:avif|webp|jpg|png)\Z")
_WORKERS = 4
_SAME, _DROP = "same", "drop"
_DAY = 86_400


def finish_pictures(session: Session, site_dir: Path, site_url: str = "") -> None:
    """Clean and complete the pictures and documents of a built site.

    Args:
        session: The session that the site was built with; receives the problems.
        site_dir: The built site.
        site_url: The site's address, or an empty string.
    """
    site = _Site(session, site_dir)
    if site.media:
        _Finish(session, site, site_url).run()


def check_photos(session: Session) -> None:
    """Report what photos give away and whom they show, for builds that nothing else checks.

    A folder without practice.yml and photos.yml is nobody's practice.
    """
    project = session.project
    settings = project.settings
    named = (settings.practice, settings.photos)
    if not any((project.root / path).is_file() for path in named):
        return
    docs = project.root / session.docs_dir
    paths = [
        file.relative_to(project.root).as_posix()
        for file in sorted(docs.rglob("*"))
        if file.suffix.lower() in PICTURES and file.is_file() and file.is_relative_to(project.root)
    ]
    if not paths and not (project.root / settings.photos).is_file():
        return
    from referable.checks.media.survey import check_media  # noqa: PLC0415 # only with pictures

    photos = project.load_photos(project.diagnostics, session.docs_dir)
    found = check_media(
        project.root,
        paths,
        docs_dir=session.docs_dir,
        photos=photos,
        photos_path=settings.photos,
        known=_known(session, photos),
        cache_file=project.root / settings.cache / "media.json",
    )
    project.diagnostics.extend(found)


def _known(session: Session, photos: Photos | None) -> Known:
    from referable.checks.media.known import Known  # noqa: PLC0415 # only with pictures

    return Known.of_practice(session.project.practice, photos.credits if photos else ())


class _Site:
    """The files of a built site that matter here."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.folder = folder
        self.docs = session.project.root / session.docs_dir
        self.docs_dir = session.docs_dir
        self.media: list[str] = []
        self.pages: list[str] = []
        for path in _walk(folder):
            suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 # thousands of pages
            if suffix in _PAGES:
                self.pages.append(path)
            elif suffix in PICTURES or suffix in DOCUMENTS:
                # A preview writes into the folder of the last one, our copies in it. What we set
                # ourselves gives nothing away.
                ours = path in _THEMES_OWN or path.startswith(_SET) or _COPY.search(path)
                if not ours or (self.docs / path).is_file():
                    self.media.append(path)
        self.media.sort()
        self.pages.sort()

    def original(self, path: str) -> Path:
        """The source that a file of the site was copied from, or the file itself."""
        source = self.docs / path
        return source if source.is_file() else self.folder / path

    def name(self, path: str) -> str:
        """How messages call a file."""
        return f"{self.docs_dir}/{path}" if (self.docs / path).is_file() else path


def _walk(folder: Path) -> Iterator[str]:
    """Every file below a folder, as POSIX paths."""
    for base, _, names in os.walk(folder):
        prefix = Path(base).relative_to(folder).as_posix()
        prefix = "" if prefix == "." else f"{prefix}/"
        for name in names:
            yield prefix + name


class _Finish:
    """One run over a site."""

    def __init__(self, session: Session, site: _Site, site_url: str) -> None:
        project = session.project
        self.site = site
        self.site_url = site_url
        self.diagnostics = project.diagnostics
        exists = (project.root / project.settings.photos).is_file()
        self.photos = project.load_photos(Diagnostics(), session.docs_dir) if exists else None
        self.session = session
        self.folder = project.root / project.settings.cache / "pictures"
        self.kept = _Kept(self.folder, self._context())

    def _context(self) -> str:
        practice = self.session.project.digests.get(self.session.project.settings.practice, "")
        credits_ = " ".join(self.photos.credits) if self.photos else ""
        return f"{_RECIPE} {practice} {credits_}"

    def run(self) -> None:
        """Find what pages show, make the copies, write them into the site."""
        shown, linked, pages = self._shown()
        pictures = self._pictures(sorted(shown))
        replaced = {p for p, made in pictures.items() if _replaces(p, made) and p not in linked}
        full = {p: made.fallback.name for p in replaced if (made := pictures[p]).fallback}
        # Nobody is sent to an original of a kind that few browsers show.
        full.update({p: _DROP for p, m in pictures.items() if _is_needless(p, m, full, linked)})
        copies = {**self._copies([p for p in self.site.media if p not in full]), **full}
        for path, copy in copies.items():
            target = self.site.folder / path
            if copy == _DROP:
                target.unlink(missing_ok=True)
            elif copy != _SAME:
                _put(self.folder / copy, target)
        for path, made in pictures.items():
            full_name = full.get(path)
            for name in made.files:
                if name != full_name:
                    _put(self.folder / name, (self.site.folder / path).with_name(name))
        self._offer(pages, {p: self._as_shown(p, m, p in replaced) for p, m in pictures.items()})
        names = {n for made in pictures.values() for n in (*made.files, f"{made.key}.json")}
        self.kept.save(names.union(copies.values()))

    def _shown(self) -> tuple[set[str], set[str], list[str]]:
        """Pictures that pages show, files that pages link to, and pages with pictures."""
        media = {p for p in self.site.media if _is_picture(p) and not p.lower().endswith(_VECTOR)}
        shown: set[str] = set()
        linked: set[str] = set()
        pages: list[str] = []
        if not media:
            return shown, linked, pages
        from referable.engines.picture_markup import (  # noqa: PLC0415 # only with pictures
            Place,
            linked_files,
            shown_files,
        )

        endings = sorted({PurePosixPath(path).suffix.encode() for path in media})
        for page in self.site.pages:
            data = (self.site.folder / page).read_bytes()
            if not any(ending in data for ending in endings):
                continue
            text = data.decode("utf-8", "replace")
            place = Place(page, self.site_url)
            here = media.intersection(shown_files(text, place))
            if here:
                shown |= here
                pages.append(page)
            # A picture that is linked to, such as a flyer for printing, keeps all its pixels.
            linked |= media.intersection(linked_files(text, place))
        return shown, linked, pages

    def _pictures(self, paths: list[str]) -> dict[str, Picture]:
        """The copies of the pictures that pages show, several made at a time."""
        if not paths:
            return {}
        from referable.checks.media.responsive import make_variants  # noqa: PLC0415

        def make(path: str) -> tuple[Picture | None, list[Diagnostic]]:
            original = self.site.original(path)
            digest = self.kept.digest(original)
            return make_variants(original, self.folder, name=self.site.name(path), digest=digest)

        found = {}
        for path, (made, problems) in _each(make, paths):
            self.diagnostics.extend(problems)
            if made is not None:
                found[path] = made
        return found

    def _copies(self, paths: list[str]) -> dict[str, str]:
        """What is published in place of each file: a kept file’s name, or `same`, or `drop`."""
        found = {}
        for path, (copy, problems) in _each(self._copy, paths):
            found[path] = copy
            self.diagnostics.extend(
                Diagnostic(
                    **{
                        **row,
                        "path": self.site.name(path),
                        "override": Severity(row["override"]) if row["override"] else None,
                    }
                )
                for row in problems
            )
        return found

    def _copy(self, path: str) -> tuple[str, list[dict[str, Any]]]:
        original = self.site.original(path)
        digest = self.kept.digest(original)
        known = self.kept.get(digest)
        if known is None:
            known = self._clean(original, path, digest)
            self.kept.put(digest, known)
        return known

    def _clean(self, original: Path, path: str, digest: str) -> tuple[str, list[dict[str, Any]]]:
        from referable.checks.media import strip_document, strip_image  # noqa: PLC0415

        name = f"{digest[:32]}{PurePosixPath(path).suffix.lower()}"
        target = self.folder / name
        target.unlink(missing_ok=True)
        strip = strip_image if _is_picture(path) else strip_document
        found = strip(original, target, name=path, known=_known(self.session, self.photos))
        rows = [asdict(d) for d in found]
        if not target.is_file():
            # What should be cleaned and cannot be is not published.
            wrong = _is_picture(path) or any(d.severity is Severity.ERROR for d in found)
            return (_DROP if wrong else _SAME), rows
        if _equal(target, original):
            target.unlink()
            return _SAME, rows
        return name, rows

    def _as_shown(self, path: str, made: Picture, replaced: bool) -> Shown:
        from referable.engines.picture_markup import Shown  # noqa: PLC0415 # only with pictures

        entry = self.photos.entry_for(path) if self.photos is not None else None
        return Shown(made, entry.alt if entry is not None else "", replaced)

    def _offer(self, pages: list[str], found: dict[str, Shown]) -> None:
        """Write the copies into the pages."""
        if not found:
            return
        from referable.engines.picture_markup import Place, offer_copies  # noqa: PLC0415

        for page in pages:
            file = self.site.folder / page
            text = file.read_bytes().decode("utf-8", "surrogateescape")
            new = offer_copies(text, Place(page, self.site_url), found.get)
            if new != text:
                file.write_bytes(new.encode("utf-8", "surrogateescape"))


class _Kept:
    """What was made of each file, by its digest; digests by size and time of change."""

    def __init__(self, folder: Path, context: str) -> None:
        from referable.checks.cache import code_state  # noqa: PLC0415 # only with pictures

        self._folder = folder
        self._file = folder / "index.json"
        self._context = f"{code_state()} {context}"
        self._files: dict[str, list[Any]] = {}
        self._copies: dict[str, list[Any]] = {}
        self._old_files: dict[str, list[Any]] = {}
        self._old_copies: dict[str, list[Any]] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            stored = json.loads(self._file.read_bytes())
            self._old_files = dict(stored["files"])
            if stored["context"] == self._context:
                self._old_copies = dict(stored["copies"])

    def digest(self, path: Path) -> str:
        """The digest of a file with its ending; empty when it cannot be read."""
        try:
            stat = path.stat()
            state = [stat.st_size, stat.st_mtime_ns]
            known = self._old_files.get(path.as_posix())
            if known is not None and known[:2] == state:
                digest = str(known[2])
            else:
                with path.open("rb") as stream:
                    hashed = hashlib.file_digest(stream, "sha256")
                hashed.update(path.suffix.lower().encode())
                digest = hashed.hexdigest()
        except OSError:
            return ""
        self._files[path.as_posix()] = [*state, digest]
        return digest

    def get(self, digest: str) -> tuple[str, list[dict[str, Any]]] | None:
        """What was made of a file earlier, if it is still there."""
        row = self._old_copies.get(digest)
        if row is None or (row[0] not in {_SAME, _DROP} and not (self._folder / row[0]).is_file()):
            return None
        self._copies[digest] = row
        return row[0], row[1]

    def put(self, digest: str, made: tuple[str, list[dict[str, Any]]]) -> None:
        """Remember what was made of a file."""
        self._copies[digest] = list(made)

    def save(self, used: set[str]) -> None:
        """Write what was asked for in this run, and delete copies nobody has used for a day."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            data = {"context": self._context, "files": self._files, "copies": self._copies}
            beside = self._folder / f".index.{os.getpid()}"
            beside.write_text(json.dumps(data, sort_keys=True), encoding="utf-8")
            beside.replace(self._file)
            before = time.time() - _DAY
            for file in self._folder.iterdir():
                if file.name not in used and file != self._file and file.stat().st_mtime < before:
                    file.unlink(missing_ok=True)


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PICTURES


def _kind(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return ".jpg" if suffix in {".jpeg", ".jpe", ".jfif"} else suffix


def _replaces(path: str, made: Picture) -> bool:
    """Whether the copy for every browser can stand at the picture’s own address."""
    return made.fallback is not None and _kind(made.fallback.name) == _kind(path)


def _is_needless(path: str, made: Picture, full: dict[str, str], linked: set[str]) -> bool:
    return made.fallback is not None and not (
        path in full or path in linked or _replaces(path, made)
    )


def _each(work: Callable[[str], T], paths: list[str]) -> Iterator[tuple[str, T]]:
    """The result for each file, several at a time, in order."""
    if not paths:
        return
    with ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1)) as pool:
        yield from zip(paths, pool.map(work, paths), strict=True)


def _equal(one: Path, other: Path) -> bool:
    return filecmp.cmp(one, other, shallow=False)


def _put(source: Path, target: Path) -> None:
    """Copy a file so that nobody ever sees half of it."""
    beside = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, beside)
    take_place(beside, target)
