"""Days, ages, places, numbers and pictures of patients are found; look-alikes are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.diagnostics import Diagnostics
from referable.practice import load_practice

PRACTICE = Path(__file__).parents[1] / "phi-corpus" / "practice.yml"
TEXT, MARKDOWN, CSV, YAML = (
    SourceKind.TEXT,
    SourceKind.MARKDOWN,
    SourceKind.CSV,
    SourceKind.YAML,
)
BIBTEX, FILENAME = SourceKind.BIBTEX, SourceKind.FILENAME


def found(text: str, kind: SourceKind) -> list[tuple[str, str]]:
    """The code and the words of each diagnostic."""
    practice = load_practice(PRACTICE.read_text(encoding="utf-8"), "practice.yml", Diagnostics())
    path = text if kind is FILENAME else "docs/x"
    lines = text.split("\n")
    return [
        (
            d.code,
            text
            if d.line is None or d.column is None
            else lines[d.line - 1][d.column - 1 :][: d.length],
        )
        for d in check_text(text, path, kind, KnownFacts.from_practice(practice, []))
    ]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (TEXT, "Her crash was on the twenty-third, and her neck locked.", "the twenty-third"),
        (MARKDOWN, "Her surgery was on Groundhog Day, she says.", "Groundhog Day"),
        (TEXT, "last_visit=20260218T1430 complaint=migraine", "20260218T1430"),
        (TEXT, "EDD June 3, prenatal side-lying, 31 wks", "June 3"),
        (TEXT, "DOI 7.3.25 lumbar strain", "7.3.25"),
        (YAML, "client: hip\nvisit_dates:\n  - 2025-01-14\n", "2025-01-14"),
        (
            BIBTEX,
            "@misc{a,\n  abstract = {Our client was hit on June 8, 2025, and seen soon after.},\n}",
            "June 8, 2025",
        ),
        (TEXT, "My birthday is on the weekend, I'll turn ninety! A massage from my son.", "ninety"),
        (TEXT, "Old Mr. Lindgren (96!) only side-lying", "96"),
        (TEXT, "ninety-three yo M, kyphosis, side-lying only", "ninety-three yo"),
        (MARKDOWN, "At XCIV our client still likes firm work on his calves.", "XCIV"),
    ],
)
def test_days_and_ages_in_rarer_forms(kind: SourceKind, text: str, value: str) -> None:
    """A day is found without its month or year, and an age however it is put."""
    assert any(
        code in {"phi-date", "phi-age"} and value in said for code, said in found(text, kind)
    )


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (MARKDOWN, "Home: Depoe Bay. Job: filleter. Complaint: numb fingers.", "Depoe Bay"),
        (MARKDOWN, "Thank-you note by J. Quarles, Florence, Oregon, about a heel.", "Florence"),
        (MARKDOWN, '> "My hands work."\n> — a seamstress in Mill City\n', "Mill City"),
        (
            TEXT,
            "Taken by ambulance to the hospital in Baker City when he fainted on our table.",
            "Baker City",
        ),
        (
            TEXT,
            "My hip is new, thank you!\n\nLiv Amundsen\n\nBrookings\nUSA\n",
            "Brookings",
        ),
        (TEXT, "The client gives her postcode as 97838 on our map.", "97838"),
        (TEXT, "Meet me at the Sandpiper Motel, room 12; my hip hurts.", "room 12"),
        (TEXT, "Her street is Snowberry Lane, and her hip hurts.", "Snowberry Lane"),
        (CSV, "rider,pickup,why\nA. Hollis,740 Tansy Ave,massage after stroke", "740 Tansy Ave"),
        (YAML, "client_home: {lat: 44.0582, lon: -121.3153}\ncondition: knee", "44.0582"),
    ],
)
def test_where_a_patient_lives(kind: SourceKind, text: str, value: str) -> None:
    """A town, street or position is found behind a label, under a name and in a table."""
    assert any(code == "phi-geo" and value in said for code, said in found(text, kind))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (TEXT, "Our patient's policy with Blue Mesa: BMH-441-0098.", "BMH-441-0098"),
        (TEXT, "Patient Odette Lamarr, policy PIP 8817 2290 4, loss in August", "8817 2290 4"),
        (CSV, "time,client,note\n13:00,B,bring claim PIP 66-3310", "66-3310"),
        (CSV, "record_no,outcome\nE0044172,improved", "E0044172"),
        (TEXT, "My chart is 00-41-77, my hip too.", "00-41-77"),
        (YAML, "client_device:\n  kind: cochlear implant\n  serial: CI-6620194\n", "CI-6620194"),
        (TEXT, "pt's spinal cord stim: model 97714, SN NGU-318842-H", "NGU-318842"),
        (TEXT, "his boat, registration OR 443 ADK, threw him; ribs", "443 ADK"),
        (CSV, "client,car,problem\nB,284 HXK,hip", "284 HXK"),
        (MARKDOWN, "Comp form, client, box 4a: 7 3 1 . 0 6 . 2 2 9 8", "7 3 1"),
        (
            MARKDOWN,
            "| Field | Answer |\n|---|---|\n| Name | B. |\n| Born | 1971 |\n| Member ID | EHP 0093 4418 |\n| Complaint | neck |",
            "EHP 0093 4418",
        ),
    ],
)
def test_numbers_of_one_person(kind: SourceKind, text: str, value: str) -> None:
    """A number is found behind its label, in a form of two columns and under a nested key."""
    assert any(code == "phi-number" and value in said for code, said in found(text, kind))


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (MARKDOWN, "Our client is the lighthouse keeper at the cape; his knees ache.", "phi-trait"),
        (
            MARKDOWN,
            "We treat the only woman ever to coach the wrestlers, for her sciatica.",
            "phi-trait",
        ),
        (MARKDOWN, "Another client, the sitting judge of our county, has headaches.", "phi-trait"),
        (MARKDOWN, "(selfie with today's migraine client, both of us smiling)", "phi-image"),
        (MARKDOWN, "We posted a reel of a client getting cupped.", "phi-image"),
        (MARKDOWN, "![Tape on Rolf's shoulder, face to the camera](images/t.jpg)", "phi-image"),
        (TEXT, "Her retina template RT/0087-AC was exported.", "phi-image"),
        (
            MARKDOWN,
            "See https://vimeo.com/7712/patient-gait for how the patient limped.",
            "phi-web",
        ),
        (YAML, "client_fundraiser: https://gofund.example/f/walk\ncondition: spine", "phi-web"),
        (TEXT, "My login to your page is petrel_1962; move my neck session.", "phi-web"),
        (TEXT, "198.51.100.44 booked the 3 pm prenatal massage twice.", "phi-web"),
        (
            TEXT,
            "Her pager at the hospital where she works is 541-555-0104; call about her neck.",
            "phi-contact",
        ),
        (
            TEXT,
            "Halvard Quist\n\n17 Pelican Way\n541-555-0140-Office\nReason for visit: neck",
            "phi-contact",
        ),
        (TEXT, "A pitcher for the Medford Rogues came with a torn labrum.", "phi-name"),
        (FILENAME, "uploads/intake_form_scanned_signed.pdf", "phi-image"),
        (FILENAME, "audio/vm-541-555-0187.m4a", "phi-contact"),
    ],
)
def test_traits_pictures_and_ways_to_reach_somebody(kind: SourceKind, text: str, code: str) -> None:
    """What points to one patient is found in its own family."""
    assert code in {c for c, _ in found(text, kind)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (MARKDOWN, "We file a claim for 12 visits and bill the policy of 2024."),
        (MARKDOWN, "The clinic is closed on the twenty-third and on Groundhog Day."),
        (MARKDOWN, "Turn ninety degrees at the hip, hold, and repeat."),
        (MARKDOWN, "The first person to call gets the Friday slot for a back massage."),
        (MARKDOWN, "She is the owner of the practice and writes about headaches."),
        (MARKDOWN, "We never post clips of clients."),
        (MARKDOWN, "![Hands on a model's shoulder, face not shown](images/m.jpg)"),
        (MARKDOWN, "Watch https://vimeo.com/8/client-education on how the client should breathe."),
        (MARKDOWN, "Needs: two volunteers for the open house on May 9. Call 541-555-0100."),
        (MARKDOWN, "Reason: neck pain is the most common one on the phone, 541-555-0100."),
        (MARKDOWN, "Directions from Lebanon: Highway 34 and Peoria Road, then left."),
        (MARKDOWN, "Could you send the results by fax to 541-555-0101?"),
        (TEXT, "Sam is back on November 30. Alex is away from the 12th of December."),
        (TEXT, 'Mock chart for the class: "MRN: 000000." Find what is missing.'),
        (CSV, "record_no,title,journal\nE0044172,Massage for neck pain,Spine"),
        (CSV, "item,ref,price\nmassage table,EW-4471-B,899"),
        (YAML, "office: {lat: 44.0582, lon: -121.3153}\nname: Example Clinical Massage"),
        (YAML, "fundraiser: https://example.org/walk\nevent: spring walk for arthritis"),
        (
            MARKDOWN,
            "| Name | What it measures |\n|---|---|\n| NDI | neck disability |\n| ODI | back |",
        ),
        (FILENAME, "docs/blog/2026-01-09-planning.md"),
    ],
)
def test_look_alikes_are_left_alone(kind: SourceKind, text: str) -> None:
    """The practice's own facts, events, studies and advice are nobody's values."""
    assert found(text, kind) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Please charge my card 4111/1111/1111/1111 for Friday.", "4111/1111/1111/1111"),
        ("Please charge my card 4111 - 1111 - 1111 - 1111 today.", "4111 - 1111 - 1111 - 1111"),
        ("Please charge my card 4111.1111.1111.1111 for Friday.", "4111.1111.1111.1111"),
        ("She was born on 03–14–1945.", "03–14–1945"),
        ("Please tell me your date of birth. It's 07211974", "07211974"),
        ("My phone is 541[-]555[-]0178, please call.", "541[-]555[-]0178"),
        ("You can call me on 541-555 (zero one) 64", "541-555 (zero one) 64"),
        ("You can call me on 541 five five five 0163", "541 five five five 0163"),
        ("Jin Baptista\n12 Hill Ln\nScio OR nine seven four oh oh", "nine seven four oh oh"),
        ("I now live in 2552 NW 9TH TRAIL", "2552 NW 9TH TRAIL"),
        ("I now live in 683 WREN WAY, JUNCTION CITY", "683 WREN WAY"),
        ("I now live in 1333 tansy place", "1333 tansy place"),
    ],
)
def test_values_are_found_however_they_are_set_apart(text: str, value: str) -> None:
    source = f"# Client mail\n\n{text}\n"
    problems = check_text(source, "docs/inbox.md", SourceKind.MARKDOWN, KnownFacts())
    lines = source.split("\n")
    told = [lines[p.line - 1][p.column - 1 :] for p in problems if p.line and p.column]
    assert any(t.startswith(value) for t in told), problems
