"""Pictures for posts: one for each page, drawn with Typst, a batch of them in one document.

A study's picture shows one finding in the words of its composed statement, with its certainty;
every other page's shows its title and description. All carry the practice's license line,
which is read back: a picture has no text, so the same drawing is also set as a PDF.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referable.advertised import code_of_lacking, who_wants
from referable.advertising import Advertising, advertising
from referable.compiler.blocks.studies import study_row
from referable.diagnostics import Diagnostics
from referable.packet.content import certainty_facts
from referable.packet.printed import printed_pages
from referable.packet.typesetter import FONTS, TEMPLATES, embedded_fonts
from referable.renaming import take_place
from referable.sharing.leading import study_findings, topics
from referable.sharing.tags import SIZE, image_path

if TYPE_CHECKING:
    from referable.compiler.session import PageSource, Session
    from referable.practice import Practice

__all__ = ["Card", "cards", "draw_images"]

TEMPLATE = "social-images"
ACCENT = "#1F4D46"
INK, PAPER = "#1B2422", "#FBFAF7"
_WORKERS = 4
_BATCH = 48  # pictures that Typst holds in memory at once, at 3 MB each
_POINTS = 600  # the width of a page in the template
_BAND = 20  # pixels of the accent at the left edge, which the template leaves empty
_LIGHTEST = 12  # black to white in this many steps: sixteen colors fit two to a byte
_SHADES = [round(value * _LIGHTEST / 255) for value in range(256)]


@dataclass(frozen=True, slots=True)
class Card:
    """What one picture says.

    Attributes:
        kicker: What kind of page it is, in a few words.
        title: The page's title, or what the study is called.
        text: One or two sentences; for a study its finding, word for word as composed.
        graded: Whether a mark of certainty is shown.
        certainty: Dots and word of the mark; None is the open ring.
        note: A line beneath, such as how many results the study has.
    """

    kicker: str
    title: str
    text: str
    graded: bool = False
    certainty: dict[str, Any] | None = None
    note: str = ""


def cards(session: Session, site_description: str) -> dict[str, Card]:
    """The picture of each page by its source path.

    Args:
        session: A session whose pages are listed.
        site_description: What stands for a page that has no description.
    """
    studies = {session.study_path(key): key for key in session.project.synopses}
    return {
        path: _study_card(session, studies[path])
        if path in studies and page.generated
        else _page_card(session, page, site_description)
        for path, page in session.pages.items()
    }


def _page_card(session: Session, page: PageSource, site_description: str) -> Card:
    evidence = f"{session.project.settings.evidence_dir}/"
    kicker = "Massage therapy"
    if page.path.startswith(evidence):
        kicker = "Evidence on massage"
    elif page.path.startswith("specialties/"):
        kicker = "For clinicians and patients"
    elif page.path.startswith(("clinicians", "refer")):
        kicker = "For clinicians"
    description = page.meta.get("description")
    return Card(kicker, page.title, str(description or site_description))


def _study_card(session: Session, key: str) -> Card:
    row = study_row(session, key)
    facts = row.facts
    title = row.label
    # Not the study's own title: many a title claims more than its results carry.
    vocabulary = session.project.vocabulary
    synopsis = session.project.synopses[key]
    about = f"On {topics(synopsis, vocabulary)}."
    findings = study_findings(synopsis, vocabulary)
    if not findings:
        best = certainty_facts(facts.best_certainty)  # mostly none: nothing was compared
        return Card(facts.design.label, title, facts.conclusion, True, best, about)
    first = findings[0].statement
    several = len(facts.outcomes) > 1
    note = f" One of {len(facts.outcomes)} results." if several else ""
    return Card(
        facts.design.label,
        title,
        first.text,
        graded=True,
        certainty=certainty_facts(first.certainty),
        note=f"{about}{note}",
    )


def draw_images(
    session: Session, site_description: str, folder: Path, diagnostics: Diagnostics
) -> dict[str, str]:
    """Draw the pictures that are not in the folder yet, and delete those nobody wants.

    Args:
        session: A session whose pages are listed.
        site_description: What stands for a page that has no description.
        folder: Where they are kept, each named by the digest of what it shows.
        diagnostics: Receives what a picture must show and does not.

    Returns:
        The name, without ".png", of each page's picture; of those that show what they must.
    """
    practice = session.project.practice
    assert practice is not None
    required = advertising(practice, "practice.yml", Diagnostics())
    common = _common(practice, required)
    wanted = {path: asdict(card) for path, card in cards(session, site_description).items()}
    stamps = {path: _stamp(common, card) for path, card in wanted.items()}
    folder.mkdir(parents=True, exist_ok=True)
    kept = {file.stem for file in folder.glob("*.png")}
    missing = {stamp: wanted[path] for path, stamp in stamps.items() if stamp not in kept}
    lacking: dict[str, tuple[str, ...]] = {}
    for stamp, data, text in _draw(common, missing):
        lines = required.lacking(text, (practice.lead.id,))
        if lines:
            lacking[stamp] = lines
            continue
        beside = folder / f".{stamp}.new"
        beside.write_bytes(data)
        take_place(beside, folder / f"{stamp}.png")
    for stale in kept - set(stamps.values()):
        (folder / f"{stale}.png").unlink(missing_ok=True)
    _report_lacking(
        {p: lacking[s] for p, s in stamps.items() if s in lacking}, required, diagnostics
    )
    return {path: stamp for path, stamp in stamps.items() if stamp not in lacking}


def _report_lacking(
    lacking: dict[str, tuple[str, ...]], required: Advertising, diagnostics: Diagnostics
) -> None:
    """Report each line that pictures lack once, at the first of them."""
    for line in dict.fromkeys(line for lines in lacking.values() for line in lines):
        pages = [path for path, lines in lacking.items() if line in lines]
        more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
        who, sources = who_wants(line, required)
        diagnostics.report(
            code_of_lacking(line, required),
            f"“{line}” cannot be read in this picture for posts{more}. {who}",
            image_path(pages[0]),
            fix="Shorten names and titles in practice.yml, or write them in Latin letters."
            + (f" See {' and '.join(sources)}." if sources else ""),
        )


def _common(practice: Practice, required: Advertising) -> dict[str, Any]:
    return {
        "name": practice.name,
        "sample": practice.sample,
        "telephone": practice.telephone,
        "accent": practice.accent or ACCENT,
        "ink": INK,
        "background": PAPER,
        "lines": list(required.lines((practice.lead.id,))),
    }


@cache
def _shared_stamp() -> bytes:
    digest = hashlib.sha256(
        f"{version('typst')} {version('pillow')} {SIZE} {_SHADES} {_BAND}".encode()
    )
    templates = [TEMPLATES / f"{name}.typ" for name in (TEMPLATE, "common")]
    for path in [*sorted(FONTS.glob("*.ttf")), *templates]:
        digest.update(path.read_bytes())
    return digest.digest()


def _stamp(common: dict[str, Any], card: dict[str, Any]) -> str:
    told = json.dumps([common, card], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(_shared_stamp() + told.encode()).hexdigest()[:32]


def _draw(
    common: dict[str, Any], missing: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, bytes, str]]:
    """Each picture as a PNG of a few colors, as it is done, and what can be read in it."""
    if not missing:
        return
    import typst  # noqa: PLC0415 # heavy

    compiler: Any = typst.Compiler(
        root=str(TEMPLATES), font_paths=embedded_fonts(), ignore_system_fonts=True
    )
    colors = _palette(common)
    stamps = list(missing)
    # Typst lets go of Python's lock: the next batch is drawn while the last one is made small.
    with ThreadPoolExecutor(_WORKERS) as pool:
        done: list[tuple[str, Future[bytes], str]] = []
        for start in range(0, len(stamps), _BATCH):
            batch = stamps[start : start + _BATCH]
            told = {**common, "cards": [missing[stamp] for stamp in batch]}
            drawing = {
                "input": str(TEMPLATES / f"{TEMPLATE}.typ"),
                "sys_inputs": {"data": json.dumps(told, ensure_ascii=False)},
            }
            made = compiler.compile(format="png", ppi=72 * SIZE[0] / _POINTS, **drawing)
            pages = made if isinstance(made, list) else [made]
            # Typst has the layout still, so that the PDF costs a thirtieth of the pictures.
            texts = printed_pages(compiler.compile(format="pdf", **drawing))
            for stamp, page, text in zip(batch, pages, texts, strict=True):
                done.append((stamp, pool.submit(_with_few_colors, page, colors), text))
        for stamp, smaller, text in done:
            yield stamp, smaller.result(), text


def _palette(common: dict[str, Any]) -> bytes:
    """The colors of `_with_few_colors`: ink to paper in even steps, and the accent last of all."""
    ink, paper = (_rgb(common[name]) for name in ("ink", "background"))
    steps = [step / _LIGHTEST for step in range(_LIGHTEST + 1)]
    shades = [round(a + (b - a) * step) for step in steps for a, b in zip(ink, paper, strict=True)]
    return bytes((*shades, *_rgb(common["accent"])))


def _rgb(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color.removeprefix("#")))


def _with_few_colors(png: bytes, palette: bytes) -> bytes:
    """The picture at a fraction of its size: it is ink on paper but for the band at its edge."""
    from PIL import Image  # noqa: PLC0415 # heavy

    with Image.open(io.BytesIO(png)) as image:
        gray = image.convert("L").point(_SHADES)
    few = Image.frombytes("P", gray.size, gray.tobytes())
    few.putpalette(palette)
    few.paste(_LIGHTEST + 1, (0, 0, _BAND, gray.height))
    out = io.BytesIO()
    few.save(out, "PNG", bits=4, compress_level=3)
    return out.getvalue()
