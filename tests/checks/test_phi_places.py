"""Diagnostics point at the very characters the author wrote, and exceptions work."""

from __future__ import annotations

import pytest

from referable.checks.phi import KnownFacts, SourceKind, check_text
from referable.rules import RULES, Severity
from referable.suppressions import cover, read_exemptions

FACTS = KnownFacts()
STORY = "Our client Gwen Abernathy came in with sciatica."


def spans(text: str, kind: SourceKind = SourceKind.MARKDOWN) -> list[tuple[str, str]]:
    lines = text.split("\n")
    return [
        (d.code, lines[d.line - 1][d.column - 1 :][: d.length])
        for d in check_text(text, "docs/a.md", kind, FACTS)
        if d.line is not None and d.column is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STORY, "Gwen Abernathy"),
        ("# T\n\nFirst line.\n\nThen our client Gwen Abernathy limped.", "Gwen Abernathy"),
        ("Our client Gw&shy;en Aber&#110;athy has sciatica.", "Gw&shy;en Aber&#110;athy"),
        ("Our client **Gwen** Abernathy has sciatica.", "Gwen** Abernathy"),
        ("Our client G\u200bwen Abernathy has sciatica.", "G\u200bwen Abernathy"),
        ("---\ntitle: A\nclient: Gwen Abernathy\n---\n", "Gwen Abernathy"),
    ],
)
def test_the_span_is_the_written_one(text: str, expected: str) -> None:
    """Line, column and length cover the name as written, entities and invisible marks included."""
    assert ("phi-name", expected) in spans(text)


def test_an_address_over_several_lines_is_underlined_on_each() -> None:
    """Each line of a letter's address has a diagnostic of its own."""
    text = "Mrs. Ludmila Petrenko\n303 Curlew Street\nLebanon, OR 97355\n\nDear Mrs. Petrenko, about your hip:"
    lines = {d.line for d in check_text(text, "letter.txt", SourceKind.TEXT, FACTS)}

    assert {1, 2, 3, 5} <= lines


def test_a_bibtex_note_is_read_but_facts_are_not() -> None:
    """Authors, titles and DOIs stay alone; a note about a patient does not."""
    text = (
        "@article{a,\n  author = {Abernathy, Gwen and Cole, Dana},\n  title = {Sciatica and massage},\n"
        "  doi = {10.1000/541-926-4417},\n  note = {for Gwen Abernathy, her sciatica},\n}"
    )
    found = check_text(text, "library.bib", SourceKind.BIBTEX, FACTS)

    assert {(d.code, d.line) for d in found} == {("phi-name", 5)}


def test_severity_follows_certainty() -> None:
    """A name tied to an ailment is an error; unsigned praise asks a person to look."""
    named = check_text(STORY, "a.md", SourceKind.MARKDOWN, FACTS)
    praise = check_text(
        "“After three sessions my back pain was gone.”", "a.md", SourceKind.MARKDOWN, FACTS
    )

    assert [d.severity for d in named] == [Severity.ERROR]
    assert [(d.code, d.severity) for d in praise] == [("testimonial", Severity.WARNING)]


def test_every_diagnostic_offers_a_rewrite() -> None:
    """Message, reason and fix are all there."""
    (found,) = check_text(STORY, "a.md", SourceKind.MARKDOWN, FACTS)

    assert (
        found.message == "“Gw… Ab…” is a name of somebody you treat, because of “came in” nearby."
        or (found.message.startswith("“G"))
    )
    assert "a client in her forties" in found.fix
    assert found.reason == RULES["phi-name"].why


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SourceKind.MARKDOWN, f"<!-- referable: allow phi-name: signed authorization on file, 2026-03-01 -->\n{STORY}"),
        (SourceKind.MARKDOWN, f"{STORY} <!-- referable: allow phi-name: signed authorization on file, 2026-03-01 -->"),
        (SourceKind.YAML, "# referable: allow phi-name: signed authorization on file, 2026-03-01\nclient: Gwen Abernathy"),
        (SourceKind.YAML, "client: Gwen Abernathy # referable: allow phi-name: signed authorization on file"),
        (SourceKind.BIBTEX, "% referable: allow phi-name: signed authorization on file, 2026-03-01\n% client Gwen Abernathy, hip"),
    ],
)  # fmt: skip
def test_an_exception_with_code_and_reason_holds(kind: SourceKind, text: str) -> None:
    """The finding is gone and the exception is listed with its reason."""
    kept, covered = cover(check_text(text, "docs/a.md", kind, FACTS), read_exemptions(text)[0])

    assert kept == []
    assert [s.diagnostic.code for s in covered] == ["phi-name"]
    assert covered[0].reason.startswith("signed authorization on file")


def test_an_exception_reaches_only_its_own_code_and_lines() -> None:
    """Other codes and lines further down are still reported."""
    text = f"<!-- referable: allow phi-date: date is public record -->\n{STORY}\n\n{STORY}"
    found = check_text(text, "docs/a.md", SourceKind.MARKDOWN, FACTS)
    kept, covered = cover(found, read_exemptions(text)[0])

    assert [d.code for d in kept] == ["phi-name", "phi-name"]
    assert covered == []


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- referable: allow phi-name -->",
        "<!-- referable: allow phi-name: -->",
        "<!-- referable: allow: signed authorization on file -->",
        "<!-- referable: allow phi-nmae: signed authorization on file -->",
        "<!-- referable: allow phi-name: ok -->",
    ],
)
def test_an_exception_without_code_or_reason_is_itself_reported(comment: str) -> None:
    """It switches nothing off and says what to write."""
    codes = [d.code for d in check_text(f"{comment}\n{STORY}", "a.md", SourceKind.MARKDOWN, FACTS)]

    assert codes == ["suppression", "phi-name"]


@pytest.mark.parametrize("kind", list(SourceKind))
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "\ufeff",
        "---\n",
        "{{{{",
        "@article{",
        ",,,\n,",
        "\x00",
        "İ" * 50,
        "| a |\n|",
        "“" * 40,
    ],
)
def test_broken_text_never_raises(kind: SourceKind, text: str) -> None:
    """Any text gives a list, however damaged."""
    assert check_text(text, "x", kind, FACTS) == []
