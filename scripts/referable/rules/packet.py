"""Rules about the packet of PDFs and about what a state wants on every advertisement."""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["PACKET"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

PACKET: tuple[Rule, ...] = (
    Rule(
        "packet-typeset",
        _E,
        "A document could not be set",
        "The packet would be handed over with a document missing or out of date.",
    ),
    Rule(
        "packet-overflow",
        _E,
        "A document runs over its page",
        "A second sheet gets lost on the fax machine, and a card or brochure no longer folds.",
    ),
    Rule(
        "packet-shortened",
        _N,
        "A document leaves some items to the website",
        "The page has no room for all of them; the document says how many more there are.",
    ),
    Rule(
        "packet-no-address",
        _W,
        "The website's address is not known",
        "Printed QR codes have nowhere to lead, so they are left out.",
    ),
    Rule(
        "packet-audience",
        _W,
        "No list of conditions is kept for this kind of practice",
        "The packet then shows every condition instead of those this office sees most.",
    ),
    Rule(
        "packet-brief-empty",
        _N,
        "A condition has no study to cite",
        "No evidence brief is made for it.",
    ),
    Rule(
        "packet-paper",
        _E,
        "A paper size is not known",
        "The document would not fit the sheets in the printer.",
    ),
    Rule(
        "ad-license-missing",
        _E,
        "Name, title or license number is missing",
        "States ask for them on every page, PDF, card and picture that advertises massage.",
    ),
    Rule(
        "ad-establishment-missing",
        _E,
        "The state asks for the establishment's license or permit number",
        "An advertisement without it breaks the state's rule.",
    ),
    Rule(
        "ad-phrase-missing",
        _E,
        "A phrase the state demands is missing",
        "An advertisement without it breaks the state's rule.",
    ),
    Rule(
        "ad-wording",
        _W,
        "The state limits what the service may be called",
        "Another name for it can be held against the practice by its board.",
    ),
    Rule(
        "ad-state-not-researched",
        _W,
        "The state's advertising rules have not been researched",
        "Name, title and license number are printed everywhere, yet the state may ask for more.",
    ),
    Rule(
        "ad-rule-partial",
        _N,
        "A state's advertising rule could only be read in part",
        "Somebody should read the rule itself before the packet is printed in numbers.",
    ),
)
