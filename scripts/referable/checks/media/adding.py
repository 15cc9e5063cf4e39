"""A photo taken into the site: looked at, cleaned, turned upright, made smaller, entered.

The original is only read. Nothing that is there is written over.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from referable.checks.media.containers import Format, read_parts, sniff
from referable.checks.media.exif import orientation_of, read_exif
from referable.checks.media.faces import Seen, Sight, is_drawing, look
from referable.checks.media.images import MAX_IMAGE_BYTES, MAX_PIXELS, check_image_bytes
from referable.checks.media.known import Known
from referable.checks.media.responsive import decode, encode
from referable.checks.media.strip import strip_image_bytes, write_beside
from referable.checks.media.survey import TRACES
from referable.diagnostics import Diagnostic, Diagnostics, ReferableError, Severity
from referable.photos import Photo, load_photos
from referable.portable import is_device
from referable.project import Project

__all__ = ["FOLDER", "Added", "Answers", "Candidate", "add_photo", "name_for", "read_photo"]

FOLDER = "assets/photos"
"""Where photos go, below the folder of the pages."""
LONGEST_SIDE = 2400
"""Pixels; the widest copy that pages offer is narrower."""
_QUALITY = 88
# What telephones, cameras and messengers call their pictures.
_CAMERA = re.compile(
    r"(?:img|dscn?|dscf|dsc|pxl|p|mvimg|image|picture|photo|foto|screen-?shot|whatsapp-image|signal"
    r"|scan|unbenannt|untitled|\d+)?[-\d]*(?:-wa\d+|-at-[-\d]+|-copy|-edited)?\Z"
)
_HEADER = """\
# Who is on each photo, and why it may be published. `referable photo add FILE` writes entries here.
"""
_EMPTY_LIST = re.compile(r"^photos:[ \t]*(?:\[[ \t]*\]|~|null)?[ \t]*(#.*)?$", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)-[ \t]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A photo that may be added.

    Attributes:
        path: The original.
        data: All of it.
        format: What it is.
        width: Pixels across, upright.
        height: Pixels down, upright.
        traces: What it gives away beside what it shows.
        seen: Whom it shows, as far as a program can tell.
    """

    path: Path
    data: bytes = field(repr=False)
    format: Format
    width: int
    height: int
    traces: tuple[Diagnostic, ...]
    seen: Seen


