"""Measures parts of Referable on their own, each in a process of its own.

    python tests/bench/parts.py library library.bib

prints one line of JSON. A part that does not exist yet says so.
"""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import datetime as dt
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import corpus
from corpus_library import bibtex, make_studies
from corpus_pages import make_pages

__all__ = ["PARTS"]

_ROOT = Path(__file__).resolve().parents[2]
_TESTS = _ROOT / "tests"
_ROUNDS = 5


def _seconds(action: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """The median processor time of an action."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def library(path: str) -> dict[str, Any]:
    """Time and memory for loading a library."""
    from referable.diagnostics import Diagnostics
    from referable.research import bibtex as _  # noqa: F401 # its memory is not the entries'
    from referable.research.library import load_library

    data = Path(path).read_bytes()
    before = _peak()
    start = time.process_time()
    loaded = load_library(data, "library.bib", Diagnostics())
    seconds, size = time.process_time() - start, len(data) / 1e6
    grown = _peak() - before
    return {
        "entries": len(loaded),
        "file MB": round(size, 2),
        "seconds": round(seconds, 3),
        "MB/s": round(size / seconds, 1),
        "memory MB": round(grown, 1),
        "memory / file": round(grown / size, 2),
    }


def scanner() -> dict[str, Any]:
    """Megabytes of Markdown scanned for citations in a second."""
    from referable.compiler.scanner import scan

    texts = _texts()
    seconds = _seconds(lambda: [scan(text) for text in texts])
    return {"MB/s": round(sum(map(len, texts)) / seconds / 1e6, 1)}


def references() -> dict[str, Any]:
    """Time to format 1,000 references with nothing in the cache."""
    from referable.diagnostics import Diagnostics
    from referable.research.library import load_library
    from referable.research.references import ReferenceFormatter

    data = bibtex(make_studies(corpus.SEED, 1_000)).encode()
    walls = []
    for _ in range(_ROUNDS):
        entries = list(load_library(data, "library.bib", Diagnostics()))
        start = time.perf_counter()
        ReferenceFormatter("ama", _ROOT, None, Diagnostics()).format(entries)
        walls.append(time.perf_counter() - start)
    return {"wall s / 1,000": round(statistics.median(walls), 3)}


def phi() -> dict[str, Any]:
    """Megabytes checked for patients' details in a second, and what is found in the test corpus."""
    checks = import_module("referable.checks.phi")
    facts = checks.KnownFacts()
    texts = _texts()[:50]

    def check() -> None:
        for text in texts:
            checks.check_text(text, "p.md", checks.SourceKind.MARKDOWN, facts)

    measured = {"MB/s": round(sum(map(len, texts)) / _seconds(check, 3) / 1e6, 2)}
    for name in (
        "heldout-4.jsonl",
        "heldout-3.jsonl",
        "heldout.jsonl",
        "tune-3.jsonl",
        "tune-2.jsonl",
        "tune.jsonl",
    ):
        file = _TESTS / "phi-corpus" / name
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        if lines:
            return {**measured, "corpus": name, **_spans(checks, [*map(json.loads, lines)])}
    return measured


def _spans(checks: Any, samples: list[dict[str, Any]]) -> dict[str, Any]:
    """For each category the share of marked spans that a finding touches, and false alarms."""
    practice = _TESTS / "phi-corpus" / "practice.yml"
    loaded = import_module("referable.practice").load_practice
    diagnostics = import_module("referable.diagnostics").Diagnostics()
    facts = checks.KnownFacts.from_practice(
        loaded(practice.read_text(encoding="utf-8"), "practice.yml", diagnostics)
    )
    found: dict[str, list[bool]] = {}
    alarms = harmless = hits = 0
    for sample in samples:
        kind = checks.SourceKind(sample["kind"])
        problems = checks.check_text(sample["text"], sample["path"], kind, facts)
        if sample["harmless"]:
            harmless += 1
            alarms += bool(problems)
            continue
        places = [_span(sample["text"], problem) for problem in problems]
        for span in sample["spans"]:
            hit = any(start < span["end"] and span["start"] < end for start, end in places)
            hits += hit
            found.setdefault(span["category"], []).append(hit)
    recall = {f"recall {name}": f"{sum(hit)}/{len(hit)}" for name, hit in sorted(found.items())}
    precision = round(hits / max(1, hits + alarms), 3)
    return {**recall, "false alarms": f"{alarms}/{harmless}", "precision": precision}


def _span(text: str, problem: Any) -> tuple[int, int]:
    """A finding as offsets of the text; one without a place covers it all."""
    if problem.line is None:
        return 0, len(text)
    before = sum(len(line) + 1 for line in text.split("\n")[: problem.line - 1])
    start = before + (problem.column or 1) - 1
    return start, start + problem.length


def claims() -> dict[str, Any]:
    """Megabytes checked for claims in a second, and how well the corpus of sentences fares."""
    from referable.checks.claims import check_claims
    from referable.project import Project

    project = Project(_ROOT)
    keys, synopses, day = project.library.keys(), project.synopses, dt.date(2026, 11, 23)

    def codes(text: str) -> set[str]:
        found = check_claims(text, "p.md", keys, synopses, register="patient", today=day)
        return {diagnostic.code for diagnostic in found}

    texts = _texts()[:50]
    seconds = _seconds(lambda: [codes(text) for text in texts], 3)
    measured = {"MB/s": round(sum(map(len, texts)) / seconds / 1e6, 2)}
    return {**measured, **_recall(_TESTS / "claims-corpus", codes)}


def texts() -> dict[str, Any]:
    """Megabytes of Markdown that all text checks together read in a second of processor time.

    Measured on the pages of the corpus, which are prose with citations and tables, and on those
    of the starter, whose practice is known by name.
    """
    checks = import_module("referable.checks.phi")
    check_claims = import_module("referable.checks.claims").check_claims
    from referable.project import Project

    project = Project(_ROOT)
    keys, synopses, day = project.library.keys(), project.synopses, dt.date(2026, 11, 23)
    authors = [author.sort_name for entry in project.library for author in entry.authors]
    facts = checks.KnownFacts.from_practice(project.practice, library_names=authors)
    own = [file for name in ("docs", "research") for file in sorted((_ROOT / name).rglob("*.md"))]
    measured: dict[str, Any] = {}
    for name, pages in {
        "corpus": _texts()[:50],
        "starter": [file.read_text(encoding="utf-8") for file in own],
    }.items():

        def check(pages: list[str] = pages) -> None:
            for text in pages:
                checks.check_text(text, "p.md", checks.SourceKind.MARKDOWN, facts)
                check_claims(text, "p.md", keys, synopses, register="patient", today=day)

        size = sum(len(text.encode()) for text in pages) / 1e6
        measured[f"{name} MB/s"] = round(size / _seconds(check, 3), 2)
    return measured


def packet() -> dict[str, Any]:
    """Time to set the starter's packet of PDFs, and to find that nothing has changed."""
    import_module("referable.packet")
    walls = []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "referable", "packet", "-C", str(_ROOT), "--out", folder]
        for _ in range(2):
            start = time.perf_counter()
            result = subprocess.run(command, capture_output=True, check=False, text=True)
            walls.append(round(time.perf_counter() - start, 2))
        files = len(list(Path(folder).rglob("*.pdf")))
    if not files:
        return {"skipped": result.stderr.strip()[-200:]}
    return {"cold s": walls[0], "warm s": walls[1], "documents": files}


