"""Plots: the evidence as inline SVG, each with a title, a description and a data table.

Every colour is a CSS custom property with a fallback (`--rf-ink`, `--rf-accent`, `--rf-band`,
`--rf-line`, `--rf-paper`), so a plot follows light, dark and print. A plot fills its container:
the page gives `.rf-plot` a largest width.
"""

from referable.plots.canvas import DataTable, Plot
from referable.plots.evidence_map import Layout, draw_evidence_map
from referable.plots.forest import draw_forests
from referable.plots.timeline import draw_timeline

__all__ = [
    "DataTable",
    "Layout",
    "Plot",
    "draw_evidence_map",
    "draw_forests",
    "draw_timeline",
]
