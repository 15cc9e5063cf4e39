"""Writes the examples of explained pages into small sites and collects what is reported there.

Examples in `docs/` and in `site/` share one site each for all that is bad and for all that is
good, under names of their own; anything else needs a site for itself.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from referable.checks.placeholders import find_placeholders
from referable.cli import main
from referable.rules.pages import BAD, GOOD, Example, Page, parse_page

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "scripts" / "referable" / "rules" / "explained"

MKDOCS_YML = "site_name: Example\ntheme: {name: mkdocs}\nplugins: [referable]\n"
PRACTICE_YML = """\
name: Example Clinical Massage
telephone: 503-555-0100
people:
  - id: alex-example
    name: Alex Example
    title: Licensed Massage Therapist
    licenses:
      - {state: OR, number: "00000", title: Licensed Massage Therapist}
"""
_SHARED = re.compile(r"docs/[\w-]+\.md|site/[\w-]+\.html")


@dataclass(frozen=True)
class Problem:
    """What a run reported: enough to compare."""

    code: str
    severity: str
    path: str
    message: str


@dataclass
class Results:
    """Codes reported for each page's bad and good examples."""

    bad: dict[str, list[Problem]] = field(default_factory=dict)
    good: dict[str, list[Problem]] = field(default_factory=dict)


def pages() -> dict[str, Page]:
    """Every explained page by the name of its file."""
    return {f.stem: parse_page(f.read_text(encoding="utf-8")) for f in sorted(FOLDER.glob("*.md"))}


def run_all(found: dict[str, Page], folder: Path) -> Results:
    """Run the examples of all pages."""
    results = Results()
    studies = _studies(found.values())
    for heading, kept in ((BAD, results.bad), (GOOD, results.good)):
        shared: dict[str, str] = {}
        owner: dict[str, str] = {}
        for name, page in found.items():
            examples = _files(page, heading)
            if not examples:
                continue
            kept[name] = []
            if len(examples) == 1 and _SHARED.fullmatch(examples[0].file):
                part, suffix = examples[0].file.split("/")[0], Path(examples[0].file).suffix
                path = f"{part}/x{len(shared)}{suffix}"
                shared[path] = examples[0].text
                owner[path if part == "docs" else Path(path).name] = name
            else:
                wanted = _mentioned(studies, examples)
                site = _write(folder / heading.split()[0] / name, wanted, examples)
                kept[name] = _check(site, examples)
        examples = [Example("", path, text) for path, text in shared.items()]
        site = _write(folder / heading.split()[0] / "shared", studies, examples)
        for problem in _check(site, examples):
            if problem.path in owner:
                kept[owner[problem.path]].append(problem)
    return results


def _files(page: Page, heading: str) -> tuple[Example, ...]:
    """The files under a heading; the good ones are laid over the bad ones where those are many."""
    bad, good = page.section(BAD).examples, page.section(GOOD).examples
    if heading == BAD or not good or len(bad) < 2:
        return bad if heading == BAD else good
    return tuple({e.file: e for e in (*bad, *good)}.values())


def _check(site: Path, examples: list[Example] | tuple[Example, ...]) -> list[Problem]:
    """What the checks say about a site, by its kind of examples."""
    found = []
    if any(e.file == "-" for e in examples):
        text = next(e.text for e in examples if e.file == "-")
        return _run(["check", "-", "--notes"], site, text)
    if any(not e.file.startswith("site/") for e in examples):
        found += _run(["check", "--notes"], site)
        wanted = [e.file for e in examples]
        found += [
            Problem(d.code, str(d.severity), d.path, d.message)
            for d in find_placeholders(site, wanted)
        ]
    if any(e.file.startswith("site/") for e in examples):
        found += _run(["check", "--notes", "--site", str(site / "site")], site)
    return found


def _run(arguments: list[str], site: Path, text: str = "") -> list[Problem]:
    command = [arguments[0], *arguments[1:], "-C", str(site), "--format", "json"]
    result = CliRunner().invoke(main, command, input=text, catch_exceptions=False)
    assert result.exit_code in {0, 1}, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return [Problem(d["code"], d["severity"], d["path"], d["message"]) for d in lines]


def _studies(found) -> dict[str, str]:
    """The starter's own records of the studies that any page mentions: entry and synopsis."""
    words = set(re.findall(r"[a-z]+\d{4}[a-z]*", "".join(p.markdown for p in found)))
    library = (ROOT / "research" / "library.bib").read_text(encoding="utf-8")
    entries = [
        e
        for e in re.split(r"\n(?=@)", library)
        if (m := re.match(r"@\w+\{(\w+),", e)) and m[1] in words
    ]
    files = {"research/library.bib": "\n\n".join(e.strip() for e in entries) + "\n"}
    for entry in entries:
        key = re.match(r"@\w+\{(\w+),", entry)[1]
        path = f"research/synopses/{key}.md"
        if (ROOT / path).is_file():
            files[path] = (ROOT / path).read_text(encoding="utf-8")
    files["research/conditions.yml"] = (ROOT / "research" / "conditions.yml").read_text("utf-8")
    return files


def _mentioned(studies: dict[str, str], examples) -> dict[str, str]:
    """Only what the examples need, as most sites need no study and run faster without."""
    text = "".join(e.text + e.file for e in examples)
    needs_studies = "/evidence/" in text or any(
        Path(path).stem in text for path in studies if path.endswith(".md")
    )
    needs_conditions = needs_studies or "condition" in text
    return {
        path: content
        for path, content in studies.items()
        if needs_studies or (needs_conditions and "conditions.yml" in path)
    }


def _write(site: Path, studies: dict[str, str], examples) -> Path:
    shutil.rmtree(site, ignore_errors=True)
    (site / "research" / "synopses").mkdir(parents=True)
    files = {"mkdocs.yml": MKDOCS_YML, "practice.yml": PRACTICE_YML, "docs/index.md": "# Start\n"}
    own_library = any(e.file == "research/library.bib" for e in examples)
    files |= {p: t for p, t in studies.items() if not own_library or p.endswith(".yml")}
    files |= {e.file: e.text for e in examples if e.file != "-"}
    for path, text in files.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return site
