"""YAML with places, as therapists write it."""

from __future__ import annotations

import datetime as dt

import pytest

from referable.diagnostics import Diagnostics
from referable.yamlsource import load_yaml, split_front_matter


def load(text: str):
    diagnostics = Diagnostics()
    document = load_yaml(text, "f.yml", diagnostics)
    return document, [f"{d.code} {d.place}" for d in diagnostics.sorted()]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("00123", "00123"),
        ("08:00", "08:00"),
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("12", 12),
        ("-1.5", -1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("~", None),
        ("2026-11-23", dt.date(2026, 11, 23)),
        ("2026-13-45", "2026-13-45"),
        ("'12'", "12"),
        ("555-0100", "555-0100"),
        ("+1 541 555 0100", "+1 541 555 0100"),
    ],
)
def test_scalars_stay_what_was_written(text, value):
    """Licence numbers keep zeros, times stay times, and Norway stays NO."""
    document, problems = load(f"x: {text}\n")

    assert problems == []
    assert value == document.data["x"]
    assert type(value) is type(document.data["x"])


def test_every_value_has_its_place():
    """Keys and items know their line and column, counted from 1."""
    document, _ = load("a:\n  b: 1\n  c:\n    - x\n    - y: 2\n")

    assert (2, 3) == document.place(("a", "b"))
    assert (4, 7) == document.place(("a", "c", 0))
    assert (5, 7) == document.place(("a", "c", 1, "y"))
    assert (3, 3) == document.place(("a", "c", 7, "nothing"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key f.yml:3:1"),
        ("a:\n\tb: 1\n", "yaml-syntax f.yml:2:1"),
        ("a: b: c\n", "yaml-syntax f.yml:1:5"),
        ("a: [1, 2\nb: 3\n", "yaml-syntax f.yml:2:2"),
        ('a: "x\nb: 1\n', "yaml-syntax f.yml:1:4"),
        ("a: *x\n", "yaml-syntax f.yml:1:4"),
        ("a: 1\n- b\n", "yaml-syntax f.yml:2:1"),
        ("? [a]\n: 1\n", "yaml-syntax f.yml:1:3"),
        ("a: \x07\n", "yaml-syntax f.yml:1"),
        ("[" * 5000, "yaml-syntax f.yml:1:5000"),
        ("- " * 300 + "a", "yaml-too-large f.yml:1"),
    ],
)
def test_faults_are_said_once_at_their_place(text, problem):
    """Each slip gives one diagnostic and never an exception."""
    _, problems = load(text)

    assert [problem] == problems


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_is_cut_with_any_line_end(end):
    """The body and the number of lines before it are right whatever ends the lines."""
    diagnostics = Diagnostics()
    parts = split_front_matter(
        end.join(["---", "title: T", "---", "", "Body"]), "p.md", diagnostics
    )

    assert {"title": "T"} == parts.document.data
    assert ("\nBody", 3) == (parts.body, parts.body_line)


def test_text_without_front_matter_is_all_body():
    """A rule inside a text is not front matter."""
    diagnostics = Diagnostics()
    parts = split_front_matter("Text\n\n---\n\nMore\n", "p.md", diagnostics)

    assert (None, 0, 0) == (parts.document, parts.body_line, len(diagnostics))
