"""Every rule has its page, in one form, with examples that do what the page says."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from example_sites import FOLDER, Problem, Results, pages, run_all

import referable
from referable import rules
from referable.rules import RULES, Rule
from referable.rules.pages import BAD, GOOD, SECTIONS, Page, read_page, subjects

CODES = sorted(RULES)
MODULES = list(pkgutil.iter_modules(rules.__path__))
# The example site is a sample practice with the fewest facts, and its pages have no footer.
SAMPLE = {"placeholder", "ad-license-missing"}


@pytest.fixture(scope="module")
def found() -> dict[str, Page]:
    return pages()


@pytest.fixture(scope="module")
def results(found, tmp_path_factory) -> Results:
    return run_all(found, tmp_path_factory.mktemp("examples"))


def others(problems: list[Problem], code: str) -> list[Problem]:
    """Problems besides the page's own code that its author should have seen."""
    return [
        p
        for p in problems
        if p.code != code
        and p.severity != "note"
        and p.path != "practice.yml"
        and p.code not in SAMPLE
    ]


def test_each_code_has_one_home():
    """No two modules define the same code, so that all speak of one title and severity."""
    modules = [importlib.import_module(f"referable.rules.{info.name}") for info in MODULES]
    defined = [
        rule.code
        for module in modules
        for value in vars(module).values()
        if isinstance(value, tuple)
        for rule in value
        if isinstance(rule, Rule)
    ]

    assert sorted(defined) == CODES


def test_each_code_is_reported_by_something():
    """No code is only a promise: each stands in the sources beside its definition."""
    sources = [
        file.read_text(encoding="utf-8")
        for file in Path(referable.__file__).parent.rglob("*.py")
        if file.parent.name != "rules"
    ]
    silent = [c for c in CODES if not any(f'"{c}"' in text for text in sources)]

    assert silent == []


def test_each_rule_has_exactly_one_page():
    """No rule is without a page, and no page without its rule."""
    assert set(CODES) == {file.stem for file in FOLDER.glob("*.md")}


@pytest.mark.parametrize("code", CODES)
def test_page_has_the_form(code):
    """The heading names code and title; the sections stand in order and hold words."""
    page = read_page(code)

    assert page is not None
    assert page.code == code
    assert page.title == RULES[code].title
    assert ("", *SECTIONS) == tuple(section.heading for section in page.sections)
    assert all(section.blocks for section in page.sections)
    assert page.markdown.endswith("\n")
    assert not page.markdown.endswith("\n\n")


@pytest.mark.parametrize("code", CODES)
def test_page_claims_no_compliance(code):
    """No page promises what nobody can promise, outside the page that quotes the words."""
    page = read_page(code)

    assert page is not None
    if code != "claim-hipaa":
        assert "hipaa compliant" not in page.markdown.lower()


def test_bad_examples_raise_their_code(results):
    """What stands under “Instead of” is reported as the page says."""
    silent = {name for name, seen in results.bad.items() if name not in {p.code for p in seen}}

    assert set() == silent
    assert len(results.bad) > 80


def test_good_examples_raise_nothing(results):
    """What stands under “Write” is neither reported by the page's rule nor by another."""
    wrong = {
        name: [p for p in seen if p.code == name] + others(seen, name)
        for name, seen in results.good.items()
    }

    assert {} == {name: seen for name, seen in wrong.items() if seen}


def test_examples_stand_on_both_sides(found):
    """A page with a bad example that runs has a good one, too."""
    one_sided = {
        name
        for name, page in found.items()
        if bool(page.section(BAD).examples) != bool(page.section(GOOD).examples)
    }

    assert set() == one_sided


def test_subjects_hold_every_rule_once():
    """The list by subject is complete, without doubles, under headings of plain words."""
    listed = [rule.code for rules in subjects().values() for rule in rules]

    assert sorted(listed) == CODES
    assert all(subject[0].isupper() for subject in subjects())
