"""The private list of visits: read as spreadsheets save it, judged by date."""

from __future__ import annotations

import datetime as dt

import pytest

from referable.diagnostics import Diagnostics
from referable.outreach.contacts import COLUMNS, Contact, read_contacts
from referable.outreach.due import Step, find_due

TODAY = dt.date(2026, 11, 23)


def read(text: str) -> tuple[tuple[Contact, ...], list[tuple[int | None, str]]]:
    """The rows of a list, and line and message of each problem."""
    diagnostics = Diagnostics()
    rows = read_contacts(text, "outreach.csv", TODAY, diagnostics)
    return rows, [(d.line, d.message) for d in diagnostics.sorted()]


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-02", "11/2/2026", "11/02/2026", "11/2/26", "11-2-2026", "11.2.2026", "2026/11/02",
        "2-Nov-26", "02 Nov 2026", "Nov 2, 2026", "November 2 2026", "Monday, November 2, 2026",
        "2026-11-02 00:00:00", "2026-11-02T09:30", "11/2/2026 9:30 AM", " 2026-11-02 ",
    ],
)  # fmt: skip
def test_dates_are_read_as_spreadsheets_write_them(written: str):
    """Month before day, as in the United States."""
    (row,), problems = read(f'practice;called\nElm;"{written}"\n')

    assert row.called == dt.date(2026, 11, 2)
    assert problems == []


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("23/11/2026", "The month comes first."),
        ("11/23", "A year is needed."),
        ("2026-13-01", "is not a date"),
        ("soon", "is not a date"),
        ("45983", "is not a date"),
        ("2026-11-24", "still to come"),
    ],
)
def test_what_is_no_date_is_told_with_its_line(cell: str, told: str):
    """The row is left out, and the rows around it count."""
    rows, problems = read(f"practice,called\nElm,\nOak,{cell}\nFir,\n")

    assert [r.practice for r in rows] == ["Elm", "Fir"]
    assert [line for line, _ in problems] == [3]
    assert told in problems[0][1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_delimiters_and_line_ends(delimiter: str, ends: str):
    """A cell may hold the delimiter and line breaks; lines are counted as an editor does."""
    rows = [
        ["practice", "manager", "notes"],
        ["Elm", "Pat", f'"two{delimiter} parts{ends}and a line"'],
        ["", "no name", ""],
        ["Oak", "Lee", ""],
    ]
    text = ends.join(delimiter.join(row) for row in rows).replace("\r\n", "\n")

    found, problems = read(text)

    assert [(r.line, r.practice) for r in found] == [(2, "Elm"), (5, "Oak")]
    assert problems == [(4, "The row names no practice.")]


def test_titles_in_other_words_are_known():
    """Clinic, phone, last call: the names people give columns."""
    (row,), problems = read("Clinic,Phone,Last Call,Lunch date,Who came,Thank-you note,My own\n"
                            "Elm,541-555-0110,11/1/2026,11/10/2026,Lee; 5,11/11/2026,x\n")  # fmt: skip

    assert (row.practice, row.telephone, row.attendees) == ("Elm", "541-555-0110", "Lee; 5")
    assert (row.called, row.visit) == (dt.date(2026, 11, 1), dt.date(2026, 11, 10))
    assert row.thanked == dt.date(2026, 11, 11)
    assert problems == []


def test_the_columns_of_a_lunch_plan_are_known():
    """A list kept by the names of a lunch plan is read: contacted, date, specialty, phone."""
    contacts, told = read(
        "practice,specialty,manager,phone,contacted,date,attendees,follow_up\n"
        "Elm Street,Family Medicine,Pat,541-555-0150,2026-10-01,2026-10-20,4,2026-12-01\n"
    )
    assert told == []
    (contact,) = contacts
    assert (contact.called, contact.visit) == (dt.date(2026, 10, 1), dt.date(2026, 10, 20))
    assert (contact.kind, contact.telephone) == ("Family Medicine", "541-555-0150")


def test_a_misspelled_title_is_told():
    """One letter off is a mistake, not a column of one's own."""
    _, problems = read("practice,mannager,my own\nElm,Pat,x\n")

    assert problems == [(1, "The column “mannager” is not known and not looked at.")]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "no column “practice”"),
        ("a,b\n1,2\n", 1, "no column “practice”"),
        ("practice\nElm\nELM\n", 3, "stands in line 2 already"),
        ("practice,answer\nElm,perhaps\n", 2, "“perhaps” is not known"),
        ("practice,manager\nElm,Pat,more\n", 2, "The row has 3 cells, the first line 2"),
        ("practice,thanked\nElm,2026-11-01\n", 2, "but there is no visit"),
        ("practice,visit,thanked\nElm,2026-11-10,2026-11-01\n", 2, "before the visit"),
        ('practice,notes\nElm,"open\nA,\nB,\nC,\nD,\n', 2, "A quotation mark is opened"),
        ("practice,practice\nElm,Oak\n", 1, "Two columns mean “practice”"),
    ],
)
def test_mistakes_are_told_where_they_stand(text: str, line: int, told: str):
    """Each with the line, in plain words."""
    _, problems = read(text)

    assert problems[0][0] == line
    assert told in problems[0][1]


