"""What is wrong with a BibTeX entry that cannot be read, in words, and how to mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibtexparser import model

__all__ = ["BibFaultError", "explain_block", "explain_value", "shorten"]

_NO_ENTRIES = frozenset({"string", "preamble", "comment"})
_NEXT_FIELD = re.compile(r"([A-Za-z][\w-]*)\s*=")
_FIELD_MARK = re.compile(r'(?<!\\)[{}",]')
_KNOWN_FIELDS = (
    "abstract|address|author|booktitle|date|doi|edition|editor|eprint|howpublished|institution|"
    "isbn|issn|journal|journaltitle|keywords|language|month|note|number|organization|pages|pmcid|"
    "pmid|publisher|school|series|shortjournal|title|type|url|urldate|volume|year"
)
_FIELD_IN_VALUE = re.compile(
    rf"(?<!\\)[{{}}]|,\s*({_KNOWN_FIELDS})\s*=\s*(?=[{{\"\w])", re.IGNORECASE
)
_HEAD = re.compile(r"@(\w*)[ \t]*[{(]([^,={}\"]*)([,={}\"]?)")


class BibFaultError(Exception):
    """An entry that cannot be read: what is wrong, how to mend it, and where."""

    def __init__(self, message: str, fix: str, line: int, code: str = "bib-syntax") -> None:
        super().__init__(message)
        self.fix = fix
        self.line = line
        self.code = code


def explain_value(raw: str, at: int, where: str, line: int) -> BibFaultError:
    """What is wrong with a value that goes on where it should end."""
    following = _NEXT_FIELD.match(raw, at)
    if not raw:
        message = f"Nothing stands after the = of {where}."
        fix = "Write the value in braces, or delete the field."
    elif following:
        message = f"A comma is missing after the field {where}, before '{following[1]}'."
        fix = f"Put a comma at the end of that field, before '{following[1]}'."
    elif raw.startswith('"'):
        message = f"A quotation mark stands inside the quoted value of {where}."
        fix = "Enclose the value in braces { } instead of quotation marks."
    elif raw.startswith("{"):
        message = f'After the closing brace of {where} stands "{shorten(raw[at:])}".'
        fix = "Keep the whole value inside one pair of braces, and put a comma after it."
    else:
        message = f"The value of {where} stands without braces."
        fix = f"Write it in braces: {{{shorten(raw)}}}."
    return BibFaultError(message, fix, line)


def explain_block(block: model.ParsingFailedBlock, text: str, line: int) -> BibFaultError:
    """What is wrong with a block that the splitter gave up on."""
    start = line + (block.start_line or 0)
    source = text[max(text.find((block.raw or "@").strip()), 0) :]
    head = _HEAD.match(source)
    if not head or head[1].lower() in _NO_ENTRIES:
        name = head[1].lower() if head else "entry"
        return BibFaultError(
            f"The @{name} block that starts here is not complete.",
            "Write abbreviations as @string{name = {Full name}}, and close each block with }.",
            start,
        )
    words, mark = head[2].split(), head[3]
    key = shorten(words[0]) if words else ""
    if mark == "=" and len(words) > 1:
        message = f"A comma is missing after the citation key '{key}'."
        return BibFaultError(message, f"Write @{head[1]}{{{key}, with the comma.", start)
    if mark == "=":
        message = "This entry has no citation key."
        return BibFaultError(
            message, f"Write a key and a comma first: @{head[1]}{{smith2019,", start
        )
    if mark in {'"', "{"}:
        message = f"After the citation key '{key}' stands {mark} instead of a comma."
        fix = "Write a key of letters and digits, then a comma."
        return BibFaultError(message, fix, start, "bib-key")
    return _never_closed(source, key, start) or _field_fault(source, head.end(), key, start)


def _never_closed(source: str, key: str, start: int) -> BibFaultError | None:
    depth = 0
    field = suspect = ""
    for match in _FIELD_IN_VALUE.finditer(source):
        if match[1]:
            if depth > 1 and not suspect:
                suspect = field
            elif depth == 1:
                field = match[1].lower()
        else:
            depth += 1 if match[0] == "{" else -1
    if depth <= 0:
        return None
    entry = f"The entry '{key}'" if key else "The entry that starts here"
    message = f"{entry} never ends: a closing brace is missing."
    fix = f"Add a closing brace }} after the last field of '{key}'."
    if suspect:
        message = f"{entry} never ends: the {{ of its field '{suspect}' is not closed."
        fix = f"Add a closing brace }} at the end of '{suspect}', before the comma."
    elif not key:
        fix = "Delete it, or complete it: @article{smith2019, title = {Title},}"
    return BibFaultError(message, fix, start)


def _field_fault(source: str, at: int, key: str, start: int) -> BibFaultError:
    """The first field of an entry that is not `name = value`."""
    depth, quoted = 0, False
    for match in _FIELD_MARK.finditer(source, at):
        mark, end = match[0], match.start()
        if mark == '"' and depth == 0:
            quoted = not quoted
        elif mark in "{}" and not quoted:
            depth += 1 if mark == "{" else -1
        if (mark == "," and depth == 0 and not quoted) or depth < 0:
            field = source[at:end].strip()
            if field and "=" not in re.split(r'[{"]', field)[0]:
                name = re.split(r'[\s{"]', field)[0]
                return BibFaultError(
                    f"An equals sign is missing after '{shorten(name)}' in '{key}'.",
                    f"Write {shorten(name)} = {{value}}, with the comma.",
                    start + source.count("\n", 0, end - len(source[at:end].lstrip())),
                )
            at = end + 1
        if depth < 0:
            break
    closer = ")" if re.match(r"@\w+[ \t]*\(", source) else "}"
    return BibFaultError(
        f"The entry '{key}' never ends: a quotation mark or the closing {closer} is missing.",
        f"Check that each value ends as it begins, and add {closer} after the last field of "
        f"'{key}'.",
        start,
    )


def shorten(text: str, width: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "\N{HORIZONTAL ELLIPSIS}"
