"""A broken YAML file is told in the words of somebody who never learned YAML."""

from __future__ import annotations

import pytest
import yaml

from referable import yamlsource
from referable.diagnostics import Diagnostics

QUOTES = "Put the value in quotes: "


@pytest.fixture(params=["libyaml", "PyYAML"])
def parser(request, monkeypatch):
    """Both parsers, as not every computer has the quick one."""
    if request.param == "PyYAML":
        monkeypatch.setattr(yamlsource, "_LOADER", yaml.SafeLoader)


@pytest.mark.parametrize(
    ("text", "place", "message", "fix"),
    [
        ("name: A\n tel: 5\n", "2:2", "indented further", "below the first letter"),
        ("a:\n  b: 1\n c: 2\n", "3:2", "another column", "below its neighbors"),
        ("name A\ntel: 5\n", "1:1", "no colon", "`name: value`"),
        ("a: 1\nfoo\nb: 2\n", "2:1", "no colon", "`name: value`"),
        ("a: {b: 1 c: 2}\n", "1:11", "comma", "Put a comma"),
        ("a: [1, 2]]\n", "1:10", "closed that was never opened", "Count"),
        ("email: @home\n", "1:8", "cannot begin with @", QUOTES + 'email: "@home"'),
        ("a: *bold\n", "1:4", "begins with *", QUOTES + 'a: "*bold"'),
        ("wait: > 3 days\n", "1:9", "begins with >", QUOTES + 'wait: "> 3 days"'),
        ("name: 'Ann's place'\n", "1:12", "goes on after its closing", '"Ann\'s place"'),
        ('n: see: "x"\n', "1:7", "stands inside a value", QUOTES + "n: 'see: \"x\"'"),
        ("name: A\n- b\n", "2:1", "list item", "`name:`"),
        ("a: - b\n", "1:4", "begins on the same line", "a dash, a space"),
        ("h:\n  - a: 1\n  c: 3\n", "3:3", "between the items of a list", "with a dash"),
        ("a: 1\n---\nb: 2\n", "2:1", "Three dashes", "Delete the line"),
        ("a:\u00a0b\nc: 1\n", "1:3", "word processor", "type a space"),
        ("a: 1\nb: \x07\n", "2", "cannot be read as YAML", "odd characters"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_a_slip_is_told_where_it_is_and_with_what_to_write(text, place, message, fix):
    """The line to mend, what is wrong with it, and what to type, with no word of the parser."""
    diagnostics = Diagnostics()

    yamlsource.load_yaml(text, "f.yml", diagnostics)

    (problem,) = diagnostics
    assert problem.place == f"f.yml:{place}"
    assert message in problem.message
    assert fix in problem.fix
    assert "token" not in problem.message
