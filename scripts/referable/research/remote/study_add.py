"""`referable study add`: a DOI or PubMed number becomes an entry and a synopsis to fill in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from referable.research.entries import Entry
from referable.research.library import page_slug
from referable.research.remote.drafts import bibtex_entry, new_key, synopsis_skeleton
from referable.research.remote.fields import is_surely_same_paper
from referable.research.remote.files import append_entry, replace_file
from referable.research.remote.http import OfflineError, RemoteError
from referable.research.remote.identifiers import Identifier, IdentifierKind, read_identifier
from referable.research.remote.matching import same_title
from referable.research.remote.records import Notice, NoticeKind, RemoteRecord
from referable.research.remote.services import Progress, Services, StudyProject, silent

__all__ = ["Added", "Outcome", "Preview", "study_add"]

_GRAVE = (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL)


class Outcome(StrEnum):
    """How an attempt to add a study ended."""

    ADDED = "added"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be written, for the question "shall I?".

    Attributes:
        key: The citation key.
        entry: The BibTeX entry.
        synopsis: The synopsis to fill in.
        synopsis_path: Its path below the project's root.
        sources: The registers that know the paper.
        warnings: What to think of before saying yes, as sentences.
    """

    key: str
    entry: str
    synopsis: str
    synopsis_path: str
    sources: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """The result of `study_add`.

    Attributes:
        outcome: How it ended.
        message: One or two sentences for the terminal.
        key: The key of the new entry, or of the one that is already there.
        paths: Files that were written, below the project's root.
        notices: Notices about the paper that the reader should see.
    """

    outcome: Outcome
    message: str
    key: str = ""
    paths: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


def study_add(
    project: StudyProject,
    services: Services,
    identifier: str,
    *,
    confirm: Callable[[Preview], bool],
    progress: Progress = silent,
) -> Added:
    """Fetch a study's record, show it, and on a yes write its entry and a synopsis to fill in.

    Args:
        project: The project.
        services: Whom to ask.
        identifier: A DOI, PMID, PMCID or an address.
        confirm: Shown what would be written; nothing is written unless it answers yes.
        progress: Told before each question to a register.

    Returns:
        How it ended. The library's other entries stay byte for byte as they are.

    Raises:
        ReferableError: The identifier cannot be read, the network failed, or a file cannot be
            written; always one sentence with a tip.
    """
    wanted = read_identifier(identifier)
    known = _by_number(project, wanted)
    if known is not None:
        return _duplicate(known, f"the same {wanted.kind}")
    records, troubles = _fetch(services, wanted, progress)
    if not records:
        if troubles:
            raise RemoteError(" ".join(troubles), "Run the command again later.")
        return Added(
            Outcome.NOT_FOUND,
            f"No register knows the {wanted.kind} {wanted.value}. Compare it with the paper's "
            "first page.",
        )
    record = _merged(records, wanted)
    refused = _refusal(records)
    if refused is not None:
        return refused
    numbers = ((IdentifierKind.DOI, record.doi), (IdentifierKind.PMID, record.pmid))
    for number in (Identifier(kind, value) for kind, value in numbers):
        known = _by_number(project, number) if number.value else None
        if known is not None:
            return _duplicate(known, f"the same {number.kind}")
    known = next((e for e in project.library if is_surely_same_paper(e, record)), None)
    if known is not None:
        return _duplicate(known, "the same title, first author, journal and year")
    preview = _preview(project, record, records, troubles)
    if not confirm(preview):
        return Added(Outcome.DECLINED, "Nothing was written.", preview.key)
    return _write(project, preview, records)


# -- finding ----------------------------------------------------------------------------------


def _by_number(project: StudyProject, wanted: Identifier) -> Entry | None:
    if wanted.kind is IdentifierKind.DOI:
        return project.library.by_doi(wanted.value)
    name = "pmid" if wanted.kind is IdentifierKind.PMID else "pmcid"
    return next((e for e in project.library if getattr(e, name) == wanted.value), None)


def _duplicate(entry: Entry, because: str) -> Added:
    return Added(
        Outcome.DUPLICATE,
        f"The library has it already as “{entry.key}” (line {entry.line}; {because}). "
        f"Cite it as [@{entry.key}].",
        entry.key,
    )


def _fetch(
    services: Services, wanted: Identifier, progress: Progress
) -> tuple[list[RemoteRecord], list[str]]:
    """What the registers say, PubMed's view last; and their troubles as sentences."""
    records: list[RemoteRecord] = []
    troubles: list[str] = []

    def ask(question: Callable[[], RemoteRecord | None]) -> RemoteRecord | None:
        try:
            record = question()
        except OfflineError:
            raise
        except RemoteError as error:
            troubles.append(str(error))
            return None
        if record is not None:
            records.append(record)
        return record

    doi = wanted.value if wanted.kind is IdentifierKind.DOI else ""
    pubmed = services.europepmc
    if not doi:
        progress(0, 2, "Europe PMC")
        by_number = pubmed.by_pmid if wanted.kind is IdentifierKind.PMID else pubmed.by_pmcid
        found = ask(lambda: by_number(wanted.value))
        doi = found.doi if found else ""
    if doi:
        progress(1, 3, "Crossref")
        if ask(lambda: _with_updates(services, doi)) is None:
            ask(lambda: services.doi.record(doi))
        if wanted.kind is IdentifierKind.DOI:
            progress(2, 3, "Europe PMC")
            ask(lambda: pubmed.by_doi(doi))
    progress(3, 3, "")
    return records, troubles


