"""References formatted beside other work are those formatted in its place."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCRIPT = """
import os, sys
from pathlib import Path
from referable.diagnostics import Diagnostics
from referable.research.bibtex import parse_bibtex
from referable.research.references import ReferenceFormatter
from referable.research.references.beside import begin_formatting

style, fate = sys.argv[1:]
source = "".join(
    f"@article{{k{n}, author={{Smith, A{{\\\\'e}}}}, title={{Study {n}}}, journal={{J}}, year=2019}}\\n"
    for n in range(150)
)
parent = os.getpid()

class Formatter(ReferenceFormatter):
    def set(self, missing):
        if os.getpid() != parent:
            print("apart", flush=True)
            if fate == "dies":
                os._exit(9)
        return super().set(missing)

def make():
    return Formatter(style, Path("."), None, Diagnostics())

entries = parse_bibtex(source.encode(), "l.bib", Diagnostics())
beside = begin_formatting(make(), entries)()
assert list(beside) == [e.key for e in entries]
assert beside == make().format(entries)
print("same")
"""


@pytest.mark.parametrize("style", ["ama", "apa"])
@pytest.mark.parametrize("fate", ["lives", "dies"])
def test_process_of_its_own(style, fate, tmp_path):
    """On Linux with two cores a copy of the process does the work; one that dies costs only time."""
    command = [sys.executable, "-c", SCRIPT, style, fate]
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=120
    )

    assert result.returncode == 0, result.stderr
    assert result.stdout.split()[-1] == "same"
    if sys.platform == "linux" and (os.cpu_count() or 1) > 1:
        assert result.stdout.split() == ["apart", "same"]
