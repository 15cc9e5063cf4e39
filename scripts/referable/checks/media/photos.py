"""`photos.yml`: who is pictured in each photo, and why it may be published."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, field_validator, model_validator

from referable.checks.media.faces import Seen, Sight, look
from referable.checks.media.images import MAX_IMAGE_BYTES
from referable.diagnostics import Diagnostic, Diagnostics
from referable.validation import Model, validate
from referable.yamlsource import load_yaml

__all__ = ["Photo", "Photos", "Release", "Who", "check_photo", "load_photos"]


class Who(StrEnum):
    """Who is pictured."""

    STAFF = "staff"
    MODEL = "model"
    STOCK = "stock"
    NONE = "none"


class Release(Model):
    """The written consent of the person pictured, kept at the practice."""

    signed: dt.date
    """The day it was signed."""
    expires: dt.date | None = None
    kept: str = ""
    """Where the paper is, such as “binder 3”; never a link to it."""


class Photo(Model):
    """One photo."""

    file: str
    """The path below docs/, such as images/alex.jpg."""
    who: Who
    names: tuple[str, ...] = ()
    """Names of staff as in practice.yml; a model's name is not needed here."""
    alt: str = ""
    """What the photo shows, for people who cannot see it."""
    licence: str = ""
    """For stock photos: the licence and where the photo is from."""
    credit: str = ""
    """The photographer or agency, if they are to be named."""
    release: Release | None = None

    @field_validator("who", mode="before")
    @classmethod
    def _never_a_patient(cls, who: object) -> object:
        if str(who).strip().lower() in {"patient", "client", "patients", "clients"}:
            raise ValueError(
                "a photo of a patient is not published. | Take the photo out, or show staff, a "
                "model or an empty room instead."
            )
        return who

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.who is Who.STAFF and not self.names:
            raise ValueError(
                f"“{self.file}” shows staff, but nobody is named. "
                "| Add `names: [Alex Example]`, as in practice.yml."
            )
        if self.who is Who.MODEL and self.release is None:
            raise ValueError(
                f"“{self.file}” shows a model, but no release is noted. "
                "| Add `release: {signed: 2026-01-31}` with the day it was signed."
            )
        if self.who is Who.STOCK and not self.licence:
            raise ValueError(
                f"“{self.file}” is a stock photo, but its licence is not noted. "
                "| Add `licence:` with the licence and where the photo is from."
            )
        return self


class Photos(Model):
    """Everything `photos.yml` says."""

    photos: tuple[Photo, ...] = Field(default=())

    @field_validator("photos")
    @classmethod
    def _one_entry_each(cls, photos: tuple[Photo, ...]) -> tuple[Photo, ...]:
        files = [p.file for p in photos]
        twice = next((f for f in files if files.count(f) > 1), None)
        if twice:
            raise ValueError(f"“{twice}” has two entries. | Keep one of them.")
        return photos

    def entry_for(self, file: str) -> Photo | None:
        """The entry of a photo by its path below docs/."""
        return next((p for p in self.photos if p.file.removeprefix("docs/") == file), None)


def load_photos(
    text: str,
    path: str,
    diagnostics: Diagnostics,
    *,
    docs: Path | None = None,
    staff: tuple[str, ...] = (),
) -> Photos | None:
    """Read `photos.yml`.

    Args:
        text: The file's text.
        path: Its path, for messages.
        diagnostics: Receives every problem with its line.
        docs: The folder of the pages; when given, entries whose file is not there are reported.
        staff: The names in practice.yml; when given, other names of staff are reported.

    Returns:
        The entries, or None when an error leaves nothing to rely on.
    """
    document = load_yaml(text, path, diagnostics)
    if document is None:
        return None
    if document.data is None:
        return Photos()
    if isinstance(document.data, list):
        diagnostics.report(
            "yaml-syntax",
            "photos.yml begins with a list instead of `photos:`.",
            path,
            1,
            fix="Write `photos:` on the first line and indent the list below it.",
        )
        return None
    photos = validate(Photos, document, path, diagnostics)
    if photos is None:
        return None
    for index, photo in enumerate(photos.photos):
        line, column = document.place(("photos", index, "file"))
        if docs is not None and not (docs / photo.file.removeprefix("docs/")).is_file():
            diagnostics.report(
                "photo-missing",
                f"“{photo.file}” is not in docs/.",
                path,
                line,
                column,
                fix="Write the path as it is below docs/, or delete the entry.",
                length=len(photo.file),
            )
        unknown = [n for n in photo.names if n not in staff] if photo.who is Who.STAFF else []
        if staff and unknown:
            line, column = document.place(("photos", index, "names"))
            diagnostics.report(
                "photo-entry",
                "The photo is said to show staff, but a name in it is not in practice.yml.",
                path,
                line,
                column,
                fix=f"Write the name as there: {', '.join(staff)}.",
            )
    return photos


def check_photo(
    path: Path, file: str, photos: Photos, *, name: str = "", today: dt.date | None = None
) -> list[Diagnostic]:
    """Whether a photo may be published as far as the people in it go.

    Args:
        path: The photo.
        file: Its path below docs/, as photos.yml writes it.
        photos: The entries.
        name: How messages call it; its path when empty.
        today: The day that releases are judged by; when None, expiry is not checked.

    Returns:
        `photo-undeclared` when a person may be pictured and no entry says who; `photo-entry`
        when the entry says that nobody is, or its release has expired.
    """
    shown = name or path.as_posix()
    entry = photos.entry_for(file)
    if entry is not None and entry.who is not Who.NONE:
        release = entry.release
        if (
            today is not None
            and release is not None
            and release.expires
            and release.expires < today
        ):
            message = f"The release for this photo expired on {release.expires.isoformat()}."
            return [
                Diagnostic(
                    "photo-entry", message, shown, fix="Get a new one, or take the photo out."
                )
            ]
        return []
    try:
        if path.stat().st_size > MAX_IMAGE_BYTES:
            return []  # reported by the check of the picture itself
        seen = look(path.read_bytes(), detect=entry is None)
    except OSError:
        return []
    return [] if entry is not None else _undeclared(seen, file, shown)


def _undeclared(seen: Seen, file: str, shown: str) -> list[Diagnostic]:
    if seen.sight is Sight.FACE:
        count = "a face" if seen.faces == 1 else f"{seen.faces} faces"
        message = f"The photo shows {count}, and photos.yml does not say whose."
    elif seen.sight is Sight.UNKNOWN:
        message = "The photo may show a person, and photos.yml has no entry for it."
    else:
        return []
    fix = (
        f"Add to photos.yml: `- {{file: {file}, who: staff, names: […]}}`, or `who: model` with a "
        "release, `who: stock` with a licence, `who: none` when nobody is pictured. Photos of "
        "patients are not published."
    )
    return [Diagnostic("photo-undeclared", message, shown, fix=fix)]
