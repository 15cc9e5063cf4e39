"""Project: finds and loads a site's sources once."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referable.diagnostics import Diagnostics, ReferableError, did_you_mean
from referable.research.library import Library, load_library

if TYPE_CHECKING:
    from referable.photos import Photos
    from referable.practice import Practice
    from referable.research.conditions import Vocabulary
    from referable.research.synopses import Synopsis

__all__ = ["Project", "Settings"]

_FOLDER = re.compile(r"\w[\w-]*(?:/\w[\w-]*)*")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the sources are and what is generated; the options of the MkDocs plugin.

    Attributes:
        practice: The practice's facts.
        library: The BibTeX library.
        synopses: Folder of `<citation-key>.md` files.
        conditions: Vocabulary of conditions and scales.
        photos: Who is pictured in each photo.
        style: Citation style: a name such as `ama` or `apa`, or a `.csl` file.
        study_pages: Whether each synopsis gets a page of its own.
        evidence_pages: Whether the library page and a page for each condition are made.
        evidence_dir: Folder of the generated pages, below the site's root.
        references_title: Heading over a page's reference list.
        cache: Folder for what can be computed again.
        design: Whether the templates come from this package, with those in `custom_dir` first.
        packet: Whether the site offers the packet's PDFs where a page has `::: packet`.
        packet_paper: Their sheet: us-letter, a4 or both.
        social_images: Whether each page gets a picture for posts that link to it.
        edit_url: Where a code host edits the sources, as
            `https://github.com/OWNER/REPOSITORY/edit/main`; empty for no links, since they tell
            every reader where the sources are.
    """

    practice: str = "practice.yml"
    library: str = "research/library.bib"
    synopses: str = "research/synopses"
    conditions: str = "research/conditions.yml"
    photos: str = "photos.yml"
    style: str = "american-medical-association"
    study_pages: bool = True
    evidence_pages: bool = True
    evidence_dir: str = "evidence"
    references_title: str = "References"
    cache: str = ".referable/cache"
    design: bool = False
    packet: bool = True
    packet_paper: str = "us-letter"
    social_images: bool = True
    edit_url: str = ""

    @classmethod
    def from_mapping(cls, options: Mapping[str, Any]) -> Settings:
        """Settings from options by name.

        Raises:
            ReferableError: An option is not known or has the wrong type.
        """
        known = {f.name: f for f in fields(cls)}
        for name, value in options.items():
            if name not in known:
                near = did_you_mean(name, known)
                raise ReferableError(
                    f"mkdocs.yml: the plugin “referable” has no option “{name}”.",
                    f"Did you mean “{near[0]}”?" if near else f"Options: {', '.join(known)}.",
                )
            expected = bool if known[name].type == "bool" else str
            if not isinstance(value, expected):
                kind = "true or false" if expected is bool else "words"
                raise ReferableError(f"mkdocs.yml: “{name}” of “referable” should be {kind}.")
        folder = str(options.get("evidence_dir", known["evidence_dir"].default))
        if not _FOLDER.fullmatch(folder):
            raise ReferableError(
                f"mkdocs.yml: “evidence_dir” is a folder of the site, which “{folder}” is not.",
                "Write one name, such as evidence.",
            )
        return cls(**options)


