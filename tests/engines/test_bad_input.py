"""Hostile and broken sources: each is a diagnostic with its place, and the rest still works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner

PAGE = "# T\n\nA [@smith2019].\n"
SMITH = "@article{smith2019, author={Smith, Ann}, title={Massage}, journal={Pain}, year={2019}}\n"
DOE = "@article{doe2020, author={Doe, Bo}, title={Rest}, journal={Pain}, year={2020}}\n"
CONDITIONS = "conditions:\n  neck-pain: {name: Neck pain}\n"
FACTS = """\
---
design: rct
conditions: [neck-pain]
population: Adults
intervention: Massage
conclusion: No clear difference was found.
reviewed: {on: 2026-11-01, by: Editors}
---
"""
BODY = "word " * 70 + "\n"
PRACTICE = """\
name: P
telephone: 541-555-0100
scope: We do not diagnose, prescribe, adjust joints or change a medicine. Red flags go back to you.
people:
  - {id: a, name: A, title: T, licenses: [{state: OR, number: "1", title: T, expires: 2099-12-31, verify_url: "https://example.org"}]}
"""

# name, files, expected codes with places
CASES: list[tuple[str, dict[str, str | bytes], list[str]]] = [
    (
        "empty library",
        {"research/library.bib": b"", "docs/index.md": "# T\n"},
        ["bib-empty research/library.bib"],
    ),
    (
        "library in Latin-1",
        {"research/library.bib": SMITH.replace("Ann", "Ren\xe9").encode("latin-1")},
        ["file-encoding research/library.bib:1:39"],
    ),
    (
        "library in UTF-16",
        {"research/library.bib": SMITH.encode("utf-16")},
        ["file-encoding research/library.bib:1"],
    ),
    ("library with a byte order mark", {"research/library.bib": SMITH.encode("utf-8-sig")}, []),
    (
        "entry never closed",
        {
            "research/library.bib": SMITH
            + "@article{gap2000, title={Never closed, year=2000\n\n"
            + DOE,
            "docs/index.md": PAGE + "\nB [@doe2020].\n",
        },
        ["bib-syntax research/library.bib:2"],
    ),
    (
        "duplicate key",
        {"research/library.bib": SMITH + SMITH.replace("Massage", "Other")},
        ["bib-duplicate-key research/library.bib:2"],
    ),
    (
        "duplicate DOI",
        {
            "research/library.bib": SMITH.replace("year", "doi={10.1000/x}, year")
            + DOE.replace("year", "doi={https://doi.org/10.1000/X}, year")
        },
        ["bib-duplicate-doi research/library.bib:2"],
    ),
    (
        "entry without author",
        {"research/library.bib": SMITH.replace("author={Smith, Ann}, ", "")},
        ["bib-field-missing research/library.bib:1"],
    ),
    (
        "entry without title",
        {"research/library.bib": SMITH.replace("title={Massage}, ", "")},
        ["bib-field-missing research/library.bib:1"],
    ),
    (
        "entry without year",
        {"research/library.bib": SMITH.replace(", year={2019}", "")},
        ["bib-field-missing research/library.bib:1"],
    ),
    (
        "year in press",
        {"research/library.bib": SMITH.replace("{2019}", "{in press}")},
        ["bib-field-value research/library.bib:1"],
    ),
    (
        "key that is a path",
        {
            "research/library.bib": SMITH.replace("smith2019", "../../escape"),
            "docs/index.md": "# T\n",
        },
        ["bib-key research/library.bib:1"],
    ),
    (
        "script in a title",
        {
            "research/library.bib": SMITH.replace(
                "{Massage}", "{<script>alert(1)</script> & <b>x</b>}"
            )
        },
        ["bib-field-value research/library.bib:1"],
    ),
    (
        "address that is a script",
        {"research/library.bib": SMITH.replace("year", "url={javascript:alert(1)}, year")},
        ["bib-field-value research/library.bib:1"],
    ),
    (
        "synopsis for an unknown key",
        {
            "research/synopses/smiht2019.md": FACTS + BODY,
            "research/synopses/smith2019.md": FACTS + BODY,
            "research/conditions.yml": CONDITIONS,
        },
        ["synopsis-without-entry research/synopses/smiht2019.md:1"],
    ),
    (
        "entry without a synopsis",
        {
            "research/library.bib": SMITH + DOE,
            "research/synopses/smith2019.md": FACTS + BODY,
            "research/conditions.yml": CONDITIONS,
        },
        ["entry-without-synopsis research/library.bib:2"],
    ),
    (
        "unknown condition",
        {
            "research/synopses/smith2019.md": FACTS.replace("[neck-pain]", "[neckpain]") + BODY,
            "research/conditions.yml": CONDITIONS,
        },
        ["condition-unknown research/synopses/smith2019.md:3:14"],
    ),
    (
        "unknown design",
        {
            "research/synopses/smith2019.md": FACTS.replace("rct", "rtc") + BODY,
            "research/conditions.yml": CONDITIONS,
        },
        ["field-value research/synopses/smith2019.md:2:1"],
    ),
    (
        "unknown field in a synopsis",
        {
            "research/synopses/smith2019.md": FACTS.replace("population", "populaton") + BODY,
            "research/conditions.yml": CONDITIONS,
        },
        ["field-unknown research/synopses/smith2019.md:4:1"],
    ),
    (
        "synopsis without front matter",
        {"research/synopses/smith2019.md": BODY, "research/conditions.yml": CONDITIONS},
        ["front-matter research/synopses/smith2019.md:1"],
    ),
    (
        "front matter never closed",
        {"docs/index.md": "---\ntitle: T\n\n# T\n"},
        ["front-matter docs/index.md:1"],
    ),
    (
        "front matter that is a list",
        {"docs/index.md": "---\n- a\n- b\n---\n# T\n"},
        ["front-matter docs/index.md:2"],
    ),
    ("practice.yml that is a list", {"practice.yml": "- a\n- b\n"}, ["yaml-syntax practice.yml:1"]),
    ("practice.yml that is one word", {"practice.yml": "hello"}, ["yaml-syntax practice.yml:1"]),
    (
        "practice.yml with tabs",
        {"practice.yml": "name: P\nwait:\n\tdays: 3\n"},
        ["yaml-syntax practice.yml:3:1"],
    ),
    (
        "practice.yml with a name twice",
        {"practice.yml": PRACTICE + "name: Q\n"},
        ["yaml-duplicate-key practice.yml:6:1"],
    ),
    (
        "practice.yml that unfolds",
        {
            "practice.yml": "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 10)}]\n"
                for i in range(7)
            )
        },
        ["yaml-too-large practice.yml:1"],
    ),
    (
        "practice.yml that contains itself",
        {"practice.yml": "a: &a [*a]\n"},
        ["yaml-too-large practice.yml:1"],
    ),
    (
        "practice.yml with an object of Python",
        {"practice.yml": PRACTICE + "fax: !!python/object/apply:os.system [echo]\n"},
        ["field-value practice.yml:6:1"],
    ),
    (
        "colon in a value",
        {"practice.yml": PRACTICE + "tagline: Massage: for backs\n"},
        ["yaml-syntax practice.yml:6:17"],
    ),
    (
        "quotation mark never closed",
        {"practice.yml": PRACTICE + 'tagline: "Massage\n'},
        ["yaml-syntax practice.yml:6:10"],
    ),
    (
        "conditions.yml that is broken",
        {"research/conditions.yml": "conditions: [\n"},
        ["yaml-syntax research/conditions.yml:1:13"],
    ),
    (
        "citation of an unknown key",
        {"docs/index.md": "# T\n\nA [@nobody1900].\n"},
        ["citation-unknown docs/index.md:3:4"],
    ),
    (
        "unknown fact",
        {"practice.yml": PRACTICE, "docs/index.md": "# T\n\nCall {{ practice.telefone }}.\n"},
        ["fact-unknown docs/index.md:3:6"],
    ),
    (
        "fact without practice.yml",
        {"docs/index.md": "# T\n\nCall {{ practice.telephone }}.\n"},
        ["fact-unknown docs/index.md:3:6"],
    ),
    (
        "unknown block",
        {"docs/index.md": "# T\n\n::: evidenze\n"},
        ["directive-unknown docs/index.md:3"],
    ),
    (
        "block with an unknown option",
        {"docs/index.md": "# T\n\n::: studies\n    limt: 3\n"},
        ["directive-option docs/index.md:4:5"],
    ),
    (
        "block with a wrong value",
        {"docs/index.md": "# T\n\n::: studies\n    limit: many\n"},
        ["directive-option docs/index.md:4:5"],
    ),
    (
        "block that lacks an option",
        {"docs/index.md": "# T\n\n::: evidence\n"},
        ["directive-option docs/index.md:3"],
    ),
    (
        "block with broken options",
        {"docs/index.md": "# T\n\n::: studies\n    limit: [\n"},
        ["yaml-syntax docs/index.md:4:12"],
    ),
    (
        "page in Latin-1",
        {"docs/other.md": "# Caf\xe9\n".encode("latin-1")},
        ["file-encoding docs/other.md:1:6"],
    ),
    ("dead link", {"docs/index.md": "# T\n\n[gone](gone.md)\n"}, ["engine docs/index.md:3:8"]),
]


def check(root: Path, *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    """Run the command as a person would; its status, its diagnostics, and its error output."""
    command = [
        sys.executable,
        "-m",
        "referable",
        *(arguments or ("check", "--format", "json", "--notes")),
    ]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return result.returncode, found, result.stderr


@pytest.mark.parametrize(("files", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_bad_input_is_a_diagnostic_at_its_place(make_site, files, expected):
    """Each fault is said once, where it stands, with reason and fix; nothing raises."""
    root = make_site({"research/library.bib": SMITH, "docs/index.md": PAGE, **files})
    diagnostics = Diagnostics()

    mkdocs_runner.check(mkdocs_runner.load(root, diagnostics), diagnostics)

    found = diagnostics.sorted()
    seen = [f"{d.code} {d.place}" for d in found]
    # A file that is no practice at all lacks its fields, too; that is not what the case is about.
    beside = {s for s in seen if s.startswith(("field-missing", "field-unknown"))} - set(expected)
    assert sorted(expected) == sorted(s for s in seen if s not in beside)
    for diagnostic in found:
        assert diagnostic.message
        assert diagnostic.reason
        assert diagnostic.fix or diagnostic.code == "engine"


def test_unreadable_file_is_a_diagnostic(make_site):
    """A file that is a dead link is reported, and the other pages are still checked."""
    root = make_site({"research/library.bib": SMITH, "docs/index.md": PAGE})
    (root / "practice.yml").mkdir()

    status, found, errors = check(root)

    assert [(d["code"], d["path"]) for d in found] == [("file-unreadable", "practice.yml")]
    assert (status, "Traceback" in errors) == (1, False)


def test_path_in_a_key_stays_inside_the_site(make_site, tmp_path):
    """A key with ../ gets a page below the site like any other."""
    bib = SMITH.replace("smith2019", "../../escape")
    root = make_site(
        {"research/library.bib": bib, "docs/index.md": "# T\n\nA [@{../../escape}].\n"}
    )

    result = subprocess.run(
        [sys.executable, "-m", "referable", "build"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout
    assert not list(tmp_path.parent.glob("escape*"))
    assert 'href="#ref-' in (root / "site/index.html").read_text()


def test_script_in_a_title_is_text(build):
    """HTML in a title is shown, never run."""
    built = build(
        {
            "research/library.bib": SMITH.replace(
                "{Massage}", "{<script>alert(1)</script> & <img src=x onerror=alert(2)>}"
            ),
            "docs/index.md": PAGE,
        }
    )

    article = built.article()
    assert not article.xpath(".//script|.//img")
    assert "<script>alert(1)</script> & <img src=x onerror=alert(2)>" in built.text()


def test_wrong_configuration_is_one_sentence_and_status_two(make_site):
    """A wrong option of the plugin, or no mkdocs.yml, ends with status 2 and no traceback."""
    root = make_site(
        {
            "mkdocs.yml": "site_name: T\nplugins: [{referable: {styel: ama}}]\n",
            "docs/index.md": PAGE,
        }
    )
    status, _, errors = check(root)
    assert status == 2
    assert "styel" in errors
    assert "Traceback" not in errors

    (root / "mkdocs.yml").unlink()
    status, _, errors = check(root)
    assert status == 2
    assert "no mkdocs.yml" in errors
