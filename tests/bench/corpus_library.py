"""The workload's BibTeX library: macros, accents, abstracts, and every manner of writing a field."""

from __future__ import annotations

import math
from dataclasses import dataclass

import corpus_words as words
from corpus_words import Chooser

__all__ = ["Study", "bibtex", "make_studies"]

_KINDS = (
    (0.76, "article"), (0.84, "inproceedings"), (0.89, "book"),
    (0.93, "incollection"), (0.97, "misc"), (1.0, "phdthesis"),
)  # fmt: skip
_AUTHOR_COUNTS = (1, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7, 8, 10)


@dataclass(frozen=True, slots=True)
class Study:
    """One entry: its key, its BibTeX source and what a synopsis of it would say."""

    key: str
    source: str
    technique: str
    condition: str


def make_studies(seed: int, count: int) -> list[Study]:
    """That many entries with keys of their own; the same for the same seed."""
    choose = Chooser("library", seed)
    taken: set[str] = set()
    return [_study(choose, number, taken) for number in range(count)]


def bibtex(studies: list[Study]) -> str:
    """The library as a file: comment, preamble and macros first, as programs write them."""
    head = [
        "% Encoding: UTF-8",
        "@comment{made by a program; jabref-meta: databaseType:bibtex;}",
        '@preamble{"\\newcommand{\\noopsort}[1]{}"}',
    ]
    for at, (macro, name) in enumerate(words.JOURNALS):
        quoted = at % 2 and '\\"' not in name
        head.append(
            f'@string{{{macro} = "{name}"}}' if quoted else f"@STRING{{{macro} = {{{name}}}}}"
        )
    return "\n".join(head) + "\n\n" + "\n".join(study.source for study in studies)


def _study(choose: Chooser, number: int, taken: set[str]) -> Study:
    technique, condition = choose.one(words.TECHNIQUES), choose.one(words.CONDITIONS)
    year = 1985 + int(40 * math.sqrt(choose.portion()))
    portion = choose.portion()
    kind = next(name for limit, name in _KINDS if portion < limit)
    authors, stem = _authors(choose, kind)
    key = _key(choose, f"{stem}{year}", technique, taken)
    title = _title(choose, technique, condition)
    fields = [
        ("author", _delimited(choose, " and ".join(authors))),
        ("title", f"{{{{{title}}}}}" if choose.chance(0.35) else f"{{{title}}}"),
        *_source(choose, kind, number, year, technique),
        ("year", str(year) if choose.chance(0.4) else f"{{{year}}}"),
        *_identifiers(choose, kind, number, year),
        *_keywords(choose, technique, condition),
    ]
    if kind in {"article", "phdthesis", "inproceedings"} and choose.chance(0.72):
        fields.append(("abstract", f"{{{_abstract(choose, technique, condition)}}}"))
    return Study(key, _written(choose, kind, key, fields), technique, condition)


def _authors(choose: Chooser, kind: str) -> tuple[list[str], str]:
    """Authors, and the first one's name for the key."""
    if kind == "misc" and choose.chance(0.5):
        return [choose.one(words.GROUPS)], "group"
    count = 1 if kind == "phdthesis" else choose.one(_AUTHOR_COUNTS)
    people = [_person(choose) for _ in range(count)]
    names = [name for name, _ in people]
    if count >= 8 and choose.chance(0.3):
        names.append("others")
    return names, people[0][1]


def _person(choose: Chooser) -> tuple[str, str]:
    (family, stem), given = choose.one(words.SURNAMES), choose.one(words.GIVEN)
    if "{" not in family and choose.chance(0.2):
        return f"{given} {family}", stem
    if choose.chance(0.03):
        return f"{family}, Jr., {given}", stem
    return f"{family}, {given}", stem