def _with_updates(services: Services, doi: str) -> RemoteRecord | None:
    record = services.crossref.work(doi)
    if record is None:
        return None
    notices = services.crossref.updates(doi)
    return replace(record, notices=(*record.notices, *notices))


def _merged(records: list[RemoteRecord], wanted: Identifier) -> RemoteRecord:
    """One record: Crossref's, completed by PubMed, with PubMed's journal abbreviation."""
    first = min(records, key=lambda r: r.source == "Europe PMC")
    pubmed = next((r for r in records if r.source == "Europe PMC"), first)
    # PubMed often has full given names where a publisher deposited initials.
    authors = max((r.authors for r in (first, pubmed)), key=_name_length)
    if len(authors) < max(len(first.authors), len(pubmed.authors)):
        authors = max((first.authors, pubmed.authors), key=len)
    typed_doi = wanted.value if wanted.kind is IdentifierKind.DOI else ""
    return replace(
        first,
        title=first.title or pubmed.title,
        authors=authors,
        journal=first.journal or pubmed.journal,
        journal_names=tuple(dict.fromkeys((*first.journal_names, *pubmed.journal_names))),
        journal_abbrev=pubmed.journal_abbrev or first.journal_abbrev,
        years=tuple(dict.fromkeys((*pubmed.years, *first.years)))
        if pubmed.volume
        else first.years or pubmed.years,
        volume=first.volume or pubmed.volume,
        number=first.number or pubmed.number,
        pages=_longest_pages(first, pubmed),
        doi=first.doi or pubmed.doi or typed_doi,
        pmid=pubmed.pmid,
        pmcid=pubmed.pmcid,
        types=tuple(dict.fromkeys((*first.types, *pubmed.types))),
        open_access=pubmed.open_access,
    )


def _name_length(authors: tuple[object, ...]) -> int:
    return sum(len(getattr(name, "given", "")) for name in authors)


def _longest_pages(first: RemoteRecord, pubmed: RemoteRecord) -> tuple[str, ...]:
    """The publisher's full range rather than PubMed's shortened one."""
    pages = max((*first.pages[:1], *pubmed.pages[:1]), key=len, default="")
    return (pages,) if pages else ()


def _refusal(records: list[RemoteRecord]) -> Added | None:
    notices = tuple(dict.fromkeys(n for record in records for n in record.notices))
    grave = tuple(notice for notice in notices if notice.kind in _GRAVE)
    back = any(notice.kind is NoticeKind.REINSTATEMENT for notice in notices)
    title = next((r.title for r in records if r.title), "The paper")
    if grave and not back:
        word = "retracted" if any(n.kind is NoticeKind.RETRACTION for n in grave) else "withdrawn"
        places = ", ".join(dict.fromkeys(notice.where for notice in grave if notice.where))
        said = " and ".join(dict.fromkeys(notice.source for notice in grave if notice.source))
        return Added(
            Outcome.REFUSED,
            f"“{title}” was {word} (says {said}: {places}). It was not added: a {word} paper is "
            "no evidence.",
            notices=grave,
        )
    about = next((r.notice_about for r in records if r.notice_about), ())
    if about:
        return Added(
            Outcome.REFUSED,
            f"“{title}” is a notice about {', '.join(about)}, no study. It was not added.",
        )
    return None


# -- writing ----------------------------------------------------------------------------------


def _preview(
    project: StudyProject, record: RemoteRecord, records: list[RemoteRecord], troubles: list[str]
) -> Preview:
    key = new_key(record, project.library)
    warnings = [f"{trouble} Run `referable study verify` later." for trouble in troubles]
    warnings += [
        f"There is a notice about it ({notice.kind}): {notice.where}."
        for one in records
        for notice in one.notices
        if notice.kind not in {NoticeKind.NEW_VERSION, *_GRAVE} and notice.where
    ]
    alike = [e.key for e in project.library if same_title(e.title, record.title, record.subtitle)]
    if alike:
        warnings.append(f"The library has a paper of the same title: {', '.join(alike)}.")
    return Preview(
        key,
        bibtex_entry(key, record),
        synopsis_skeleton(record, project.vocabulary),
        f"{project.settings.synopses}/{page_slug(key)}.md",
        tuple(dict.fromkeys(one.source for one in records)),
        tuple(dict.fromkeys(warnings)),
    )


def _write(project: StudyProject, preview: Preview, records: list[RemoteRecord]) -> Added:
    library = project.settings.library
    append_entry(project.root / library, preview.entry)
    paths = [library]
    synopsis = project.root / preview.synopsis_path
    if not synopsis.exists():  # a synopsis that was written before its entry is never replaced
        replace_file(synopsis, preview.synopsis.encode())
        paths.append(preview.synopsis_path)
    return Added(
        Outcome.ADDED,
        f"Added “{preview.key}”. Now fill in {preview.synopsis_path} and run `referable check`.",
        preview.key,
        tuple(paths),
        tuple(dict.fromkeys(notice for one in records for notice in one.notices)),
    )
