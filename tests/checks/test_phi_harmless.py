"""Look-alikes of patients' facts that are left alone, each beside a patient's that is found."""

from __future__ import annotations

import pytest
from test_phi_corpus import known_facts

from referable.checks.phi import SourceKind, check_text

SUPPLIERS = "supplier,contact,phone,item\nWillamette Linen,Dispatch,541-555-0188,sheets\n"
COURSES = "date,course,teacher,hours\n2025-03-08,Oncology massage,Kerstin Aalto,16\n"
BIO = """# Rosa Delgado, LMT

Rosa grew up in Woodburn, where her mother ran a bakery. She finished massage school on June 9, 2012
and teaches at the community college, 6500 SW Pacific Blvd, Albany.
"""
PLAY = """Our Town

"Example Clinical Massage, this is Marguerite. How may I help?"
"""
READ = "@book{a,\n  title = {Massage},\n  note = {Read 2024-11-02; see table 3 for massage},\n}\n"
BLANK = "> Dear Dr. ______, thank you for sending ______. My pain is gone after ______ visits.\n"


def found(text: str, path: str = "docs/page.md", kind: str = "markdown") -> list[str]:
    """The codes of what is found in a text."""
    return [d.code for d in check_text(text, path, SourceKind(kind), known_facts())]


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        (BIO, "docs/about/rosa.md", "markdown"),
        (SUPPLIERS, "data/suppliers.csv", "csv"),
        (COURSES, "data/courses.csv", "csv"),
        (READ, "research/library.bib", "bibtex"),
        (PLAY, "notes/script.txt", "text"),
        (BLANK, "docs/letter.md", "markdown"),
        ("docs/courses/infant-massage-noor-haddad.md", "", "filename"),
        ("See you at the library!\n", "replies/talk.txt", "reply"),
        ("Alex speaks at the regional massage congress on 17 April 2027.", "r.txt", "reply"),
        *(
            (text, "docs/page.md", "markdown")
            for text in (
                "The case report by Ueda and Marlowe tells of a man with an arm clot after massage.",
                "Case reports by Dr. Ann Weaver and J. M. Ortiz (Int J Massage, 2018) tell of pain.",
                "Ageism, a word coined by Robert N. Butler in 1969, has no place on a massage table.",
                "First patient in: 2 May 2016. Last visit: 30 November 2017. Site: Durham.",
                "My grandfather was a blacksmith in Halfway. I think of his forearms often.",
                "Lost cat! Gray, answers to Wilbur, last seen by the clinic door.",
                "Jack can mean a lift; a Charley horse is a cramp; a Johnny is a gown.",
                "She moved here from Norway with her back pain and her skis.",
                "The circle of Willis feeds the brain; she drew it for her neck class.",
                "Rafael Nadal lives with Müller-Weiss syndrome in his left foot.",
                "Run for Ruth: a 5K on March 15, start at the courthouse, 120 NW 4th Street.",
                "Alex took the lymphedema module with Kerstin Aalto of Klose Training.",
                "County health department, Linn: 541-967-3888.",
                "Suppose your patient has had six visits by June 1. You have two reports by then.",
                "We thank Jen, Kat and Marcus, the athletic trainers, for six sore weeks of work.",
                'In "Anne of Green Gables" Marilla\'s headaches end with rest and a new lamp.',
                "On our shelf: Paul Ingraham's e-book on trigger points and back pain.",
                "Massage began here with Per Vik, who died in London on 13 August 1910, aged 90.",
            )
        ),
    ],
)
def test_look_alikes_are_left_alone(text: str, path: str, kind: str) -> None:
    """Staff, teachers, suppliers, authors, places and people of the past are no patients."""
    assert found(text, path or text, kind) == []


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        (
            BIO + "\nOur client Wren Haldane, 44, came in for her hip.\n",
            "docs/about/a.md",
            "markdown",
        ),
        (
            "client,phone,reason\nWillamina Lind,541-555-0188,neck\n",
            "data/suppliers.csv",
            "csv",
        ),
        ("@book{a,\n  note = {Client seen 2024-11-02 for neck pain},\n}\n", "a.bib", "bibtex"),
        ("See you next Tuesday, and thanks for coming in!\n", "replies/talk.txt", "reply"),
        *(
            (text, "docs/page.md", "markdown")
            for text in (
                "Our client Marlowe Ueda came in after a fall.",
                "She moved here from Lebanon, Oregon, and came in for her back pain.",
                "My client's grandfather farmed in Halfway; she came in for her forearms.",
                "Our client Ruth Calder limped in after the 5K with a torn calf.",
                "Rosa, our client since May 3, 2024, came in for her own shoulder.",
            )
        ),
    ],
)
def test_patients_beside_them_are_found(text: str, path: str, kind: str) -> None:
    """What frees a look-alike does not free a patient."""
    assert found(text, path, kind)


@pytest.mark.parametrize("line", ["-" * 200, "*" * 200, ">" * 200, "- " * 100, "#" * 200])
def test_a_ruled_line_ends(line: str) -> None:
    """A line of dashes in a note about a client is read once, not tried in every way."""
    assert found(f"Client log\n\n{line} x\nneck, low back\n", "notes/log.txt", "text") is not None
