"""Makes the packet's data from the practice, the synopses and the conditions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from referable.packet.model import (
    Brief,
    Finding,
    LetterScale,
    PacketData,
    Reference,
    Specialty,
)
from referable.packet.pages import SpecialtyPage
from referable.practice import Practice
from referable.research.conditions import Domain, Kind, Scale, Vocabulary
from referable.research.findings import Answer, Row, compose_answer_box, summarize_findings
from referable.research.plain import plain_statement
from referable.research.ranking import collect_findings
from referable.research.spelling import american
from referable.research.synopses import Direction, Synopsis

__all__ = ["Sources", "packet_data"]

MAX_REFERENCES = 3
FINDINGS_PER_STUDY = 2
SOBER = (Direction.NO_CLEAR_DIFFERENCE, Direction.COMPARATOR)
NOTHING_READ = "No study of this condition has been read here yet."
NOTHING_COMPARED = "No study read here compares massage with anything for this condition."


@dataclass(frozen=True, slots=True)
class Sources:
    """What a caller hands over beside the practice.

    Attributes:
        synopses: All synopses of the project.
        vocabulary: Conditions and scales.
        references: Formatted references as plain text, by citation key. A study without one is
            not cited.
        pages: Where each condition's page is on the site, by slug: an address, or a path below the
            practice's address. A condition without one is taken to be at specialties/SLUG/.
        specialty_pages: What the site's specialty pages say already: their lists of whom to send,
            and the studies their openings cite, which the briefs cite after those of the answer.
        refer_page: The page for clinicians, an address or a path.
        visit_page: The page with address and hours, an address or a path.
    """

    synopses: tuple[Synopsis, ...]
    vocabulary: Vocabulary
    references: Mapping[str, str]
    pages: Mapping[str, str] | None = None
    specialty_pages: tuple[SpecialtyPage, ...] = ()
    refer_page: str = "clinicians/"
    visit_page: str = "contact/"

    def page_about(self, slug: str) -> SpecialtyPage | None:
        """The specialty page of a condition; one about it first of all goes before others."""
        about = [p for p in self.specialty_pages if slug in p.conditions]
        return min(about, key=lambda p: p.conditions.index(slug), default=None)


def packet_data(practice: Practice, sources: Sources, today: dt.date) -> PacketData:
    """The packet's data.

    Args:
        practice: The facts of `practice.yml`; its `treats` choose the specialties.
        sources: Synopses, vocabulary, references and addresses.
        today: The run's clock.
    """
    evidence = [_read(slug, sources) for slug in _slugs(practice, sources)]
    shown = [_specialty(e, practice, sources) for e in evidence]
    specialties = shown[: len(practice.treats)]
    conditions = sources.vocabulary.conditions
    return PacketData(
        practice=practice,
        today=today,
        specialties=tuple(specialties),
        briefs=tuple(
            _brief(s, e, sources) for s, e in zip(shown, evidence, strict=True) if e.cited
        ),
        conditions=tuple(
            (slug, c.name) for slug, c in conditions.items() if c.kind is Kind.CONDITION
        ),
        scales=_letter_scales(practice, sources.vocabulary),
        refer_url=_address(practice, sources.refer_page),
        visit_url=_address(practice, sources.visit_page),
    )


def _slugs(practice: Practice, sources: Sources) -> list[str]:
    """What the practice treats, then what its other specialty pages are about first of all."""
    pages = (page.conditions[0] for page in sources.specialty_pages if page.conditions)
    known = sources.vocabulary.conditions
    return [
        *practice.treats,
        *dict.fromkeys(s for s in pages if s in known and s not in practice.treats),
    ]


def _address(practice: Practice, page: str) -> str:
    if page.startswith(("https://", "http://")):
        return page
    return f"{practice.url.rstrip('/')}/{page.lstrip('/')}" if practice.url else ""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is known about one condition: its answer, and up to three studies to cite."""

    slug: str
    answer: Answer | None
    plain: str
    cited: tuple[Synopsis, ...]
    findings: tuple[Finding, ...]


def _read(slug: str, sources: Sources) -> _Evidence:
    """Read a condition's evidence as the site's answer box and table do, so that both agree.

    Cited are the studies behind the answer and behind what points another way, so that no brief
    shows only what worked; then those the specialty page opens with, then those of the table.
    """
    known = [
        s
        for s in sources.synopses
        if s.key in sources.references and s.facts.publication_status == "current"
    ]
    box = compose_answer_box(slug, known, sources.vocabulary)
    answer = next((a for a in box.answers if a.statement), None)
    rows = [r for r in summarize_findings(slug, known, sources.vocabulary) if r.direction]
    page = sources.page_about(slug)
    statements = [answer.statement, answer.contrast] if answer else []
    keys = [s.key for s in statements if s]
    if len(keys) < 2:
        keys += [r.key for r in rows if r.direction in SOBER][:1]
    by_key = {s.key: s for s in known if slug in s.facts.conditions}
    ranked = collect_findings(slug, known, sources.vocabulary)
    keys += [*(page.keys if page else ()), *(r.key for r in rows)]
    keys += [*(f.synopsis.key for f in ranked), *by_key]
    cited = [by_key[key] for key in dict.fromkeys(keys) if key in by_key][:MAX_REFERENCES]
    plain = next(
        (
            plain_statement(f.outcome, f.synopsis, sources.vocabulary)
            for f in ranked
            if answer and f.statement == answer.statement
        ),
        "",
    )
    found = tuple(_findings(slug, cited, rows, sources))
    return _Evidence(slug, answer, plain, tuple(cited), found)


