"""Every kind of problem Referable reports: its code, how serious it is, and why it matters.

A rule is named once, in the module of its subject, so that messages, documentation and
suppressions agree.
"""

from __future__ import annotations

from referable.rules.claims import CLAIMS
from referable.rules.foundation import FOUNDATION
from referable.rules.media import MEDIA
from referable.rules.model import Rule, Severity
from referable.rules.packet import PACKET
from referable.rules.practice import PRACTICE
from referable.rules.safety import SAFETY
from referable.rules.sharing import SHARING
from referable.rules.site import SITE
from referable.rules.studies import STUDIES

__all__ = ["RULES", "Rule", "Severity"]

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        *FOUNDATION,
        *SAFETY,
        *SHARING,
        *PACKET,
        *PRACTICE,
        *CLAIMS,
        *MEDIA,
        *SITE,
        *STUDIES,
    )
}