def _key(choose: Chooser, start: str, technique: str, taken: set[str]) -> str:
    word = technique.split(maxsplit=1)[0].lower().split("-")[0]
    base = f"{start}-{word}" if choose.chance(0.04) else f"{start}{word}"
    if choose.chance(0.04):
        base = f"{start}_{word}"
    key, extra = base, 0
    while key in taken:
        extra += 1
        key = base + (chr(96 + extra) if extra <= 26 else str(extra))
    taken.add(key)
    return key


def _title(choose: Chooser, technique: str, condition: str) -> str:
    start = technique[0].upper() + technique[1:]
    portion = choose.portion()
    if portion < 0.45:
        design = choose.one(words.DESIGNS)
        return f"{start} for {condition}: {design[0].upper()}{design[1:]}"
    if portion < 0.6:
        people = choose.one(words.PEOPLE)
        return (
            f"Effects of {technique} on {choose.one(words.OUTCOMES)} in {people} with {condition}"
        )
    if portion < 0.7:
        size = choose.number(20, 900)
        return (
            f"Does {technique} beat {choose.one(words.COMPARATORS)}? "
            f"{{RCT}} evidence in {condition} ($n = {size}$)"
        )
    if portion < 0.78:
        outcome = choose.one(words.OUTCOMES)
        return f"{start} {{\\&}} {outcome}: dose--response after {choose.number(3, 12)} sessions"
    if portion < 0.84:
        return f"A {{Bayesian}} view of {technique}: {choose.number(5, 60)}{{\\%}} at $p<0.05$ hold"
    if portion < 0.9:
        return f"{{\\'E}}tude pilote: {technique} et {condition} chez l'adulte {{\\^a}}g{{\\'e}}"
    if portion < 0.95:
        return f'Wirkung von {{{start}}} bei {condition} -- ein {{\\"U}}berblick'
    return f"\\textit{{In vivo}} {{MRI}} of tissue response to {technique} in {condition}"


def _source(
    choose: Chooser, kind: str, number: int, year: int, technique: str
) -> list[tuple[str, str]]:
    """Where it was published."""
    first = choose.number(1, 2200)
    pages = (
        f"{{{first}--{first + choose.number(3, 22)}}}" if choose.chance(0.85) else f"{{e{first}}}"
    )
    publisher, place = f"{{{choose.one(words.PUBLISHERS)}}}", f"{{{choose.one(words.PLACES)}}}"
    if kind == "article":
        macro, name = choose.one(words.JOURNALS)
        journal = macro if choose.chance(0.7) else f"{{{name}}}"
        if choose.chance(0.03):
            journal = f'{macro} # " (Online)"'
        volume = choose.number(1, 90)
        return [
            ("journal", journal),
            ("volume", str(volume) if choose.chance(0.5) else f"{{{volume}}}"),
            ("number", f"{{{choose.number(1, 12)}}}"),
            ("pages", pages),
        ]
    if kind == "inproceedings":
        meeting = f"{{Proceedings of the {year} International Massage Research Conference}}"
        return [
            ("booktitle", meeting),
            ("pages", pages),
            ("organization", publisher),
            ("address", place),
        ]
    if kind == "book":
        isbn = f"{{978-0-{choose.number(100, 999)}-{choose.number(10000, 99999)}-{number % 10}}}"
        edition = f"{{{choose.number(1, 6)}}}"
        return [("publisher", publisher), ("address", place), ("edition", edition), ("isbn", isbn)]
    if kind == "incollection":
        book = f"{{Handbook of {technique.title()}}}"
        editor = f"{{{_person(choose)[0]}}}"
        return [("booktitle", book), ("editor", editor), ("publisher", publisher), ("pages", pages)]
    if kind == "phdthesis":
        return [("school", f'{{Universit{{\\"a}}t {choose.one(words.PLACES)}}}')]
    return [
        ("howpublished", f"{{\\url{{https://example.org/reports/{1000 + number}}}}}"),
        ("note", f"{{Accessed 2025-{choose.number(1, 12):02}-{choose.number(1, 28):02}}}"),
    ]


