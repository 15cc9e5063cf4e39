"""Names in author and editor fields."""

from __future__ import annotations

import pytest

from referable.research.names import Name, ends_with_others, parse_names


@pytest.mark.parametrize(
    ("raw", "name", "display", "sort_name", "short"),
    [
        (
            "Paul A. van den Dolder",
            Name("Paul A.", "van den", "Dolder"),
            "Paul A. van den Dolder",
            "van den Dolder, Paul A.",
            "van den Dolder",
        ),
        (
            "King, Jr, Martin Luther",
            Name("Martin Luther", "", "King", "Jr"),
            "Martin Luther King Jr",
            "King, Martin Luther, Jr",
            "King",
        ),
        (
            "{World Health Organization}",
            Name(literal="World Health Organization"),
            "World Health Organization",
            "World Health Organization",
            "World Health Organization",
        ),
    ],
)
def test_a_name_can_be_shown_in_three_ways(raw, name, display, sort_name, short):
    """A name has a spoken form, a sorted form and a short form."""
    (parsed,) = parse_names(raw)

    assert parsed == name
    assert (parsed.display, parsed.sort_name, parsed.short) == (display, sort_name, short)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("de la Cruz, Mar{\\'\\i}a", Name("María", "de la", "Cruz")),
        ("Charles de la Vall{\\'e}e Poussin", Name("Charles", "de la", "Vallée Poussin")),
        ("Giulia von Bergen", Name("Giulia", "von", "Bergen")),
        ("ter Haar, Gail R.", Name("Gail R.", "ter", "Haar")),
        ("van Dolder", Name("", "van", "Dolder")),
        ("al-Hassan, Omar", Name("Omar", "", "al-Hassan")),
        ("Pat O'Brien", Name("Pat", "", "O'Brien")),
        ("Jean Paul d'Ivernois", Name("Jean Paul", "", "d'Ivernois")),
        ("{von Neumann}, John", Name("John", "", "von Neumann")),
        ("{\\'E}mile Zola", Name("Émile", "", "Zola")),
        ("{\\AA}kesson", Name("", "", "Åkesson")),
        ("J.~B. Smith", Name("J. B.", "", "Smith")),
        ("Smith, ", Name("", "", "Smith")),
        ("Åkesson, Åsa", Name("Åsa", "", "Åkesson")),
        ("a, b, c, d, e", Name(literal="a, b, c, d, e")),
        ("{unbalanced, X", Name(literal="unbalanced, X")),
        ("{{\\'E}cole Nationale}", Name(literal="École Nationale")),
    ],
)
def test_each_form_of_a_name_is_read_as_bibtex_reads_it(raw, expected):
    """Particles, accents and braces are understood; an odd name is kept whole."""
    assert parse_names(raw) == (expected,)


def test_and_and_commas_inside_braces_do_not_split():
    """An organisation whose name holds "and" or a comma stays one author."""
    names = parse_names("{Simon and Schuster, Inc.} and Smith, J. AND\n Doe, A.")

    assert [name.display for name in names] == ["Simon and Schuster, Inc.", "J. Smith", "A. Doe"]


@pytest.mark.parametrize("ending", ["and others", "and et al.", "and  Others"])
def test_others_is_no_author(ending):
    """A closing "and others" is told apart from the authors."""
    field = f"One, A. and Two, B. {ending}"

    assert [name.short for name in parse_names(field)] == ["One", "Two"]
    assert ends_with_others(field)
    assert not ends_with_others("One, A. and Mothers, B.")


@pytest.mark.parametrize("raw", ["", "  ", "others", "and and and", ",", "\\", "}{", "{}", " and "])
def test_what_names_nobody_gives_no_name(raw):
    """Nothing is made of an empty or meaningless field, and nothing fails."""
    assert parse_names(raw) == ()
