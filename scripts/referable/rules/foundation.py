"""Rules about files, the library, synopses, pages and the site builder."""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["FOUNDATION"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

FOUNDATION: tuple[Rule, ...] = (
    # files
    Rule("file-unreadable", _E, "A file cannot be read", "What it says is missing from the site."),
    Rule("file-encoding", _W, "A file is not UTF-8", "Accented letters may come out wrong."),
    Rule(
        "front-matter",
        _E,
        "Front matter is broken",
        "The page loses its title, description and facts.",
    ),
    Rule(
        "yaml-syntax",
        _E,
        "A YAML file has a typing mistake",
        "Nothing in it can be used until it is mended.",
    ),
    Rule(
        "yaml-duplicate-key",
        _E,
        "The same name stands twice",
        "Only one of the two values can count, and nobody can tell which was meant.",
    ),
    Rule(
        "yaml-too-large",
        _E,
        "A YAML file unfolds without end",
        "It could stop the build on any machine.",
    ),
    Rule("field-unknown", _E, "A field is not known", "What it says would be silently ignored."),
    Rule(
        "field-missing", _E, "A field is missing", "A reader would find a gap where a fact belongs."
    ),
    Rule(
        "field-value",
        _E,
        "A value does not fit its field",
        "The page would say something wrong or nothing at all.",
    ),
    # library
    Rule(
        "bib-syntax",
        _E,
        "A library entry is broken",
        "The entry cannot be cited; the rest of the library still works.",
    ),
    Rule(
        "bib-duplicate-key",
        _E,
        "Two library entries share a key",
        "A citation could mean either of them; the first one counts.",
    ),
    Rule(
        "bib-duplicate-doi",
        _W,
        "Two library entries share a DOI",
        "One study would be counted twice.",
    ),
    Rule(
        "bib-duplicate-field",
        _W,
        "A library entry has a field twice",
        "Only the first value counts.",
    ),
    Rule(
        "bib-field-missing",
        _W,
        "A library entry lacks a field",
        "The reference will look incomplete to a physician.",
    ),
    Rule(
        "bib-field-value",
        _W,
        "A library field has a value that cannot be used",
        "The reference may be printed wrong or without its link.",
    ),
    Rule(
        "bib-macro",
        _W,
        "An abbreviation is not defined",
        "The reference shows the bare abbreviation instead of the name.",
    ),
    Rule(
        "bib-key",
        _E,
        "A citation key cannot be used",
        "It cannot be written in a citation or in a page address.",
    ),
    Rule(
        "bib-crossref",
        _W,
        "A library entry takes fields from one that cannot lend them",
        "The reference will lack the book, the journal or the year that it was to take from there.",
    ),
    Rule("bib-empty", _N, "The library is empty", "No study can be cited yet."),
    # synopses and conditions
    Rule(
        "synopsis-without-entry",
        _E,
        "A synopsis belongs to no library entry",
        "The study has no reference, so its page cannot be shown.",
    ),
    Rule(
        "entry-without-synopsis",
        _N,
        "A library entry has no synopsis",
        "It can be cited, but readers find no summary of it.",
    ),
    Rule(
        "interval-missing",
        _W,
        "An estimate stands without its interval",
        "A number alone hides how far the truth may lie from it; “not reported” says that the "
        "source gives no more.",
    ),
    Rule(
        "synopsis-length",
        _N,
        "A synopsis is very short or long",
        "A physician reads 60 to 150 words between two patients.",
    ),
    Rule(
        "condition-unknown",
        _E,
        "A condition is not known",
        "The study or section would be listed nowhere.",
    ),
    # pages
    Rule(
        "citation-unknown",
        _E,
        "A citation names no library entry",
        "The reader would find a claim without its source.",
    ),
    Rule("citation-syntax", _W, "A citation cannot be read", "It would be printed as plain text."),
    Rule("directive-unknown", _E, "A block is not known", "It would be left out of the page."),
    Rule(
        "directive-option",
        _E,
        "An option of a block is wrong",
        "The block would show something else than was meant.",
    ),
    Rule("directive-empty", _W, "A block has nothing to show", "The reader finds an empty place."),
    Rule(
        "fact-unknown",
        _E,
        "A fact is not in practice.yml",
        "The page would show a gap where a fact belongs.",
    ),
    Rule(
        "page-conflict",
        _W,
        "Two pages want the same address",
        "Only one of them can be published there.",
    ),
    Rule(
        "name-not-portable",
        _W,
        "A page's name is not possible everywhere",
        "Whoever copies the site's folder to another computer gets an error, or not this page.",
    ),
    Rule(
        "home-missing",
        _W,
        "The site has no first page",
        "Whoever types the site's address finds nothing there.",
    ),
    Rule(
        "page-too-deep",
        _E,
        "A page is nested too deeply",
        "Its text cannot be turned into a page.",
    ),
    Rule(
        "style-unknown",
        _E,
        "A citation style is not known",
        "The default style is used instead.",
    ),
    Rule(
        "reference-format",
        _W,
        "A reference cannot be formatted in the style",
        "It is printed plainly, not in the site's style.",
    ),
    Rule(
        "placeholder",
        _E,
        "A sample fact or a blank would be published",
        "A physician who finds a made-up number will not look twice.",
    ),
    # engine
    Rule("engine", _W, "The site builder reports a problem", "Part of the page may not work."),
)
