"""Rules about what goes out by other ways than the site, and about what must never go out."""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["SHARING"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

SHARING: tuple[Rule, ...] = (
    Rule(
        "sharing-failed",
        _E,
        "Downloads or pictures for posts could not be made",
        "Links to them would lead nowhere.",
    ),
    Rule(
        "outreach-published",
        _E,
        "The private list of visits lies among the pages",
        "Everything in that folder is published: names of managers, what was said, when you call.",
    ),
    Rule(
        "outreach-row",
        _E,
        "A row of outreach.csv cannot be used",
        "Its call, visit or note would be forgotten.",
    ),
    Rule(
        "outreach-column",
        _W,
        "A column of outreach.csv is misspelled or stands twice",
        "What it says is not looked at.",
    ),
    Rule(
        "outreach-tracked",
        _W,
        "outreach.csv is not kept out of version control",
        "Whoever can see the repository can read it, and history keeps it after it is deleted.",
    ),
)
