"""Pictures for posts: what they say, how they are kept, and that they give nothing away."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from referable.compiler.session import Session
from referable.compiler.site import open_session
from referable.research.statements import compose_statement
from referable.sharing.social import cards, draw_images

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
    names = draw_images(small, "A site.", tmp_path / "out")

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
    first = draw_images(small, "A site.", out)
    before = {p.name: p.stat().st_mtime_ns for p in out.iterdir()}
    (out / "stale.png").write_bytes(b"")

    second = draw_images(small, "A site.", out)

    assert first == second
    assert {p.name: p.stat().st_mtime_ns for p in out.iterdir()} == before


def test_only_the_page_that_changed_is_drawn_again(small: Session, tmp_path: Path):
    """A new description gives one new picture."""
    out = tmp_path / "out"
    first = draw_images(small, "A site.", out)
    small.pages["index.md"].meta["description"] = "Who we are now."

    second = draw_images(small, "A site.", out)

    assert {p for p in first if first[p] != second[p]} == {"index.md"}


def test_two_runs_draw_equal_pictures(small: Session, tmp_path: Path):
    """The same facts give the same bytes."""
    names = draw_images(small, "A site.", tmp_path / "a")
    draw_images(small, "A site.", tmp_path / "b")

    for name in names.values():
        assert (tmp_path / f"a/{name}.png").read_bytes() == (
            tmp_path / f"b/{name}.png"
        ).read_bytes()
