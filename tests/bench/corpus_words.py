"""The words the workload is made of, and the random choices that make it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["Chooser"]

T = TypeVar("T")


class Chooser:
    """Choices that are the same on every version of Python.

    Only `random.random()` is promised to give the same numbers for a seed, so all is built on it.

    Args:
        seed: What the choices depend on.
    """

    def __init__(self, *seed: object) -> None:
        self._next = random.Random("/".join(map(str, seed))).random

    def one(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._next() * len(items))]

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._next() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True in that share of cases, 0 to 1."""
        return self._next() < share

    def portion(self) -> float:
        """A number from 0 up to 1."""
        return self._next()


TECHNIQUES = (
    "Swedish massage", "deep tissue massage", "myofascial release", "trigger point therapy",
    "manual lymphatic drainage", "sports massage", "Thai massage", "shiatsu", "reflexology",
    "abdominal massage", "connective tissue massage", "chair massage", "aromatherapy massage",
    "acupressure", "tuina", "cupping with massage", "craniosacral therapy", "infant massage",
    "scar massage", "friction massage",
)  # fmt: skip
CONDITIONS = (
    "chronic low back pain", "neck pain", "tension-type headache", "migraine", "fibromyalgia",
    "knee osteoarthritis", "generalized anxiety", "depressive symptoms", "insomnia",
    "delayed onset muscle soreness", "cancer-related fatigue", "arm lymphedema",
    "carpal tunnel syndrome", "plantar heel pain", "temporomandibular disorder",
    "functional constipation", "labor pain", "hypertension", "shoulder impingement",
    "pain after surgery", "spasticity", "rheumatoid arthritis", "sciatica", "itching burn scars",
    "restless legs",
)  # fmt: skip
DESIGNS = (
    "a randomized controlled trial", "a systematic review and meta-analysis", "a pilot study",
    "a single-blind crossover trial", "an umbrella review", "a pragmatic trial",
    "a prospective cohort study", "a network meta-analysis", "a case series",
    "a qualitative interview study", "a dose-finding trial", "a survey of practice",
)  # fmt: skip
OUTCOMES = (
    "pain intensity", "range of motion", "sleep quality", "state anxiety", "salivary cortisol",
    "heart rate variability", "disability", "health-related quality of life", "analgesic use",
    "pressure pain threshold", "limb volume", "fatigue severity", "patient satisfaction",
    "grip strength", "systolic blood pressure", "days off work", "stool frequency",
)  # fmt: skip
INSTRUMENTS = (
    "visual analogue scale", "Roland Morris Disability Questionnaire", "Neck Disability Index",
    "Pittsburgh Sleep Quality Index", "State-Trait Anxiety Inventory", "SF-36",
    "Brief Pain Inventory", "WOMAC", "Global Perceived Effect scale",
    "Hospital Anxiety and Depression Scale",
)  # fmt: skip
COMPARATORS = (
    "usual care", "a waiting list", "light touch", "progressive muscle relaxation",
    "sham ultrasound", "supervised exercise", "standard physiotherapy", "attention control",
    "TENS", "education alone",
)  # fmt: skip
PEOPLE = (
    "office workers", "older adults", "nurses on night shift", "college runners",
    "women after breast surgery", "adolescents", "veterans", "people in palliative care",
    "pregnant women", "adults in primary care", "people after heart surgery",
)  # fmt: skip
ADVERBS = ("modestly", "clearly", "only marginally", "consistently", "briefly", "substantially")
VERBS = ("reduced", "improved", "did not change", "lowered", "raised", "shifted")
GRADES = ("very low", "low", "moderate", "high")

