"""All pictures and documents of a project checked, on several cores, and each only once.

What is found is kept under the digest of the file. A file whose size and time of change are as they
were is not even read again. Faces are looked for where photos.yml has no word about a photo.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from referable.checks.cache import code_state
from referable.checks.endings import CLOSED, FILMS
from referable.checks.media.documents import DOCUMENT_SUFFIXES, check_document, stripped_document
from referable.checks.media.faces import Seen, Sight, can_see_faces, look
from referable.checks.media.films import check_film
from referable.checks.media.images import (
    IMAGE_SUFFIXES,
    MAX_IMAGE_BYTES,
    check_image,
    check_image_bytes,
)
from referable.checks.media.known import NOBODY, Known
from referable.checks.media.strip import strip_image_bytes
from referable.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from referable.photos import Photos

__all__ = ["TRACES", "check_media", "check_people", "is_media"]

_WORKERS = 4
_LOOKED_AT = IMAGE_SUFFIXES | DOCUMENT_SUFFIXES | FILMS | CLOSED
TRACES = frozenset(
    {"media-location", "media-serial", "media-date", "media-person", "media-comment",
     "media-thumbnail", "media-leftover"}
)  # fmt: skip
"""What a published copy leaves out."""
_TAKEN_OUT = (
    "The published copy leaves it out. Keep the original out of the site’s folder too, since the "
    "repository is public: run `referable photo add {path}`, use the copy and delete the original."
)
_TAKEN_OUT_OF_DOCUMENT = (
    "The published copy leaves it out. Export the document again without it, too, since the "
    "repository is public."
)


@dataclass(frozen=True, slots=True)
class _Result:
    """What is known of a file: its diagnostics without its name, and whom it shows, if known."""

    found: tuple[Diagnostic, ...]
    seen: Seen | None = None


def is_media(path: str) -> bool:
    """Whether a file is one to look into here, by its ending; texts are not."""
    return PurePosixPath(path).suffix.lower() in _LOOKED_AT


def check_media(
    root: Path,
    paths: Iterable[str],
    *,
    docs_dir: str = "docs",
    photos: Photos | None = None,
    photos_path: str = "photos.yml",
    known: Known = NOBODY,
    cache_file: Path | None = None,
) -> list[Diagnostic]:
    """What the pictures and documents of a project give away, and whom they show.

    Args:
        root: The project's folder.
        paths: The files, as POSIX paths below it.
        docs_dir: Folder of the pages; entries of photos.yml count from there.
        photos: The entries; None when they cannot be read, and then nobody is missed in them.
        photos_path: Where they stand, for messages.
        known: Names that may stand in the files.
        cache_file: Keeps results between runs.

    Returns:
        Diagnostics in the order of the paths. What the published copy leaves out is a warning.
    """
    wanted = [path for path in paths if is_media(path)]
    if not wanted:
        return []
    names = " | ".join(" ".join(n) for n in known.names)
    cache = _Cache(cache_file, f"{code_state()} {can_see_faces()} {names}")

    def check(path: str) -> list[Diagnostic]:
        file = path.removeprefix(f"{docs_dir}/")
        entry = photos.entry_for(file) if photos is not None else None
        who = entry.who.value if entry is not None else ""
        # Faces do not matter where the entry says who they belong to.
        wants_faces = photos is not None and who in {"", "none"} and _is_image(path)
        result = cache.result(root / path, wants_faces, lambda: _check(root / path, known))
        quoted = f'"{path}"' if " " in path else path
        found = [replace(d, path=path, fix=d.fix.replace("{path}", quoted)) for d in result.found]
        if photos is not None and result.seen is not None and wants_faces:
            place = photos.place_of(file) if entry is not None else (None, None)
            found += check_people(result.seen, file, path, declared=who, at=(photos_path, *place))
        return found

    with ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1)) as pool:
        found = [d for diagnostics in pool.map(check, wanted) for d in diagnostics]
    cache.save()
    return found


def check_people(
    seen: Seen,
    file: str,
    shown: str,
    *,
    declared: str = "",
    at: tuple[str, int | None, int | None] = ("photos.yml", None, None),
) -> list[Diagnostic]:
    """Whether a photo may be published as far as the people in it go.

    Args:
        seen: What the picture shows.
        file: Its path below docs/, as photos.yml writes it.
        shown: How messages call it.
        declared: The entry's `who`, or an empty string without an entry.
        at: Where the entry stands: file, line and column.

    Returns:
        `photo-undeclared` when a person may be pictured and no entry says who, a warning when
        nobody could look; `photo-entry`, a warning at the entry, when it says that nobody is
        pictured and a face was found.
    """
    count = "a face" if seen.faces == 1 else f"{seen.faces} faces"
    if declared:
        if declared != "none" or seen.sight is not Sight.FACE:
            return []
        message = f"“{file}” is said to show nobody, but it seems to show {count}."
        fix = (
            "Say who it is: `who: staff`, `model`, `stock` or `client`. If it is a statue or a "
            "drawing, write on the line above: # referable: allow photo-entry: a statue."
        )
        return [Diagnostic("photo-entry", message, *at, fix=fix, override=Severity.WARNING)]
    severity = None
    if seen.sight is Sight.FACE:
        message = f"The photo shows {count}, and photos.yml does not say whose."
    elif seen.sight is Sight.UNKNOWN:
        message = "The photo may show a person, and photos.yml has no entry for it."
        severity = Severity.WARNING
    else:
        return []
    fix = (
        f"Add to photos.yml: `- {{file: {file}, who: staff, names: […]}}`, or `who: model` with a "
        "release, `who: stock` with a license, `who: client` with a signed authorization, `who: "
        "none` when nobody is pictured. Or take the photo out."
    )
    return [Diagnostic("photo-undeclared", message, shown, fix=fix, override=severity)]


def _is_image(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in IMAGE_SUFFIXES


def _check(path: Path, known: Known) -> list[Diagnostic]:
    """The file's own problems; those that the published copy does not have are warnings."""
    suffix = path.suffix.lower()
    if suffix in FILMS:
        return check_film(path)
    if suffix in CLOSED:
        message = "An archive or database was not looked into; everybody can open what is in it."
        fix = "Publish the files themselves, one by one, or take it out of the site's folder."
        return [Diagnostic("media-unchecked", message, path.as_posix(), fix=fix)]
    if not _is_image(path.name):
        found = check_document(path, known=known)
        if not any(d.code in TRACES for d in found):
            return found
        clean, left = stripped_document(path, path.as_posix(), known)
        return _softened(found, left, _TAKEN_OUT_OF_DOCUMENT) if clean is not None else found
    found = check_image(path, known=known)
    if not any(d.code in TRACES for d in found):
        return found
    try:
        data = strip_image_bytes(path.read_bytes(), known)
    except OSError:
        data = None
    if data is None:
        return found
    return _softened(found, check_image_bytes(data, path.name, known), _TAKEN_OUT)


