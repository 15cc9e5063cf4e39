"""Diagnostics as SARIF 2.1.0, for code scanning and editors.

Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
No text of a source is copied into the report, so that nothing private travels with it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from referable import __version__
from referable.diagnostics import Diagnostic
from referable.rules import RULES, Severity
from referable.rules.pages import read_page
from referable.suppressions import Suppression

__all__ = ["format_sarif"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_STDIN = "standard-input"
_WHOLE_SITE = "mkdocs.yml"  # code scanning wants a place for everything


def format_sarif(
    diagnostics: Iterable[Diagnostic],
    root: Path,
    *,
    suppressed: Iterable[Suppression] = (),
    **unused: object,
) -> str:
    """Diagnostics as one SARIF log.

    Args:
        diagnostics: What to print, in the order to print it.
        root: The project's folder; not used, as paths are relative to it already.
        suppressed: What exceptions in the sources cover; printed as suppressed results.
        unused: Options of other printers.

    Returns:
        The log as JSON, the same for the same diagnostics.
    """
    del root, unused
    found = list(diagnostics)
    covered = list(suppressed)
    codes = sorted({d.code for d in found} | {s.diagnostic.code for s in covered})
    places = {code: index for index, code in enumerate(codes)}
    seen: Counter[str] = Counter()
    results = [_result(d, places, seen) for d in found]
    results += [_suppressed(s, places, seen) for s in covered]
    run = {
        "tool": {
            "driver": {
                "name": "Referable",
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "automationDetails": {"id": "referable/"},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    page = read_page(code)
    text = f"{rule.why} `referable explain {code}` says more."
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": text, "markdown": page.markdown if page else text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, places: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    message = diagnostic.message + (f" {diagnostic.fix}" if diagnostic.fix else "")
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": places[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": _location(diagnostic)}],
        "partialFingerprints": {"primaryLocationLineHash": _fingerprint(diagnostic, seen)},
    }


def _suppressed(
    suppression: Suppression, places: dict[str, int], seen: Counter[str]
) -> dict[str, Any]:
    result = _result(suppression.diagnostic, places, seen)
    result["suppressions"] = [
        {"kind": "inSource", "status": "accepted", "justification": suppression.reason}
    ]
    return result


def _location(diagnostic: Diagnostic) -> dict[str, Any]:
    path = _STDIN if diagnostic.path == "-" else diagnostic.path or _WHOLE_SITE
    region = {"startLine": diagnostic.line or 1}
    if diagnostic.column is not None:
        region["startColumn"] = diagnostic.column
        region["endColumn"] = diagnostic.column + max(diagnostic.length, 1)
    return {"artifactLocation": {"uri": quote(path), "uriBaseId": _ROOT}, "region": region}


def _fingerprint(diagnostic: Diagnostic, seen: Counter[str]) -> str:
    """What stays the same when lines move; of our own masked words, never of the source."""
    told = f"{diagnostic.code}\0{diagnostic.path}\0{diagnostic.message}"
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
