"""Blocks that show the practice's facts: what stands there, what is hidden, what is asked for."""

from __future__ import annotations

import pytest

PRACTICE = """\
name: Quiet Hands
sample: true
telephone: 541-555-0100
fax: 541-555-0101
scope: We do not diagnose, prescribe, adjust joints or change a medicine. Red flags go back to you.
languages: [English, Spanish]
interpreter: By telephone
secure_message: Direct address on request
wait: {days: 3, as_of: 2026-11-20}
people:
  - id: ann
    name: Ann Example
    title: Licensed Massage Therapist
    licenses: [{state: OR, number: "00123", title: Licensed Massage Therapist, expires: 2099-12-31, verify_url: "https://example.org/register"}]
    certificates: [{name: Old course, issuer: A School, hours: 8, date: 2019-01-01, expires: 2020-01-01}, {name: New course, issuer: A School, hours: 9, date: 2024-01-01}]
    liability_insurance: {carrier: Mutual A, per_claim: 1, aggregate: 2, expires: 2026-01-01}
    cpr_expires: 2026-01-01
    profiles: [https://www.example.net/ann]
locations:
  - {name: Main, street: 1 Example Street, city: Sampleton, state: OR, zip: "97000", step_free: true, access_note: Lift, table_max_kg: 270, table_height_adjustable: true, hours: [{days: Friday, open: "08:00", close: "13:00"}]}
  - {name: North, street: 2 Example Street, city: Sampleton, state: OR, zip: "97000", telephone: 541-555-0109, parking: Free}
training:
  children: {accepts: false}
  pregnancy: {accepts: true, training: 16 hours, note: After the first trimester}
payers:
  - {payer: Plan A, plan_type: commercial, network: in, status: covered_with_order, order_needed: true, prior_auth: After visit 6, visit_limit: 12 a year, codes: ["97124"], patient_does: Bring the card, we_do: Bill, send: Order, verified_on: 2026-11-02, verified_by: Desk, source: "https://example.org/plan-a"}
reporting:
  - {event: First visit done, within: 3 business days, channel: fax, content: Findings}
safety:
  - {condition: Fever, level: stop, action: No treatment., source: "https://example.org/fever", reviewed_by: Ann Example, reviewed_on: 2026-11-01}
  - {condition: Burn, level: local, action: Leave it alone., source: A book, reviewed_by: Ann Example, reviewed_on: 2026-11-01}
  - {condition: Cancer, level: clearance, action: Written OK., source: A book, reviewed_by: Ann Example, reviewed_on: 2026-11-01}
  - {condition: Others, level: adapt, action: We adapt., source: A book, reviewed_by: Ann Example, reviewed_on: 2026-11-01}
hygiene:
  - {rule: Fresh linen for each person, checked_on: 2026-11-01}
"""


@pytest.fixture
def show(build):
    """The article of a page that holds one block, and what was reported about it."""

    def run(block: str, **pages: str):
        files = {"practice.yml": PRACTICE, "docs/index.md": f"# T\n\n{block}\n", **pages}
        built = build(files)
        kept = [d for d in built.diagnostics if d.path != "practice.yml"]
        return built.text(), built.article(), kept

    return run


def test_what_has_run_out_is_not_shown(show):
    """An expired policy, card or certificate stands on no page; the valid ones do."""
    text, article, found = show("::: credentials")
    assert found == []
    assert "New course" in text
    assert "00123" in text
    for gone in ("Old course", "Mutual A", "CPR"):
        assert gone not in text
    assert article.xpath("//a[@href='https://example.org/register']")


def test_the_insurance_table_says_who_does_what(show):
    """Codes, both sides' tasks, the day it was checked and the payer's own page."""
    text, article, _ = show("::: insurance")
    for part in ("Yes, with an order; in network", "Codes: 97124", "Patient: Bring the card",
                 "We: Bill", "November 2, 2026", "not guaranteed"):  # fmt: skip
        assert part in text
    assert article.xpath("//a[@href='https://example.org/plan-a']/@aria-label") == [
        "The rule of Plan A"
    ]


def test_safety_has_four_groups_with_sources(show):
    """Stop, local, clearance and adapt in this order; each rule with source, reviewer and day."""
    text, article, _ = show("::: safety")
    captions = [c.text_content() for c in article.xpath(".//caption")]
    assert [c.split()[0] for c in captions] == ["No", "Massage", "A", "Massage"]
    assert article.xpath("//a[@href='https://example.org/fever']")
    assert text.count("Ann Example, November 1, 2026") == 4
    assert "A book" in text


