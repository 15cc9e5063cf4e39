"""A practice's own `practice.yml` from its answers and the starter's file.

What was asked is written; what was not asked and pages need is kept from the starter under a
comment that begins with SAMPLE, which `referable build --publish` refuses; what was not asked and
nobody needs is left out, with an example in a comment, so that no invented credential can stay.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from referable.practice.states import STATES
from referable.research.spelling import in_sentence
from referable.starting.answers import Answers
from referable.starting.specialties import Specialty

__all__ = ["SAMPLE_MARK", "practice_yml", "samples_left"]

SAMPLE_MARK = "# SAMPLE: "
_SECTION = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
_NOT_KEPT = frozenset(
    {"accent", "secure_message", "languages", "establishment_license", "area_served", "payment"}
    | {"services", "profiles"}
)
_TRAILING = re.compile(r"[ \t]+#[^\n]*")

_HEAD = """\
# Everything the site, the PDFs and search engines say about your practice.
# Change the values on the right, save, and look at the page again: referable serve
#
# A line that begins with “SAMPLE” stands above facts that are made up, not yours. Write your own
# below it, then delete that line. `referable build --publish` refuses to go out while one is left.
"""

_WHAT = {
    "interpreter": "How you arrange an interpreter",
    "accepts_new_patients": "Whether you take new patients",
    "wait": "How long a new referral waits for a first visit; look at your calendar",
    "replies": "How fast you answer a referral",
    "scope": "Compare this with your state's law, sentence by sentence",
    "training": "Whom you accept, and what training stands behind it",
    "fees": "Your prices",
    "reporting": "What you send back to the referring clinician, and when. It is a promise",
    "safety": "Read each rule and its source, correct it, write your name and today's date",
    "hygiene": "How you keep the room clean",
}


def practice_yml(
    answers: Answers, chosen: Sequence[Specialty], starter: str, today: dt.date
) -> str:
    """The text of `practice.yml`.

    Args:
        answers: What was asked.
        chosen: The specialties named in it.
        starter: The starter's `practice.yml`.
        today: The day the payers were named.
    """
    opening, *parts = _SECTION.split(starter)
    sections = {part.partition(":")[0]: part.rstrip("\n") for part in parts}
    own = _asked(answers, chosen, sections, today)
    modeline = opening.partition("\n")[0]
    out = [f"{modeline}\n#\n{_HEAD}" if "yaml-language-server" in modeline else _HEAD]
    for name, text in sections.items():
        written = own.pop(name, None)
        if written is None and name not in _NOT_KEPT:
            written = _sampled(name, _of_state(text, answers.state))
        if written:
            out.append(written)
    out.extend(text for text in own.values() if text)
    return _spaced(out)


def samples_left(text: str) -> list[tuple[int, str]]:
    """Line and subject of each SAMPLE mark in a file."""
    lines = enumerate(text.split("\n"), 1)
    return [
        (number, line.partition(SAMPLE_MARK)[2].rstrip("."))
        for number, line in lines
        if SAMPLE_MARK in line
    ]


def _spaced(sections: list[str]) -> str:
    """Sections, with a blank line around each that is longer than a line."""
    text = sections[0].rstrip("\n")
    for before, section in pairwise(sections):
        gap = "\n\n" if "\n" in section or "\n" in before.rstrip("\n") else "\n"
        text += gap + section
    return text + "\n"


def _sampled(name: str, text: str) -> str:
    what = _WHAT.get(name, name.replace("_", " ").capitalize())
    first, newline, rest = text.partition("\n")
    return f"{SAMPLE_MARK}{what}.\n{_TRAILING.sub('', first) if newline else text}{newline}{rest}"


def _of_state(text: str, state: str) -> str:
    text = text.replace("Oregon", STATES[state])
    return re.sub(r"\bstate: OR\b", f"state: {state}", text)


def _asked(
    answers: Answers, chosen: Sequence[Specialty], sections: dict[str, str], today: dt.date
) -> dict[str, str]:
    """The sections that answers fill."""
    kept = {n: f"{SAMPLE_MARK}{w}.\n{sections[n]}" for n, w in _BLANKS.items() if n in sections}
    treats = dict.fromkeys(c for s in chosen for c in s.conditions)
    found = {
        "name": f"name: {_text(answers.practice)}",
        "sample": "sample: true                      # delete this line when no SAMPLE is left",
        "tagline": f"tagline: {_text(_tagline(chosen))}",
        "url": f"url: {_text(answers.address.rstrip('/'))}" if answers.address else "",
        "telephone": f"telephone: {answers.telephone}",
        "fax": f"fax: {answers.fax}" if answers.fax else kept.get("fax", ""),
        "email": f"email: {_text(answers.email)}" if answers.email else kept.get("email", ""),
        "treats": f"treats: [{', '.join(list(treats)[:6])}]",
        "people": _people(answers),
        "locations": _locations(answers),
        "payers": _payers(answers, sections.get("payers", ""), today),
    }
    if not answers.address:
        found["url"] = "# url: https://…                  # the site's address, once it has one"
    return found


_BLANKS = {
    "fax": "Your fax; clinicians send orders there",
    "email": "Your e-mail address, for questions without patient details",
}


def _tagline(chosen: Sequence[Specialty]) -> str:
    """What the practice does, in one line, from its specialties."""
    names = [in_sentence(s.name) for s in chosen[:3]]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Massage therapy for {joined}"


def _people(answers: Answers) -> str:
    title, letters = _text(answers.license_title), answers.credentials.partition(",")[0].strip()
    slug = re.sub(r"[^a-z0-9]+", "-", _plain(answers.therapist)).strip("-") or "therapist"
    lines = [
        "people:",
        f"  - id: {slug}",
        f"    name: {_text(answers.therapist)}",
        f"    credentials: {_text(answers.credentials)}",
        f"    title: {title}",
        "    lead: true",
        "    # bio: Two or three sentences about your work.",
        "    # languages: [English, Spanish]",
        "    licenses:",
        f"      - state: {answers.state}",
        f"        number: {json.dumps(answers.license_number, ensure_ascii=False)}",
        f"        title: {title}",
        f"        short_title: {_text(letters)}",
        "        status: active",
    ]
    if answers.license_expires:
        lines.append(f"        expires: {answers.license_expires.isoformat()}")
    else:
        lines.append(
            f"        {SAMPLE_MARK}The last day your license is good for.\n        # expires: …"
        )
    if answers.license_register:
        lines.append(f"        verify_url: {_text(answers.license_register)}")
    else:
        lines.append(f"        {SAMPLE_MARK}The register in which anybody can look it up.")
        lines.append("        # verify_url: …")
    lines.append(f'    npi: "{answers.npi}"' if answers.npi else '    # npi: "…"')
    return "\n".join(lines) + "\n" + _credentials(answers).rstrip("\n")


def _credentials(answers: Answers) -> str:
    """What else can be shown, in comments; what has to stand behind given letters is a blank."""
    if "BCTMB" not in answers.credentials.upper():
        return _CREDENTIALS
    name = "Board Certified in Therapeutic Massage and Bodywork"
    blank = (
        f"    {SAMPLE_MARK}Until when you are certified; or delete the letters BCTMB.\n"
        f"    # board_certification: {{name: {name}, issuer: NCBTMB, expires: …}}\n"
    )
    return blank + _CREDENTIALS.replace(_BOARD, "")


_BOARD = "    # board_certification: {name: …, issuer: …, expires: …}\n"
_CREDENTIALS = """\
    # What else you can show; take the # away where it is true of you:
    # training_hours: …
    # board_certification: {name: …, issuer: …, expires: …}
    # certificates:
    #   - {name: …, issuer: …, hours: …, date: …}
    # liability_insurance: {carrier: …, per_claim: …, aggregate: …, expires: …}
    # background_check: {by: …, date: …}
    # cpr_expires: …
    # disciplinary_history: {statement: …, as_of: …, board_url: …}

