"""`photos.yml`: who is pictured in each photo, and why it may be published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from pydantic import Field, PrivateAttr, field_validator, model_validator

from referable.diagnostics import Diagnostics
from referable.validation import Model, validate
from referable.yamlsource import YamlDocument, load_yaml

__all__ = ["PHOTOS_FILE", "Photo", "Photos", "Release", "Who", "load_photos", "plain_path"]

PHOTOS_FILE = "photos.yml"
# A link or a file's name; “binder 3, shelf 2” is neither.
_DOCUMENT = re.compile(
    r"://|\bwww\.|[\\/]|\.(?:pdf|docx?|jpe?g|png|heic|tiff?|txt|eml|zip)\b", re.IGNORECASE
)
_SPELLINGS = {"licence": "license", "authorisation": "authorization"}


class Who(StrEnum):
    """Who is pictured."""

    STAFF = "staff"
    MODEL = "model"
    STOCK = "stock"
    CLIENT = "client"
    NONE = "none"


class Release(Model):
    """The written consent of the person pictured, kept at the practice."""

    signed: dt.date
    """The day it was signed."""
    expires: dt.date | None = None
    """The last day it is good for, if it names one."""
    kept: str = ""
    """Where the paper is, such as “binder 3”; never the paper itself, nor a link to it."""

    @field_validator("kept")
    @classmethod
    def _only_where(cls, kept: str) -> str:
        if _DOCUMENT.search(kept):
            raise ValueError(
                "the signed paper itself stays at the practice: no file and no link belongs here. "
                "| Write where it is kept, such as “binder 3”, or delete the line."
            )
        return kept


class Photo(Model):
    """One photo."""

    file: str
    """The path below docs/, such as assets/photos/alex.jpg."""
    who: Who
    """Who is pictured: staff, model, stock, client, or none. Example: staff"""
    names: tuple[str, ...] = ()
    """Names of staff as in practice.yml; nobody else is named here."""
    alt: str = ""
    """What the photo shows, for people who cannot see it; used where the page gives no text."""
    license: str = ""
    """For stock photos: the license and where the photo is from."""
    credit: str = ""
    """The photographer or agency, if they are to be named."""
    release: Release | None = None
    """For models, and for staff who may leave: the written consent."""
    authorization: Release | None = None
    """For clients: the signed HIPAA authorization (45 CFR 164.508)."""

    @model_validator(mode="before")
    @classmethod
    def _other_spellings(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {
            (_SPELLINGS[k] if k in _SPELLINGS and _SPELLINGS[k] not in data else k): v
            for k, v in data.items()
        }

    @field_validator("who", mode="before")
    @classmethod
    def _one_word(cls, who: object) -> object:
        word = str(who).strip().lower()
        if word in {"patient", "patients", "clients"}:
            raise ValueError(
                "somebody you treat is written `client`. | Write `who: client` with "
                "`authorization: {signed: 2026-01-31}`, the day the form was signed; without a "
                "signed form take the photo out."
            )
        return {"nobody": "none", "no one": "none", "": "none"}.get(word, word)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = _MISSING.get(self.who)
        if missing is not None and not getattr(self, missing[0]):
            raise ValueError(f"“{self.file}” {missing[1]} | {_ADD[self.who]}")
        if self.names and self.who in {Who.CLIENT, Who.MODEL}:
            raise ValueError(
                f"“{self.file}” names a person who is not staff. | Delete `names:`. This file is "
                "as public as the site; the name stands on the paper you keep."
            )
        return self


_MISSING = {
    Who.STAFF: ("names", "shows staff, but nobody is named."),
    Who.MODEL: ("release", "shows a model, but no release is noted."),
    Who.STOCK: ("license", "is a stock photo, but its license is not noted."),
    Who.CLIENT: ("authorization", "shows a client, but no signed authorization is noted."),
}
_ADD = {
    Who.STAFF: "Add `names: [Alex Example]`, as in practice.yml.",
    Who.MODEL: "Add `release: {signed: 2026-01-31}` with the day it was signed.",
    Who.STOCK: "Add `license:` with the license and where the photo is from.",
    Who.CLIENT: "Add `authorization: {signed: 2026-01-31}` with the day the HIPAA authorization "
    "was signed, or take the photo out. The form itself stays at the practice.",
}


class Photos(Model):
    """Everything `photos.yml` says."""

    photos: tuple[Photo, ...] = Field(default=())
    """One entry for each photo that shows somebody."""

    _by_file: dict[str, Photo] = PrivateAttr(default_factory=dict)
    _lines: dict[str, tuple[int | None, int | None]] = PrivateAttr(default_factory=dict)

    @field_validator("photos", mode="before")
    @classmethod
    def _may_be_empty(cls, photos: object) -> object:
        return () if photos is None else photos

    @field_validator("photos")
    @classmethod
    def _one_entry_each(cls, photos: tuple[Photo, ...]) -> tuple[Photo, ...]:
        files = [plain_path(p.file) for p in photos]
        twice = next((f for f in files if files.count(f) > 1), None)
        if twice:
            raise ValueError(f"“{twice}” has two entries. | Keep one of them.")
        return photos

    def model_post_init(self, context: Any, /) -> None:
        """Index the entries."""
        del context
        self._by_file.update({plain_path(p.file): p for p in self.photos})

    def entry_for(self, file: str) -> Photo | None:
        """The entry of a photo by its path below docs/."""
        return self._by_file.get(plain_path(file))

    def place_of(self, file: str) -> tuple[int | None, int | None]:
        """Line and column of a photo's entry, counted from 1, or None when not known."""
        return self._lines.get(plain_path(file), (None, None))

    def entry_at(self, line: int) -> Photo | None:
        """The entry that a line of the file belongs to."""
        before = {f: at for f, (at, _) in self._lines.items() if at is not None and at <= line}
        return self._by_file[max(before, key=before.__getitem__)] if before else None

    def note_places(self, document: YamlDocument) -> None:
        """Remember where each entry stands in the file it was read from."""
        for index, photo in enumerate(self.photos):
            self._lines[plain_path(photo.file)] = document.place(("photos", index, "file"))

    @property
    def credits(self) -> list[str]:
        """Photographers and agencies, whose names may stand in their photos."""
        return [p.credit for p in self.photos if p.credit]


