"""The monthly workflow: few permissions, pinned actions, commands that exist."""

from __future__ import annotations

import re

import yaml
from loopback_registers import ROOT

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/evidence-watch.yml").read_text("utf-8"))


def test_it_may_only_read_the_code_and_write_issues():
    """A stolen step could open an issue, no more."""
    (job,) = WORKFLOW["jobs"].values()

    assert WORKFLOW["permissions"] == {}
    assert job["permissions"] == {"contents": "read", "issues": "write"}
    assert all(
        step["with"]["persist-credentials"] is False
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout")
    )


def test_its_actions_are_pinned_by_commit():
    """A moved tag changes nothing."""
    (job,) = WORKFLOW["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]

    assert used
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action in used)


def test_no_expression_is_pasted_into_a_script():
    """Titles and issue texts reach the shell as files, never as code."""
    (job,) = WORKFLOW["jobs"].values()

    assert not [step["name"] for step in job["steps"] if "${{" in step.get("run", "")]
