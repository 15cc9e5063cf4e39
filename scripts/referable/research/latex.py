r"""BibTeX field text as display text, and display text as LaTeX-safe BibTeX text.

One pass over the text replaces what bibliographies hold: accents, escapes, styles, links, short
math. Symbols and odd math come from pylatexenc; parsing every field with it would take half a
millisecond each, which a library of 10,000 studies cannot afford.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

__all__ = ["decode", "decode_verbatim", "encode", "fold"]

_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_PLAIN = re.compile(r"[^\\${}~\-`'!?]*")
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_LIGATURES = {
    "---": "\N{EM DASH}",
    "--": "\N{EN DASH}",
    "``": "\N{LEFT DOUBLE QUOTATION MARK}",
    "''": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "!`": "\N{INVERTED EXCLAMATION MARK}",
    "?`": "\N{INVERTED QUESTION MARK}",
    "~": "\N{NO-BREAK SPACE}",
}
_CONTROL_SYMBOLS = {
    "\\": " ",
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": "\N{NO-BREAK SPACE}",
    ";": " ",
    ":": " ",
    ">": " ",
}
# What pylatexenc does not know, or shows as a look-alike (its ~ is U+02DC).
_SYMBOLS = {
    "textless": "<",
    "textgreater": ">",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "texttildelow": "~",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textunderscore": "_",
    "textbar": "|",
    "textdollar": "$",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "textnumero": "\N{NUMERO SIGN}",
    "lt": "<",
    "gt": ">",
    "sim": "~",
    "slash": "/",
    "space": " ",
    "quad": " ",
    "qquad": " ",
    "newline": " ",
    "par": " ",
    "item": " ",
    "i": "\N{LATIN SMALL LETTER DOTLESS I}",
    "j": "\N{LATIN SMALL LETTER DOTLESS J}",
}
_SUPER = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_SUB = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))

_BASE = r"\\[ij](?![A-Za-z])|[^\W\d_]"
_TOKEN = re.compile(
    rf"""
      \\(?:url|path|nolinkurl)\s*\{{(?P<url>[^{{}}]*)\}}
    | (?P<drop>\\(?:href|noopsort|label|cite|begin|end|input|include|[vh]space)\s*\{{[^{{}}]*\}})
    | \\text(?P<script>super|sub)script\s*\{{(?P<scripted>[^{{}}\\]*)\}}
    | \\(?P<bare>[~^'"`=.])\{{\}}
    | \\(?:(?P<mark>['"`^~=.])\s*|(?P<letter>[bcdkruvH])(?:[ \t\n]+(?=[A-Za-z\\])|(?=\{{)))
        (?:\{{\s*(?P<inner>{_BASE})\s*\}}|(?P<outer>{_BASE})(?:(?<=\\[ij])\s*)?)
    | \\(?P<name>[A-Za-z]+)\*?[ \t\r\n]*
    | \\(?P<sign>.)
    | (?P<brace>[{{}}]|\\\Z)
    | (?P<ligature>---?|``|''|[!?]`|~)
    | \$\$?(?=[^\s$])(?P<math>(?:\\.|[^$\\])+)(?<=\S)\$\$?
    """,
    re.VERBOSE | re.DOTALL,
)
_MATH_TOKEN = re.compile(
    r"(?P<script>[\^_])(?:\{(?P<group>[^{}\\]*)\}|(?P<single>[^\s\\{}]))"
    r"|\\(?P<name>[A-Za-z]+)\s*|\\(?P<sign>.)|(?P<brace>[{}])|(?P<minus>-)",
    re.DOTALL,
)
_MATH_STYLES = frozenset({"mathrm", "mathit", "mathbf", "mathsf", "text", "textit", "rm", "left"})
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\N{NO-BREAK SPACE}": "~",
} | {char: "\\" + char for char in "&%$#_"}
# A ligature's first character is set apart from the next by an empty group.
_ESCAPED = re.compile(r"[\\{}~^&%$#_\u00a0]|-(?=-)|'(?=')|[`!?](?=`)")


def fold(text: str) -> str:
    """The text with each run of white space as one space; no-break spaces stay."""
    return _WHITE.sub(" ", text).strip(" ")


@lru_cache(maxsize=8_192)  # names of people and journals, and titles, come again and again
def decode(text: str) -> str:
    r"""What a reader should see of a BibTeX field.

    Accents and LaTeX escapes become the characters they stand for, braces go, `--` becomes an en
    dash, `~` a no-break space, and white space is folded. HTML stays literal text.

    Args:
        text: The raw text of a field, without its outer delimiters.

    Returns:
        Display text. Nothing raises; what cannot be understood is dropped or kept as it stands.
    """
    if _PLAIN.fullmatch(text):
        return fold(text)
    return fold(_TOKEN.sub(_replace, text))


def decode_verbatim(text: str) -> str:
    r"""A field that is an address or identifier: escapes decoded, dashes and tildes kept."""
    if _PLAIN.fullmatch(text):
        return fold(text)
    return fold(_TOKEN.sub(_replace_verbatim, text))


def encode(text: str) -> str:
    r"""Display text as LaTeX-safe text for a BibTeX field; `decode` gives the text back.

    Characters that mean something to LaTeX are escaped so that braces stay balanced; letters of
    any script stay as they are.
    """
    return _ESCAPED.sub(lambda m: _ESCAPES.get(m[0], m[0] + "{}"), fold(text))


def _replace(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind in {"brace", "drop"}:
        return ""
    if kind == "ligature":
        return _LIGATURES[match[0]]
    if kind in {"inner", "outer"}:
        return _accented(match["mark"] or match["letter"], match[kind])
    if kind == "sign":
        return _sign(match["sign"])
    if kind == "name":
        return _symbol(match["name"])
    if kind == "math":
        if match["math"][0].isdigit() and match.string[match.end() : match.end() + 1].isdigit():
            return match[0]  # prices: $5-$10
        return _math(match["math"])
    if kind == "scripted":
        return _script(match["scripted"], _SUPER if match["script"] == "super" else _SUB)
    if kind == "url":
        return re.sub(r"\\(.)", r"\1", match["url"])
    return match["bare"]


def _replace_verbatim(match: re.Match[str]) -> str:
    if match.lastgroup == "ligature":
        return match[0]
    return _replace(match).replace("\N{MINUS SIGN}", "-")


def _accented(mark: str, base: str) -> str:
    letter = base[1] if base[0] == "\\" else base
    return unicodedata.normalize("NFC", letter + _ACCENTS[mark])


def _sign(char: str) -> str:
    r"""What a backslash and one character that is no letter stand for."""
    if char in _CONTROL_SYMBOLS:
        return _CONTROL_SYMBOLS[char]
    if char in "-/!@()[]*'\"`^~=.+":  # hyphenation, italic correction, an accent over nothing
        return ""
    return char


@cache
def _latex_symbols() -> Any:
    from pylatexenc import latex2text  # noqa: PLC0415 - slow to import, seldom needed

    return latex2text.get_default_latex_context_db()


@lru_cache(maxsize=2048)
def _symbol(name: str) -> str:
    r"""The character that a control word stands for; empty for styles and unknown words."""
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    spec = _latex_symbols().get_macro_spec(name)
    found = getattr(spec, "simplify_repl", None)
    return found if isinstance(found, str) and "%" not in found else ""


def _script(text: str, table: dict[str, str]) -> str:
    return "".join(table[char] for char in text) if all(char in table for char in text) else text


@lru_cache(maxsize=2048)
def _math(text: str) -> str:
    """Short math as a line of text: `p < 0.05`, `x²`, `CO₂`, `95% CI ±3`."""
    if r"\frac" in text or r"\sqrt" in text or r"\begin" in text:
        return _math_by_pylatexenc(text)

    def replace(match: re.Match[str]) -> str:
        if match["script"]:
            inner = match["group"] if match["group"] is not None else match["single"]
            shown = _script(inner, _SUPER if match["script"] == "^" else _SUB)
            return shown if shown != inner or not inner else match["script"] + inner
        if match["name"]:
            name = match["name"]
            # A relation keeps the space after it: `\leq 3` is read, not typeset.
            tail = " " if match[0][-1].isspace() and name not in _MATH_STYLES else ""
            return _symbol(name) + tail
        if match["sign"]:
            return _sign(match["sign"])
        return "\N{MINUS SIGN}" if match["minus"] else ""

    return _MATH_TOKEN.sub(replace, text)


def _math_by_pylatexenc(text: str) -> str:
    from pylatexenc import latex2text  # noqa: PLC0415 - as above

    try:
        found = latex2text.LatexNodes2Text(math_mode="text").latex_to_text(f"${text}$")
    except Exception:  # noqa: BLE001 - pylatexenc raises whatever odd input makes it trip over
        found = ""
    return found if isinstance(found, str) and found else re.sub(r"[\\{}]", "", text)