def _softened(found: list[Diagnostic], left: list[Diagnostic], fix: str) -> list[Diagnostic]:
    codes = {d.code for d in left}
    return [
        replace(d, fix=fix, override=Severity.WARNING)
        if d.code in TRACES and d.code not in codes
        else d
        for d in found
    ]


class _Cache:
    """Results by the digest of a file, and digests by the file's size and time of change."""

    def __init__(self, file: Path | None, context: str) -> None:
        self._file = file
        self._context = hashlib.sha256(context.encode()).hexdigest()
        self._old: dict[str, Any] = {"files": {}, "results": {}}
        self._new: dict[str, Any] = {"files": {}, "results": {}}
        if file is not None:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                stored = json.loads(file.read_bytes())
                if stored["context"] == self._context:
                    self._old = {"files": dict(stored["files"]), "results": stored["results"]}

    def result(self, path: Path, faces: bool, check: Callable[[], list[Diagnostic]]) -> _Result:
        """What is known of a file, found out now if need be."""
        digest = self._digest(path)
        row = self._new["results"].get(digest) or self._old["results"].get(digest)
        try:
            result = _from_row(row) if row is not None else _Result(_nameless(check()))
        except (KeyError, TypeError, ValueError):
            result = _Result(_nameless(check()))
        if faces and result.seen is None:
            result = _Result(result.found, _look(path))
        if digest:
            self._new["results"][digest] = _as_row(result)
        return result

    def _digest(self, path: Path) -> str:
        try:
            stat = path.stat()
            state = [stat.st_size, stat.st_mtime_ns]
            known = self._old["files"].get(path.as_posix())
            if isinstance(known, list) and known[:2] == state:
                digest = str(known[2])
            else:
                with path.open("rb") as stream:
                    content = hashlib.file_digest(stream, "sha256").hexdigest()
                digest = path.suffix.lower() + content
            self._new["files"][path.as_posix()] = [*state, digest]
        except OSError:
            return ""
        return digest

    def save(self) -> None:
        """Write what was asked for in this run; the rest is forgotten."""
        if self._file is None or self._new == self._old:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"context": self._context, **self._new}, stream)
            Path(name).replace(self._file)


def _look(path: Path) -> Seen:
    try:
        if path.stat().st_size > MAX_IMAGE_BYTES:
            return Seen(Sight.DRAWING)  # reported by the check of the picture itself
        return look(path.read_bytes())
    except OSError:
        return Seen(Sight.DRAWING)


def _nameless(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(replace(d, path="") for d in found)


def _as_row(result: _Result) -> dict[str, Any]:
    seen = [result.seen.sight.value, result.seen.faces] if result.seen is not None else None
    return {"found": [asdict(d) for d in result.found], "seen": seen}


def _from_row(row: dict[str, Any]) -> _Result:
    found = tuple(
        Diagnostic(**{**d, "override": Severity(d["override"]) if d["override"] else None})
        for d in row["found"]
    )
    seen = row["seen"]
    return _Result(found, Seen(Sight(seen[0]), int(seen[1])) if seen else None)
