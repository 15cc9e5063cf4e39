"""Reads `outreach.csv` as spreadsheets save it.

Commas, semicolons or tabs; UTF-8 with or without a mark, UTF-16 or Windows' own encoding; dates as
Americans write them. A row that cannot be used is reported with its line; the others still count.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from typing import TYPE_CHECKING

from referable.diagnostics import did_you_mean

if TYPE_CHECKING:
    from referable.diagnostics import Diagnostics

__all__ = ["COLUMNS", "Contact", "Table", "column_named", "read_contacts", "sniff"]

FILE = "outreach.csv"
_DATES = ("called", "visit", "thanked", "follow_up")
_ANSWERS = {"": "", "yes": "yes", "y": "yes", "no": "no", "n": "no", "never": "never"}
_SYNONYMS = {
    "practice": ("clinic", "office", "practice name", "name"),
    "kind": ("specialty", "type"),
    "manager": ("practice manager", "contact", "office manager"),
    "telephone": ("phone", "tel", "telephone number", "phone number"),
    "called": ("call", "date called", "last call", "last called", "contacted", "last contacted"),
    "answer": ("reply", "said"),
    "visit": ("visited", "date", "lunch", "visit date", "date of visit", "lunch date"),
    "attendees": ("who came", "people", "head count", "headcount"),
    "thanked": ("thank you", "thank you note", "note sent", "thanks"),
    "follow_up": ("followup", "next", "next date", "follow up date"),
    "notes": ("note", "comments", "remarks"),
}
_SEPARATOR = re.compile(r"\Asep=.\n", re.IGNORECASE)  # a line for Excel alone
_MANY_LINES = 4  # in one cell: somebody's notes have fewer
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Contact:
    """One row.

    Attributes:
        line: Its line in the file, from 1.
        practice: The practice's name.
        kind: Its kind, such as Family Medicine.
        manager: Whom to call.
        telephone: Where.
        called: When you last called.
        answer: What they said: yes, no, never, or nothing yet.
        visit: When the visit is or was.
        attendees: Who came, or how many.
        thanked: When the thank-you note went out.
        follow_up: When to be in touch again.
        notes: Anything else; nothing about patients.
    """

    line: int
    practice: str
    kind: str = ""
    manager: str = ""
    telephone: str = ""
    called: dt.date | None = None
    answer: str = ""
    visit: dt.date | None = None
    attendees: str = ""
    thanked: dt.date | None = None
    follow_up: dt.date | None = None
    notes: str = ""


COLUMNS = tuple(f.name for f in fields(Contact) if f.name != "line")


@dataclass(frozen=True, slots=True)
class Table:
    """How a file is written, so that a row can be added in the same way.

    Attributes:
        delimiter: What stands between cells.
        columns: For each column of the file, the name we know it by, or an empty string.
    """

    delimiter: str
    columns: tuple[str, ...]


def column_named(title: str) -> str:
    """The column that a title means, or an empty string."""
    plain = re.sub(r"[\s_-]+", " ", title.strip().casefold()).rstrip(":?")
    for name, others in _SYNONYMS.items():
        if plain == name.replace("_", " ") or plain in others:
            return name
    return ""


def sniff(text: str) -> Table:
    """How a table is written, by its first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    cells = next(csv.reader([first], delimiter=delimiter), [])
    return Table(delimiter, tuple(column_named(cell) for cell in cells))


def read_contacts(
    text: str, path: str, today: dt.date, diagnostics: Diagnostics
) -> tuple[Contact, ...]:
    """The rows that can be used.

    Args:
        text: The file's text, decoded.
        path: The file, for messages.
        today: The run's clock; a call cannot have been made after it.
        diagnostics: Receives `outreach-column` and `outreach-row`.
    """
    text = _SEPARATOR.sub("\n", text)
    table = sniff(text)
    if "practice" not in table.columns:
        diagnostics.report(
            "outreach-row",
            "The first line names no column “practice”.",
            path,
            1,
            fix=f"Write this as the first line: {','.join(COLUMNS)}",
        )
        return ()
    rows = _rows(text, table.delimiter)
    line, titles = next(rows)
    _report_columns(titles, table, path, line, diagnostics)
    found: dict[str, Contact] = {}
    for line, cells in rows:
        report = partial(_report, diagnostics, path, line)
        contact = _contact(line, cells, table, today, report)
        if contact is None:
            continue
        known = found.setdefault(contact.practice.casefold(), contact)
        if known is not contact:
            report(
                f"“{contact.practice}” stands in line {known.line} already.",
                "Keep one row for each practice, with its latest dates.",
            )
    return tuple(found.values())


