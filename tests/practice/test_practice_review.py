"""Facts of practice.yml that have run out, are overdue or contradict each other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from referable.diagnostics import Diagnostic, Diagnostics
from referable.practice import dated_facts, day_of_judgment, load_practice
from referable.rules import Severity

ROOT = Path(__file__).resolve().parents[2]
STARTER = (ROOT / "practice.yml").read_text(encoding="utf-8")
TODAY = dt.date(2026, 11, 23)
E, W = Severity.ERROR, Severity.WARNING


def review(
    text: str, today: dt.date | None = TODAY, *, asked: bool = True
) -> tuple[list[Diagnostic], str]:
    diagnostics = Diagnostics()
    load_practice(text, "practice.yml", diagnostics, today=today, asked=asked)
    return diagnostics.sorted(), text


def changed(*pairs: tuple[str, str]) -> str:
    text = STARTER
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def test_the_starter_is_in_order():
    """The sample practice has nothing to mend on the day it was written."""
    assert review(STARTER)[0] == []


# What is changed in the starter's file, what is then reported, and on which line.
FAULTS = [
    # licenses and credentials
    ("expires: 2027-12-31\n", "expires: 2026-11-22\n", "license-invalid", E, "expired on 2026-11-22"),
    ("expires: 2027-12-31\n", "expires: 2026-11-23\n", "expires-soon", W, "ends today"),
    ("expires: 2027-12-31\n", "expires: 2027-01-22\n", "expires-soon", W, "in 60 days"),
    ("status: active", "status: suspended", "license-invalid", E, "suspended"),
    ("        expires: 2027-12-31\n", "", "credential-incomplete", W, "`expires:`"),
    ("        verify_url: https://www.oregon.gov/obmt/\n", "", "credential-incomplete", W, "`verify_url:`"),
    ("      - state: OR\n", "      - state: WA\n", "license-elsewhere", W, "no license of Oregon"),
    ("    state: OR\n    zip", "    state: WA\n    zip", "license-elsewhere", W, "nobody is licensed there"),
    ("expires: 2028-03-31", "expires: 2026-01-31", "license-invalid", E, "NCBTMB expired"),
    ("      expires: 2028-03-31\n", "", "credential-incomplete", W, "no `expires:`"),
    ("credentials: LMT\n", "credentials: LMT, BCTMB\n", "credential-unbacked", W, "BCTMB"),
    ("title: Licensed Massage Therapist\n    lead", "title: Pain Specialist\n    lead", "credential-unbacked", W, "specialist"),
    ("date: 2024-05-01", "date: 2027-05-01", "date-impossible", E, "still to come"),
    ("    title: Licensed Massage Therapist\n    lead", "    title: Licensed Massage Practitioner\n    lead", "credential-unbacked", W, "the license says"),
    ("credentials: LMT\n", "credentials: LMBT\n", "credential-unbacked", W, "LMBT"),
    ("name: Sam Sample", "name: Dr. Sam Sample", "credential-unbacked", W, "physician's name"),
    ("taxonomy: 225700000X", "taxonomy: 207Q00000X", "fact-contradiction", W, "not that of massage therapists"),
    ('number: "00001"', 'number: "00000"', "fact-contradiction", W, "Two people have license 00000"),
    ("    training_hours: 625\n", '    training_hours: 625\n    npi: "1234567893"\n', "fact-contradiction", W, "Two people have NPI"),
    ("date: 2026-03-01", "date: 2024-11-01", "fact-stale", W, "background check of Alex Example was made on"),
    ("establishment_license: {state: OR", "establishment_license: {state: WA", "license-elsewhere", W, "Washington, where you see nobody"),
    (", expires: 2027-12-31}", "}", "credential-incomplete", Severity.NOTE, "no `expires:`"),
    ("languages: [English, Spanish]\ninterpreter", "languages: [English, French]\ninterpreter", "fact-contradiction", W, "French is spoken here"),
    ('oncology: {accepts: true, training: "Sample certificate, 24 hours",', "oncology: {accepts: true,", "credential-incomplete", W, "You see oncology"),
    ("within: 1 business day", 'within: "3"', "promise-vague", W, "does not say how fast"),
    ("per_claim: 2000000", "per_claim: 9000000", "fact-contradiction", W, "one claim is larger"),
    ("      expires: 2027-06-30", "      expires: 2026-06-30", "fact-stale", W, "liability insurance"),
    ("cpr_expires: 2027-08-31", "cpr_expires: 2026-08-31", "fact-stale", W, "CPR card"),
    ("      as_of: 2026-11-01\n", "      as_of: 2025-11-01\n", "fact-stale", W, "disciplinary history"),
    ("      board_url: https://www.oregon.gov/obmt/\n", "", "credential-incomplete", W, "no link"),
    ("expires: 2027-12-31}", "expires: 2026-10-01}", "license-invalid", E, "facility permit of Oregon expired"),
    # contact, hours, fees
    ("fax: 541-555-0101", "fax: (541) 555-0100", "fact-contradiction", W, "fax number is the telephone"),
    ('close: "18:00"', 'close: "07:30"', "fact-contradiction", E, "before it opens"),
    ("days: Friday", "days: Wednesday to Friday", "fact-contradiction", E, "two hours for Wednesday"),
    ("{minutes: 90, price: 150}", "{minutes: 60, price: 150}", "fact-contradiction", W, "two prices"),
    ("    title: Licensed Massage Therapist\n    bio", "    title: Licensed Massage Therapist\n    lead: true\n    bio", "fact-contradiction", W, "marked as lead"),
    ("as_of: 2026-11-20", "as_of: 2026-11-01", "fact-stale", W, "wait time"),
    ("as_of: 2026-11-20", "as_of: 2026-12-01", "date-impossible", E, "still to come"),
    # payers
    ("verified_on: 2026-11-02", "verified_on: 2026-05-01", "payer-stale", E, "last checked on 2026-05-01"),
    ("verified_on: 2026-11-02", "verified_on: 2027-05-01", "date-impossible", E, "still to come"),
    ("order_needed: true", "order_needed: false", "payer-contradiction", W, "no order is said"),
    ("status: not_covered", "status: covered", "payer-contradiction", W, "Original Medicare"),
    ("status: with_letter", "status: covered", "payer-contradiction", W, "letter of medical necessity"),
    ('prior_auth: "Yes, from the insurer"', "prior_auth: No", "payer-contradiction", W, "only with authorization"),
    ("    send: Order with diagnosis", '    codes: ["97112"]\n    send: Order with diagnosis', "payer-contradiction", W, "97112"),
    ("    plan_type: auto\n    state: OR", "    plan_type: auto\n    state: FL", "payer-contradiction", E, "627.736"),
    # promises, safety, scope
    ("within: 1 business day", "within: regularly", "promise-vague", W, "regularly"),
    ("reviewed_on: 2026-11-01}", "reviewed_on: 2025-11-22}", "safety-stale", E, "last reviewed on 2025-11-22"),
    ("prescribe, ", "", "scope-statement", W, "do not prescribe"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "severity", "words"), FAULTS)
def test_a_fault_is_reported_at_its_line(old, new, code, severity, words):
    """One wrong fact is one diagnostic, at the line of that fact, with what to write instead."""
    before = STARTER[: STARTER.index(old)].count("\n") + 1
    (found,), _ = review(changed((old, new)))
    assert (found.code, found.severity) == (code, severity)
    assert words in found.message
    assert found.fix
    assert found.line is not None
    span = max(old.count("\n"), new.count("\n")) + 6
    assert before - 6 <= found.line <= before + span


def test_lines_are_exact():
    """The line is that of the field itself, also under the names of earlier versions."""
    text = changed(
        ("    licenses:\n", "    licences:\n"),
        ("establishment_license:", "establishment_licence:"),
        ("expires: 2027-12-31\n", "expires: 2020-01-01\n"),
        ("expires: 2027-12-31}", "expires: 2020-01-01}"),
        ("verified_on: 2026-11-02", "verified_on: 2020-01-01"),
    )
    found, _ = review(text)
    assert [(d.code, d.line) for d in found] == [
        ("license-invalid", line_of(text, "        expires: 2020-01-01")),
        ("license-invalid", line_of(text, "establishment_licence:")),
        ("payer-stale", line_of(text, "verified_on: 2020-01-01")),
    ]


def test_a_sample_is_judged_by_its_own_day():
    """Made-up facts do not grow old by the calendar, unless a day is asked for."""
    far = dt.date(2031, 1, 1)
    assert review(STARTER, far, asked=False)[0] == []
    assert {d.code for d in review(STARTER, far)[0]} >= {"license-invalid", "payer-stale"}
    own = STARTER.replace("sample: true", "sample: false")
    assert {d.code for d in review(own, far, asked=False)[0]} >= {"license-invalid", "payer-stale"}


def test_a_sample_with_an_old_fact_says_so():
    """A date that is old beside the others is reported in a sample, too."""
    text = changed(("expires: 2027-12-31\n", "expires: 2020-01-01\n"))
    assert [d.code for d in review(text, asked=False)[0]] == ["license-invalid"]
    text = changed(("reviewed_on: 2026-11-01}", "reviewed_on: 2030-11-01}"))
    assert [d.code for d in review(text, asked=False)[0]] == ["date-impossible"]


def test_without_a_day_nothing_is_said_of_dates():
    """Only contradictions are left when the run has no clock."""
    text = changed(("expires: 2027-12-31\n", "expires: 2020-01-01\n"))
    assert review(text, None)[0] == []


def test_a_paper_cannot_end_before_it_begins():
    """Two dates in the wrong order are told without a calendar."""
    text = changed(
        ("        date: 2024-05-01", "        date: 2024-05-01\n        expires: 2024-04-30")
    )
    (found,), _ = review(text, None)
    assert (found.code, found.line) == ("date-impossible", line_of(text, "expires: 2024-04-30"))


def test_many_overdue_rules_are_told_once():
    """Thirty safety rules of one day are one message that counts the rest."""
    found, _ = review(STARTER, dt.date(2027, 12, 1))
    (told,) = [d for d in found if d.code == "safety-stale"]
    assert "29 more" in told.message


def test_a_practice_without_a_scope_is_stopped():
    """The scope statement must be there."""
    start, end = STARTER.index("scope: >-"), STARTER.index("treats:")
    (found,), _ = review(STARTER[:start] + STARTER[end:])
    assert (found.code, found.severity) == ("scope-statement", E)


def test_dated_facts_say_until_when():
    """Every fact with an end is listed for the monthly look, expired or not."""
    practice = load_practice(STARTER, "practice.yml", Diagnostics())
    assert practice is not None
    facts = list(dated_facts(practice))
    assert len([f for f in facts if f.path[0] == "safety"]) == len(practice.safety)
    assert len([f for f in facts if f.path[0] == "payers"]) == len(practice.payers)
    wait = next(f for f in facts if f.path == ("wait", "as_of"))
    assert (wait.until, wait.ends) == (dt.date(2026, 12, 4), False)
    assert day_of_judgment(practice, dt.date(2031, 1, 1)) == dt.date(2026, 11, 20)


def test_a_day_that_was_asked_for_is_forgotten_with_the_run(make_site):
    """MkDocs reuses the plugin within a process; the day of one run does not judge the next."""
    from referable.engines import mkdocs_runner

    root = make_site({"docs/index.md": "# T\n"})
    mkdocs_runner.plugin_of(mkdocs_runner.load(root, None)).today = dt.date(2031, 1, 1)

    again = mkdocs_runner.load(root, None)

    assert not mkdocs_runner.plugin_of(again).open_project(again).today_asked


def test_two_rows_of_one_payer_are_reported_at_the_second():
    """A payer has one row for each kind of plan and state, so that no two can differ."""
    start = STARTER.index("  - payer: VA Community Care")
    row = STARTER[start : STARTER.index("  - payer: Original Medicare")]
    (found,), _ = review(STARTER[:start] + row + STARTER[start:])
    assert found.code == "payer-contradiction"
    assert "two rows" in found.message
    assert found.line == (STARTER[:start] + row).count("\n") + 1


def test_a_plan_of_the_same_name_and_another_kind_is_another_row():
    """An insurer's Medicare Advantage plan is not its commercial one."""
    start = STARTER.index("  - payer: Auto insurance")
    first = STARTER[STARTER.index("  - payer: Example Health Plan") : start]
    other = first.replace("plan_type: commercial", "plan_type: medicare_advantage")
    assert review(STARTER[:start] + other + STARTER[start:])[0] == []


def test_a_service_is_named_by_its_host():
    """An address in place of a host would never match a link, so it is an error."""
    text = STARTER + "services:\n  - {host: https://booking.example.com/, baa: true}\n"
    (found,), _ = review(text)
    assert (found.code, found.severity) == ("field-value", E)
    assert "not a web host" in found.message


@pytest.mark.parametrize(
    "within", ["same day", "3 business days", "two weeks", "by visit 6", "1 hour"]
)
def test_a_promise_with_a_time_passes(within):
    """Hours, days, weeks and visits all say how fast."""
    assert review(changed(("within: 1 business day", f"within: {within}")))[0] == []


def test_nobody_waits_for_a_practice_that_takes_nobody():
    """The wait time is not shown while no new patients are taken."""
    diagnostics = Diagnostics()
    practice = load_practice(
        changed(("accepts_new_patients: true", "accepts_new_patients: false")), "p", diagnostics
    )
    assert practice is not None
    assert practice.wait is not None
    assert practice.opening is None