def plain_path(file: str) -> str:
    """A photo's path below docs/, however it was written."""
    path = file.strip().replace("\\", "/").removeprefix("./")
    return path.removeprefix("docs/")


def load_photos(
    text: str,
    path: str,
    diagnostics: Diagnostics,
    *,
    docs: Path | None = None,
    staff: tuple[str, ...] = (),
    today: dt.date | None = None,
) -> Photos | None:
    """Read `photos.yml`.

    Args:
        text: The file's text.
        path: Its path, for messages.
        diagnostics: Receives every problem with its line.
        docs: The folder of the pages; when given, entries whose file is not there are reported.
        staff: The names in practice.yml; when given, other names of staff are reported.
        today: The day that releases are judged by; when None, their dates are not checked.

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
    photos.note_places(document)
    for index, photo in enumerate(photos.photos):
        line, column = document.place(("photos", index, "file"))
        if docs is not None and not (docs / plain_path(photo.file)).is_file():
            diagnostics.report(
                "photo-missing",
                f"“{photo.file}” is not in docs/.",
                path,
                line,
                column,
                fix="Write the path as it is below docs/, or delete the entry.",
                length=len(photo.file),
            )
        for name, message, fix in _doubts(photo, staff, today):
            line, column = document.place(("photos", index, name))
            diagnostics.report("photo-entry", message, path, line, column, fix=fix)
    return photos


def _doubts(
    photo: Photo, staff: tuple[str, ...], today: dt.date | None
) -> Iterator[tuple[str, str, str]]:
    """Field, message and fix of what only the practice's facts and the calendar can tell."""
    if photo.who is Who.STAFF and staff and any(n not in staff for n in photo.names):
        yield (
            "names",
            "The photo is said to show staff, but a name in it is not in practice.yml.",
            f"Write the name as there: {', '.join(staff)}.",
        )
    for name in ("release", "authorization"):
        paper = getattr(photo, name)
        if paper is None or today is None:
            continue
        if paper.signed > today:
            message = (
                f"The {name} for this photo is dated {paper.signed.isoformat()}, in time to come."
            )
            yield name, message, "Write the day on which it was signed."
        if paper.expires and paper.expires < today:
            message = f"The {name} for this photo expired on {paper.expires.isoformat()}."
            yield name, message, "Get a new one, or take the photo out."
