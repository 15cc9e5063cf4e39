"""Diagnostics as SARIF, judged by what the standard and code scanning ask for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from referable.diagnostics import Diagnostic, Severity
from referable.printers import format_sarif
from referable.rules import RULES
from referable.suppressions import Suppression

ROOT = Path()
FOUND = [
    Diagnostic("phi-name", "“M… L…” is a name of somebody you treat.", "docs/a b.md", 3, 5, "Delete it.", 11),
    Diagnostic("phi-name", "“M… L…” is a name of somebody you treat.", "docs/a b.md", 9, 1, "Delete it.", 11),
    Diagnostic("claim-payer", "Misleads.", "docs/fees.md", 2, 1, override=Severity.ERROR),
    Diagnostic("media-location", "The picture says where it was made.", "docs/images/é.jpg"),
    Diagnostic("packet-paper", "“letter” is not a paper size."),
]  # fmt: skip
# SARIF 2.1.0, section 3: the properties an object SHALL have, and its others that we write.
SHAPES = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"results", "automationDetails", "columnKind"}),
    "driver": ({"name"}, {"semanticVersion", "rules"}),
    "rule": ({"id"}, {"shortDescription", "fullDescription", "help", "defaultConfiguration"}),
    "result": (
        {"message"},
        {"ruleId", "ruleIndex", "level", "locations", "partialFingerprints", "suppressions"},
    ),
    "region": (set(), {"startLine", "startColumn", "endColumn"}),
    "suppression": ({"kind"}, {"status", "justification"}),
}


def log(diagnostics=FOUND, **options) -> dict:
    return json.loads(format_sarif(diagnostics, ROOT, **options))


def has_shape(value: dict, name: str) -> bool:
    required, optional = SHAPES[name]
    return required <= value.keys() <= required | optional


def test_objects_have_the_properties_the_standard_asks_for():
    """Every object holds what SARIF 2.1.0 requires, and nothing it does not know."""
    report = log(suppressed=[Suppression(FOUND[0], "an invented person", 2)])
    run = report["runs"][0]

    assert report["version"] == "2.1.0"
    assert has_shape(report, "log")
    assert has_shape(run, "run")
    assert has_shape(run["tool"]["driver"], "driver")
    assert all(has_shape(rule, "rule") for rule in run["tool"]["driver"]["rules"])
    for result in run["results"]:
        assert has_shape(result, "result")
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning", "note"}
        for suppression in result.get("suppressions", []):
            assert has_shape(suppression, "suppression")
            assert suppression["kind"] in {"inSource", "external"}


def test_every_result_points_to_its_rule():
    """`ruleIndex` leads to the rule with the result's `ruleId`; each rule stands once."""
    run = log()["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert [r["ruleId"] for r in run["results"]] == [rules[r["ruleIndex"]] for r in run["results"]]
    assert sorted(set(rules)) == rules


def test_code_scanning_gets_a_place_for_everything():
    """A result has a relative address, in percent escapes, and a line, even without one."""
    places = [
        (p["artifactLocation"]["uri"], p["region"])
        for r in log()["runs"][0]["results"]
        for p in [r["locations"][0]["physicalLocation"]]
    ]

    expected = [
        ("docs/a%20b.md", {"startLine": 3, "startColumn": 5, "endColumn": 16}),
        ("docs/a%20b.md", {"startLine": 9, "startColumn": 1, "endColumn": 12}),
        ("docs/fees.md", {"startLine": 2, "startColumn": 1, "endColumn": 2}),
        ("docs/images/%C3%A9.jpg", {"startLine": 1}),
        ("mkdocs.yml", {"startLine": 1}),
    ]
    assert expected == places


def test_an_override_of_the_severity_is_the_level():
    """The level is that of the result, while the rule keeps its own."""
    run = log()["runs"][0]
    rule = next(r for r in run["tool"]["driver"]["rules"] if r["id"] == "claim-payer")

    assert run["results"][2]["level"] == "error"
    assert rule["defaultConfiguration"] == {"level": "warning"}


def test_fingerprints_tell_results_apart_and_stay_when_lines_move():
    """Two equal problems of a file differ by their count; a moved line changes nothing."""

    def prints(diagnostics):
        results = log(diagnostics)["runs"][0]["results"]
        return [r["partialFingerprints"]["primaryLocationLineHash"] for r in results]

    first = prints(FOUND)
    moved = prints([Diagnostic(d.code, d.message, d.path, (d.line or 0) + 7) for d in FOUND])

    assert len(set(first)) == len(FOUND)
    assert first[0].endswith(":1")
    assert first[1].endswith(":2")
    assert first == moved


def test_exceptions_are_suppressed_results_with_their_reason():
    """What a source allows is in the log, marked, with the words of its author."""
    covered = Suppression(FOUND[0], "authorization signed 2026-05-02", 2)

    results = log([], suppressed=[covered])["runs"][0]["results"]

    assert [r["suppressions"] for r in results] == [
        [
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": "authorization signed 2026-05-02",
            }
        ]
    ]


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_help(code):
    """Code scanning shows the explained page of each rule, in Markdown and in plain words."""
    help_ = log([Diagnostic(code, "Something.")])["runs"][0]["tool"]["driver"]["rules"][0]["help"]

    assert RULES[code].why in help_["text"]
    assert re.search(rf"^# {code}: ", help_["markdown"]) or f"explain {code}" in help_["markdown"]


def test_nothing_found_is_a_whole_log():
    """A clean run is a log with an empty list of results, so that old alerts are closed."""
    run = log([])["runs"][0]

    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
