"""`referable study verify`: the library beside Crossref, the DOI system and Europe PMC.

A field counts as right when one register confirms it. What a register does not say proves nothing.
A search by title proves nothing either: it may offer a missing DOI, never fault an entry.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from referable.diagnostics import Diagnostic
from referable.research.entries import Entry
from referable.research.latex import encode
from referable.research.remote.fields import (
    absent_fields,
    differences,
    is_same_paper,
    is_surely_same_paper,
)
from referable.research.remote.http import OfflineError, RemoteError
from referable.research.remote.markdown import plain
from referable.research.remote.records import Notice, NoticeKind, RemoteRecord
from referable.research.remote.services import Progress, Services, StudyProject, silent
from referable.research.synopses import Synopsis
from referable.rules import Severity

__all__ = ["Verification", "study_verify"]

_COCHRANE = re.compile(r"(10\.1002/14651858\.[a-z]{2}[0-9]+)(?:\.pub([0-9]+))?", re.IGNORECASE)
_VERSIONS_AHEAD = 6
_GRAVE = (NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL)


@dataclass(slots=True)
class Verification:
    """What a run of `study verify` did.

    Attributes:
        checked: Keys of the entries that at least one register could be asked about.
        unchecked: Keys of the others, with the reason.
        problems: The diagnostics, also given to the project.
        stopped: Why the run ended early, as a sentence, or an empty string.
    """

    checked: list[str] = field(default_factory=list)
    unchecked: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    stopped: str = ""

    def markdown(self) -> str:
        """The result as Markdown, for an issue or an e-mail."""
        lines = [
            f"Checked {len(self.checked)} of {len(self.checked) + len(self.unchecked)} studies."
        ]
        if self.stopped:
            lines += ["", f"**The run stopped early.** {self.stopped}"]
        for severity, heading in (
            (Severity.ERROR, "Must be mended"),
            (Severity.WARNING, "Should be mended"),
            (Severity.NOTE, "Worth knowing"),
        ):
            found = [d for d in self.problems if d.severity is severity]
            if found:
                lines += ["", f"### {heading}", ""]
                lines += [_item(d) for d in sorted(found, key=Diagnostic.sort_key)]
        if not self.problems:
            lines += ["", "Nothing wrong was found in what could be checked."]
        return "\n".join(lines) + "\n"


def study_verify(
    project: StudyProject,
    services: Services,
    *,
    keys: Collection[str] = (),
    progress: Progress = silent,
) -> Verification:
    """Compare entries with the registers.

    Args:
        project: The project; its diagnostics receive what is found.
        services: Whom to ask.
        keys: The entries to check; none means all.
        progress: Told after each entry.

    Returns:
        What was checked. A trouble with the network is a sentence in it and never raises; run the
        command again, and what was fetched is not fetched again.
    """
    entries = [entry for entry in project.library if not keys or entry.key in keys]
    result = Verification()
    for done, entry in enumerate(entries):
        progress(done, len(entries), entry.key)
        check = _Check(entry, project.synopses.get(entry.key), services)
        try:
            check.run()
        except OfflineError as error:
            result.stopped = f"{error} {error.tip}".strip()
            result.unchecked |= dict.fromkeys((e.key for e in entries[done:]), str(error))
            break
        result.problems += check.problems
        if check.asked:
            result.checked.append(entry.key)
        else:
            result.unchecked[entry.key] = " ".join(check.troubles)
    else:
        progress(len(entries), len(entries), "")
    project.diagnostics.extend(result.problems)
    return result


def _item(problem: Diagnostic) -> str:
    fix = f"\n  - {plain(problem.fix)}" if problem.fix else ""
    return f"- {plain(problem.place)}: {plain(problem.message)}{fix}"


class _Check:
    """Checks one entry."""

    def __init__(self, entry: Entry, synopsis: Synopsis | None, services: Services) -> None:
        self.entry = entry
        self.synopsis = synopsis
        self.services = services
        self.problems: list[Diagnostic] = []
        self.troubles: list[str] = []
        self.notices: list[Notice] = []
        self.asked = False
        self.sure = True

    def run(self) -> None:
        """Ask, compare and report."""
        records = [record for record in self._records() if self._is_ours(record)]
        self._report_fields(records)
        for record in records:
            self.notices += record.notices
        if any(record.notice_about for record in records):
            self._report_is_notice(records)
        self._report_grave()
        self._report_concern()
        self._report_corrections()
        self._report_versions()
        if self.troubles:
            self._report(
                "study-unchecked",
                f"“{self.entry.key}” could not be checked fully: {' '.join(self.troubles)}",
                fix="Run the command again later.",
            )

    def _report(
        self,
        code: str,
        message: str,
        name: str = "",
        fix: str = "",
        severity: Severity | None = None,
    ) -> None:
        line = self.entry.line_of(name) if name else self.entry.line
        self.problems.append(
            Diagnostic(code, message, self.entry.path, line, None, fix, override=severity)
        )

    # -- asking -----------------------------------------------------------------------------

    def _records(self) -> Iterator[RemoteRecord]:
        doi, pmid = self.entry.doi, self.entry.pmid
        if doi:
            yield from self._safely(self._by_doi(doi))
        if pmid or doi:
            yield from self._safely(self._by_pubmed(pmid, doi))
        if not (doi or pmid):
            yield from self._safely(self._by_title())

    def _safely(self, records: Iterator[RemoteRecord]) -> Iterator[RemoteRecord]:
        try:
            yield from records
        except OfflineError:
            raise
        except RemoteError as error:
            self.troubles.append(str(error))

    def _by_doi(self, doi: str) -> Iterator[RemoteRecord]:
        crossref, system = self.services.crossref, self.services.doi
        record = crossref.work(doi)
        if record is None:
            self.asked = True
            if not system.exists(doi):
                self._report(
                    "study-doi-dead",
                    f"The DOI of “{self.entry.key}” is not registered: {doi}",
                    "doi",
                    "Copy the DOI from the paper's first page, or delete the field.",
                )
                return
            record = system.record(doi)
        if record is not None:
            self.asked = True
            yield record
        self.notices += crossref.updates(doi)

    def _by_pubmed(self, pmid: str | None, doi: str | None) -> Iterator[RemoteRecord]:
        europepmc = self.services.europepmc
        record = europepmc.by_pmid(pmid) if pmid else None
        if record is None and doi:
            record = europepmc.by_doi(doi)
        self.asked = True
        if record is not None:
            yield record
        elif pmid:
            self.troubles.append(f"Europe PMC has no record of PMID {pmid}.")

    def _by_title(self) -> Iterator[RemoteRecord]:
        """Records that surely are this paper; anything less certain is left alone."""
        self.sure = False
        found = self.services.europepmc.by_title(self.entry.title)
        self.asked = True
        author = self.entry.authors[0].short if self.entry.authors else ""
        found += self.services.crossref.by_title(self.entry.title, author)
        yield from (record for record in found if is_surely_same_paper(self.entry, record))

    def _is_ours(self, record: RemoteRecord) -> bool:
        if is_same_paper(self.entry, record):
            return True
        by_doi = record.doi.casefold() == (self.entry.doi or "-").casefold()
        name, value = ("doi", record.doi) if by_doi else ("pmid", record.pmid)
        self._report(
            "study-other-paper",
            f"{'The DOI' if by_doi else 'The PubMed number'} of “{self.entry.key}” ({value}) "
            f"belongs to another paper: “{record.title}” ({record.source}).",
            name,
            "Look the paper up and copy the number from its own page.",
        )
        return False

    # -- fields -----------------------------------------------------------------------------

    def _report_fields(self, records: Sequence[RemoteRecord]) -> None:
        key = self.entry.key
        for found in differences(self.entry, records) if self.sure else ():
            write = f": {found.name} = {{{encode(found.write)}}}," if found.write else "."
            self._report(
                "study-field-wrong",
                f"The {found.label} of “{key}”: the library says “{found.mine}”, "
                f"{_listed(found.sources)} “{found.theirs}”.",
                found.name,
                f"Look at the paper itself. If the library is wrong, correct it{write}",
            )
        absent = absent_fields(self.entry, records)
        if not self.sure:  # found by its title: offer what leads to it, no more
            absent = {n: v for n, v in absent.items() if n in {"doi", "pmid", "pmcid"}}
        if absent:
            lines = " ".join(f"{name} = {{{encode(value)}}}," for name, value in absent.items())
            self._report(
                "study-field-missing",
                f"“{key}” lacks {_listed(absent)}; {_listed({r.source for r in records})} "
                f"{'know' if len({r.source for r in records}) > 1 else 'knows'} more.",
                fix=f"Add: {lines}",
            )

    # -- notices ----------------------------------------------------------------------------

    def _of(self, *kinds: NoticeKind) -> list[Notice]:
        return [notice for notice in self.notices if notice.kind in kinds]

    def _report_is_notice(self, records: Iterable[RemoteRecord]) -> None:
        about = _listed(dict.fromkeys(one for record in records for one in record.notice_about))
        self._report(
            "study-is-notice",
            f"“{self.entry.key}” is itself a notice about {about}.",
            fix="Replace it with the paper that you meant, unless that one was retracted.",
        )

    def _report_grave(self) -> None:
        found = self._of(*_GRAVE)
        if not found:
            return
        word = "retracted" if any(n.kind is NoticeKind.RETRACTION for n in found) else "withdrawn"
        back = self._of(NoticeKind.REINSTATEMENT)
        if back:
            self._report(
                "study-retracted",
                f"“{self.entry.key}” was {word} and later reinstated: {_where([*found, *back])}.",
                fix="Read both notices before you rely on it.",
                severity=Severity.WARNING,
            )
            return
        self._report(
            "study-retracted",
            f"“{self.entry.key}” {'was' if self.sure else 'seems to have been'} {word}"
            f"{_when(found)}, says {_listed(_sources(found))}: {_where(found)}.",
            fix="Take its citations off every page, then delete its synopsis and its entry.",
            severity=None if self.sure else Severity.WARNING,
        )

    def _report_concern(self) -> None:
        found = self._of(NoticeKind.CONCERN)
        if found and not self._of(*_GRAVE):
            self._report(
                "study-concern",
                f"There is an expression of concern about “{self.entry.key}”{_when(found)}: "
                f"{_where(found)}.",
                fix="Read it. Say so in the synopsis, or leave the study out until it is settled.",
            )

    def _report_corrections(self) -> None:
        found = [n for n in self._of(NoticeKind.CORRECTION) if not self._is_own(n)]
        new = [notice for notice in found if not self._is_known(notice)]
        with_doi = [notice for notice in found if notice.doi]
        if with_doi and all(self._is_known(notice) for notice in with_doi):
            # PubMed names the same corrections by its own numbers.
            new = [notice for notice in new if notice.doi]
        if new:
            self._report(
                "study-correction",
                f"“{self.entry.key}” was corrected{_when(new)}: {_where(new)}.",
                fix="Compare the synopsis with it, then name it in the synopsis's editor_notes, "
                "so that it is not reported again.",
            )

    def _report_versions(self) -> None:
        status = self.synopsis.facts.publication_status if self.synopsis else ""
        if "superseded" in status.casefold():
            return
        newer = self._newer_cochrane()
        if newer is not None:
            gone = any(notice.kind in _GRAVE for notice in newer.notices)
            year = f" ({newer.years[0]})" if newer.years else ""
            place = f"https://doi.org/{newer.doi}{year}{', which was withdrawn' if gone else ''}"
        else:
            found = [
                notice
                for notice in self._of(NoticeKind.NEW_VERSION)
                if notice.where and not self._is_own(notice) and not self._is_known(notice)
            ]
            place = _where(found)
        if place:
            self._report(
                "study-newer-version",
                f"“{self.entry.key}” has a newer version: {place}.",
                "doi",
                "Add it with `referable study add` and cite it instead; or write "
                "publication_status: superseded in the synopsis of the old one.",
            )

    def _newer_cochrane(self) -> RemoteRecord | None:
        """The newest later version of a Cochrane review: .pub2 is followed by .pub3."""
        found = _COCHRANE.fullmatch(self.entry.doi or "")
        if not found:
            return None
        version = int(found[2] or 1)
        newest = None
        try:
            for later in range(version + 1, version + _VERSIONS_AHEAD):
                record = self.services.crossref.work(f"{found[1]}.pub{later}")
                if record is None:
                    break
                newest = record
        except OfflineError:
            raise
        except RemoteError as error:
            self.troubles.append(str(error))
        return newest

    def _is_own(self, notice: Notice) -> bool:
        """Whether the notice is the paper's own record, updated in place."""
        return not notice.where or notice.doi.casefold() == (self.entry.doi or "-").casefold()

    def _is_known(self, notice: Notice) -> bool:
        """Whether the synopsis already names the notice."""
        if self.synopsis is None:
            return False
        facts = self.synopsis.facts
        said = f"{facts.editor_notes} {facts.publication_status} {self.synopsis.body}".casefold()
        if notice.doi:
            return notice.doi.casefold() in said
        if notice.pmid:
            return re.search(rf"(?<![0-9]){notice.pmid}(?![0-9])", said) is not None
        return facts.publication_status == "corrected"


def _sources(notices: Iterable[Notice]) -> list[str]:
    return list(dict.fromkeys(notice.source for notice in notices if notice.source))


def _when(notices: Iterable[Notice]) -> str:
    first = min((notice.date for notice in notices if notice.date), default="")
    return f" on {first}" if len(first) == 10 else (f" in {first}" if first else "")


def _where(notices: Iterable[Notice]) -> str:
    return ", ".join(dict.fromkeys(notice.where for notice in notices if notice.where))


def _listed(words: Iterable[str]) -> str:
    listed = list(words)
    return " and ".join(filter(None, (", ".join(listed[:-1]), *listed[-1:])))
