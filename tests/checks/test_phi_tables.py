"""Exports and lists as booking programs write them: whose they are is read from their columns."""

from __future__ import annotations

import pytest

from referable.checks.phi import KnownFacts, SourceKind, check_text

EXPORT = """\
id,visit,first,last,town,therapist,minutes,fee
C-1041,01/05/2026,Lionel,Goh,Culver,Sam,90,150
"""
SUPPLIERS = """\
company,contact,phone
Oakworks,sales desk,800-555-0110
Mount Hood Linen,Gus,503-555-0190
"""
CLIENTS = """\
clients:
  - name: Søren Haakonsen
    born: 1961-12-08
    phone: +1 503 555 0187
    plan: {insurer: Moda, member: MH40218837-02}
"""


def found(text: str, path: str, kind: SourceKind) -> list[tuple[str, str]]:
    lines = text.split("\n")
    return [
        (d.code, lines[d.line - 1][d.column - 1 :][: d.length])
        for d in check_text(text, path, kind, KnownFacts())
        if d.line and d.column
    ]


def test_an_export_of_visits_is_read_whole_though_it_names_fees() -> None:
    """Minutes and fees are a booking program's columns; 90 minutes are no age."""
    values = found(EXPORT, "exports/visits.csv", SourceKind.CSV)

    assert {v for _, v in values} >= {"C-1041", "01/05/2026", "Lionel", "Goh", "Culver"}
    assert "phi-age" not in {code for code, _ in values}


def test_a_list_of_suppliers_is_left_alone() -> None:
    """A table that begins with firms names whom to call there."""
    assert found(SUPPLIERS, "data/suppliers.csv", SourceKind.CSV) == []


def test_a_list_of_clients_in_a_file_called_people_is_no_team_page() -> None:
    """What stands at the top of the list counts for more than the file's name."""
    values = {v for _, v in found(CLIENTS, "data/people.yml", SourceKind.YAML)}

    assert values == {"Søren Haakonsen", "1961-12-08", "+1 503 555 0187", "MH40218837-02"}


@pytest.mark.parametrize(("year", "told"), [(1904, False), (1950, True)])
def test_a_birthday_of_long_ago_is_history(year: int, told: bool) -> None:
    """Nobody whom a practice treats was born in 1904."""
    text = f"Our client James, born 27 October {year}, has a sore hip.\n"

    assert ("phi-date" in {c for c, _ in found(text, "docs/x.md", SourceKind.MARKDOWN)}) is told