def _recall(folder: Path, codes: Callable[[str], set[str]]) -> dict[str, Any]:
    """For sentences never used for tuning: the share found of each code, and false alarms."""
    import yaml

    bad = yaml.safe_load((folder / "bad-held-out.yml").read_text(encoding="utf-8"))
    good = yaml.safe_load((folder / "good-held-out.yml").read_text(encoding="utf-8"))
    found = {code: [code in codes(text) for text in texts] for code, texts in bad.items()}
    hits = sum(map(sum, found.values()))
    alarms = sum(bool(codes(text)) for text in good)
    recall = {f"recall {code}": f"{sum(hit)}/{len(hit)}" for code, hit in sorted(found.items())}
    return {
        **recall,
        "false alarms": f"{alarms}/{len(good)}",
        "precision": round(hits / max(1, hits + alarms), 2),
    }


def preview() -> dict[str, Any]:
    """Time from the save of a file to the new page."""
    from preview import measure

    return measure()


def _texts() -> list[str]:
    size = corpus.SIZES["M"]
    keys = [study.key for study in make_studies(corpus.SEED, size.references)]
    return [page.text for page in make_pages(corpus.SEED, size.pages, size.citations, keys)]


PARTS: dict[str, Callable[..., dict[str, Any]]] = {
    part.__name__: part
    for part in (library, scanner, references, texts, phi, claims, packet, preview)
}
"""Each part by name."""


def main() -> None:
    """Measure the part named on the command line."""
    name, *arguments = sys.argv[1:]
    try:
        measured = PARTS[name](*arguments)
    except (ImportError, AttributeError, FileNotFoundError) as missing:
        measured = {"skipped": str(missing)}
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