def _report(diagnostics: Diagnostics, path: str, line: int, message: str, fix: str) -> None:
    diagnostics.report("outreach-row", message, path, line, fix=fix)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell beyond all bounds, as after a quotation mark left open
            yield before + 1, ["\n" * _MANY_LINES]
            return
        if cells is None:
            return
        line, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield line, cells


def _report_columns(
    cells: list[str], table: Table, path: str, line: int, diagnostics: Diagnostics
) -> None:
    for title, name in zip(cells, table.columns, strict=True):
        near = did_you_mean(title.strip().casefold(), COLUMNS) if title.strip() else []
        if not name and near:  # any other column is the practice's own
            diagnostics.report(
                "outreach-column",
                f"The column “{title.strip()}” is not known and not looked at.",
                path,
                line,
                fix=f"Did you mean “{near[0]}”?",
            )
    for name in dict.fromkeys(n for n in table.columns if n and table.columns.count(n) > 1):
        diagnostics.report(
            "outreach-column",
            f"Two columns mean “{name}”; the first one counts.",
            path,
            line,
            fix="Delete or rename one of them.",
        )


def _contact(
    line: int,
    cells: list[str],
    table: Table,
    today: dt.date,
    report: Callable[[str, str], None],
) -> Contact | None:
    if any(cell.count("\n") >= _MANY_LINES for cell in cells):
        report(
            "A quotation mark is opened here and not closed, so the rows below run into this one.",
            'Close it with ", or delete it.',
        )
        return None
    if any(cell.strip() for cell in cells[len(table.columns) :]):
        report(
            f"The row has {len(cells)} cells, the first line {len(table.columns)}.",
            f"Put text that holds “{table.delimiter}” into quotation marks.",
        )
        return None
    values: dict[str, str] = {}
    for name, cell in zip(table.columns, cells, strict=False):
        if name:
            values.setdefault(name, cell.strip())
    if not values.get("practice"):
        report("The row names no practice.", "Write the practice's name, or delete the row.")
        return None
    dates: dict[str, dt.date | None] = {}
    for name in _DATES:
        try:
            dates[name] = _date(values.get(name, ""))
        except ValueError as error:
            report(
                f"{name}: “{values[name]}” is not a date. {error}".strip(),
                f"Write it as {today.isoformat()} or {today.month}/{today.day}/{today.year}.",
            )
            return None
    answer = values.get("answer", "").casefold().rstrip(".")
    if answer not in _ANSWERS:
        report(
            f"answer: “{values['answer']}” is not known.",
            "Write yes, no or never, or leave it empty; the rest belongs in notes.",
        )
        return None
    problem, fix = _contradiction(dates, today)
    if problem:
        report(problem, fix)
        return None
    texts = {n: values.get(n, "") for n in COLUMNS if n not in {*_DATES, "answer"}}
    return Contact(line=line, answer=_ANSWERS[answer], **texts, **dates)  # type: ignore[arg-type]


def _contradiction(dates: dict[str, dt.date | None], today: dt.date) -> tuple[str, str]:
    """What cannot be true of a row's dates, and how to mend it."""
    for name, what in (("called", "A call"), ("thanked", "A note")):
        day = dates[name]
        if day and day > today:
            return (
                f"{name}: {what} cannot have been made on {day}, which is still to come.",
                "A day you plan belongs under visit or follow_up.",
            )
    visit, thanked = dates["visit"], dates["thanked"]
    if thanked and (visit is None or thanked < visit):
        when = f"before the visit on {visit}" if visit else "but there is no visit"
        return f"thanked: the note went out on {thanked}, {when}.", "Correct one of the two dates."
    return "", ""


def _date(text: str) -> dt.date | None:
    """A day as spreadsheets write one; None for an empty cell.

    Raises:
        ValueError: It is none; the message says why, if that is known.
    """
    text = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2})?.*$", "", text.strip())
    if not text:
        return None
    plain = text.casefold().replace(",", " ")
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", plain):
        return _day(_year(found[3]), int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(?:\w+day\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2})\s+(\d{4})", plain):
        return _day(_year(found[3]), _month(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})[-\s]([a-z]{3})[a-z]*\.?[-\s](\d{4}|\d{2})", plain):
        return _day(_year(found[3]), _month(found[2]), int(found[1]))
    raise ValueError("A year is needed." if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}", plain) else "")


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _month(text: str) -> int:
    return _MONTHS.index(text) + 1 if text in _MONTHS else 0


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError("The month comes first." if month > 12 >= day else "") from None
