"""Every combination of certainty, direction, measure, size and interval, and its golden texts.

`python tests/research/statement_cases.py` writes the golden file anew; read the difference
before keeping it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import yaml

from referable.diagnostics import Diagnostics
from referable.research.conditions import Vocabulary, load_vocabulary
from referable.research.statements import Statement, compose_statement
from referable.research.synopses import (
    Certainty,
    Direction,
    Measure,
    Outcome,
    Synopsis,
    SynopsisFacts,
)

GOLDEN = Path(__file__).parent / "cases" / "statements.yml"

VOCABULARY = """
conditions:
  low-back-pain:
    name: Low back pain
    outcomes: [{domain: pain, scales: [nrs]}, {domain: disability}]
scales:
  nrs:
    name: Numeric rating scale of pain
    short: NRS
    domain: pain
    min: 0
    max: 10
    mic:
      - {value: 2, kind: between, population: low back pain, source: "A sample"}
    aliases: [pain intensity (0-10), pain intensity (0-100)]
  function:
    name: Sample score of function
    domain: function
    min: 0
    max: 10
    mic:
      - {value: 2, kind: between, population: low back pain, source: "A sample"}
    aliases: [functional score (0-10)]
  smd:
    name: Standardized mean difference
    domain: other
    unit: standard deviations
    convention: {small: 0.2, moderate: 0.5, large: 0.8, source: "Cochrane Handbook (rule of thumb)"}
    aliases: [SMD]
"""

MEAN_SIZES = {"trivial": 1.0, "small": 3.0, "moderate": 6.0, "large": 9.0}
SMD_SIZES = {"trivial": 0.1, "small": 0.3, "moderate": 0.6, "large": 1.0}
IMPORTANT = {Measure.MD: 2.0, Measure.WMD: 2.0, Measure.SMD: 0.2}


def vocabulary() -> Vocabulary:
    diagnostics = Diagnostics()
    loaded = load_vocabulary(VOCABULARY, "conditions.yml", diagnostics)
    assert not list(diagnostics)
    return loaded


def synopsis(**changes: object) -> Synopsis:
    facts: dict[str, object] = {
        "design": "rct",
        "conditions": ("low-back-pain",),
        "population": "Adults with low back pain",
        "participants": 222,
        "intervention": "Massage once a week",
        "conclusion": "A sample.",
        "reviewed": {"on": dt.date(2026, 11, 23), "by": "Sample"},
    }
    facts.update(changes)
    return Synopsis("sample2020trial", SynopsisFacts.model_validate(facts), "", "sample.md", 1)


def outcome(**changes: object) -> Outcome:
    values: dict[str, object] = {
        "domain": "pain",
        "name": "Pain intensity (0-10)",
        "comparison": "massage vs usual care",
        "timepoint": "10 weeks",
        "measure": "MD",
        "higher_is_better": False,
        "direction": "favours-massage",
    }
    values.update(changes)
    return Outcome.model_validate(values)


def _numbers(measure: Measure, amount: float, interval: str, toward: int) -> dict[str, object]:
    """Estimate and interval; `toward` is 1 where the first arm is better."""
    if measure in {Measure.RR, Measure.OR}:
        middle = 1.5 if toward > 0 else 0.67
        bounds = {
            "excludes-null": (1.2, 1.9) if toward > 0 else (0.5, 0.9),
            "crosses-null": (0.6, 2.4),
        }
    elif measure is Measure.PERCENT:
        middle = 12.0 * toward
        bounds = {"excludes-null": (middle - 3, middle + 3), "crosses-null": (-20.0, 20.0)}
    else:
        middle = round(-amount * toward, 3)
        half = {"excludes-null": amount * 0.4, "crosses-null": amount * 1.6}
        bounds = {k: (round(middle - v, 3), round(middle + v, 3)) for k, v in half.items()}
        edge = IMPORTANT.get(measure, 2.0) * 0.9
        bounds["inside"] = (-edge, edge)
    values: dict[str, object] = {}
    if interval not in {"nothing", "interval-only"}:
        values["estimate"] = middle
    if interval in bounds:
        values["interval"] = bounds[interval]
    if interval == "interval-only":
        values["interval"] = bounds["excludes-null"]
    if interval == "nothing":
        values["p"] = "0.03"
    return values


def _shapes() -> Iterator[tuple[Measure, str, float, str, str]]:
    """Measure, size, amount, interval kind and the outcome's name."""
    for measure in (Measure.MD, Measure.WMD, Measure.SMD):
        sizes = SMD_SIZES if measure is Measure.SMD else MEAN_SIZES
        for size, amount in sizes.items():
            kinds = ["excludes-null", "crosses-null", "none"]
            kinds += ["inside"] if size == "trivial" else []
            for kind in kinds:
                yield measure, size, amount, kind, "Pain intensity (0-10)"
        if measure is not Measure.SMD:
            for kind in ("excludes-null", "crosses-null", "none"):
                yield measure, "no-scale", 3.0, kind, "Pain severity"
        for kind in ("interval-only", "nothing"):
            yield measure, "unjudged", sizes["small"], kind, "Pain intensity (0-10)"
    for measure in (Measure.RR, Measure.OR, Measure.PERCENT, Measure.OTHER):
        name = "Pain" if measure is Measure.OTHER else "Treatment success"
        for kind in ("excludes-null", "crosses-null", "none", "interval-only", "nothing"):
            yield measure, "unjudged", 3.0, kind, name


