"""Names and replies that only the structure around them gives away, and their harmless twins."""

from __future__ import annotations

import pytest

from referable.checks.phi import KnownFacts, SourceKind, check_text

FACTS = KnownFacts()
MARKDOWN, TEXT, REPLY = SourceKind.MARKDOWN, SourceKind.TEXT, SourceKind.REPLY


def codes(text: str, kind: SourceKind = MARKDOWN, path: str = "docs/notes/x.md") -> set[str]:
    return {d.code for d in check_text(text, path, kind, FACTS)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Vossgarde limped in, a sore hip again.\n", MARKDOWN),
        ("Kit is a very easy client. They are never late.\n", TEXT),
        ("A tribute to Concetta Ruggles, our client for six years.\n", MARKDOWN),
        ("Sam and Alex eased Honorine Castel's frozen shoulder.\n", MARKDOWN),
        ("Thanks @delphine.okafor for writing about your massage!\n", MARKDOWN),
        ("Lucasta Fair\n\nWelder\n\nClient info\n\nPhone: by request\n", MARKDOWN),
        ("9 Agathe\n10:30 Osei (whiplash)\n1 lunch\n2 Mrs Rao\n", TEXT),
        ("8:15 t. marchetti hip\n9:30 r okonjo neck\n11 lunch\n", TEXT),
        ("He sleeps now.[^1]\n\n[^1]: Mr Castellanos, after cuff surgery.\n", MARKDOWN),
        ("Nell's mom called. No massage, her ankle.\n", TEXT),
        ("Baby boy: she named him Caradoc. Sore hips.\n", TEXT),
        ("Caller: the wife of Mr. Tolliver, he is in bed with his back\n", TEXT),
        ("hola, soy Graciela Bustamante, me duele la espalda\n", TEXT),
        ('<img src="n.png" alt="Neck" data-patient="g.abernethy">\n', MARKDOWN),
        ("| What happened | To whom |\n|---|---|\n| bruised knee | Mrs. Oyelowo |\n", MARKDOWN),
        ('---\ntitle: Numb hands\naliases: ["gertie-wu-cts"]\n---\nText.\n', MARKDOWN),
        ("| Week | Amparo | Gregor |\n|---|---|---|\n| 1 | pain 7 | pain 5 |\n", MARKDOWN),
        (
            "| Question | Answer |\n|---|---|\n| Your name | Ingvild Aasen |\n| Reason | jaw |\n",
            TEXT,
        ),
        ("img/O'Malley shoulder xray.png", SourceKind.FILENAME),
        ("docs/img/prudence-okafor-hip-before.jpg", SourceKind.FILENAME),
        ("desk/discharge-lemaire-2026-01-09.txt", SourceKind.FILENAME),
    ],
)
def test_structure_gives_a_patients_name_away(text: str, kind: SourceKind) -> None:
    """A name is found by what stands around it, even where no list knows the name."""
    path = text if kind is SourceKind.FILENAME else "docs/notes/x.md"

    assert "phi-name" in codes(text, kind, path)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Marys Peak is a good walk once your knee allows it.\n", MARKDOWN),
        ("Our printer is Hank Pickering, a patient man; he sets type by hand.\n", MARKDOWN),
        ("Robin McKenzie's back exercises are taught in many clinics.\n", MARKDOWN),
        ("The mouse is small; the chair from Kestrelwerk supports the back.\n", MARKDOWN),
        ("9 Registration\n10:30 Otterbourne\n12 Lunch\n2 Panel: sore hips\n", TEXT),
        ("It was sore.[^1]\n\n[^1]: Paanalahti K. Adverse events. BMC, 2014.\n", MARKDOWN),
        ("P. Novak and R. Sandoval, The Hip, 2nd edition.\n", MARKDOWN),
        ("Ana Ruiz\nMassage therapist\nWebsite: https://example.org\n", MARKDOWN),
        ("| Week | Group A | Group B |\n|---|---|---|\n| 1 | pain 7 | pain 5 |\n", MARKDOWN),
        ("docs/img/willamette-shoulder-xray.png", SourceKind.FILENAME),
        ("docs/img/soap-and-lotion.jpg", SourceKind.FILENAME),
        ("forms/receipt-sample.pdf", SourceKind.FILENAME),
        ("clients/README.md", SourceKind.FILENAME),
    ],
)
def test_the_same_structure_around_others_is_left_alone(text: str, kind: SourceKind) -> None:
    """Places, printers, firms, programmes and books are not taken for patients."""
    path = text if kind is SourceKind.FILENAME else "docs/notes/x.md"

    assert "phi-name" not in codes(text, kind, path)


@pytest.mark.parametrize(
    "text",
    [
        "The gentleman who wrote this was discharged from our practice.",
        "Thanks, Leopold. Four sessions in and already back on the bike.",
        "That Friday another client fainted before you.",
        "Hope the stairs at work feel shorter now.",
        "I looked you up and you were last in on a Thursday.",
        "He has been seeing Alex since last winter.",
        "You left before your time was up, so we could not finish the other leg.",
        "Tell the twins we said hello.",
    ],
)
def test_replies_that_confirm_care_are_found(text: str) -> None:
    """An answer that knows more than the review says that somebody is a client."""
    assert codes(text, REPLY, "answers/1.txt") == {"review-reply"} | (
        {"phi-name"} if "Leopold" in text else set()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for stopping by our booth at the fair. The card is on our site.",
        "Soreness for a day or two after firm work is common.",
        "The law does not let us say who is or is not a client.",
    ],
)
def test_replies_to_everybody_are_left_alone(text: str) -> None:
    """Invitations and general advice confirm nothing."""
    assert codes(text, REPLY, "answers/1.txt") == set()


@pytest.mark.parametrize(
    "text",
    [
        '"I threw away my cane after Sam\'s third session."\n',
        'One client told us: "I had given up on gardening. Now I kneel for an hour."\n',
        '"Slept through the night for the first time since the crash."\n',
    ],
)
def test_unsigned_words_about_results_are_found(text: str) -> None:
    """A patient's words need no signature to be a testimonial."""
    assert "testimonial" in codes(text, MARKDOWN, "docs/records/eleven.md")