@dataclass(frozen=True, slots=True)
class Answers:
    """What only the practice knows: the fields of photos.yml, and the file's new name."""

    who: str
    name: str
    alt: str = ""
    names: tuple[str, ...] = ()
    license: str = ""
    credit: str = ""
    signed: str = ""
    expires: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What was written.

    Attributes:
        file: The copy, below the folder of the pages.
        width: Pixels across.
        height: Pixels down.
        size: Bytes.
        line: Line of the entry in photos.yml.
    """

    file: str
    width: int
    height: int
    size: int
    line: int


def read_photo(path: Path, known: Known) -> Candidate:
    """Look at a picture.

    Args:
        path: The original.
        known: Names that may stand in it.

    Raises:
        ReferableError: It cannot be read, is no picture, is damaged or too large.
    """
    if path.is_dir():
        raise ReferableError(f"{path} is a folder, not a picture.", "Name one picture.")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_IMAGE_BYTES else b""
    except OSError as error:
        raise ReferableError(
            f"{path} cannot be read: {error.strerror or error}.", "Check the name and the folder."
        ) from error
    smaller = "Export it with 4,000 pixels on its longer side, or fewer."
    if size > MAX_IMAGE_BYTES:
        raise ReferableError(f"{path.name} is too large: {size // 1_000_000} MB.", smaller)
    format_ = sniff(data)
    parts = read_parts(data)
    traces = tuple(check_image_bytes(data, path.name, known))
    if format_ is Format.SVG:
        return Candidate(path, data, format_, 0, 0, traces, Seen(Sight.DRAWING))
    if parts is None or format_ is None:
        raise ReferableError(
            f"{path.name} is not a picture.", "Use a JPEG, PNG, WebP, HEIC, TIFF, GIF or SVG file."
        )
    if parts.problem:
        raise ReferableError(
            f"{path.name} is damaged: {parts.problem}.",
            "Copy it from the camera or telephone again.",
        )
    if parts.width * parts.height > MAX_PIXELS:
        raise ReferableError(f"{path.name} has {parts.width} × {parts.height} pixels.", smaller)
    width, height = parts.width, parts.height
    if _orientation(data) >= 5:
        width, height = height, width
    return Candidate(path, data, format_, width, height, traces, look(data))


def name_for(candidate: Candidate, wanted: str, alt: str) -> str:
    """A name for the copy, without its ending.

    Args:
        candidate: The photo.
        wanted: The name asked for, or an empty string.
        alt: What the photo shows; names it when the original has only a camera's number.

    Raises:
        ReferableError: No name can be made.
    """
    if wanted:
        stem = Path(wanted).stem if Path(wanted).suffix.lower() in _ENDINGS else Path(wanted).name
        name = _slug(stem)
    else:
        name = _slug(candidate.path.stem)
        if _CAMERA.match(name):
            name = "-".join([w for w in _slug(alt).split("-") if w not in _SMALL_WORDS][:4])
    if is_device(name):
        name += "-photo"
    if not name:
        raise ReferableError(
            f"{candidate.path.name} is no name that tells what the photo shows.",
            "Give it one: --as treatment-room",
        )
    return name


_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "our", "the", "to", "with"}
)
_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".tif", ".tiff", ".gif", ".svg"})


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")


def add_photo(project: Project, docs_dir: str, candidate: Candidate, answers: Answers) -> Added:
    """Write the clean copy and its entry.

    Args:
        project: The site.
        docs_dir: Folder of the pages, relative to the project's root.
        candidate: What `read_photo` gave.
        answers: What the practice says about it.

    Raises:
        ReferableError: The name is taken or tells too much, an answer is missing or wrong, or
            photos.yml cannot be extended. Nothing is written then.
    """
    ending, data, measures = _prepared(candidate, _known(project))
    file = f"{FOLDER}/{answers.name}{ending}"
    target = project.root / docs_dir / file
    if target.exists():
        raise ReferableError(
            f"{docs_dir}/{file} is there already; nothing was written.",
            f"Choose another name: --as {answers.name}-2",
        )
    _refuse_telling_name(f"{docs_dir}/{file}", project)
    list_path = project.root / project.settings.photos
    old = list_path.read_bytes().decode("utf-8-sig", "replace") if list_path.is_file() else ""
    new = _extended(old, _entry(file, answers), project.settings.photos)
    line = _checked(new, file, project)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:  # never over a file that came meanwhile
            stream.write(data)
        try:
            write_beside(list_path, new.encode())
        except OSError:
            target.unlink()
            raise
    except OSError as error:
        raise ReferableError(
            f"{error.filename} cannot be written: {error.strerror or error}.",
            "Check that the disk is not full and that you may write there.",
        ) from error
    return Added(file, *measures, len(data), line)


def _known(project: Project) -> Known:
    return Known.of_practice(project.practice)


def _orientation(data: bytes) -> int:
    parts = read_parts(data)
    for block in parts.blocks if parts is not None else ():
        payload = data[block.start : block.end]
        if block.kind in {"eXIf", "EXIF"} or (block.kind == "E1" and payload[:4] == b"Exif"):
            return orientation_of(read_exif(payload))
    return 1


def _prepared(candidate: Candidate, known: Known) -> tuple[str, bytes, tuple[int, int]]:
    """Ending, bytes and measures of the copy: clean, upright, no larger than need be."""
    data, format_ = candidate.data, candidate.format
    measures = candidate.width, candidate.height
    kept = {Format.JPEG: ".jpg", Format.PNG: ".png", Format.WEBP: ".webp", Format.GIF: ".gif",
            Format.SVG: ".svg"}  # fmt: skip
    moves = format_ is Format.GIF or _moves(data)
    small = max(measures) <= LONGEST_SIDE and _orientation(data) == 1
    clean = None
    if format_ in kept and (moves or format_ is Format.SVG or small):
        ending, clean = kept[format_], strip_image_bytes(data, known)
    else:
        image, problem = decode(data, format_, candidate.path.name, widest=LONGEST_SIDE)
        if image is None:
            message = problem.message if problem else "The picture cannot be read."
            raise ReferableError(
                f"{candidate.path.name}: {message}", problem.fix if problem else ""
            )
        scale = min(1.0, LONGEST_SIDE / max(image.size))
        goal = tuple(max(1, round(side * scale)) for side in image.size)
        resized = image if image.size == goal else image.resize(goal, 1)
        resized.info = image.info
        measures = resized.size
        lines = resized.mode == "RGBA" or is_drawing(resized)
        ending = (
            ".png" if lines else kept.get(format_, ".jpg") if format_ is Format.WEBP else ".jpg"
        )
        clean = encode(resized, ending[1:], quality=_QUALITY)
    left = check_image_bytes(clean, f"a{ending}", known) if clean is not None else []
    if clean is None or any(d.code in TRACES for d in left):
        raise ReferableError(
            f"{candidate.path.name} cannot be cleaned.", "Export it as JPEG and add that."
        )
    return ending, clean, measures


def _moves(data: bytes) -> bool:
    parts = read_parts(data)
    return parts is not None and any(b.kind in {"acTL", "ANIM"} for b in parts.blocks)


def _refuse_telling_name(path: str, project: Project) -> None:
    """A file's name is published with it, so it must not say who is pictured."""
    from referable.checks.phi import KnownFacts, SourceKind, check_text  # noqa: PLC0415 # slow

    facts = KnownFacts.from_practice(project.practice)
    found = check_text(path, path, SourceKind.FILENAME, facts)
    if found:
        raise ReferableError(
            f"The name {Path(path).name} tells too much: {found[0].message}",
            "Name what the photo shows instead: --as treatment-room",
        )