def _findings(
    slug: str, cited: list[Synopsis], rows: list[Row], sources: Sources
) -> Iterator[Finding]:
    """The cited studies' rows of the site's table; for one without a row, its best results."""
    for number, study in enumerate(cited, 1):
        mine = [row for row in rows if row.key == study.key and not row.is_harm]
        for row in mine:
            yield Finding(
                outcome=_sentence_case(american(row.outcome)),
                comparison=_sentence_case(american(row.comparator)),
                timepoint=_sentence_case(american(row.timepoint)),
                people=_people(row.studies, row.people),
                result=_result(row.result, row.direction),
                certainty=row.certainty,
                reference=number,
            )
        if mine:
            continue
        ranked = collect_findings(slug, [study], sources.vocabulary)
        shown = [f for f in ranked if f.outcome.direction is not Direction.NOT_ESTIMABLE]
        for found in shown[:FINDINGS_PER_STUDY]:
            told = found.statement
            yield Finding(
                outcome=_sentence_case(american(found.outcome.name)),
                comparison=_sentence_case(told.comparator),
                timepoint=_sentence_case(told.timepoint),
                people=_people(found.outcome.studies, found.people),
                result=_result(told.numbers, found.outcome.direction),
                certainty=told.certainty,
                reference=number,
            )


def _result(numbers: str, direction: Direction | None) -> str:
    side = f" {direction.label}." if direction else ""
    return f"{_sentence_case(numbers).rstrip('.')}.{side}"


def _people(studies: int | None, people: int | None) -> str:
    parts = []
    if studies and studies > 1:
        parts.append(f"{studies} studies")
    if people:
        parts.append(f"{people:,} people")
    return ", ".join(parts)


def _specialty(evidence: _Evidence, practice: Practice, sources: Sources) -> Specialty:
    slug = evidence.slug
    statement = evidence.answer.statement if evidence.answer else None
    nothing = NOTHING_COMPARED if evidence.cited else NOTHING_READ
    page = (sources.pages or {}).get(slug, f"specialties/{slug}/")
    return Specialty(
        slug=slug,
        title=sources.vocabulary.name(slug),
        statement=statement.text if statement else nothing,
        certainty=statement.certainty if statement else None,
        keys=(statement.key,) if statement else (),
        url=_address(practice, page),
        plain=evidence.plain,
        names=_names(sources.vocabulary, slug),
    )


def _names(vocabulary: Vocabulary, slug: str) -> tuple[str, ...]:
    known = vocabulary.conditions.get(slug)
    return (known.clinical_name, *known.synonyms) if known else ()


def _brief(specialty: Specialty, evidence: _Evidence, sources: Sources) -> Brief:
    cited = evidence.cited
    limits = [
        f"{american(s.facts.limitations[0]).rstrip('.')} [{n}]"
        for n, s in enumerate(cited, 1)
        if s.facts.limitations
    ]
    page = sources.page_about(specialty.slug)
    contrast = evidence.answer.contrast if evidence.answer else None
    return Brief(
        specialty=specialty,
        contrast=contrast.text if contrast else "",
        contrast_certainty=contrast.certainty if contrast else None,
        findings=evidence.findings,
        conclusions=tuple(american(s.facts.conclusion) for s in cited),
        harms=_harms(cited),
        limits=_sentence_case("; ".join(limits)),
        refer=page.refer if page else (),
        clear=page.clear if page else (),
        avoid=page.avoid if page else (),
        references=tuple(Reference(s.key, sources.references[s.key]) for s in cited),
        reviewed=min(s.facts.reviewed.on for s in cited),
    )


def _harms(cited: tuple[Synopsis, ...]) -> str:
    reports = [(n, american(s.facts.adverse_events)) for n, s in enumerate(cited, 1)]
    told = [(n, harm) for n, harm in reports if harm]
    if not told:
        return "Not reported in what we read of these studies."
    text = " ".join(f"{_sentence_case(harm).rstrip('.')} [{n}]." for n, harm in told)
    silent = len(cited) - len(told)
    return text + (" Not reported in what we read of the other studies." if silent else "")


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(value: float) -> str:
    return f"minus {-value:g}" if value < 0 else f"{value:g}"


def _letter_scales(practice: Practice, vocabulary: Vocabulary) -> tuple[LetterScale, ...]:
    """The pain scale, and the first scale of function of what the practice treats most."""
    ids = ["nrs-pain"]
    for slug in practice.treats:
        condition = vocabulary.conditions.get(slug)
        ids += [
            outcome.scales[0]
            for outcome in (condition.outcomes if condition else ())
            if outcome.domain in {Domain.DISABILITY, Domain.FUNCTION} and outcome.scales
        ]
        if len(ids) > 1:
            break
    return tuple(_letter_scale(vocabulary.scales[i]) for i in ids[:2] if i in vocabulary.scales)


def _letter_scale(scale: Scale) -> LetterScale:
    span = (
        f"{_number(scale.min)} to {_number(scale.max)}, higher is {scale.higher_is}"
        if scale.min is not None and scale.max is not None
        else f"higher is {scale.higher_is}"
    )
    changes = [
        f"{_number(m.value)} {scale.unit}" if m.value is not None else f"{m.relative:g}%"
        for m in scale.mic[:1]
        if m.value is not None or m.relative is not None
    ]
    source = scale.mic[0].source.partition(",")[0] if changes else ""
    change = f"{changes[0]} ({source})" if changes else "not known"
    return LetterScale(scale.short or scale.name, span, change)
