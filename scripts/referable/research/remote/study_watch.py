"""`referable study watch`: new reviews, trials and guidelines for the site's conditions."""

from __future__ import annotations

import datetime as dt
import json
import re
import shlex
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from referable.research.conditions import Condition, Kind
from referable.research.entries import doi_link
from referable.research.remote.drafts import design_of
from referable.research.remote.files import replace_file
from referable.research.remote.http import OfflineError, RemoteError
from referable.research.remote.markdown import plain
from referable.research.remote.matching import same_title, simplified
from referable.research.remote.records import NoticeKind, RemoteRecord
from referable.research.remote.services import Progress, Services, StudyProject, silent
from referable.research.synopses import Design

__all__ = ["Finding", "Watch", "last_look", "study_watch"]

_FIRST_LOOK = dt.timedelta(days=365)
# PubMed adds publication types weeks after a paper is out, so each look reaches back further.
_OVERLAP = dt.timedelta(days=60)
_MOST = 200
_TECHNIQUES = (
    "massage",
    "myofascial release",
    "soft tissue mobilization",
    "soft tissue mobilisation",
    "soft tissue therapy",
    "trigger point therapy",
    "manual lymph drainage",
    "tuina",
)
_TITLE_DESIGNS = (
    (re.compile(r"\bguidelines?\b|\brecommendations? for\b"), Design.GUIDELINE),
    (re.compile(r"\b(?:overview|umbrella review)\b"), Design.OVERVIEW),
    (re.compile(r"\bmeta analys[ie]s\b"), Design.META_ANALYSIS),
    (re.compile(r"\bsystematic review\b"), Design.SYSTEMATIC_REVIEW),
    (re.compile(r"\brandomi[sz]ed\b|\brct\b"), Design.RCT),
)
_REVIEW = (
    'PUB_TYPE:"Systematic Review" OR PUB_TYPE:"Meta-Analysis" OR '
    'PUB_TYPE:"Randomized Controlled Trial" OR TITLE:"systematic review" OR '
    'TITLE:"meta-analysis" OR TITLE:randomized OR TITLE:randomised'
)
_GUIDELINE = 'PUB_TYPE:"Practice Guideline" OR PUB_TYPE:"Guideline" OR TITLE:guideline'
_PROTOCOL = re.compile(r"\bprotocol\b")
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\]>`]+")
_PMID = re.compile(r"PMID:? ?([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Finding:
    """A new paper, and why it is listed.

    Attributes:
        record: The paper.
        conditions: Slugs of the conditions it is about.
        design: The design that PubMed or its own title states.
        reasons: Why it is listed, as short sentences.
    """

    record: RemoteRecord
    conditions: tuple[str, ...]
    design: Design
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Watch:
    """What a look at the registers found.

    Attributes:
        since: The first day looked at.
        until: The last day looked at.
        findings: New papers: guidelines first, then syntheses, then trials.
        names: The conditions' names by slug, in the order looked at.
        troubles: Conditions that could not be looked at, with the reason.
        stopped: Why the look ended early, as a sentence, or an empty string.
    """

    since: dt.date
    until: dt.date
    findings: list[Finding] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    stopped: str = ""

    @property
    def complete(self) -> bool:
        """Whether every condition was looked at."""
        return not (self.stopped or self.troubles)

    def markdown(self) -> str:
        """The findings by condition, each paper once, with its reasons."""
        papers = f"{len(self.findings)} new paper{'' if len(self.findings) == 1 else 's'}"
        lines = [f"## New studies from {self.since} to {self.until}", "", f"{papers}."]
        if self.stopped:
            lines += ["", f"**The look stopped early.** {self.stopped}"]
        for slug, reason in self.troubles.items():
            lines += ["", f"**{self.names[slug]} could not be looked at.** {reason}"]
        for slug, name in self.names.items():
            found = [f for f in self.findings if f.conditions[0] == slug]
            if found:
                lines += ["", f"### {plain(name)}", ""]
                lines += [line for finding in found for line in self._item(finding)]
        return "\n".join(lines) + "\n"

    def _item(self, finding: Finding) -> list[str]:
        record = finding.record
        people = record.authors[0].short if record.authors else ""
        people += " et al." if len(record.authors) > 1 else ""
        when = f"{record.journal} {record.years[0] if record.years else ''}".strip()
        said = ". ".join(plain(text).rstrip(".") for text in (people, when) if text)
        place = f" {doi_link(record.doi)}" if record.doi else ""
        number = f" PMID {record.pmid}" if record.pmid else ""
        also = [self.names[slug] for slug in finding.conditions[1:]]
        reasons = [*finding.reasons, *([f"also about {', '.join(also)}"] if also else [])]
        return [
            f"- **{plain(record.title)}.** {said}.{place}{number}",
            f"  - Why: {plain('; '.join(reasons))}.",
            f"  - To add it: `referable study add {shlex.quote(record.doi or record.pmid)}`",
        ]


def last_look(project: StudyProject) -> dt.date | None:
    """The day of the last complete look on this computer, or None."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        return dt.date.fromisoformat(json.loads(_state(project).read_bytes())["until"])
    return None


def study_watch(
    project: StudyProject,
    services: Services,
    *,
    today: dt.date,
    since: dt.date | None = None,
    seen: str = "",
    conditions: Collection[str] = (),
    progress: Progress = silent,
) -> Watch:
    """Look for new reviews, trials and guidelines.

    Args:
        project: The project; its library and synopses say what is known and which conditions count.
        services: Whom to ask.
        today: The last day to look at.
        since: The first day; none means the day of the last look, or a year ago.
        seen: Text such as earlier lists; papers whose DOI or PMID stands in it are left out.
        conditions: Slugs to look at; none means those that the site has studies about.
        progress: Told before each condition.

    Returns:
        What was found. A trouble with the network is a sentence in it and never raises. A complete
        look at all conditions is remembered, so that the next one begins where it ended.
    """
    remembered = since is None
    since = min(since or last_look(project) or today - _FIRST_LOOK, today)
    wanted = _wanted(project, conditions)
    watch = Watch(since, today, names={slug: c.name for slug, c in wanted.items()})
    known = _Known(project, seen if seen or not remembered else _seen(project))
    found: dict[str, tuple[RemoteRecord, list[str]]] = {}
    for done, (slug, condition) in enumerate(wanted.items()):
        progress(done, len(wanted), condition.name)
        try:
            records = services.europepmc.search(_query(condition, since - _OVERLAP, today), _MOST)
        except OfflineError as error:
            watch.stopped = f"{error} {error.tip}".strip()
            break
        except RemoteError as error:
            watch.troubles[slug] = str(error)
            continue
        for record in records:
            if not known.has(record):
                found.setdefault(record.identifier, (record, []))[1].append(slug)
    else:
        progress(len(wanted), len(wanted), "")
    for record, slugs in found.values():
        design = _design(record)
        if design is not None:
            reasons = _reasons(record, design, [wanted[slug] for slug in slugs])
            watch.findings.append(Finding(record, tuple(slugs), design, reasons))
    watch.findings.sort(key=_order)
    if watch.complete and not conditions:
        _remember(project, watch)
    return watch


# -- asking -----------------------------------------------------------------------------------


def _wanted(project: StudyProject, conditions: Collection[str]) -> dict[str, Condition]:
    every = project.vocabulary.conditions
    used = {slug for synopsis in project.synopses.values() for slug in synopsis.facts.conditions}
    wanted = set(conditions) or used or set(every)
    return {s: c for s, c in every.items() if s in wanted and c.kind is Kind.CONDITION}


def _query(condition: Condition, since: dt.date, until: dt.date) -> str:
    terms = _terms(condition)
    about = " OR ".join(f'TITLE_ABS:"{term}"' for term in terms)
    titled = " OR ".join(f'TITLE:"{term}"' for term in terms)
    techniques = " OR ".join(f'TITLE_ABS:"{word}"' for word in _TECHNIQUES)
    window = f"[{since.isoformat()} TO {until.isoformat()}]"
    return (
        f"((({about}) AND ({techniques}) AND ({_REVIEW})) OR (({titled}) AND ({_GUIDELINE}))) "
        f"AND SRC:MED AND (FIRST_PDATE:{window} OR FIRST_IDATE:{window})"
    )


def _terms(condition: Condition) -> list[str]:
    """The condition's names as they stand in titles; initials alone mean too many things."""
    names = [condition.name, *condition.synonyms]
    bare = [re.sub(r'\([^()]*\)|["\\]', " ", name) for name in names]
    folded = [" ".join(name.split()).lower() for name in bare if not name.strip().isupper()]
    return list(dict.fromkeys(name for name in folded if len(name) > 3)) or [condition.name.lower()]


# -- judging ----------------------------------------------------------------------------------


class _Known:
    """What need not be listed: the library, earlier lists, notices, protocols, retracted papers."""

    def __init__(self, project: StudyProject, seen: str) -> None:
        entries = list(project.library)
        self.dois = {e.doi.casefold() for e in entries if e.doi}
        self.dois |= {unquote(doi).rstrip(".,;*'").casefold() for doi in _DOI.findall(seen)}
        self.pmids = {e.pmid for e in entries if e.pmid} | set(_PMID.findall(seen))
        self.titles: dict[str, list[str]] = {}
        for entry in entries:
            self.titles.setdefault(simplified(entry.title)[:12], []).append(entry.title)

    def has(self, record: RemoteRecord) -> bool:
        if record.doi.casefold() in self.dois or record.pmid in self.pmids:
            return True
        if record.notice_about or _PROTOCOL.search(simplified(record.title)):
            return True
        grave = {NoticeKind.RETRACTION, NoticeKind.WITHDRAWAL}
        if not record.title or any(notice.kind in grave for notice in record.notices):
            return True
        near = self.titles.get(simplified(record.title)[:12], ())
        # A Cochrane review keeps its title from version to version; a newer one is news.
        return "14651858" not in record.doi and any(same_title(t, record.title) for t in near)


def _design(record: RemoteRecord) -> Design | None:
    stated = design_of(record)
    if stated is not None:
        return stated
    title = simplified(record.title)
    return next((design for words, design in _TITLE_DESIGNS if words.search(title)), None)


def _reasons(
    record: RemoteRecord, design: Design, conditions: Iterable[Condition]
) -> tuple[str, ...]:
    title = simplified(record.title)
    says = "PubMed says so" if design_of(record) else "its title says so"
    reasons = [f"{design.label.lower()} ({says})"]
    technique = next((word for word in _TECHNIQUES if simplified(word) in title), "")
    if technique:
        reasons.append(f"“{technique}” in its title")
    elif design is Design.GUIDELINE:
        reasons.append("look whether it speaks of massage")
    else:
        reasons.append("massage in its abstract")
    terms = [term for condition in conditions for term in _terms(condition)]
    named = next((term for term in terms if simplified(term) in title), "")
    if named:
        reasons.append(f"“{named}” in its title")
    return tuple(reasons)


def _order(finding: Finding) -> tuple[int, str, str]:
    newest_first = "".join(chr(0x10FFFF - ord(char)) for char in finding.record.date)
    return (finding.design.rank, newest_first, finding.record.identifier)


# -- remembering ------------------------------------------------------------------------------


def _state(project: StudyProject) -> Path:
    return project.root / project.settings.cache / "watch.json"


def _seen(project: StudyProject) -> str:
    """Identifiers listed by earlier looks on this computer."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        return "\n".join(map(str, json.loads(_state(project).read_bytes())["seen"]))
    return ""


def _remember(project: StudyProject, watch: Watch) -> None:
    before = set(_seen(project).splitlines())
    seen = sorted(before | {finding.record.identifier for finding in watch.findings})
    state = {"until": watch.until.isoformat(), "seen": seen}
    replace_file(_state(project), (json.dumps(state, indent=1) + "\n").encode())
