"""Which conditions matter to which kind of practice: what `--for "Family Medicine"` chooses by.

The lists are this project's own judgement of what such an office sees, not a clinical standard; a
condition is shown only if the practice treats it.
"""

from __future__ import annotations

from referable.diagnostics import Diagnostics, did_you_mean
from referable.packet.model import Specialty

__all__ = ["AUDIENCES", "choose"]

AUDIENCES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Family Medicine": (
        ("primary care", "general practice", "internal medicine", "family practice", "pcp"),
        (
            "low-back-pain", "neck-pain", "tension-type-headache", "migraine", "shoulder-pain",
            "repetitive-strain", "knee-osteoarthritis", "anxiety-and-stress", "sleep",
            "chronic-pain", "fibromyalgia", "desk-work",
        ),
    ),
    "Orthopedics": (
        ("orthopaedics", "orthopedic surgery", "spine surgery"),
        (
            "low-back-pain", "neck-pain", "shoulder-pain", "knee-osteoarthritis",
            "repetitive-strain", "post-operative-pain", "plantar-heel-pain",
        ),
    ),
    "Sports Medicine": (
        ("athletics", "athletic training"),
        (
            "sports-recovery", "low-back-pain", "shoulder-pain", "repetitive-strain",
            "plantar-heel-pain", "knee-osteoarthritis", "neck-pain",
        ),
    ),
    "Neurology": (
        ("headache clinic", "headache medicine"),
        (
            "migraine", "tension-type-headache", "neck-pain", "temporomandibular-disorder",
            "fibromyalgia",
        ),
    ),
    "Obstetrics and Gynecology": (
        ("ob", "obgyn", "ob-gyn", "obstetrics", "gynecology", "midwifery", "women's health"),
        ("pregnancy-and-labour", "dysmenorrhoea", "low-back-pain", "anxiety-and-stress", "sleep"),
    ),
    "Oncology": (
        ("cancer care", "cancer center", "radiation oncology"),
        (
            "cancer-symptoms", "palliative-care", "anxiety-and-stress", "sleep",
            "post-operative-pain",
        ),
    ),
    "Palliative Care": (
        ("hospice",),
        ("palliative-care", "cancer-symptoms", "anxiety-and-stress", "sleep"),
    ),
    "Pain Medicine": (
        ("pain clinic", "pain management", "anesthesiology"),
        (
            "chronic-pain", "low-back-pain", "neck-pain", "fibromyalgia", "migraine",
            "tension-type-headache", "shoulder-pain", "knee-osteoarthritis",
        ),
    ),
    "Rheumatology": (
        (),
        ("knee-osteoarthritis", "fibromyalgia", "chronic-pain", "low-back-pain", "shoulder-pain"),
    ),
    "Occupational Medicine": (
        ("occupational health", "employee health", "workers' compensation"),
        ("low-back-pain", "neck-pain", "repetitive-strain", "shoulder-pain", "desk-work"),
    ),
    "Dentistry": (
        ("dental", "oral surgery", "orofacial pain"),
        ("temporomandibular-disorder", "tension-type-headache", "neck-pain", "migraine"),
    ),
    "Psychiatry": (
        ("mental health", "behavioral health", "psychology"),
        ("anxiety-and-stress", "sleep", "fibromyalgia", "chronic-pain", "tension-type-headache"),
    ),
    "Physiatry": (
        ("pm&r", "physical medicine", "rehabilitation", "physical medicine and rehabilitation"),
        (
            "low-back-pain", "neck-pain", "shoulder-pain", "knee-osteoarthritis", "chronic-pain",
            "repetitive-strain", "fibromyalgia", "post-operative-pain",
        ),
    ),
    "Podiatry": ((), ("plantar-heel-pain", "sports-recovery", "chronic-pain")),
}  # fmt: skip
"""Other names of a kind of practice, and the conditions it sees, most frequent first."""


def choose(
    specialties: tuple[Specialty, ...], audience: str, diagnostics: Diagnostics
) -> tuple[Specialty, ...]:
    """The specialties for a kind of practice, in the order that matters to it.

    An unknown kind of practice, or one that sees nothing this practice treats, gets them all and
    a diagnostic; its name is still printed in the greeting.

    Args:
        specialties: What the practice treats.
        audience: The kind of practice, in any spelling of case.
        diagnostics: Receives `packet-audience`.
    """
    names = {n.casefold(): kind for kind, (others, _) in AUDIENCES.items() for n in (kind, *others)}
    kind = names.get(audience.strip().casefold())
    if kind is None:
        near = [names[n] for n in did_you_mean(audience.strip().casefold(), names)]
        known = ", ".join(AUDIENCES)
        diagnostics.report(
            "packet-audience",
            f"No list of conditions is kept for “{audience}”; all of them are shown.",
            fix=f"Did you mean “{near[0]}”?" if near else f"Known: {known}.",
        )
        return specialties
    wanted = AUDIENCES[kind][1]
    chosen = [s for s in specialties if s.slug in wanted]
    if not chosen:
        diagnostics.report(
            "packet-audience",
            f"None of the conditions you treat is on the list for {kind}; all of them are shown.",
            fix="Add a condition to `treats:` in practice.yml, or leave the kind of practice out.",
        )
        return specialties
    return tuple(sorted(chosen, key=lambda s: wanted.index(s.slug)))