@dataclass
class Project:
    """A site's sources, each loaded when first asked for, with problems collected on the way.

    Attributes:
        root: The folder that holds `mkdocs.yml`.
        settings: Where the sources are.
        diagnostics: Receives every problem met while loading.
        today: The date of the run; the only clock there is.
        today_asked: Whether that date was asked for rather than read from the computer.
        digests: The digest of each file read so far, by its path.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    today: dt.date = field(default_factory=dt.date.today)  # a practice's own day
    today_asked: bool = False
    digests: dict[str, str] = field(default_factory=dict)

    def load(self) -> None:
        """Load every source now, so that each problem is found whether or not a page needs it."""
        _ = (self.library, self.practice, self.synopses)
        if (self.root / self.settings.conditions).exists():
            _ = self.vocabulary

    def read_bytes(self, path: str) -> bytes | None:
        """The bytes of a source file; a file that cannot be read is a diagnostic and gives None."""
        try:
            data = (self.root / path).read_bytes()
        except OSError as error:
            self.diagnostics.report(
                "file-unreadable",
                f"The file cannot be read: {error.strerror or error}.",
                path,
                fix="Check that the file exists and that you may read it.",
            )
            return None
        self.digests[path] = hashlib.blake2b(data, digest_size=16).hexdigest()
        return data

    def read_text(self, path: str) -> str | None:
        """The text of a source file, decoded as UTF-8; other encodings are reported and guessed."""
        data = self.read_bytes(path)
        return None if data is None else decode_text(data, path, self.diagnostics)

    @cached_property
    def library(self) -> Library:
        """The BibTeX library; empty when there is no file."""
        path = self.settings.library
        data = self.read_bytes(path) if (self.root / path).exists() else None
        if data is None:
            return Library()
        return load_library(data, path, self.diagnostics, self.root / self.settings.cache)

    @cached_property
    def practice(self) -> Practice | None:
        """The practice's facts, or None when there is no usable file."""
        path = self.settings.practice
        text = self.read_text(path) if (self.root / path).exists() else None
        if text is None:
            return None
        from referable.practice import load_practice  # noqa: PLC0415 # pydantic is slow to import

        return load_practice(text, path, self.diagnostics, today=self.today, asked=self.today_asked)

    def load_photos(self, diagnostics: Diagnostics, docs_dir: str) -> Photos | None:
        """Who is pictured: no entries when there is no file, None when it cannot be used.

        Args:
            diagnostics: Receives every problem with its line.
            docs_dir: Folder of the pages, relative to the root.
        """
        path = self.settings.photos
        from referable.photos import Photos, load_photos  # noqa: PLC0415 # pydantic is slow

        text = self.read_text(path) if (self.root / path).exists() else ""
        if not text:
            return Photos() if text is not None else None
        people = self.practice.people if self.practice is not None else ()
        return load_photos(
            text,
            path,
            diagnostics,
            docs=self.root / docs_dir,
            staff=tuple(p.name for p in people),
            today=self.today,
        )

    @property
    def practice_day(self) -> dt.date:
        """The day that the practice's dated facts are judged by."""
        if self.practice is None:
            return self.today
        from referable.practice import day_of_judgment  # noqa: PLC0415 # pydantic is slow to import

        return day_of_judgment(self.practice, self.today, asked=self.today_asked)

    @property
    def practice_is_broken(self) -> bool:
        """Whether there is a `practice.yml` that cannot be used; it has been reported once then."""
        return self.practice is None and (self.root / self.settings.practice).exists()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The conditions and scales; empty when there is no usable file."""
        from referable.research.conditions import Vocabulary, load_vocabulary  # noqa: PLC0415

        path = self.settings.conditions
        text = self.read_text(path) if (self.root / path).exists() else None
        return load_vocabulary(text, path, self.diagnostics) if text else Vocabulary()

    @cached_property
    def synopses(self) -> dict[str, Synopsis]:
        """Usable synopses by citation key, in the library's order."""
        files = dict(self._synopsis_files())
        if not files:
            return {}
        from referable.research.synopses import load_synopsis  # noqa: PLC0415

        found: dict[str, Synopsis] = {}
        by_slug = {self.library.slug(key): key for key in self.library.keys()}  # noqa: SIM118
        unclaimed = dict(files)
        for slug, key in by_slug.items():
            path = unclaimed.pop(slug, None)
            if path is None:
                self._report_missing_synopsis(key)
                continue
            text = self.read_text(path)
            if text is None:
                continue
            synopsis = load_synopsis(text, path, key, self.vocabulary, self.diagnostics)
            if synopsis is not None:
                found[key] = synopsis
        for slug, path in unclaimed.items():
            if slug in self.library:
                name = self.library.slug(slug)
                self.diagnostics.report(
                    "synopsis-without-entry",
                    f"The synopsis of “{slug}” belongs in {name}.md: the name of this file is "
                    "another study's, or no page can have it.",
                    path,
                    1,
                    fix=f"Rename the file to {name}.md.",
                )
                continue
            near = did_you_mean(slug, by_slug)
            self.diagnostics.report(
                "synopsis-without-entry",
                f"{self.settings.library} has no entry “{slug}”.",
                path,
                1,
                fix=f"Rename the file to {near[0]}.md, or add the entry."
                if near
                else "Add the entry to the library, or delete the file.",
            )
        return found

    def _synopsis_files(self) -> Iterator[tuple[str, str]]:
        folder = self.root / self.settings.synopses
        if not folder.is_dir():
            return
        try:
            files = sorted(folder.iterdir())
        except OSError as error:
            self.diagnostics.report(
                "file-unreadable",
                f"The folder cannot be read: {error.strerror or error}.",
                self.settings.synopses,
                fix="Check that you may read it.",
            )
            return
        for file in files:
            if file.suffix == ".md":
                yield file.stem, f"{self.settings.synopses}/{file.name}"

    def _report_missing_synopsis(self, key: str) -> None:
        entry = self.library.get(key)
        assert entry is not None
        self.diagnostics.report(
            "entry-without-synopsis",
            f"“{key}” has no synopsis.",
            entry.path,
            entry.line,
            fix=f"Write {self.settings.synopses}/{self.library.slug(key)}.md.",
        )

    def place_of_setting(self, name: str) -> tuple[str, int | None]:
        """The file and line that set an option of ours; no file where it has its default."""
        value = getattr(self.settings, name)
        file = self.root / "mkdocs.yml"
        if value == getattr(Settings(), name) or not file.is_file():
            return "", None
        for number, line in enumerate(file.read_bytes().splitlines(), 1):
            if line.strip(b" \t{-").startswith(f"{name}:".encode()) and str(value).encode() in line:
                return file.name, number
            if f"{name}: {value}".encode() in line:
                return file.name, number
        return file.name, None

    def source_paths(self) -> list[str]:
        """Files and folders a preview should watch, relative to the root; some may not exist."""
        s = self.settings
        return [s.practice, s.library, s.synopses, s.conditions, s.photos]


def decode_text(data: bytes, path: str, diagnostics: Diagnostics) -> str:
    """Text of a file: UTF-8 with or without a mark, UTF-16 by its mark, else Windows' Latin-1.

    Anything but UTF-8 is a `file-encoding` diagnostic. Line ends become `\\n`.
    """
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(encoding)
        if encoding == "utf-16":
            diagnostics.report(
                "file-encoding", "The file is saved as UTF-16.", path, 1, fix="Save it as UTF-8."
            )
    except UnicodeDecodeError as error:
        before = data[: error.start]
        diagnostics.report(
            "file-encoding",
            "The file is not saved as UTF-8.",
            path,
            before.count(b"\n") + 1,
            error.start - (before.rfind(b"\n") + 1) + 1,
            fix="In your editor choose “Save with encoding” and UTF-8, then check the accents.",
        )
        text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
