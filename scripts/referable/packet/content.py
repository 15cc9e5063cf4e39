"""The words and numbers of each document, as plain values that a template only has to place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from referable.advertising import Advertising
from referable.packet.model import Brief, PacketData, Specialty
from referable.packet.qr import qr_code
from referable.practice import (
    Coverage,
    Level,
    Location,
    Network,
    Payer,
    Person,
    Practice,
    background_is_stale,
)
from referable.research.plain import plain_certainty
from referable.research.synopses import Certainty

__all__ = ["Content", "brief_facts", "common_facts", "long_date", "person_facts", "short_address"]

Content = dict[str, Any]
"""What a template reads as JSON."""

_COVERAGE = {
    Coverage.COVERED: "Yes",
    Coverage.COVERED_WITH_ORDER: "Yes, with an order",
    Coverage.AUTHORIZED_ONLY: "If authorized",
    Coverage.PLAN_DEPENDENT: "Depends on plan",
    Coverage.WITH_LETTER: "With a letter",
    Coverage.NOT_COVERED: "Not covered",
}


def long_date(day: dt.date) -> str:
    """A date as Americans write it: November 23, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def short_address(url: str) -> str:
    """A web address as it is read aloud: without https:// and a last slash."""
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


def common_facts(data: PacketData, required: Advertising, audience: str) -> Content:
    """What every document knows: the practice, the lines it must carry, and the greeting.

    Args:
        data: The packet's data.
        required: The lines that the practice's states want.
        audience: The kind of practice this is for, or an empty string.
    """
    practice = data.practice
    return {
        "name": practice.name,
        "sample": practice.sample,
        "tagline": practice.tagline or "Massage therapy",
        "telephone": practice.telephone,
        "fax": practice.fax,
        "email": practice.email,
        "site": short_address(practice.url or ""),
        "accent": data.accent,
        "date": long_date(data.today),
        "lines": list(required.lines()),
        "greeting": f"Prepared for {audience}." if audience else "",
        "audience": audience,
        "wait": _days(practice.opening.days) if practice.opening else "",
        "wait_date": long_date(practice.opening.as_of) if practice.opening else "",
        "replies": _within(practice),
        "accepts": practice.accepts_new_patients,
        "languages": _and(practice.languages),
        "interpreter": practice.interpreter,
        "scope": practice.scope,
        "people": [person_facts(p, data.today) for p in practice.people],
        "location": _location(practice.locations),
        "fees": [{"minutes": f.minutes, "price": f"${f.price:,}"} for f in practice.fees],
        "payers": [_payer(p) for p in practice.payers],
        "payers_checked": _oldest(p.verified_on for p in practice.payers),
        "reporting": [
            {"event": r.event, "within": r.within, "channel": r.channel, "content": r.content}
            for r in practice.reporting
        ],
        "report_promise": _report_promise(practice),
        "stop": _safety(practice, Level.STOP),
        "local": _safety(practice, Level.LOCAL),
        "clearance": _safety(practice, Level.CLEARANCE),
        "specialties": [_specialty(s) for s in data.specialties],
        "refer_qr": qr_code(data.refer_url),
        "visit_qr": qr_code(data.visit_url),
        "training": [
            {"group": group, "accepts": a.accepts, "note": a.note}
            for group, a in practice.training.items()
        ],
    }


def _days(count: int) -> str:
    return {0: "today", 1: "1 day"}.get(count, f"{count} days")


def _within(practice: Practice) -> str:
    if practice.replies is None:
        return ""
    count = practice.replies.business_days
    if count == 0:
        return "the same day"
    return f"in {count} business day{'s' if count > 1 else ''}"


def _and(words: Iterable[str]) -> str:
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _oldest(days: Iterable[dt.date]) -> str:
    known = sorted(days)
    return long_date(known[0]) if known else ""


def person_facts(person: Person, today: dt.date) -> Content:
    """What documents say of a therapist; what has run out is left out, as on the site."""
    board, cover = person.board_certification, person.liability_insurance
    if board is not None and board.expires is not None and board.expires < today:
        board = None
    if cover is not None and cover.expires < today:
        cover = None
    check = person.background_check
    if check is not None and background_is_stale(check, today):
        check = None
    record = person.disciplinary_history
    return {
        "id": person.id,
        "name": person.name,
        "credentials": person.credentials,
        "title": person.title,
        "npi": person.npi or "",
        "board": f"{board.name}, granted by {board.issuer}" if board else "",
        "training": f"{person.training_hours:,} hours of training" if person.training_hours else "",
        "certificates": [
            f"{c.name} ({c.issuer}, {c.hours} hours)"
            for c in person.certificates
            if c.expires is None or c.expires >= today
        ],
        "insurance": (
            f"Liability insurance {_money(cover.per_claim)} per claim, "
            f"{_money(cover.aggregate)} in all"
            if cover
            else ""
        ),
        "background": f"Background check by {check.by}, {long_date(check.date)}" if check else "",
        "record": (
            f"Disciplinary history: {record.statement[:1].lower()}{record.statement[1:]}"
            f" as of {long_date(record.as_of)}"
            if record
            else ""
        ),
        "languages": _and(person.languages),
    }


