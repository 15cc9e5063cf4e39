"""A library read again from its cache is the same library, and a bad cache is no cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.research.library import load_library

SOURCE = b"""\
@string{jot = "Journal of Touch"}
@article{smith2019, author = {Smith, Ann}, title = {Massage {\\"u}ber backs}, journal = jot, year = 2019}
@article{Smith2019, author = {Smith, Ann}, title = {Again}, journal = unknownmacro, year = 2019}
@article{doe2020, title = {No author}, year = 2020}
@book{broken, title = {Never closed
@misc{last, author = {{A Group}}, title = {Last}, year = {in press}, url = {https://example.org/}}
"""


def load(cache: Path | None, data: bytes = SOURCE, path: str = "library.bib"):
    diagnostics = Diagnostics()
    library = load_library(data, path, diagnostics, cache)
    problems = [(d.place, d.code, d.severity, d.message, d.fix) for d in diagnostics.sorted()]
    return [(e.key, e.type, e.fields, e.path, e.line, e.field_lines) for e in library], problems


def test_second_reading_equals_the_first(tmp_path):
    """Entries, their lines and every problem are the same with an empty cache, a full one, or none."""
    first = load(tmp_path)
    assert (tmp_path / "library.json").exists()
    assert first[1]

    assert load(tmp_path) == first == load(None)


def test_changed_bytes_are_read_anew(tmp_path):
    """One changed letter, or another path in messages, and the cache does not count."""
    load(tmp_path)
    assert load(tmp_path, SOURCE.replace(b"No author", b"No Author")) != load(None)
    load(tmp_path)
    assert load(tmp_path, path="other.bib") == load(None, path="other.bib")


@pytest.mark.parametrize("damage", ["cut", "lines", "garbage", "shape", "folder"])
def test_damaged_cache_is_ignored(tmp_path, damage):
    """A cache that was cut short, edited or is no file at all costs only time."""
    expected = load(tmp_path)
    file = tmp_path / "library.json"
    lines = file.read_text(encoding="ascii").splitlines(keepends=True)
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_text(
            {
                "cut": "".join(lines)[:-40],
                "lines": "".join(lines[:-1]),
                "garbage": "\x00" * 50,
                "shape": lines[0] + "[1, [[]]]\n" + '[["a"]]\n',
            }[damage],
            encoding="ascii",
        )

    assert load(tmp_path) == expected


def test_folder_that_cannot_be_written(tmp_path):
    """Where the cache's folder should be stands a file: the library is read all the same."""
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")

    assert load(blocked) == load(None)
