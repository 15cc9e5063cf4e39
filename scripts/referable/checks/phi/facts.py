"""What is public about the practice and its library, and so never a patient's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referable.checks.phi.lexicon import fold

if TYPE_CHECKING:
    from referable.practice import Practice

__all__ = ["KnownFacts", "digits_of"]

# Teachers and clinicians whose names belong to the history of massage and rehabilitation.
_PUBLIC_FIGURES = (
    "Per Henrik Ling", "Pehr Henrik Ling", "Johann Georg Mezger", "Johann Mezger", "Ida Rolf",
    "Ida P. Rolf", "James Cyriax", "James Mennell", "Janet Travell", "Janet G. Travell",
    "David Simons", "David G. Simons", "Emil Vodder", "Estrid Vodder", "Leon Chaitow",
    "Tiffany Field", "John Harvey Kellogg", "Florence Nightingale", "Moshe Feldenkrais",
    "Milton Trager", "Thomas Myers", "Tom Myers", "Elisabeth Dicke", "Tokujiro Namikoshi",
    "Mikao Usui", "John Upledger", "Andrew Taylor Still", "Andrew Still", "William Sutherland",
    "Robin McKenzie", "Vladimir Janda", "Karel Lewit", "Florence Kendall", "Lucas Championniere",
    "Ambroise Pare", "Frances Tappan", "Judith Walker", "Gayle MacDonald", "Tracy Walton",
    "Ruth Werner", "Albert Schweitzer", "Raynor Massage", "Gordon Guyatt", "Archie Cochrane",
    "George Floyd", "Alfred Binet", "Marie Curie", "Louis Pasteur", "Joseph Lister",
    "John Doe", "Jane Doe", "Jane Q. Public", "John Q. Public",
)  # fmt: skip
_OTHER_PUBLIC_LINES = {"911", "988", "211", "711", "8002738255", "8002221222"}


def digits_of(text: str) -> str:
    """The digits of a telephone number without separators and without the US prefix."""
    digits = re.sub(r"\D", "", text)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in re.findall(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*", name))


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Facts that may stand anywhere on the site.

    Attributes:
        telephones: Digits of the practice's telephone and fax numbers, and of helplines.
        emails: In lower case.
        domains: Hosts of the practice's site and mail.
        names: People of the practice and public figures, each as folded words.
        single_names: First and last names of the practice's people, folded.
        authors: Family names of the library's authors, folded.
        addresses: Streets of the practice, folded and with single spaces.
        towns: Towns of the practice, folded.
        numbers: Licence, NPI and permit numbers without separators.
        this_year: The year ages are counted from.
    """

    telephones: frozenset[str] = frozenset(_OTHER_PUBLIC_LINES)
    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    names: frozenset[tuple[str, ...]] = frozenset(_words(n) for n in _PUBLIC_FIGURES)
    single_names: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    this_year: int = 2026

    @classmethod
    def from_practice(
        cls,
        practice: Practice | None,
        library_names: Iterable[str] = (),
        *,
        this_year: int = 2026,
    ) -> KnownFacts:
        """Gather the facts.

        Args:
            practice: The practice's facts, if `practice.yml` could be read.
            library_names: Authors and editors, as "Family, Given", "Given Family" or "Family".
            this_year: The year ages are counted from.
        """
        authors = frozenset(
            fold(n.split(",")[0] if "," in n else n.split()[-1])
            for n in library_names
            if n.strip() and n.strip("., ")
        )
        full = {w for n in library_names if len(w := _words(_given_first(n))) > 1}
        base = cls(authors=authors, this_year=this_year)
        if practice is None:
            return cls(authors=authors, names=base.names | full, this_year=this_year)
        people = [_words(p.name) for p in practice.people]
        emails = {practice.email.lower()} - {""}
        domains = {e.rsplit("@", 1)[1] for e in emails if "@" in e}
        if practice.url:
            domains.add(re.sub(r"^https?://(?:www\.)?", "", practice.url).split("/")[0].lower())
        numbers = {
            re.sub(r"\W", "", n).lower()
            for p in practice.people
            for n in [*(licence.number for licence in p.licences), p.npi or ""]
        }
        if practice.establishment_licence:
            numbers.add(re.sub(r"\W", "", practice.establishment_licence.number).lower())
        return cls(
            telephones=base.telephones
            | ({digits_of(practice.telephone), digits_of(practice.fax)} - {""}),
            emails=frozenset(emails),
            domains=frozenset(domains),
            names=base.names | full | set(people),
            single_names=frozenset(w for words in people for w in words),
            authors=authors,
            addresses=frozenset(plain_street(at.street) for at in practice.locations),
            towns=frozenset(fold(at.city) for at in practice.locations),
            numbers=frozenset(numbers - {""}),
            phrases=frozenset({fold(practice.name)} | {fold(p.payer) for p in practice.payers}),
            this_year=this_year,
        )

    def knows_person(self, words: tuple[str, ...]) -> bool:
        """Whether folded words are the name of somebody of the practice or a public figure."""
        if not words:
            return False
        if words in self.names or (len(words) == 1 and words[0] in self.single_names):
            return True
        return len(words) > 1 and (words[0], words[-1]) in self.names


def _given_first(name: str) -> str:
    family, _, given = name.partition(",")
    return f"{given} {family}" if given else name


_STREET_WORDS = {
    "street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "boulevard": "blvd",
    "lane": "ln", "court": "ct", "place": "pl", "suite": "ste", "highway": "hwy",
}  # fmt: skip


def plain_street(street: str) -> str:
    """A street and its number in one comparable form, without a suite."""
    words = re.findall(r"[\w'’-]+", fold(street))
    plain = [_STREET_WORDS.get(w, w) for w in words]
    for stop in ("ste", "unit", "apt"):
        if stop in plain[2:]:
            plain = plain[: plain.index(stop, 2)]
    return " ".join(plain)
