"""What counts as the same title, name, journal and page range."""

from __future__ import annotations

import pytest

from referable.research.names import Name
from referable.research.remote.matching import (
    same_issue,
    same_journal,
    same_name,
    same_pages,
    same_title,
)


@pytest.mark.parametrize(
    ("mine", "theirs", "subtitle", "same"),
    [
        ("Massage for low-back pain", "Massage for Low Back Pain", "", True),
        ("The Stockholm Neck (STONE) trial", "The Stockholm neck (STONE) trial.", "", True),
        ("Effect of p < 0.05", "Effect of p&lt;0.05", "", False),
        ("Côté & Søren: a trial", "Cote and Soren: a trial", "", True),
        ("Massage therapy: a review", "Massage therapy", "a review", True),
        ("Massage therapy for pain", "Massage therapy for pain: a randomized trial", "", True),
        ("A meta‐analysis of β-endorphin", "A meta-analysis of beta endorphin", "", True),
        ("Massage for neck pain", "Massage for back pain", "", False),
        ("Massage", "Massage: a review of everything", "", False),
        ("Massage for neck pain", "Massage for neck pain in adults with headache", "", False),
    ],
)
def test_titles(mine, theirs, subtitle, same):
    """Habits of spelling and punctuation do not matter; words do."""
    assert same_title(mine, theirs, subtitle) is same


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        (Name("Andrea D", "", "Furlan"), Name("A.D.", "", "Furlan"), True),
        (Name("Paul A.", "van den", "Dolder"), Name("Paul", "", "van den Dolder"), True),
        (Name("Paul A.", "van den", "Dolder"), Name("Paul", "", "Dolder"), True),
        (Name("Pierre", "", "Côté"), Name("P", "", "Cote"), True),
        (Name("María", "", "García López"), Name("M", "", "García-López"), True),
        (Name("Luca", "", "Falsiroli Maistrello"), Name("L", "", "Maistrello"), True),
        (Name("", "", "Smith"), Name("John", "", "Smith"), True),
        (Name("Jane", "", "Smith"), Name("Karl", "", "Smith"), False),
        (Name("Jane", "", "Smith"), Name("Jane", "", "Smyth"), False),
        (Name("Li", "", "Wu"), Name("Li", "", "Xu"), False),
        (
            Name(literal="World Health Organization"),
            Name(literal="World Health Organisation"),
            True,
        ),
        (Name(literal="NICE"), Name(literal="World Health Organization"), False),
    ],
)
def test_names(mine, theirs, same):
    """Initials, accents and particles do not matter; another family name does."""
    assert same_name(mine, theirs) is same


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("The Clinical Journal of Pain", "Clinical Journal of Pain", True),
        ("Clin J Pain", "The Clinical Journal of Pain", True),
        ("BMJ", "BMJ (Clinical research ed.)", True),
        ("Spine", "Spine (Phila Pa 1976)", True),
        ("Journal of Bodywork & Movement Therapies", "Journal of bodywork and movement therapies", True),
        ("J Bodyw Mov Ther", "Journal of Bodywork and Movement Therapies", True),
        ("Cochrane Database Syst Rev", "The Cochrane database of systematic reviews", True),
        ("J Natl Cancer Inst", "Journal of the National Cancer Institute", True),
        ("International Journal of Therapeutic Massage & Bodywork: Research, Education, & Practice",
         "International journal of therapeutic massage & bodywork", True),
        ("Pain", "Journal of Pain", False),
        ("Lancet", "Lancet Oncology", False),
        ("Romanian Journal of Ophthalmology", "Int J Ther Massage Bodywork", False),
    ],
)  # fmt: skip
def test_journals(mine, theirs, same):
    """A journal is known by its name, its abbreviation and MEDLINE's additions."""
    assert same_journal(mine, [theirs]) is same
    assert same_journal(theirs, [mine]) is same


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("1081-1088", "1081-8", True),
        ("1081-1088", "1081–1088", True),
        ("1081-1088", "1081", True),
        ("e123", "123", True),
        ("102070", "102070", True),
        ("CD001929", "cd001929", True),
        ("S12-S19", "S12-9", True),
        ("12-17", "012-017", True),
        ("1081-1088", "1081-1089", False),
        ("1081-1088", "1018-1088", False),
        ("S12", "12", False),
        ("i-ix", "i-ix", True),
    ],
)
def test_pages(mine, theirs, same):
    """Shortened ranges, dashes and electronic page marks do not matter; numbers do."""
    assert same_pages(mine, theirs) is same


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("3-4", "3/4", True),
        ("9", "09", True),
        ("Suppl 1", "1 Suppl", True),
        ("19", "19 Suppl 1", False),
        ("Pt 2", "2", True),
        ("8", "9", False),
        ("19", "20", False),
    ],
)
def test_issues(mine, theirs, same):
    """Double issues and supplements are written in many ways."""
    assert same_issue(mine, theirs) is same
