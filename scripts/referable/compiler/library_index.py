"""The library as one file, which the library page's filters load when somebody first uses them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from referable.compiler.blocks.studies import StudyRow, newest_first, study_rows
from referable.compiler.downloads import Download
from referable.compiler.templating import people

if TYPE_CHECKING:
    from referable.compiler.session import Session

__all__ = ["index_path", "library_index"]


def index_path(session: Session) -> str:
    """Path of the file below the site's root."""
    return f"{session.project.settings.evidence_dir}/library-index.json"


def library_index(session: Session) -> Download:
    """The file: names of what studies are filed under, then the studies, newest first."""
    return Download(index_path(session), "", lambda: _write(session))


def _write(session: Session) -> str:
    rows = newest_first(study_rows(session))
    directions = {d.value: d.label for r in rows for d in r.facts.directions}
    designs = {r.facts.design.value: r.facts.design.label for r in rows}
    data = {
        "designs": dict(sorted(designs.items())),
        "directions": dict(sorted(directions.items())),
        # library.js reads the columns in this order.
        "studies": [_columns(session, row) for row in rows],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _columns(session: Session, row: StudyRow) -> list[Any]:
    facts = row.facts
    entry = session.project.library.get(row.key)
    names = " ".join(name.short for name in entry.authors) if entry is not None else ""
    return [
        row.key,
        row.label,
        row.title,
        row.year,
        session.links.url(row.path) if row.path else "",
        facts.design.value,
        [d.value for d in facts.directions],
        facts.best_certainty.value if facts.best_certainty else "none",
        int(bool(facts.free_full_text)),
        people(facts),
        list(facts.conditions),
        names,
    ]
