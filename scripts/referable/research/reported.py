"""Reported: sentences for outcomes nobody graded, in the past tense and with their numbers."""

from __future__ import annotations

from referable.research.comparisons import Shape
from referable.research.figures import finite, format_number, format_range
from referable.research.parts import Parts, StatementKind, between_arms, opening
from referable.research.phrases import RATIOS
from referable.research.synopses import Design, Direction, Measure
from referable.research.topics import is_plural, lower_first

__all__ = ["compose_not_comparable", "compose_reported", "compose_uncontrolled"]


def compose_reported(p: Parts) -> tuple[StatementKind, str]:
    """What was reported, without a verb of certainty."""
    lead = opening(p)
    if p.outcome.direction is Direction.NO_CLEAR_DIFFERENCE:
        kind, text = _reported_null(p)
        return kind, f"{lead}{text}."
    against = p.outcome.direction is Direction.COMPARATOR
    kind = StatementKind.AGAINST if against else StatementKind.EFFECT
    if p.arms.shape is Shape.SEVERAL:
        was = "were" if is_plural(p.about) else "was"
        text = f"{p.about} {was} reported to differ ({p.arms.text}){p.when}; {p.numbers.cell}"
        return kind, f"{lead}{text}."
    body = _reported_ratio(p) if p.outcome.measure in RATIOS else _reported_difference(p)
    tail = f"; this favors {p.with_b}" if against else ""
    return kind, f"{lead}{body}{tail}."


def _reported_difference(p: Parts) -> str:
    n, was = p.numbers, "were" if is_plural(p.about) else "was"
    arms = f"{p.preposition} {p.a} than {p.preposition} {p.with_b}{p.when}"
    against = p.outcome.direction is Direction.COMPARATOR
    less = p.topic.less_is_better
    word = ("higher" if less else "worse") if against else ("lower" if less else "better")
    if n.amount and n.compared:
        by = f"{n.amount} {word}" if less else f"better by {n.amount}"
        if against and not less:
            by = f"worse by {n.amount}"
        extra = _note(n.cell, n.interval)
        return f"{p.about} {was} {by} ({n.interval}{extra}){_on_scale(p)} {arms}"
    if n.reported:
        doubt = "" if n.agrees else "; the sign of the number does not fit the direction recorded"
        return f"{p.about} {was} {word} {arms} ({n.cell}{doubt})"
    cell = n.cell
    if p.judgement.stated:
        cell = cell.replace("size and interval", f"{p.judgement.reason}; interval")
    shares = _shares(p.topic.values) if p.outcome.measure is Measure.PERCENT else None
    if shares and shares[0] != shares[1]:
        word = "more common" if shares[0] > shares[1] else "less common"
    return f"{p.about} {was} {word} {arms} ({cell})"


def _shares(values: tuple[str, str]) -> tuple[float, float] | None:
    """Both arms' percentages, where the record prints two."""
    if not all(v.endswith("%") for v in values):
        return None
    return float(values[0].rstrip("%")), float(values[1].rstrip("%"))


def _note(cell: str, interval: str) -> str:
    """What a cell adds to its interval: a unit not stated, or what each arm scored."""
    _, _, rest = cell.partition(interval)
    rest = rest.rstrip(")")
    return rest if rest.startswith("; ") else ""


def _reported_ratio(p: Parts) -> str:
    n, was = p.numbers, "were" if is_plural(p.about) else "was"
    arms = f"{p.preposition} {p.a} as {p.preposition} {p.with_b}{p.when}"
    extra = _note(n.cell, n.interval)
    doubt = "" if n.agrees else "; the number does not fit the direction recorded"
    if not n.amount:
        word = "less" if p.outcome.direction is Direction.COMPARATOR else "more"
        if p.outcome.higher_is_better is False:
            word = "more" if word == "less" else "less"
        return (
            f"{p.about} {was} {word} likely {p.preposition} {p.a} than {p.preposition} {p.with_b}"
            f"{p.when} ({n.cell})"
        )
    if p.outcome.measure is Measure.OR:
        return (
            f"the odds of {p.about} were {n.amount} times as high "
            f"(odds ratio; {n.interval}{extra}{doubt}) {arms}"
        )
    return (
        f"{p.about} {was} {n.amount} times as likely "
        f"(risk ratio; {n.interval}{extra}{doubt}) {arms}"
    )


def _reported_null(p: Parts) -> tuple[StatementKind, str]:
    n = p.numbers
    if p.judgement.inside and p.judgement.important is not None and n.reported:
        important = format_number(round(p.judgement.important, 2))
        scale = p.judgement.scale
        unit = scale.unit if scale and not p.judgement.conventional else "standard deviations"
        text = (
            f"there was little or no difference in {p.of_topic} {between_arms(p)}{p.when}: {n.cell}"
            f"{_on_scale(p)}, all of it smaller than the {important} {unit} it was judged against"
        )
        return StatementKind.LITTLE_OR_NO, text
    text = f"there was no clear difference in {p.of_topic} {between_arms(p)}{p.when}"
    if not n.reported:
        return StatementKind.NO_CLEAR, f"{text} ({n.cell}, so a difference cannot be ruled out)"
    text += f": {n.cell}{_on_scale(p)}"
    if n.most:
        ratio = p.outcome.measure in RATIOS
        most = n.most if ratio else f"a difference of up to {n.most}"
        text += f"; the study could not rule out {most}"
    return StatementKind.NO_CLEAR, text


def _on_scale(p: Parts) -> str:
    scale = p.judgement.scale
    if scale is None or not scale.range_text or p.outcome.measure in {Measure.SMD, *RATIOS}:
        return ""
    return f" on a scale from {scale.range_text}"


def compose_not_comparable(p: Parts) -> str:
    """A result that its record marks as not estimable for massage."""
    told = f" (recorded: {p.numbers.cell})" if p.numbers.reported or p.outcome.p else ""
    several = p.arms.shape is Shape.SEVERAL
    compared = p.arms.text if several else f"{p.a} compared with {p.with_b}"
    return (
        f"{opening(p)}the result for {p.about}, {compared}{p.when}, counts neither for nor against "
        f"massage{told}."
    )


def compose_uncontrolled(p: Parts, label: str) -> str:
    """A single group, a survey, or a study without massage: what it says, and no more."""
    o, about = p.outcome, lower_first(p.topic.full)
    number = ""
    estimate = finite(o.estimate)
    if o.measure is Measure.PERCENT and estimate is not None:
        share = format_number(estimate)
        number = "" if f"{share}%" in about else f": {share}%"
        if o.interval:
            number += f" (95% CI {format_range(*o.interval)})"
    elif o.measure is Measure.OTHER and estimate is not None and not o.interval:
        number = f": {format_number(estimate)}"
    elif p.numbers.reported or o.p:
        number = f": {p.numbers.cell}"
    text = f"{about}{number} ({p.arms.text}){p.when}"
    if label:
        return f"{label}{opening(p, lower=True)}{text}."
    tail = "" if p.facts.design is Design.SURVEY else "; there was no group to compare with"
    return f"{opening(p)}{text}{tail}."
