"""Each rule's list of what to flag and what to leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.checks.phi.messages import mask
from referable.checks.phi.numbers import is_vin
from referable.diagnostics import Diagnostics
from referable.practice import load_practice

CORPUS = Path(__file__).parents[1] / "phi-corpus"
FACTS = KnownFacts.from_practice(
    load_practice((CORPUS / "practice.yml").read_text(encoding="utf-8"), "p", Diagnostics()),
    ["Cherkin, Daniel C.", "Field, Tiffany"],
)

FLAGGED = {
    "phi-name": [
        "Dana Cole tore her hamstring and came to us limping.",
        "Our client COLE, DANA has neck pain.",
        "My name is philippa strand and my shoulder is frozen.",
        "Her daughter Lysander drives her to each session.",
        "My client works at Hollis Lumber and her wrists hurt.",
        "“My neck moves again!” — Dana C., Corvallis",
        "Thank you for referring Constance Ibekwe (DOB 2/6/1955) for her lumbar stenosis.",
        "Thanks to our wonderful clients Ximena and Barnaby for a great year!",
        "A big hello to the Hendersons, who come every other Friday for their backs.",
        "Emeka & Funmi booked the couples massage after her knee replacement.",
        "The client is s t e l l a  m a r k h a m, and she has lupus.",
        "Our client j0hn sm1th had a locked jaw after a root canal.",
    ],
    "phi-geo": [
        "My new address is 77 Kestrel Point Way, Lebanon, OR 97355. My sciatica is better.",
        "A cellist from Halsey came in with a stiff neck.",
        "Mail her superbill to PO Box 447, Scio, OR 97374.",
    ],
    "phi-date": [
        "She was born on 11/30/1969 and has sciatica.",
        "Her knee was replaced on the 3rd of May, 2023.",
        "He was seen on Tuesday, June 4th, for neck pain.",
    ],
    "phi-age": ["Our oldest client is 93 and dances.", "The patient, born in 1931, had a stroke."],
    "phi-contact": [
        "Call me on 541-926-4417 about my back.",
        "Her e-mail is gwen dot abernathy at gmail dot com.",
        "my number is five four one, nine two six, four four one seven",
    ],
    "phi-number": [
        "Her SSN is 531 84 2207.",
        "MRN 4482093, jaw pain",
        "His Medicare number is 2GT7-QK4-XA58.",
        "Charge my card 4539 1488 0343 6467 for the visit.",
        "Her pacemaker serial is PJN402813.",
        "Bill the auto carrier under 37-8821-Q04 for her whiplash.",
        "“Plan ID R39-22817,” she read out from the table, face down.",
        "Her Dexcom transmitter 8GK2L1 beeped through the session.",
        "The client read her Medicaid ID over the phone: A B one two three zero nine F.",
        "Her plates say SPINE1, which made us laugh before the session.",
    ],
    "phi-web": [
        "Her chart: https://portal.example.com/patients/48213",
        "Book: https://book.example.com/new?name=Gwen+Abernathy&reason=sciatica",
        "The intake form came from 73.157.22.190, a client with hip pain.",
    ],
    "phi-image": [
        "![A client's back after cupping](c.jpg)",
        "![Screenshot of the appointment book](b.png)",
        "We keep her voice print on file.",
    ],
    "review-reply": [
        "Owner response: Thank you for coming in!",
        "Thanks for the five stars! So glad your migraines are better.",
    ],
    "testimonial": ["“After three sessions my back pain was gone.”"],
    "phi-trait": [
        "We treated the mayor for her sciatica and she is our client still.",
        "Our client, the woman whose barn fire was in the Gazette last month, has burn scars.",
        "The owner of the taco truck on Second Street has carpal tunnel and sees us weekly.",
        "My patient is a Nobel laureate with a stiff neck.",
    ],
}  # fmt: skip

HARMLESS = [
    # the practice's own facts in any format, staff, referrers, teachers, authors
    "Call (541) 555-0100 or +1 541.555.0100, fax 541-555-0101, office@example.org.",
    "Alex Example treats neck pain at 100 Example Street, Suite 2, Sampleton, OR 97000.",
    "“They answer my question.” — Helen Marsh, MD, family physician",
    "Instructor Maria Gonzalez teaches lymphatic drainage on October 3, 2026.",
    "Cherkin and colleagues randomized 262 adults with low back pain.",
    # the practice's own papers, and what may be said of anybody
    "Claims go to PO Box 30193, Salt Lake City, UT 84130.",
    "Our liability policy with the insurer is BOP-44102, renewed in the office.",
    "The town's only bridge is closed; allow ten minutes more for your visit.",
    "Rare conditions of the neck artery must be ruled out first.",
    "The ligament of Treitz and the nerve of Jacobson are drawn in blue beside the neck.",
    "*Maya is an invented person.* Maya types all day and her neck is stiff by Thursday.",
    # eponyms, codes, registrations, identifiers without values
    "A Baker cyst, Achilles pain and Parkinson's disease have pages of their own.",
    "CPT 97124, ICD-10 M54.50, NPI 1234567893, NCT00371384, doi:10.1001/archinte.161.8.1081, PMID 11322842",
    "Bring your insurance card; we copy the member ID and the claim number.",
    # dates and ages of events, pages and studies
    "Last updated March 3, 2026. Closed on July 4.",
    "Participants aged 65 to 94 were recruited between March 2011 and May 2013.",
    "People 90 or older are welcome.",
    # vignettes
    "A runner in her forties came with heel pain; after six visits she ran again.",
    # places
    "People come to us from Lebanon, Albany and Sweet Home.",
    # web and images
    "See https://pubmed.ncbi.nlm.nih.gov/11322842 and http://127.0.0.1:8000/.",
    "![A therapist's hands on a model's shoulder](shoulder.jpg)",
    # policy and neutral replies
    "We never publish names, birth dates, ZIP codes, license plates, IP addresses or fingerprints.",
    "Our reply: Privacy law keeps us from discussing anyone's care here. Please call.",
]


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in FLAGGED.items() for text in texts]
)
def test_hazards_are_found(code: str, text: str) -> None:
    """Each hazard of the rules gets the code of its rule."""
    assert code in {d.code for d in check_text(text, "docs/a.md", SourceKind.MARKDOWN, FACTS)}


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_lines_stay_alone(text: str) -> None:
    """What the rules say to leave alone is left alone."""
    assert check_text(text, "docs/a.md", SourceKind.MARKDOWN, FACTS) == []


@pytest.mark.parametrize(
    "reply",
    [
        "Thank you for visiting us!",
        "We are sorry your appointment started late.",
        "Your insurance denied the claim, not us.",
        "You have never been a patient here.",
        "See you next week!",
    ],
)
def test_a_reply_that_confirms_care_is_refused(reply: str) -> None:
    """Thanks, apologies, denials and plans all confirm that somebody is or is not a patient."""
    codes = {d.code for d in check_text(reply, "-", SourceKind.REPLY, FACTS)}

    assert codes == {"review-reply"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("images/dana-cole-hip.jpg", "phi-name"),
        ("images/DanaCole-hip.jpg", "phi-name"),
        ("scans/mrn-0048213.pdf", "phi-number"),
        ("images/before-after.png", "phi-image"),
        ("images/client-photo-2025-03-04.jpg", "phi-date"),
    ],
)
def test_file_names_are_read(path: str, code: str) -> None:
    """Names, numbers and days in a path are found without a line."""
    found = check_text(path, path, SourceKind.FILENAME, FACTS)

    assert code in {d.code for d in found}
    assert {d.line for d in found} == {None}


@pytest.mark.parametrize(
    "path",
    ["images/team/alex-example.jpg", "images/baker-cyst.svg", "papers/cherkin2001massage.pdf", "docs/blog/2026-03-03-spring.md"],
)  # fmt: skip
def test_harmless_file_names_stay_alone(path: str) -> None:
    """Staff, eponyms, citation keys and dated posts are no hazards."""
    assert check_text(path, path, SourceKind.FILENAME, FACTS) == []


def test_the_starter_site_is_clean() -> None:
    """Nothing of this project's own pages, synopses, library and facts is flagged."""
    root = Path(__file__).parents[2]
    kinds = {".md": SourceKind.MARKDOWN, ".yml": SourceKind.YAML, ".bib": SourceKind.BIBTEX}
    files = [root / "practice.yml", *root.glob("docs/**/*.md"), *root.glob("research/**/*.*")]
    flagged = [
        d.place
        for f in sorted(files)
        if f.suffix in kinds
        for d in check_text(
            f.read_text(encoding="utf-8"), f.relative_to(root).as_posix(), kinds[f.suffix], FACTS
        )
    ]

    assert flagged == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Philippa Strand", "Ph… St…"),
        ("541-926-4417", "541-…"),
        ("gwen@example.com", "g…@…"),
        ("93", "…"),
    ],
)
def test_values_are_masked(value: str, shown: str) -> None:
    """A message shows the beginnings only."""
    assert mask(value) == shown