BETTER_WHEN_HIGHER = "Functional score (0-10)"
"""An outcome of which more is better, on a scale with an important change."""


def cases() -> Iterator[tuple[str, Outcome]]:
    """Every combination with its name, `certainty/direction/measure/size/interval`.

    Names that end in `/more-is-better` are those of an outcome that is better when it is higher.
    """
    yield from _less_is_better()
    for certainty in (*Certainty, None):
        for direction in Direction:
            for measure, size, amount, kind, name in _shapes():
                if measure not in {Measure.MD, Measure.SMD} or size == "no-scale":
                    continue
                del name
                toward = 1 if direction is Direction.COMPARATOR else -1
                parts = (certainty.value if certainty else "-", direction.value, measure.value)
                yield (
                    "/".join((*parts, size, kind, "more-is-better")),
                    outcome(
                        name=BETTER_WHEN_HIGHER,
                        domain="function",
                        measure=measure,
                        direction=direction,
                        certainty=certainty,
                        higher_is_better=True,
                        **_numbers(measure, amount, kind, toward),
                    ),
                )


def _less_is_better() -> Iterator[tuple[str, Outcome]]:
    for certainty in (*Certainty, None):
        for direction in Direction:
            for measure, size, amount, kind, name in _shapes():
                toward = -1 if direction is Direction.COMPARATOR else 1
                higher = measure in {Measure.RR, Measure.OR, Measure.PERCENT}
                key = "/".join(
                    (
                        certainty.value if certainty else "-",
                        direction.value,
                        measure.value,
                        size,
                        kind,
                    )
                )
                yield (
                    key,
                    outcome(
                        name=name,
                        domain="other" if higher else "pain",
                        measure=measure,
                        direction=direction,
                        certainty=certainty,
                        higher_is_better=higher,
                        **_numbers(measure, amount, kind, toward),
                    ),
                )


def statements() -> dict[str, Statement]:
    known, study = vocabulary(), synopsis()
    return {key: compose_statement(o, study, known) for key, o in cases()}


def write() -> None:
    grouped: dict[str, list[str]] = {}
    for key, statement in statements().items():
        grouped.setdefault(statement.text, []).append(key)
    lines = ["# Every combination and its text; written by statement_cases.py, read by a person."]
    for text, keys in grouped.items():
        lines.append(
            f"- text: {yaml.safe_dump(text, allow_unicode=True, width=10_000).splitlines()[0]}"
        )
        lines.append("  cases:")
        lines += [f"    - {key}" for key in keys]
    GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