def _entry(file: str, answers: Answers) -> list[str]:
    lines = [f"- file: {_scalar(file)}", f"  who: {answers.who}"]
    if answers.names:
        lines.append(f"  names: [{', '.join(_scalar(n) for n in answers.names)}]")
    for name in ("alt", "license", "credit"):
        value = getattr(answers, name)
        if value:
            lines.append(f"  {name}: {_scalar(value)}")
    if answers.signed:
        dates = [f"signed: {answers.signed}"]
        dates += [f"expires: {answers.expires}"] if answers.expires else []
        dates += [f"kept: {_scalar(answers.kept)}"] if answers.kept else []
        word = "authorization" if answers.who == "client" else "release"
        lines.append(f"  {word}: {{{', '.join(dates)}}}")
    return lines


def _scalar(text: str) -> str:
    """A YAML scalar on one line; plain where nothing in it could be read as anything else."""
    if re.fullmatch(r"[A-Za-z][\w ./()'’-]*[\w.)]", text) and text.lower() not in _WORDS:
        return text
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "none"})


def _extended(text: str, entry: list[str], path: str) -> str:
    """The list with one more entry at its end; what is there stays, comments too."""
    end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    if not text.strip():
        text = f"{_HEADER}photos:\n"
    start = _EMPTY_LIST.search(text)
    if start is None:
        raise ReferableError(
            f"{path} has no line `photos:` with the list below it, so it was not changed.",
            "Begin the list with that line, or add the entry by hand:\n  " + "\n  ".join(entry),
        )
    comment = f"  {start[1]}" if start[1] else ""
    text = text[: start.start()] + "photos:" + comment + text[start.end() :]
    items = list(_ITEM.finditer(text, start.start()))
    indent = items[0][1] if items else "  "
    body = text.rstrip("\n") + "\n" + "".join(f"{indent}{line}\n" for line in entry)
    return body.replace("\n", end)


def _checked(text: str, file: str, project: Project) -> int:
    """The new entry's line, when all of the list can be read and the entry is complete.

    What is wrong with other entries alone is no reason not to add this one.
    """
    diagnostics = Diagnostics()
    people = project.practice.people if project.practice is not None else ()
    photos = load_photos(
        text.replace("\r\n", "\n"),
        project.settings.photos,
        diagnostics,
        staff=tuple(p.name for p in people),
        today=project.today,
    )
    entry = photos.entry_for(file) if photos is not None else None
    line = photos.place_of(file)[0] if photos is not None else None
    wrong = [
        d
        for d in diagnostics.sorted()
        if d.severity is Severity.ERROR and (entry is None or (d.line or 0) >= (line or 0))
    ]
    if wrong or not isinstance(entry, Photo) or line is None:
        first = wrong[0] if wrong else None
        where = f"{project.settings.photos}: " if entry is None else ""
        raise ReferableError(
            f"{where}{first.message if first else 'the entry cannot be added'} "
            "Nothing was written.",
            first.fix if first else "Look at the file's last lines.",
        )
    return line
