"""Checks for what may identify a patient in a text. They find problems; they certify nothing.

The way of a text, as a map of the modules:

1. `check` takes it; `reading` reads it as a person does; `passages` and `layout` cut it.
2. `document` says of each passage what it is about and whom it speaks of, by the words in
   `vocabulary` and the signs in `speakers` and `whose`; `facts` holds what is public.
3. The families in `registry` look for one kind of thing each: `people`, `dates` (with `ages`),
   `geography`, `numbers`, `contact`, `web`, `images`, `traits`, `records`, `filenames`, `strays`,
   `replies`, `testimonials`. Rules stand behind their first words (`triggers`, `wordmarks`).
4. For names, `names` knows their shapes; `leads`, `declared`, `papers`, `mentions` and `shorthand`
   find places that promise one; `roles`, `elsewhere`, `bystanders` and `judging` decide whose.
5. `messages` tells what was found, with the value masked.
"""

from __future__ import annotations

from referable.checks.phi.check import check_text
from referable.checks.phi.facts import KnownFacts
from referable.checks.phi.model import SourceKind

__all__ = ["KnownFacts", "SourceKind", "check_text"]
