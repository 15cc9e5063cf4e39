"""What the plot tests share: a parsed SVG and made-up points."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

# The made-up and the real library of the research tests serve here too.
sys.path.insert(0, str(Path(__file__).parents[1] / "research"))

from real_library import real_synopses, real_vocabulary
from statement_cases import outcome, synopsis, vocabulary

from referable.research.synopses import Synopsis

__all__ = [
    "SVG",
    "count",
    "outcome",
    "parse",
    "real_synopses",
    "real_vocabulary",
    "study",
    "synopsis",
    "vocabulary",
    "words",
]

SVG = "{http://www.w3.org/2000/svg}"
COLORS = {"--rf-ink", "--rf-accent", "--rf-band", "--rf-line", "--rf-paper"}


def parse(svg: str) -> ET.Element:
    """The SVG as a tree, with what holds for every plot checked on the way."""
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    labels = root.get("aria-labelledby", "").split()
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert labels == ids[:2]
    assert len(ids) == len(set(ids))
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text
    assert not re.search(r"\bnan\b|\binf\b|\bNone\b", svg)
    for element in root.iter():
        for name in ("fill", "stroke"):
            value = element.get(name)
            if value:
                match = re.fullmatch(r"var\((--rf-[a-z]+), #[0-9A-F]{6}\)", value)
                assert match, value
                assert match[1] in COLORS
        assert "style" not in element.attrib
    inside(root)
    return root


def inside(root: ET.Element) -> None:
    """Every coordinate lies inside the picture."""
    width, height = (float(v) for v in root.get("viewBox").split()[2:])
    for element in root.iter():
        for name, most in (("x", width), ("x1", width), ("x2", width), ("cx", width)):
            if element.get(name):
                assert -0.01 <= float(element.get(name)) <= most + 0.01, element.attrib
        for name in ("y", "y1", "y2", "cy"):
            if element.get(name):
                assert -0.01 <= float(element.get(name)) <= height + 0.01, element.attrib
        for pair in (element.get("points") or "").split():
            x, y = (float(v) for v in pair.split(","))
            assert -10 <= x <= width + 10
            assert 0 <= y <= height


def words(root: ET.Element) -> list[str]:
    """All text that is shown, in order."""
    return [e.text or "" for e in root.iter(f"{SVG}text")]


def count(root: ET.Element, shape: str) -> int:
    return len(list(root.iter(f"{SVG}{shape}")))


def study(key: str, *outcomes: dict[str, object], **facts: object) -> Synopsis:
    """A made-up study with the given outcomes."""
    made = synopsis(outcomes=tuple(outcome(**o).model_dump() for o in outcomes), **facts)
    return Synopsis(key, made.facts, "", f"{key}.md", 1)