def _money(dollars: int) -> str:
    if dollars and dollars % 1_000_000 == 0:
        return f"${dollars // 1_000_000} million"
    return f"${dollars:,}"


def _location(locations: tuple[Location, ...]) -> Content | None:
    """The first place in full, and where else people are seen."""
    if not locations:
        return None
    location, *others = locations
    access = [
        "Step-free entrance" if location.step_free else "",
        f"Table: {_in_sentence(location.table_text)}" if location.table_text else "",
        "Home visits" if location.home_visits else "",
    ]
    return {
        "street": location.street,
        "city": f"{location.city}, {location.state} {location.zip}",
        "hours": [
            {"days": h.days, "times": f"{_clock(h.open)} to {_clock(h.close)}"}
            for h in location.hours
        ],
        "parking": location.parking,
        "transit": location.transit,
        "access": [a for a in access if a],
        "chaperone": location.chaperone_policy,
        "others": [f"{o.street}, {o.city}" for o in others],
    }


def _clock(time: str) -> str:
    """A time of day as Americans write it: 8 am, 1:30 pm; anything else as it stands."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", time)
    if not found or int(found[1]) > 24:
        return time
    hour, minutes = int(found[1]), found[2]
    half = "am" if hour % 24 < 12 else "pm"
    return f"{hour % 12 or 12}{'' if minutes == '00' else ':' + minutes}\N{NO-BREAK SPACE}{half}"


def _payer(payer: Payer) -> Content:
    return {
        "payer": payer.payer,
        "covered": _COVERAGE[payer.status],
        "in_network": payer.network is Network.IN,
        "order": "Yes" if payer.order_needed else "No",
        "authorization": payer.prior_auth,
        "limit": payer.visit_limit,
        "send": payer.send,
    }


def _report_promise(practice: Practice) -> str:
    """When the first letter comes back, for the card."""
    first = next((r for r in practice.reporting if "first visit" in r.event.casefold()), None)
    if first is None:
        return ""
    return f"A letter to your clinician within {first.within} of the first visit"


def _safety(practice: Practice, level: Level) -> list[Content]:
    return [
        {"name": _brief_name(rule.condition), "full": rule.condition, "action": rule.action}
        for rule in practice.safety
        if rule.level is level
    ]


def _brief_name(condition: str) -> str:
    """A condition without its explanation in brackets, as it stands within a sentence."""
    return _in_sentence(re.sub(r"\s*\([^)]*\)", "", condition))


def _in_sentence(text: str) -> str:
    """Text that began a sentence, for use inside one; an abbreviation keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def certainty_facts(certainty: Certainty | None) -> Content | None:
    """Dots and word of the mark; None is the open ring."""
    return {"dots": certainty.dots, "word": certainty.label.capitalize()} if certainty else None


def _specialty(specialty: Specialty) -> Content:
    return {
        "slug": specialty.slug,
        "title": specialty.title,
        "statement": specialty.statement,
        "plain": specialty.plain or specialty.statement,
        "sure": plain_certainty(specialty.certainty),
        "certainty": certainty_facts(specialty.certainty),
        "keys": list(specialty.keys),
    }


def brief_facts(brief: Brief) -> Content:
    """What the one-page brief of a condition says."""
    return {
        "specialty": _specialty(brief.specialty),
        "qr": qr_code(brief.specialty.url),
        "contrast": brief.contrast,
        "contrast_certainty": certainty_facts(brief.contrast_certainty),
        "findings": [
            {
                "outcome": f.outcome,
                "comparison": f.comparison,
                "timepoint": f.timepoint,
                "people": f.people,
                "result": f.result,
                "certainty": certainty_facts(f.certainty),
                "reference": f.reference,
                "rank": sum(e.reference == f.reference for e in brief.findings[:index]),
            }
            for index, f in enumerate(brief.findings)
        ],
        "conclusions": list(brief.conclusions),
        "harms": brief.harms,
        "limits": brief.limits,
        "refer": list(brief.refer),
        "clear": list(brief.clear),
        "avoid": list(brief.avoid),
        "references": [r.text for r in brief.references],
        "reviewed": long_date(brief.reviewed) if brief.reviewed else "",
    }
