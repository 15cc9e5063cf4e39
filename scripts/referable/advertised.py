"""What an artefact lacks of the lines that advertisements carry, and which state asks for them."""

from __future__ import annotations

from collections.abc import Collection

from referable.advertising import Advertising, Need, StateRule
from referable.diagnostics import Diagnostics
from referable.practice import STATES

__all__ = ["code_of_lacking", "demanded_lines", "report_lacking", "who_wants"]


def demanded_lines(required: Advertising, only: Collection[str] | None = None) -> tuple[str, ...]:
    """Those of the lines, or parts of them, that the rule of a state asks for.

    Args:
        required: What the practice's states and this project want shown.
        only: Ids of the people the artefact is about; all of them when None.
    """
    parts = [
        " · ".join(
            part
            for part in line.split(" · ")
            if any(_wants(rule, part, required) for rule in required.rules)
        )
        for line in required.lines(only)
    ]
    return tuple(part for part in parts if part)


def report_lacking(
    required: Advertising,
    text: str,
    artefact: str,
    diagnostics: Diagnostics,
    only: Collection[str] | None = None,
    *,
    fix: str = "Add it where readers see it.",
) -> None:
    """Report what an artefact must show and does not.

    Args:
        required: What the practice's states and this project want shown.
        text: All visible text of the artefact.
        artefact: Its path, for messages.
        diagnostics: Receives `ad-license-missing`, `ad-establishment-missing` and
            `ad-phrase-missing`.
        only: Ids of the people the artefact is about; all of them when None.
        fix: What the practice can do about it; where the rule was read is added.
    """
    for missing in required.lacking(text, only):
        who, sources = who_wants(missing, required)
        diagnostics.report(
            code_of_lacking(missing, required),
            f"“{missing}” is missing. {who}",
            artefact,
            fix=f"{fix}{' See ' + ' and '.join(sources) + '.' if sources else ''}",
        )


def who_wants(missing: str, required: Advertising) -> tuple[str, tuple[str, ...]]:
    """Who demands a line that is missing, in a sentence, and where each of those rules was read.

    Args:
        missing: A line as `Advertising.lacking` names it.
        required: What the practice's states and this project want shown.
    """
    wanting = [rule for rule in required.rules if _wants(rule, missing, required)]
    if not wanting:
        return "Name, title and license number stand on everything, in every state.", ()
    names = [
        STATES[rule.state] + (f" ({rule.citation})" if rule.citation else "") for rule in wanting
    ]
    verb = "wants" if len(names) == 1 else "want"
    told = f"{' and '.join(names)} {verb} it on every advertisement."
    return told, tuple(dict.fromkeys(rule.sources[0] for rule in wanting))


def _wants(rule: StateRule, missing: str, required: Advertising) -> bool:
    if missing in required.phrases:
        return any(missing in group for group in rule.phrases)
    if missing == required.establishment:
        return bool(rule.needs & {Need.ESTABLISHMENT, Need.EITHER})
    if missing == required.address:
        return Need.ADDRESS in rule.needs
    if missing == required.telephone:
        return Need.TELEPHONE in rule.needs
    return bool(rule.needs & {Need.PERSON, Need.EITHER})


def code_of_lacking(missing: str, required: Advertising) -> str:
    """The rule that a missing line breaks."""
    if missing == required.establishment:
        return "ad-establishment-missing"
    return "ad-phrase-missing" if missing in required.phrases else "ad-license-missing"
