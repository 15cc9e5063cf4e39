"""What the preview knows is wrong is told once, on its page, and goes when it is mended."""

from __future__ import annotations

import json

from referable.diagnostics import Diagnostic
from referable.engines.preview.problems import ProblemBoard, read_check
from referable.printers import FORMATS

UNKNOWN = Diagnostic("citation-unknown", "No study has the key “x”.", "docs/a.md", 3, 5, "", 4)
NAME = Diagnostic("phi-name", "A name.", "docs/a.md", 9, 1)
PAGES = {"docs/a.md": ("a/",)}


def as_checked(tmp_path, *problems: Diagnostic) -> tuple[Diagnostic, ...]:
    """Problems as a check in another process tells them."""
    found = read_check(FORMATS["json"](problems, tmp_path), 1 if problems else 0)
    assert found is not None
    return found


def codes(board: ProblemBoard, page: str = "a/") -> list[str]:
    return [problem["code"] for problem in board.for_page(page)["here"]]


def test_what_build_and_check_both_find_is_told_once(tmp_path):
    """After a build, its check and another build, there is still one of each."""
    board = ProblemBoard()
    board.after_build([UNKNOWN], PAGES, [])
    board.after_check(as_checked(tmp_path, UNKNOWN, NAME))
    assert codes(board) == ["citation-unknown", "phi-name"]

    board.after_build([UNKNOWN], PAGES, ["docs/b.md"])

    assert codes(board) == ["citation-unknown", "phi-name"]


def test_what_is_mended_elsewhere_goes_with_the_next_build(tmp_path):
    """An entry added to the library mends a page at once; what only checks find waits for one."""
    board = ProblemBoard()
    board.after_build([UNKNOWN], PAGES, [])
    board.after_check(as_checked(tmp_path, UNKNOWN, NAME))

    board.after_build([], PAGES, ["research/library.bib"])

    assert codes(board) == ["phi-name"]
    board.after_check(as_checked(tmp_path))
    assert codes(board) == []


def test_a_page_that_is_gone_for_its_mistake_still_tells_it(tmp_path):
    """A synopsis that cannot be read has no page any more; the one left open says why."""
    board = ProblemBoard()
    board.after_build([], PAGES, [])
    broken = Diagnostic("yaml-syntax", "A bracket is opened.", "docs/a.md", 2, 1)

    board.after_build([broken], {}, ["docs/a.md"])

    assert codes(board) == ["yaml-syntax"]
    assert json.dumps(board.for_page("b/")["elsewhere"]).count("yaml-syntax") == 1