def test_vehicle_numbers_have_a_check_digit() -> None:
    """One changed digit makes a vehicle number invalid."""
    assert is_vin("1HGCM82633A004352")
    assert not is_vin("1HGCM82633A004353")
    assert not is_vin("1HGCM82633A00435")


def test_a_stand_in_name_counts_where_one_patient_is_told_of() -> None:
    """Jane Doe is reported in a story, and left alone in a sample."""
    told = "My client Jane Doe, 42, of Salem came on 3 May 2024."
    sample = "A made-up example: my client Jane Doe came for her sciatica."

    assert "phi-name" in {d.code for d in check_text(told, "a.md", SourceKind.MARKDOWN, FACTS)}
    assert not check_text(sample, "a.md", SourceKind.MARKDOWN, FACTS)


@pytest.mark.parametrize(
    "post",
    [
        "In one trial of 64 people, pain was lower 4 weeks after the last session. Certainty not graded.",
        "Stiffness improved within the massage group over 8 weeks; no interval was given.",
        "Spring is here. Stretch your calves before you dig.",
    ],
)
def test_posts_about_studies_may_be_posted(post: str) -> None:
    """What a trial's participants went through confirms nobody's care."""
    assert not check_text(post, "-", SourceKind.REPLY, FACTS)


def test_a_name_does_not_make_plain_list_items_suspect() -> None:
    """Near a patient's name, the first words of a list are not taken for names."""
    text = (
        "# Contact\n\nMy client Gerda Brandt came for her sciatica.\n\n"
        "- Interpreter: ask us.\n- Companions: welcome.\n"
    )

    assert {d.line for d in check_text(text, "a.md", SourceKind.MARKDOWN, FACTS)} == {3}


def test_every_name_of_a_crowded_sentence_is_reported() -> None:
    """Past the names that are judged one by one, the rest are reported with them."""
    text = "My client saw " + ", ".join(["Gerda Brandt"] * 600) + " with neck pain."

    assert len(check_text(text, "a.md", SourceKind.MARKDOWN, FACTS)) == 600
