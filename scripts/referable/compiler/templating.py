"""The Jinja environment of the blocks' templates: everything is escaped unless marked safe."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from referable.compiler.facts import display
from referable.research.spelling import american, in_sentence

if TYPE_CHECKING:
    from referable.compiler.directives import Context
    from referable.plots import Plot
    from referable.research.synopses import SynopsisFacts

__all__ = ["people", "render", "render_plot"]

_STUCK = re.compile(r"<(?=(?:t[hd]|d[td]|br|li|p)[ >])(?<=\S<)")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("referable.compiler"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["display"] = lambda value: display(value) or ""
    environment.filters["capfirst"] = lambda text: text[:1].upper() + text[1:]
    environment.filters["sentence"] = lambda text: (
        text if text.endswith((".", "!", "?")) else f"{text}."
    )
    environment.filters["number"] = format_number
    environment.filters["american"] = american
    environment.filters["in_sentence"] = in_sentence
    environment.filters["telephone"] = lambda value: "".join(
        c for c in value if c.isdigit() or c == "+"
    )
    return environment


def format_number(value: float) -> str:
    """A number with thousands separated by commas and a real minus sign."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace("-", "\u2212")


def render_plot(context: Context, plot: Plot, *, narrow: Plot | None = None) -> str:
    """HTML of a plot with its description and its numbers as a table.

    Args:
        context: Where it stands.
        plot: The plot.
        narrow: The same drawn for a phone; the page shows one of the two.
    """
    return render(
        "plot.html",
        context,
        plot=plot,
        svg=Markup(plot.svg),  # noqa: S704 # drawn and escaped by ourselves
        narrow=Markup(narrow.svg) if narrow else None,  # noqa: S704
    )


def people(facts: SynopsisFacts) -> str:
    """How many studies and people, in the words that lists use."""
    module: Any = _environment().get_template("macros.html").module
    text = Markup(module.people(facts))  # noqa: S704 # our own macro, escaped by it
    return text.unescape().strip()


def render(template: str, context: Context, **values: Any) -> str:
    """HTML of a block.

    Args:
        template: File name in `compiler/templates/`.
        context: Gives the template `cite(key, …)`, `href(page)` and `vocabulary`.
        values: What the template shows.
    """
    html = (
        _environment()
        .get_template(template)
        .render(
            cite=lambda *keys: Markup(context.cite(*keys)),  # noqa: S704 # our own markup
            href=context.href,
            file_href=context.file_href,
            vocabulary=context.session.project.vocabulary,
            **values,
        )
        .strip()
    )
    # A search index drops the tags, and would join a cell's last word to the next one's first.
    return _STUCK.sub(" <", html)