def _keywords(choose: Chooser, technique: str, condition: str) -> list[tuple[str, str]]:
    if not choose.chance(0.5):
        return []
    return [("keywords", f"{{{condition}, {technique}, {choose.one(words.OUTCOMES)}}}")]


def _identifiers(choose: Chooser, kind: str, number: int, year: int) -> list[tuple[str, str]]:
    """Month, DOI, PubMed number and address, as far as an entry has them."""
    fields = []
    if choose.chance(0.45):
        fields.append(("month", choose.one(words.MONTHS)))
    if kind in {"article", "inproceedings", "incollection"} and choose.chance(0.88):
        doi = f"10.{choose.number(1000, 9999)}/sample.{year}.{number:06}"
        if choose.chance(0.02):  # the angry DOIs of the nineties
            doi = f"10.1002/({choose.number(10**7, 10**8)})17:15/16<{number}::AID-S{number}>3.0.CO;2-B"
        fields.append(
            ("doi", f"{{{doi}}}" if choose.chance(0.85) else f"{{https://doi.org/{doi}}}")
        )
    if kind == "article" and choose.chance(0.7):
        fields.append(("pmid", f"{{{choose.number(7_000_000, 39_999_999)}}}"))
    if choose.chance(0.3):
        fields.append(("url", f"{{https://example.org/studies?id={number}&lang=en}}"))
    return fields


def _abstract(choose: Chooser, technique: str, condition: str) -> str:
    start = technique[0].upper() + technique[1:]
    outcome, other = choose.one(words.OUTCOMES), choose.one(words.OUTCOMES)
    comparator, people = choose.one(words.COMPARATORS), choose.one(words.PEOPLE)
    return (
        f"BACKGROUND: {start} is widely used for {condition}, but its effects remain uncertain. "
        f"OBJECTIVE: To compare {technique} with {comparator} in {people} with {condition}. "
        f"METHODS: We randomly assigned {choose.number(18, 480)} participants to "
        f"{choose.number(4, 12)} weekly sessions of {choose.number(20, 90)} minutes or to "
        f"{comparator}. The primary outcome was {outcome} on the {choose.one(words.INSTRUMENTS)} at "
        f"{choose.number(4, 52)} weeks. Assessors were blinded to allocation. "
        f"RESULTS: {choose.number(78, 99)}{{\\%}} completed follow-up. Compared with {comparator}, "
        f"massage {choose.one(words.ADVERBS)} {choose.one(words.VERBS)} {outcome} (mean difference "
        f"-{choose.number(0, 2)}.{choose.number(0, 9)}, 95{{\\%}} CI -{choose.number(3, 5)}.0 to "
        f"-0.{choose.number(1, 9)}; $p < 0.0{choose.number(1, 5)}$). Effects on {other} were smaller. "
        f"Adverse events were mild and occurred in {choose.number(1, 14)} participants, mostly "
        f"temporary soreness of the muscles that had been treated. "
        f"CONCLUSIONS: {start} may be a useful addition for {condition}; the certainty of evidence "
        f"is {choose.one(words.GRADES)}. Larger trials with longer follow-up are warranted."
    )


def _delimited(choose: Chooser, value: str) -> str:
    return f'"{value}"' if '"' not in value and choose.chance(0.15) else f"{{{value}}}"


def _written(choose: Chooser, kind: str, key: str, fields: list[tuple[str, str]]) -> str:
    """The entry in one of the manners that reference managers have."""
    manner = choose.portion()
    shown = kind if manner < 0.75 else kind.upper() if manner < 0.8 else kind.capitalize()
    if choose.chance(0.5):
        width = max(len(name) for name, _ in fields)
        body = ",\n".join(f"  {name.ljust(width)} = {value}" for name, value in fields)
    else:
        body = ",\n".join(f"\t{name}={value}" for name, value in fields)
    comma = "," if choose.chance(0.6) else ""
    comment = "This line between entries is a comment.\n" if choose.chance(0.02) else ""
    return f"{comment}@{shown}{{{key},\n{body}{comma}\n}}\n"
