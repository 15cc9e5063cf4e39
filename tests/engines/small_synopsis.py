"""A synopsis with what one needs and nothing more."""

SYNOPSIS = """\
---
design: rct
conditions: [neck-pain]
population: Adults
participants: 12
intervention: Massage
conclusion: Pain fell.
reviewed: {on: 2026-11-01, by: Editors}
---

Words about the study.
"""
