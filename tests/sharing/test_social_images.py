"""Pictures for posts: what they say, how they are kept, and that they give nothing away."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest
import typst
from PIL import Image
from pypdf import PdfReader

from referable.compiler.session import Session
from referable.compiler.site import open_session
from referable.diagnostics import Diagnostics
from referable.packet import typesetter
from referable.research.statements import compose_statement
from referable.rules import Severity
from referable.sharing import social
from referable.sharing.social import Card, cards, draw_images

ROOT = Path(__file__).resolve().parents[2]
STUDIES = ("cherkin2011massage", "lu2024headache", "nice2016ng59")


@pytest.fixture
def small(tmp_path: Path) -> Session:
    """The starter's practice with two pages and three studies."""
    for name in ("practice.yml", "research/conditions.yml", "research/library.bib"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    for key in STUDIES:
        target = tmp_path / f"research/synopses/{key}.md"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes((ROOT / f"research/synopses/{key}.md").read_bytes())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("---\ndescription: Who we are.\n---\n# Home\n")
    (tmp_path / "docs/long.md").write_text(f"# {'Very long title ' * 30}\n")
    return open_session(tmp_path, {"evidence_pages": False})


def test_a_study_shows_one_composed_statement_with_its_certainty(small: Session):
    """The words are those of the statement, so the picture is never stronger."""
    project = small.project
    shown = cards(small, "")
    for key in STUDIES[:2]:
        card = shown[f"evidence/studies/{key}.md"]
        synopsis = project.synopses[key]
        composed = {
            s.text: s.certainty
            for s in (
                compose_statement(o, synopsis, project.vocabulary) for o in synopsis.facts.outcomes
            )
        }
        assert card.text in composed
        stated = composed[card.text]
        assert card.graded
        assert (card.certainty or {}).get("dots") == (stated.dots if stated else None)


def test_a_study_without_a_comparison_shows_its_conclusion_as_not_graded(small: Session):
    """A guideline compares nothing; its mark is the open ring."""
    card = cards(small, "")["evidence/studies/nice2016ng59.md"]

    assert card.text == small.project.synopses["nice2016ng59"].facts.conclusion
    assert card.graded
    assert card.certainty is None


def test_no_picture_shows_the_title_of_a_study(small: Session):
    """Titles often claim more than the results carry."""
    titles = [small.project.library.get(key).title for key in STUDIES]
    told = [f"{c.kicker} {c.title} {c.text} {c.note}" for c in cards(small, "").values()]
    studies = [t for t in told if "Very long" not in t]
    assert not [t for t in titles if any(t.rstrip(".") in text for text in studies)]


def test_pictures_have_the_right_size_few_colors_and_nothing_hidden(small: Session, tmp_path):
    """1200 by 630 pixels, a handful of colors, no text chunks; a long title fits."""
    names = draw_images(small, "A site.", tmp_path / "out", Diagnostics())

    assert set(names) == set(small.pages)
    for name in names.values():
        data = (tmp_path / "out" / f"{name}.png").read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
            assert image.info.keys() <= {"transparency"}
        assert len(data) < 120_000
        assert b"tEXt" not in data
        assert b"iTXt" not in data


def test_the_second_time_nothing_is_drawn(small: Session, tmp_path: Path):
    """Files are left as they are; what nobody wants any more goes."""
    out = tmp_path / "out"
    first = draw_images(small, "A site.", out, Diagnostics())
    before = {p.name: p.stat().st_mtime_ns for p in out.iterdir()}
    (out / "stale.png").write_bytes(b"")

    second = draw_images(small, "A site.", out, Diagnostics())

    assert first == second
    assert {p.name: p.stat().st_mtime_ns for p in out.iterdir()} == before


def test_only_the_page_that_changed_is_drawn_again(small: Session, tmp_path: Path):
    """A new description gives one new picture."""
    out = tmp_path / "out"
    first = draw_images(small, "A site.", out, Diagnostics())
    small.pages["index.md"].meta["description"] = "Who we are now."

    second = draw_images(small, "A site.", out, Diagnostics())

    assert {p for p in first if first[p] != second[p]} == {"index.md"}


def test_two_runs_draw_equal_pictures(small: Session, tmp_path: Path):
    """The same facts give the same bytes."""
    names = draw_images(small, "A site.", tmp_path / "a", Diagnostics())
    draw_images(small, "A site.", tmp_path / "b", Diagnostics())

    for name in names.values():
        assert (tmp_path / f"a/{name}.png").read_bytes() == (
            tmp_path / f"b/{name}.png"
        ).read_bytes()


def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Draw with a copy of the templates in which something is changed."""
    copy = tmp_path / "templates"
    shutil.copytree(typesetter.TEMPLATES, copy)
    template = copy / "social-images.typ"
    text = template.read_text(encoding="utf-8")
    assert old in text
    template.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(social, "TEMPLATES", copy)
    monkeypatch.setattr(social, "_shared_stamp", lambda: b"spoiled")


@pytest.mark.parametrize(
    ("new", "missing"),
    [
        ("d.lines.slice(0, 1).map", {"ad-establishment-missing"}),
        ("d.lines.slice(1).map", {"ad-license-missing"}),
        ('d.lines.map(l => l.replace("FP", "F")).map', {"ad-establishment-missing"}),
    ],
)
def test_a_picture_that_lacks_a_line_is_an_error_and_is_not_kept(
    small: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: str, missing: set[str]
):
    """What is drawn is read back; each line is told once for all pictures."""
    spoil(tmp_path, monkeypatch, "d.lines.map", new)
    diagnostics = Diagnostics()

    names = draw_images(small, "A site.", tmp_path / "out", diagnostics)

    assert names == {}
    assert not list((tmp_path / "out").iterdir())
    assert {d.code for d in diagnostics} == missing
    assert {d.severity for d in diagnostics} == {Severity.ERROR}
    assert {d.path for d in diagnostics} == {"assets/social/index.png"}
    assert all(f"and {len(small.pages) - 1} more" in d.message for d in diagnostics)


def test_a_line_drawn_beside_the_picture_does_not_count(
    small: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Only what lies on the picture can be seen in it."""
    spoil(tmp_path, monkeypatch, "    foot,\n", "    place(dx: 700pt, foot),\n")
    diagnostics = Diagnostics()
    assert draw_images(small, "A site.", tmp_path / "out", diagnostics) == {}
    assert diagnostics.has_errors


def test_pictures_of_the_starter_lack_nothing(small: Session, tmp_path: Path):
    """Each is kept, and nothing is reported."""
    diagnostics = Diagnostics()
    assert set(draw_images(small, "A site.", tmp_path / "out", diagnostics)) == set(small.pages)
    assert not list(diagnostics)


LONG = (
    "In one review of 31 studies with 12,345 people in all, pain intensity (worst pain in the week "
    "before) was 1.25 points lower (95% CI 0.12 to 2.38) on a scale from 0 to 10 with manual "
    "lymphatic drainage and exercise than with exercise alone, at 6 to under 12 months."
)
NAME = "Wilhelmina-Désirée Szczęśniewska-Łukasiewicz Ångström-O’Shaughnessy"


@pytest.mark.parametrize("repeats", [1, 2, 4])
@pytest.mark.parametrize("graded", [True, False])
def test_extremes_do_not_run_into_each_other(graded: bool, repeats: int):
    """Long names, titles and findings get smaller, then are left out; no finding is cut."""
    common = {
        "name": f"Example Clinical Massage Collaborative of Süd-Oregon with {NAME}",
        "sample": True,
        "telephone": "541-555-0100 ext. 1234",
        "accent": "#1F4D46",
        "lines": [
            f"{NAME}, Licensed Massage and Bodywork Therapist · Oregon license 0000000000",
            "State of Maryland licensed massage therapist",
            "Oregon massage facility permit FP-00000",
            "12345 Northwest Boulevard, Building 7, Suite 1200-B, Sampleton, OR 97000 · 541-555-0100",
        ],
    }
    text = " ".join([LONG] * repeats)
    card = Card("Systematic review", f"{NAME} et al. 2024 " * repeats, text, graded, None, "On x.")
    (pdf,) = [
        typst.compile(
            str(typesetter.TEMPLATES / "social-images.typ"),
            root=str(typesetter.TEMPLATES),
            font_paths=[str(typesetter.FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps({**common, "cards": [asdict(card)]})},
        )
    ]
    runs: list[tuple[float, str]] = []

    def note(words: str, cm: list[float], tm: list[float], *_: object) -> None:
        if words.strip():
            runs.append((tm[4] * cm[1] + tm[5] * cm[3] + cm[5], words.strip()))

    (page,) = PdfReader(io.BytesIO(bytes(pdf))).pages
    page.extract_text(visitor_text=note)
    heights = [height for height, _ in runs]
    kicker = next(n for n, (_, words) in enumerate(runs) if "Systematic review" in words)
    foot = next(n for n, (_, words) in enumerate(runs) if "Licensed" in words)
    body = heights[kicker + 1 : foot]
    assert body
    assert max(body) < heights[kicker] - 10
    assert min(body) > heights[foot] + 8
    assert min(heights) > 10
    shown = " ".join(words for _, words in runs[kicker + 1 : foot]).replace("\n", " ")
    squeezed = "".join(shown.split())
    assert "".join(text.split()) in squeezed or "12,345" not in squeezed
