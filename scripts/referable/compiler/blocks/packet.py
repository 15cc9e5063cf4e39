"""The block `::: packet`: the PDFs a visitor may take along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from referable.compiler.directives import Context, Option, OptionKind, directive
from referable.compiler.templating import render
from referable.research.spelling import in_sentence
from referable.sharing.offers import KINDS, offers

__all__: list[str] = []

_ABOUT_ONE = ("brief", "form")


@directive(
    "packet",
    show=Option(OptionKind.CHOICES, KINDS),
    condition=Option(OptionKind.CONDITION),
)
def _packet(context: Context, options: Mapping[str, Any]) -> str:
    session, condition = context.session, options["condition"]
    settings = session.project.settings
    if session.project.practice is None:
        if not session.project.practice_is_broken:
            context.report_empty(
                f"“::: packet” has nothing to show: there is no usable {settings.practice}.",
                f"Mend or add {settings.practice}.",
            )
        return ""
    if not settings.packet:
        context.report_empty(
            "“::: packet” has nothing to show: `packet: false` stands in mkdocs.yml.",
            "Delete this block, or that line.",
        )
        return ""
    kinds = list(options["show"] or (_ABOUT_ONE if condition else KINDS))
    files = [
        offer
        for offer in offers(session)
        if offer.kind in kinds
        and (not condition or offer.kind != "brief" or offer.condition == condition)
    ]
    if condition and "brief" in kinds and not any(offer.kind == "brief" for offer in files):
        name = session.project.vocabulary.name(condition)
        context.report_empty(
            f"There is no evidence brief on {in_sentence(name)}.",
            "Name the condition first under `conditions:` of a specialty page, or add it to "
            "`treats:` in practice.yml. It needs a study, too.",
        )
    files.sort(key=lambda offer: kinds.index(offer.kind))
    return render("packet.html", context, files=files) if files else ""
