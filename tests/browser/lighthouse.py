"""Lighthouse on the built starter, with its settings for phones; needs Node.js and Chromium.

    npx --yes lighthouse --version && python tests/browser/lighthouse.py [--site DIR] [PAGE ...]

Exit status 1 when a page misses 100 for accessibility, best practices or SEO, or 98 for speed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from gallery import PAGES, built, chromium, served

GOALS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
DEFAULT = ("home", "condition", "study", "clinicians", "library")


def measure(url: str, folder: Path) -> dict[str, int]:
    """Lighthouse's scores of a page, out of 100."""
    report = folder / "report.json"
    command = ["npx", "--yes", "lighthouse", url, "--quiet", "--output=json", f"--output-path={report}",
               "--chrome-flags=--headless=new --no-sandbox"]  # fmt: skip
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium() or ""})
    categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(categories[name]["score"] * 100) for name in GOALS}


def main() -> int:
    """Measure the pages and say which miss a goal."""
    parser = argparse.ArgumentParser(description="Lighthouse on the built starter.")
    parser.add_argument("pages", nargs="*", help=f"of {', '.join(PAGES)}")
    parser.add_argument("--site", type=Path, help="a built site; the starter is built otherwise")
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with served(options.site or built(folder / "site")) as root:
            for name in options.pages or DEFAULT:
                scores = measure(root + PAGES[name], folder)
                missed |= any(scores[k] < goal for k, goal in GOALS.items())
                print(name, *(f"{k} {v}" for k, v in scores.items()), sep="\t")  # noqa: T201
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
