"""LaTeX in bibliography fields."""

from __future__ import annotations

import random

import pytest

from referable.research.latex import decode, decode_verbatim, encode, fold

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (r"Garc{\'\i}a-Mu{\~n}oz", "García-Muñoz"),
        (r"Dvo{\v{r}}{\'a}k", "Dvořák"),
        (r"\v{S}imek, \c c, \H{o}", "Šimek, ç, ő"),
        (r"{\O}stergaard and \O stergaard", "Østergaard and Østergaard"),
        (r"M\"uller, {\"U}ber, Stra{\ss}e, {\AA}kesson", "Müller, Über, Straße, Åkesson"),
        (r"Schr{\"{o}}dinger, na\"{\i}ve", "Schrödinger, naïve"),
        ("Müller 漢字", "Müller 漢字"),
        ("{Braced {DNA}}", "Braced DNA"),
        (r"50\% of \$5 \& \#1 a\_b \{x\}", "50% of $5 & #1 a_b {x}"),
        ("raw 50% & a_b #1", "raw 50% & a_b #1"),
        ("12--19, a---b, well-known", "12–19, a—b, well-known"),
        ("J.~Smith", f"J.{NBSP}Smith"),
        ("``quoted'' text", "“quoted” text"),
        ("two\n\t lines ", "two lines"),
        (r"\url{https://example.org/a_b--c?x=1&d=~2}", "https://example.org/a_b--c?x=1&d=~2"),
        (r"see \href{https://example.org}{the page}", "see the page"),
        (r"\textit{in vivo} and \emph{in {\bf vitro}}", "in vivo and in vitro"),
        ("Old at $p < 0.05$", "Old at p < 0.05"),
        (r"$\alpha$, $x^2$, CO$_2$, $10^{-3}$, $\geq 3$", "α, x², CO₂, 10⁻³, ≥ 3"),
        (r"$\frac{1}{2}$", "1/2"),
        (r"$\sim$5 and m\textsuperscript{2}", "~5 and m²"),
        ("from $5 to $10", "from $5 to $10"),
        (r"{\textless}b{\textgreater} \textendash{} \textregistered", "<b> – ®"),
        (r"{\noopsort{b}}van Gogh", "van Gogh"),
        (r"\unknown{kept}", "kept"),
        ('<script>alert("x")</script> & <b>', '<script>alert("x")</script> & <b>'),
        (r"\'", ""),
        ("\\", ""),
        ("{{{", ""),
        ("", ""),
    ],
)
def test_field_text_reads_as_a_reader_should_see_it(raw, shown):
    """Accents, escapes, styles, links and short math become plain Unicode text."""
    assert decode(raw) == shown


def test_identifiers_keep_their_dashes_and_tildes():
    """In an address or DOI only escapes are decoded."""
    raw = r"10.1002/(SICI)1097--0258{\textless}1661::AID\_1$>$3~0"

    assert decode_verbatim(raw) == "10.1002/(SICI)1097--0258<1661::AID_1>3~0"


@pytest.mark.parametrize("seed", range(5))
def test_encoded_text_decodes_to_itself(seed):
    """Writing any text to BibTeX and reading it again gives the same text, with balanced braces."""
    chooser = random.Random(seed)
    alphabet = "\\{}~^&%$#_-'`!?\" aéß漢\u00a0<>|.,:;()@i0\n\t+=/*"
    for _ in range(3000):
        text = "".join(chooser.choices(alphabet, k=chooser.randint(0, 14)))
        written = encode(text)
        assert decode(written) == fold(text)
        assert written.count("{") == written.count("}")


@pytest.mark.parametrize("seed", range(5))
def test_decoding_never_fails(seed):
    """Any mixture of LaTeX pieces gives text without braces left by markup."""
    chooser = random.Random(seed)
    pieces = [
        "\\",
        "{",
        "}",
        "$",
        "^",
        "_",
        "\\frac",
        "\\'",
        "\\url{",
        "\\href{",
        "a",
        " ",
        "\\c",
        "~",
    ]
    for _ in range(3000):
        text = "".join(chooser.choices(pieces, k=chooser.randint(0, 20)))
        assert isinstance(decode(text), str)
        assert isinstance(decode_verbatim(text), str)


def test_deep_nesting_is_no_obstacle():
    """Thousands of braces are only braces."""
    assert decode("{" * 50_000 + "x" + "}" * 50_000) == "x"
