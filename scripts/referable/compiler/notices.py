"""What a practice's facts ask of the rest of the site: pages, conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from referable.compiler.scanner import Kind
from referable.diagnostics import Diagnostics, did_you_mean
from referable.yamlsource import load_yaml

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__ = ["check_notices", "check_treated"]

_NOTICE = "good-faith-estimate"


def check_notices(session: Session) -> None:
    """Report a Good Faith Estimate notice that no page shows although visits can be paid for.

    Source: 45 CFR 149.610(b).
    """
    practice = session.project.practice
    if practice is None or not practice.fees or _is_shown(session):
        return
    path = session.project.settings.practice
    text = session.project.read_text(path) or ""
    before = re.split(r"(?m)^fees:", text, maxsplit=1)[0]
    session.project.diagnostics.report(
        "good-faith-missing",
        "The site names fees, and no page carries the Good Faith Estimate notice.",
        path,
        before.count("\n") + 1,
        fix="Put the block `::: good-faith-estimate` on a page of its own, such as "
        "docs/good-faith-estimate.md.",
        length=5,
    )


def check_treated(session: Session) -> None:
    """Report conditions that the practice says it treats and the vocabulary does not know."""
    project = session.project
    practice = project.practice
    if practice is None:
        return
    known = project.vocabulary.conditions
    if not known or all(slug in known for slug in practice.treats):
        return
    path = project.settings.practice
    document = load_yaml(project.read_text(path) or "", path, Diagnostics())
    for index, slug in enumerate(practice.treats):
        if slug in known:
            continue
        line, column = document.place(("treats", index)) if document is not None else (1, 1)
        near = did_you_mean(slug, known)
        project.diagnostics.report(
            "condition-unknown",
            f"“{slug}” is not in {project.settings.conditions}.",
            path,
            line,
            column,
            fix=f"Did you mean “{near[0]}”?" if near else "Add it there, or delete it here.",
            length=len(slug),
        )


def _is_shown(session: Session) -> bool:
    for path, page in session.pages.items():
        if page.generated:
            continue
        if _NOTICE in path or "good faith estimate" in page.title.casefold():
            return True
        if any(
            m.kind is Kind.DIRECTIVE and m.name == _NOTICE
            for m in session.scan(path, page.body).marks
        ):
            return True
    return False
