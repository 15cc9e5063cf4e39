"""Sets one document with Typst: data in, a tagged PDF and what the template says about it out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referable.packet.printed import printed_text

if TYPE_CHECKING:
    from referable.packet.documents import Document

__all__ = [
    "FONTS",
    "TEMPLATES",
    "SetDocument",
    "Typesetter",
    "TypesettingError",
    "embedded_fonts",
    "stamp",
]

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"

STANDARDS = ["ua-1"]


class TypesettingError(Exception):
    """Typst could not set a document; the message is its own."""


@dataclass(frozen=True, slots=True)
class SetDocument:
    """A document as set.

    Attributes:
        pdf: The file's bytes.
        pages: How many pages it has.
        shortened: What the template left to the website: a name and how many.
        overflows: Whether a card or panel has more text than it can hold.
        text: What its pages print, read from the file itself.
    """

    pdf: bytes
    pages: int
    shortened: tuple[tuple[str, int], ...]
    overflows: bool
    text: str


@cache
def embedded_fonts() -> Any:
    """The fonts of all documents and pictures, as Typst wants them."""
    import typst  # noqa: PLC0415 - heavy

    # Typst's own fonts stand in for letters ours lack, such as Greek in a name.
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)]
    )


class Typesetter:
    """Sets documents one after another; it keeps Typst warm, so use one for a whole packet.

    Args:
        timestamp: The creation date of the PDFs in seconds since 1970.
    """

    def __init__(self, timestamp: int) -> None:
        import typst  # noqa: PLC0415 - heavy

        self._error = typst.TypstError
        self._timestamp = timestamp
        self._compiler: Any = typst.Compiler(
            root=str(TEMPLATES), font_paths=embedded_fonts(), ignore_system_fonts=True
        )

    def set(self, document: Document) -> SetDocument:
        """The document as a PDF/UA-1 file.

        Raises:
            TypesettingError: When Typst refuses it.
        """
        source = TEMPLATES / f"{document.template}.typ"
        inputs = {"data": json.dumps(document.content, ensure_ascii=False)}
        try:
            pdf = self._compiler.compile(
                input=str(source),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=STANDARDS,
                timestamp=self._timestamp,
            )
            said = json.loads(self._compiler.query("<packet>", field="value"))
        except self._error as error:
            raise TypesettingError(str(error)) from error
        pages = max((fact["count"] for fact in said if fact["kind"] == "pages"), default=1)
        shortened = {(f["what"], f["count"]) for f in said if f["kind"] == "shortened"}
        overflows = any(fact["kind"] == "overflow" for fact in said)
        return SetDocument(pdf, pages, tuple(sorted(shortened)), overflows, printed_text(pdf))


@cache
def _shared_stamp() -> bytes:
    """A hash of everything that shapes every document: fonts, shared template, engine, our code."""
    digest = hashlib.sha256(version("typst").encode())
    code = [HERE / name for name in ("form.py", "typesetter.py", "printed.py")]
    code.append(TEMPLATES / "common.typ")
    for path in [*sorted(FONTS.glob("*.ttf")), *code]:
        digest.update(path.read_bytes())
    return digest.digest()


def stamp(document: Document) -> str:
    """A hash of a document's inputs, template and fonts: equal hashes mean an equal file."""
    digest = hashlib.sha256(_shared_stamp())
    for template in {document.template, TEMPLATE_PARTS.get(document.template, "")} - {""}:
        digest.update((TEMPLATES / f"{template}.typ").read_bytes())
    digest.update(json.dumps(document.content, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()


TEMPLATE_PARTS = {"business-cards": "card", "business-card-press": "card"}
"""Templates that take a part from another file."""
