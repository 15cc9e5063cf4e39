"""The block `::: posts`: ready-to-post texts about one study, folded away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from referable.compiler.directives import Context, Option, OptionKind, Shows, directive
from referable.compiler.templating import render
from referable.sharing.study_posts import study_posts

__all__: list[str] = []


@directive("posts", Shows.RESEARCH | Shows.ADDRESS, key=Option(OptionKind.KEY, required=True))
def _posts(context: Context, options: Mapping[str, Any]) -> str:
    session, key = context.session, options["key"]
    if key not in session.project.synopses:
        context.report_empty(f"“{key}” has no synopsis.", "Write one, or delete the block.")
        return ""
    return render("posts.html", context, posts=study_posts(session, key))
