"""The reading grade is the Flesch-Kincaid formula over prose alone."""

from __future__ import annotations

import pytest
from claims_library import check

from referable.checks.claims.document import Document
from referable.checks.claims.readability import count_syllables, measure

SYLLABLES = {
    "a": 1, "pain": 1, "the": 1, "people": 2, "massage": 2, "therapy": 3, "shoulder": 2, "muscle": 2,
    "anxiety": 4, "migraine": 2, "measured": 2, "lasted": 2, "treated": 2, "evidence": 3, "being": 2,
    "osteoarthritis": 6, "clinician": 3, "physician": 3, "insurance": 3, "visited": 3, "table": 2,
    "headaches": 2, "sleeve": 1, "doctor's": 2, "follow-up": 3, "quality": 3, "area": 3, "question": 2,
    "patient": 2, "serious": 3, "moved": 1, "changes": 2, "uses": 2, "science": 2, "once": 1, "idea": 3,
}  # fmt: skip


@pytest.mark.parametrize(("word", "expected"), SYLLABLES.items())
def test_syllables_of_common_words(word: str, expected: int):
    """Words that practices use are counted as they are spoken."""
    assert count_syllables(word) == expected


def test_the_grade_follows_the_formula():
    """Ten sentences of ten one-syllable words each give 0.39 x 10 + 11.8 - 15.59."""
    sentence = "We see you soon and we ask you to rest. "
    reading = measure(Document(sentence * 10))
    assert reading is not None
    assert (reading.words, reading.sentences) == (100, 10)
    assert reading.grade == pytest.approx(0.39 * 10 + 11.8 - 15.59)


def test_tables_headings_code_and_facts_do_not_count():
    """Only prose is measured."""
    sentence = "We see you soon and we ask you to rest. "
    extra = "\n\n# Osteoarthritis considerations\n\n| Immunosuppression | x "
    "|\n\n```\nincomprehensibility\n```\n\n{{ practice.telephone }}\n"
    plain, mixed = measure(Document(sentence * 12)), measure(Document(sentence * 12 + extra))
    assert plain == mixed


def test_a_hard_patient_page_gets_a_note_at_its_longest_sentence():
    """The note gives the grade and says which sentence to split first."""
    easy = "We see you soon. "
    hard = "Considerable deterioration of functional capability necessitates multidisciplinary "
    "reconsideration of therapeutic possibilities. "
    text = easy * 10 + "\n\n" + hard * 8 + "Additionally, " + hard
    found = check(text, register="patient", grade=True)
    assert [d.code for d in found] == ["reading-grade"]
    assert found[0].line == 3
    assert "aim at 8" in found[0].message


def test_a_short_text_has_no_grade():
    """Too little text to measure is not measured."""
    assert measure(Document("Multidisciplinary reconsideration. " * 5)) is None