def test_reporting_can_show_a_sample_of_the_letter(show):
    """The ten parts in their order, plainly made up, signed with the practice's own numbers."""
    text, article, _ = show("::: reporting\n    show: [promise, letter]")
    assert "3 business days" in text
    assert "Nobody in it is real" in text
    assert len(article.xpath("//figure[contains(@class, 'rf-letter')]//dt")) == 10
    assert "Oregon Licensed Massage Therapist license 00123" in text
    assert "Nobody in it is real" not in show("::: reporting")[0]


def test_access_names_a_place_only_where_there_are_several(show):
    """Languages, steps, table and groups, with the place in brackets when there are two."""
    text, _, _ = show("::: access")
    for part in ("English, Spanish", "Step-free access (Main)", "Parking (North)",
                 "Height-adjustable, carries 270 kg (595 lb)", "Direct address on request",
                 "After the first trimester", "16 hours"):  # fmt: skip
        assert part in text


def test_locations_show_their_own_numbers_and_american_times(show):
    """A place with a telephone of its own shows it; hours are said with am and pm."""
    text, article, _ = show("::: locations")
    assert "Friday: 8 am to 1 pm" in text
    assert article.xpath("//a[@href='tel:5415550109']")
    assert "Yes. Lift" in text


def test_hygiene_and_profiles(show):
    """Cleaning rules show the day they were checked; a person's profiles are linked."""
    assert "Fresh linen for each person. Checked November 1, 2026." in show("::: hygiene")[0]
    _, article, _ = show("::: team")
    assert article.xpath("//a[@href='https://www.example.net/ann']")[0].text == "example.net"


def test_the_good_faith_notice(show):
    """The right, the three terms, the three disclaimers and the dispute, in plain words."""
    text, _, found = show("::: good-faith-estimate")
    assert found == []
    for part in ("right to know, in writing", "Within 1 business day", "10 or more business days",
                 "It is an estimate", "Other care may be needed", "It is not a contract",
                 "$400 or more", "541-555-0100"):  # fmt: skip
        assert part in text


def test_the_short_notice_leads_to_the_long_one(show):
    """The short form is a paragraph with a link, where there is a page to link to."""
    block = "::: good-faith-estimate\n    form: short"
    assert "full notice" not in show(block)[0]
    page = {"docs/good-faith-estimate.md": "# N\n\n::: good-faith-estimate\n"}
    text, article, _ = show(block, **page)
    assert "It is not a contract" not in text
    assert article.xpath(".//a[text()='full notice']/@href") == ["good-faith-estimate/"]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("# T\n\n::: fees\n", True),
        ("# T\n\n::: fees\n\n::: good-faith-estimate\n", False),
        ("---\ntitle: Good Faith Estimate notice\n---\nIn our own words.\n", False),
    ],
)
def test_fees_without_the_notice_are_reported(build, page, told):
    """A price on the site asks for the notice on some page of it."""
    fees = "fees: [{minutes: 60, price: 110}]\n"
    built = build({"practice.yml": PRACTICE + fees, "docs/index.md": page})
    line = (PRACTICE + fees).count("\n")
    assert built.places("good-faith-missing") == ([f"practice.yml:{line}"] if told else [])


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("::: reporting\n    show: leter", "letter"),
        ("::: good-faith-estimate\n    form: long", "notice, short"),
        ("::: good-faith-estimat", "good-faith-estimate"),
    ],
)
def test_a_slip_names_the_right_word(show, block, words):
    """A wrong option or block says what is right."""
    (found,) = show(block)[2]
    assert words in found.fix


def test_access_without_facts_says_what_to_write(build):
    """An empty block is a warning with the lines to add."""
    bare = PRACTICE[: PRACTICE.index("languages:")] + PRACTICE[PRACTICE.index("wait:") :]
    bare = bare[: bare.index("locations:")] + bare[bare.index("payers:") :]
    built = build({"practice.yml": bare, "docs/index.md": "# T\n\n::: access\n"})
    (found,) = [d for d in built.diagnostics if d.code == "directive-empty"]
    assert "step_free" in found.fix


def test_a_treated_condition_nobody_knows_is_reported(build):
    """The home page cannot show it, and the message names the nearest one."""
    conditions = "conditions:\n  neck-pain: {name: Neck pain}\n"
    built = build(
        {
            "practice.yml": PRACTICE + "treats: [neck-pain, nek-pain]\n",
            "research/conditions.yml": conditions,
            "docs/index.md": "# T\n",
        }
    )
    (found,) = [d for d in built.diagnostics if d.code == "condition-unknown"]
    assert found.place == f"practice.yml:{PRACTICE.count(chr(10)) + 1}:21"
    assert "neck-pain" in found.fix