SURNAMES = (
    ("Abel", "abel"), ("Garc{\\'i}a", "garcia"), ("Garc{\\'\\i}a-Mu{\\~n}oz", "garciamunoz"),
    ('M\\"uller', "mueller"), ("S{\\o}rensen", "sorensen"), ("{\\AA}kesson", "akesson"),
    ('Bj{\\"o}rk', "bjork"), ("Dvo{\\v{r}}{\\'a}k", "dvorak"), ("{\\v{S}}imek", "simek"),
    ("Fran{\\c{c}}ois", "francois"), ("Lef{\\`e}vre", "lefevre"), ("Ben{\\^\\i}t", "benit"),
    ("{\\L}ukasik", "lukasik"), ("Wi{\\'s}niewska", "wisniewska"), ('G{\\"u}ne{\\c{s}}', "gunes"),
    ("Y{\\i}lmaz", "yilmaz"), ("N{\\u{a}}stase", "nastase"), ("Kov{\\'a}cs", "kovacs"),
    ("Erd{\\H{o}}di", "erdodi"), ("Nguyễn", "nguyen"), ("Trần", "tran"), ("José", "jose"),
    ("Stra{\\ss}er", "strasser"), ("van der Wiel", "vanderwiel"), ("de la Cruz", "delacruz"),
    ("von Bergen", "vonbergen"), ("O'Shea", "oshea"), ("McCardle", "mccardle"),
    ("Imada", "imada"), ("Takagi", "takagi"), ("Chen", "chen"), ("Wang", "wang"), ("Kim", "kim"),
    ("Park", "park"), ("Patel", "patel"), ("Singh", "singh"), ("Okafor", "okafor"),
    ("Haddad", "haddad"), ("Cohen", "cohen"), ("Rossi", "rossi"), ("Silva", "silva"),
    ("Concei{\\c{c}}{\\~a}o", "conceicao"), ("Hollis-Reid", "hollisreid"), ("Norton", "norton"),
    ("Quint", "quint"), ("Lowell", "lowell"), ("Tate", "tate"), ("Umber", "umber"),
    ("Vance", "vance"), ("Wexler", "wexler"), ("Zeller", "zeller"), ("Ilves", "ilves"),
)  # fmt: skip
"""Family names in LaTeX spelling, and as they stand in a key."""

GIVEN = (
    "Christopher A.", "Tiffany", "Daniel C.", "Karen J.", "Andrea D.", "Mar{\\'\\i}a",
    'J{\\"u}rgen', "{\\AA}sa", "Ond{\\v{r}}ej", "Ren{\\'e}e", 'Zo{\\"e}', "S{\\o}ren",
    "I{\\~n}aki", "Fran{\\c{c}}oise", "Anna", "B. R.", "T. M.", "Wei", "Li-Hua", "Hyun Jung",
    "Priya", "Chidi", "Layla", "Noa", "Giulia", "Jo{\\~a}o", "Hiroshi", "Yuki", "Anh", "Michael",
    "Susan E.", "P.", "R. J.", "L. K.", "D.", "Elena V.",
)  # fmt: skip
GROUPS = (
    "{{Example Back and Neck Group}}", "{{Example Massage Association}}",
    "{{Sample Institute for Touch Research}}", "{{Sample Health Organization}}",
)  # fmt: skip
JOURNALS = (
    ("ijtm", "International Journal of Touch {\\&} Movement"),
    ("jbm", "Journal of Bodywork and Motion"),
    ("reviews", "Sample Database of Systematic Reviews"),
    ("jic", "Journal of Integrative and Complementary Care"),
    ("annals", "Annals of Sample Medicine"),
    ("spine", "Spine and Neck"),
    ("painj", "Pain Reports of Example"),
    ("primary", "Primary Care Letters"),
    ("psychb", "Psychological Notes"),
    ("ctc", "Complementary Treatments in Clinical Practice"),
    ("apm", "Archives of Physical Medicine and Rehabilitation Samples"),
    ("open", "Open Clinical Samples"),
    ("scc", "Supportive Care Studies"),
    ("zrh", 'Zeitschrift f{\\"u}r Ber{\\"u}hrung'),
    ("rbf", "Revista Exemplar de Fisioterapia"),
)  # fmt: skip
"""Abbreviations (`@string`) and the journals they stand for."""

PUBLISHERS = ("Sample {\\&} Daughters", "Example Press", "Northern Books", "Presse d'exemple")
PLACES = ("Edinburgh", "Philadelphia", 'Z{\\"u}rich', "S{\\~a}o Paulo", "London", "Stuttgart")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
