"""Builds the packet: sets what changed, beside the old files, and swaps the new ones in."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from referable.advertised import report_lacking
from referable.advertising import Advertising, advertising
from referable.diagnostics import Diagnostics
from referable.packet.audience import choose
from referable.packet.documents import Document, documents
from referable.packet.form import add_fields
from referable.packet.model import PacketData
from referable.packet.paper import Paper
from referable.packet.typesetter import SetDocument, Typesetter, TypesettingError, stamp
from referable.renaming import take_place

__all__ = ["MANIFEST", "build_packet"]

MANIFEST = "packet.json"
"""The file beside the PDFs that lists them with title and hash."""

PRACTICE_FILE = "practice.yml"
MAX_WORKERS = 4

_SLOWEST = ("brochure", "clinician-profile", "lunch-plan", "referral-form", "evidence-brief")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the manifest."""

    title: str
    stamp: str
    pages: int
    shortened: tuple[tuple[str, int], ...]
    overflows: bool


def build_packet(
    data: PacketData,
    out: Path,
    *,
    paper: Paper | Literal["us-letter", "a4", "both"] = "both",
    audience: str | None = None,
    templates: Collection[str] | None = None,
    diagnostics: Diagnostics,
) -> list[Path]:
    """Make the packet's PDFs; what has not changed since the last time is left as it is.

    Args:
        data: What the documents say.
        out: The packet's folder; it is made when missing. With an audience, its own subfolder is
            used, so that a packet for one clinic never replaces the one for everybody.
        paper: The sheet size, or "both".
        audience: A kind of practice such as "Family Medicine": chooses the specialties and adds a
            greeting; None for everybody.
        templates: Names of the templates whose documents are wanted; None for all.
        diagnostics: Receives what is wrong with the facts, and what did not fit its page.

    Returns:
        The paths of all documents, those left as they were included; empty when a document could
        not be set or lacks a line that a state demands, and then nothing in the folder has changed.
    """
    papers = _papers(paper, diagnostics)
    if not papers:
        return []
    name = (audience or "").strip()
    if name:
        specialties = choose(data.specialties, name, diagnostics)
        briefs = tuple(b for s in specialties for b in data.briefs if b.specialty.slug == s.slug)
        data = replace(data, specialties=specialties, briefs=briefs)
        out /= f"for-{_slug(name)}"
    _report_gaps(data, diagnostics)
    demanded = Diagnostics()
    required = advertising(data.practice, PRACTICE_FILE, demanded)
    diagnostics.extend(demanded)
    if demanded.has_errors:
        return []  # no document could show what a state demands
    wanted = documents(data, required, name, papers)
    if templates is not None:
        wanted = [d for d in wanted if d.template in templates]
    return _build(wanted, required, out, data.today, diagnostics)


def _papers(paper: str, diagnostics: Diagnostics) -> tuple[Paper, ...]:
    if paper == "both":
        return tuple(Paper)
    try:
        return (Paper(paper),)
    except ValueError:
        diagnostics.report(
            "packet-paper",
            f"“{paper}” is not a paper size.",
            fix="Write us-letter, a4 or both.",
        )
        return ()


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "audience"


def _report_gaps(data: PacketData, diagnostics: Diagnostics) -> None:
    if not data.refer_url:
        diagnostics.report(
            "packet-no-address",
            "The practice has no web address, so the documents carry no QR codes.",
            PRACTICE_FILE,
            1,
            fix="Add `url: https://…` to practice.yml.",
        )
    covered = {b.specialty.slug for b in data.briefs}
    for specialty in data.specialties:
        if specialty.slug not in covered:
            diagnostics.report(
                "packet-brief-empty",
                f"{specialty.title} has no study to cite, so it gets no evidence brief.",
                PRACTICE_FILE,
                1,
                fix="Add a study about it, or take it out of `treats:`.",
            )


def _build(
    wanted: list[Document],
    required: Advertising,
    out: Path,
    today: dt.date,
    diagnostics: Diagnostics,
) -> list[Path]:
    old = _read_manifest(out)
    stamps = {d.file: stamp(d) for d in wanted}
    changed = [d for d in wanted if not _is_current(d, stamps[d.file], old, out)]
    entries = {file: old[file] for file in stamps if file in old}
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".packet-", dir=out) as folder:
        results = _set_all(changed, Path(folder), today)
        failed = [(d, r) for d, r in zip(changed, results, strict=True) if isinstance(r, str)]
        for document, message in failed:
            diagnostics.report(
                "packet-typeset",
                f"{document.title} could not be set: {message}",
                document.file,
                fix="If the message names a character, replace it in practice.yml.",
            )
        if failed or _report_lacking(changed, results, required, diagnostics):
            return []
        for document, result in zip(changed, results, strict=True):
            assert isinstance(result, SetDocument)
            entries[document.file] = _Entry(
                document.title,
                stamps[document.file],
                result.pages,
                result.shortened,
                result.overflows,
            )
        _report_layout(wanted, entries, diagnostics)
        _swap(changed, Path(folder), out)
    for stale in old.keys() - stamps.keys():
        _delete(out, stale)
    listing = {d.file: entries[d.file] for d in wanted}
    if listing != old:
        _write_manifest(out, listing)
    return [out / d.file for d in wanted]


