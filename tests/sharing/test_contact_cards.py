"""Contact cards, read back by a program that knows the format."""

from __future__ import annotations

import pytest
import vobject

from referable.diagnostics import Diagnostics
from referable.practice import load_practice
from referable.sharing.contacts import contact_code, contact_files, vcard

PRACTICE = """\
name: "{practice}"
sample: true
url: https://example.org
telephone: 541-555-0100
fax: 541-555-0101
email: office@example.org
people:
  - id: one
    name: "{name}"
    credentials: LMT, BCTMB
    title: Licensed Massage Therapist
    npi: "1234567893"
    licenses: [{{state: OR, number: "00000", title: Licensed Massage Therapist, short_title: LMT}}]
locations:
  - {{name: Main, street: "100 Example Street; Suite 2, rear", city: Sampleton, state: OR, zip: "97000"}}
"""


def card(name: str = "Alex Example", practice: str = "Example Clinical Massage"):
    """A person, the practice, and the card's text."""
    text = PRACTICE.format(name=name, practice=practice)
    loaded = load_practice(text, "practice.yml", Diagnostics())
    assert loaded is not None
    return loaded.people[0], loaded, vcard(loaded.people[0], loaded)


def test_a_program_reads_every_field():
    """Name, title, numbers, address and the license line come back as they were."""
    _, _, text = card()
    read = vobject.readOne(text)

    assert read.version.value == "4.0"
    assert read.fn.value == "Alex Example"
    assert (read.n.value.given, read.n.value.family) == ("Alex", "Example")
    assert read.n.value.suffix == ["LMT", "BCTMB"]
    assert read.org.value == ["Example Clinical Massage"]
    assert read.title.value == "Licensed Massage Therapist"
    assert [(t.value, t.params["TYPE"]) for t in read.tel_list] == [
        ("541-555-0100", ["work", "voice"]),
        ("541-555-0101", ["work", "fax"]),
    ]
    assert read.adr.value.street == "100 Example Street; Suite 2, rear"
    assert read.email.value == "office@example.org"
    assert read.url.value == "https://example.org"
    assert "Alex Example, Licensed Massage Therapist · Oregon license 00000" in read.note.value
    assert "Sample, not a real practice" in read.note.value


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("María José de la Núñez-Østergård", "de la Núñez-Østergård", "María José"),
        ("Cher", "", "Cher"),
        ("Anna van der Berg", "van der Berg", "Anna"),
        ("X; Y, Z", "Z", "X; Y,"),
    ],
)
def test_names_of_all_kinds_come_back(name: str, family: str, given: str):
    """Accents, particles, one word, and letters that mean something to the format."""
    _, _, text = card(name, "Fäulein \\\\ Søn, Praxis; für " + "Übung " * 20)
    read = vobject.readOne(text)

    assert read.fn.value == name
    assert (read.n.value.family, read.n.value.given) == (family, given)


def test_lines_are_folded_at_75_octets_between_characters():
    """No line is longer, each ends as the standard asks, and no character is torn."""
    _, _, text = card("Ł" * 120)

    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert all(line.decode() or not line for line in lines)
    assert "\n" not in text.replace("\r\n", "")


def test_the_same_facts_give_the_same_card():
    """The identifier is made from the address and the person's id, not from the clock."""
    assert card()[2] == card()[2]


def test_the_code_holds_the_card_itself():
    """A telephone without a connection can take it; nobody learns who scanned it."""
    person, practice, _ = card()
    code = contact_code(person, practice)

    assert code.startswith("<svg ")
    assert "http" not in code.replace("http://www.w3.org/2000/svg", "")
    assert 'aria-label="Contact card of Alex Example as a QR code"' in code


def test_files_are_named_by_person():
    """One file for each person; none without a practice."""
    _, practice, text = card()

    assert contact_files(practice) == {"downloads/one.vcf": text}
    assert contact_files(None) == {}


def test_the_card_carries_the_lines_of_the_state():
    """A card is an advertisement, too: the permit stands in its note, in the file and the code."""
    text = PRACTICE.format(name="Alex Example", practice="Example")
    text += "establishment_license: {state: OR, number: FP-00000, title: Massage facility permit}\n"
    practice = load_practice(text, "practice.yml", Diagnostics())
    assert practice is not None
    read = vobject.readOne(vcard(practice.people[0], practice))
    assert "Oregon massage facility permit FP-00000" in read.note.value