def test_a_huge_cell_is_told_and_does_not_raise():
    """A quotation mark left open at the top of a long file."""
    _, problems = read('practice,notes\nElm,"' + "x\n" * 200_000)

    assert problems[0][0] == 2


def due(**cells: str) -> list[tuple[str, str]]:
    """What is due for one practice, as kind and day."""
    titles, values = ["practice", *cells], ["Elm", *cells.values()]
    rows, problems = read(f"{','.join(titles)}\n{','.join(values)}\n")
    assert problems == []
    return [(d.step.value, d.on.isoformat()) for d in find_due(rows, TODAY, ahead=70)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, [("call", "2026-11-23")]),
        ({"called": "2026-11-20"}, [("call", "2026-11-27")]),
        ({"called": "2026-11-20", "answer": "no"}, [("call", "2027-01-15")]),
        ({"called": "2026-11-20", "answer": "never"}, []),
        ({"follow_up": "2026-12-01"}, [("call", "2026-12-01")]),
        ({"called": "2026-11-20", "follow_up": "2026-12-01"}, [("call", "2026-12-01")]),
        (
            {"called": "2026-11-01", "visit": "2026-12-02"},
            [("visit", "2026-12-02"), ("call", "2026-11-25")],
        ),
        ({"called": "2026-11-22", "visit": "2026-11-24"}, [("visit", "2026-11-24")]),
        ({"visit": "2026-11-23"}, [("note", "2026-11-23"), ("call", "2027-01-04")]),
        ({"visit": "2026-11-10"}, [("note", "2026-11-12"), ("call", "2026-12-22")]),
        ({"visit": "2026-11-10", "thanked": "2026-11-11"}, [("call", "2026-12-22")]),
        (
            {"visit": "2026-11-10", "thanked": "2026-11-11", "follow_up": "2026-11-30"},
            [("call", "2026-11-30")],
        ),
    ],
)
def test_what_is_due(cells: dict[str, str], expected: list[tuple[str, str]]):
    """By the spans of the plan in the packet."""
    assert due(**cells) == expected


def test_only_what_is_due_by_today_is_listed():
    """Looking ahead is asked for."""
    rows, _ = read("practice,follow_up\nElm,2026-11-23\nOak,2026-11-24\n")

    assert [d.contact.practice for d in find_due(rows, TODAY)] == ["Elm"]
    assert [d.contact.practice for d in find_due(rows, TODAY, ahead=1)] == ["Elm", "Oak"]


def test_notes_come_before_visits_and_calls():
    """The most urgent kind first, then by day."""
    rows, _ = read("practice,visit\nA,\nB,2026-11-24\nC,2026-11-20\n")

    assert [d.step for d in find_due(rows, TODAY, ahead=2)] == [
        Step.NOTE,
        Step.VISIT,
        Step.CALL,
        Step.CALL,
    ]


def test_columns_are_documented_by_the_first_line():
    """The first line of a new list is what the reader knows."""
    rows, problems = read(",".join(COLUMNS) + "\nElm" + "," * (len(COLUMNS) - 1) + "\n")

    assert len(rows) == 1
    assert problems == []