def _is_current(document: Document, wanted: str, old: dict[str, _Entry], out: Path) -> bool:
    entry = old.get(document.file)
    return entry is not None and entry.stamp == wanted and (out / document.file).is_file()


def _set_all(changed: list[Document], folder: Path, today: dt.date) -> list[SetDocument | str]:
    """Set documents into a folder, a few at a time; for one that Typst refuses, why it did."""
    seconds = int(dt.datetime(today.year, today.month, today.day, tzinfo=dt.UTC).timestamp())
    # Typst lets go of Python's lock while it works, but a compiler serves one thread at a time.
    workers = min(len(changed), MAX_WORKERS, os.cpu_count() or 1)
    if workers == 0:
        return []
    own = threading.local()

    def set_one(document: Document) -> SetDocument | str:
        if not hasattr(own, "typesetter"):
            own.typesetter = Typesetter(seconds)
        try:
            done: SetDocument = own.typesetter.set(document)
        except TypesettingError as error:
            return str(error).strip().partition("\n")[0]
        path = folder / document.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(add_fields(done.pdf) if document.form else done.pdf)
        return done

    # The slowest first, so that no thread is left with one of them at the end.
    order = sorted(
        changed, key=lambda d: _SLOWEST.index(d.template) if d.template in _SLOWEST else 9
    )
    with ThreadPoolExecutor(workers) as pool:
        results = dict(zip((d.file for d in order), pool.map(set_one, order), strict=True))
    return [results[d.file] for d in changed]


def _report_lacking(
    changed: list[Document],
    results: list[SetDocument | str],
    required: Advertising,
    diagnostics: Diagnostics,
) -> bool:
    """Whether a new document's own pages lack a line that a state or this project demands.

    Documents that stay are not read again: they were when they were set, and the lines are a
    part of their stamp.
    """
    before = len(diagnostics)
    for document, result in zip(changed, results, strict=True):
        assert isinstance(result, SetDocument)
        report_lacking(
            required,
            result.text,
            document.file,
            diagnostics,
            document.people,
            fix="Shorten names and titles in practice.yml, or write them in Latin letters.",
        )
    return len(diagnostics) > before


def _report_layout(
    wanted: Iterable[Document], entries: dict[str, _Entry], diagnostics: Diagnostics
) -> None:
    for document in wanted:
        entry = entries[document.file]
        if entry.pages != document.pages or entry.overflows:
            told = (
                f"{document.title} has {entry.pages} pages instead of {document.pages}."
                if entry.pages != document.pages
                else f"{document.title} has more text than its space holds."
            )
            diagnostics.report(
                "packet-overflow",
                told,
                document.file,
                fix="Shorten the longest facts in practice.yml: names, scope, actions.",
            )
        for what, count in entry.shortened:
            diagnostics.report(
                "packet-shortened",
                f"{document.title} has no room for {count} more {what}.",
                document.file,
                fix="Nothing needs doing: it says that the rest is on the website.",
            )


def _swap(changed: list[Document], folder: Path, out: Path) -> None:
    for document in changed:
        target = out / document.file
        target.parent.mkdir(parents=True, exist_ok=True)
        take_place(folder / document.file, target)


def _delete(out: Path, file: str) -> None:
    """Delete a document that the packet no longer has, and its folder when that is empty."""
    path = out / PurePosixPath(file)
    if ".." in PurePosixPath(file).parts or not path.is_file():
        return
    path.unlink()
    if path.parent != out and not any(path.parent.iterdir()):
        shutil.rmtree(path.parent)


def _read_manifest(out: Path) -> dict[str, _Entry]:
    """What the folder holds by its manifest; an unreadable one counts as none."""
    try:
        rows: Any = json.loads((out / MANIFEST).read_text("utf-8"))["documents"]
        return {
            row["file"]: _Entry(
                row["title"],
                row["stamp"],
                row["pages"],
                tuple((what, count) for what, count in row["shortened"]),
                row["overflows"],
            )
            for row in rows
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write_manifest(out: Path, entries: dict[str, _Entry]) -> None:
    rows = [
        {
            "file": file,
            "title": entry.title,
            "pages": entry.pages,
            "shortened": [list(pair) for pair in entry.shortened],
            "overflows": entry.overflows,
            "stamp": entry.stamp,
        }
        for file, entry in entries.items()
    ]
    text = json.dumps({"documents": rows}, indent=1, ensure_ascii=False) + "\n"
    beside = out / f".{MANIFEST}.new"
    beside.write_text(text, "utf-8", newline="\n")
    take_place(beside, out / MANIFEST)