# establishment_license: {state: …, number: …, title: …}   # where your state asks for one
"""


def _locations(answers: Answers) -> str:
    return f"""\
locations:
  - name: Main clinic
    street: {_text(answers.street)}
    city: {_text(answers.city)}
    state: {answers.state}
    zip: "{answers.zip}"
    {SAMPLE_MARK}Your opening hours.
    hours:
      - {{days: Monday to Thursday, open: "08:00", close: "18:00"}}
      - {{days: Friday, open: "08:00", close: "13:00"}}
    # parking: Free, two marked spaces at the door
    # transit: Bus 12, stop at the corner
    # step_free: true
    # table: Height-adjustable
    {SAMPLE_MARK}Who may be in the room.
    chaperone_policy: Anyone may bring a companion into the room."""


def _payers(answers: Answers, starter: str, today: dt.date) -> str:
    """The payers that were named, then the starter's programs that most referrers ask about."""
    rows = [_payer(p.payer, p.status.value, answers, today) for p in answers.payers]
    if rows:
        what = "Each payer you named: the kind of plan, in or out of network, its limits"
        rows.insert(0, f"  {SAMPLE_MARK}{what}.")
    items = re.split(r"^(?=  - )", starter, flags=re.MULTILINE)[1:]
    programs = [_of_state(i.rstrip("\n"), answers.state) for i in items if "(sample row)" not in i]
    named = {p.payer.casefold() for p in answers.payers}
    programs = [
        i for i in programs if i.split("\n")[0].partition("payer: ")[2].casefold() not in named
    ]
    if programs:
        mark = (
            f"  {SAMPLE_MARK}Ask each of these programs, write the day, and delete what is not so."
        )
        rows.extend([mark, *programs])
    return "\n".join(["payers:", *rows])


_ORDER = frozenset({"covered_with_order", "authorized_only"})


def _payer(name: str, status: str, answers: Answers, today: dt.date) -> str:
    prior = "Yes" if status == "authorized_only" else "Ask the plan"
    network = "none" if status in {"not_covered", "with_letter"} else "in"
    return f"""\
  - payer: {_text(name)}
    plan_type: other                # commercial, medicare, medicaid, va, workers_comp, auto …
    network: {network:<22} # in, out or none
    status: {status}
    order_needed: {"true" if status in _ORDER else "false"}
    prior_auth: {prior}
    visit_limit: Ask the plan
    verified_on: {today.isoformat()}         # the day you last asked the payer
    verified_by: {_text(answers.therapist)}"""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


_SAFE = re.compile(r"[A-Za-z][\w ,.'’&/()+-]*[\w.)]|[A-Za-z]|https?://[\w./%~+-]+")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def _text(value: str) -> str:
    """Words as YAML: plain where that is safe, in quotes otherwise."""
    if _SAFE.fullmatch(value) and value.casefold() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
