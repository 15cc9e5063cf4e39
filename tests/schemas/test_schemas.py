"""JSON Schemas for editors: equal to the models, explained, and true of the real files."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from referable.cli import main
from referable.diagnostics import Diagnostics
from referable.schemas import (
    FILES,
    editor_files,
    editor_settings,
    schema,
    schema_names,
    shipped_schema,
)
from referable.yamlsource import load_yaml, split_front_matter

ROOT = Path(__file__).resolve().parents[2]


def as_json(value: object) -> object:
    """YAML data as an editor's language server sees it: dates are words."""
    return json.loads(json.dumps(value, default=str))


def yaml_of(path: Path) -> object:
    document = load_yaml(path.read_text(encoding="utf-8"), path.name, Diagnostics())
    assert document is not None
    return as_json(document.data)


def problems(name: str, data: object) -> list[str]:
    validator = jsonschema.Draft7Validator(schema(name))
    return [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(data)]


def fields(node: object, at: str = "") -> Iterator[tuple[str, dict]]:
    if isinstance(node, dict):
        for name, value in node.get("properties", {}).items():
            yield f"{at}.{name}", value
        for name, value in node.items():
            yield from fields(value, f"{at}.{name}" if name != "properties" else at)
    elif isinstance(node, list):
        for value in node:
            yield from fields(value, at)


@pytest.mark.parametrize("name", schema_names())
def test_the_shipped_copy_is_what_the_models_give(name):
    """After a change of a model: `referable schema --write scripts/referable/schemas`."""
    assert shipped_schema(name) == schema(name)


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_a_schema(name):
    """It passes the check of its own draft, and every reference leads somewhere."""
    made = schema(name)
    jsonschema.Draft7Validator.check_schema(made)
    text = json.dumps(made)
    for definition in made["definitions"]:
        assert f'"#/definitions/{definition}"' in text


@pytest.mark.parametrize("name", schema_names())
def test_every_field_is_explained(name):
    """Each has a title and a sentence; whatever takes a value of its own has an example."""
    found = list(fields(schema(name)))
    assert len(found) > 5
    for at, field in found:
        assert field["title"][:1].isupper(), at
        assert len(field["description"]) > 8, at
        simple = "allOf" not in field and field.get("type") not in ("array", "object")
        if simple and name != "photos":
            assert "Example: " in field["description"], at


def test_words_to_choose_from_are_explained():
    """An editor shows what each word of a list means."""
    definitions = schema("practice")["definitions"]
    for name in ("Level", "Coverage", "PlanType"):
        assert len(definitions[name]["enum"]) == len(definitions[name]["enumDescriptions"])


@pytest.mark.parametrize("name", ["practice", "conditions", "photos", "mkdocs"])
def test_the_starter_is_valid(name):
    """An editor underlines nothing in the files that a new site begins with."""
    assert problems(name, yaml_of(ROOT / FILES[name])) == []


def test_every_synopsis_is_valid():
    """The front matter of each record fits its schema."""
    files = sorted((ROOT / "research/synopses").glob("*.md"))
    assert len(files) > 150
    wrong = {}
    for file in files:
        parts = split_front_matter(file.read_text(encoding="utf-8"), file.name, Diagnostics())
        assert parts.document is not None
        found = problems("synopsis", as_json(parts.document.data))
        if found:
            wrong[file.name] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("people", 0, "licenses", 0, "state"), "Oregon"),
        (("people", 0, "licenses", 0, "status"), "fine"),
        (("people", 0, "certificates", 0, "hours"), 0),
        (("safety", 0, "level"), "never"),
        (("fees", 0, "price"), -1),
        (("locations", 0, "hours", 0, "open"), "8 am"),
        (("wait", "days"), "three"),
        (("telephone",), ["541-555-0100"]),
        (("people",), []),
    ],
)
def test_a_slip_is_underlined(path, value):
    """What the model refuses, the editor shows while it is typed."""
    data = copy.deepcopy(yaml_of(ROOT / "practice.yml"))
    place = data
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    assert len(problems("practice", data)) == 1


@pytest.mark.parametrize(
    ("plugins", "wrong"),
    [
        (["search", "referable"], 0),
        ([{"referable": {"design": True, "packet_paper": "both"}}, {"blog": {"any": 1}}], 0),
        ([{"referable": {"desing": True}}], 1),
        ([{"referable": {"study_pages": "often"}}], 1),
        ([{"referable": {"packet_paper": "a3"}}], 1),
    ],
)
def test_options_of_the_plugin_are_completed_and_those_of_others_let_be(plugins, wrong):
    """A slip in our options is underlined; what else stands in mkdocs.yml is MkDocs's business."""
    data = {"site_name": "T", "nav": ["index.md"], "plugins": plugins}

    assert len(problems("mkdocs", data)) == wrong


def test_a_new_site_gets_settings_and_schemas():
    """The settings name a schema for each file, and each named schema is there."""
    made = editor_files()
    for path in editor_settings()["yaml.schemas"]:
        assert json.loads(made[path.removeprefix("./")])["definitions"]
    assert "redhat.vscode-yaml" in json.loads(made[".vscode/extensions.json"])["recommendations"]
    first = (ROOT / "practice.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=.vscode/schemas/practice.json"


def test_the_command_prints_and_writes(tmp_path):
    """One schema to the terminal, all of them into a folder, and a hint for a slip."""
    run = CliRunner().invoke
    assert json.loads(run(main, ["schema", "practice"]).stdout) == schema("practice")
    assert run(main, ["schema", "--write", str(tmp_path / "s")]).exit_code == 0
    assert sorted(p.stem for p in (tmp_path / "s").iterdir()) == sorted(FILES)
    wrong = run(main, ["schema", "practise"])
    assert wrong.exit_code == 2
    assert "practice" in wrong.stderr
