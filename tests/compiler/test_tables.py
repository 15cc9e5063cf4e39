"""Markdown tables say in their HTML which cell heads what."""

from __future__ import annotations

PAGE = """\
# Fees

| Visit `x` & more | Price [@smith2019] | |
| --- | ---: | --- |
| 30 minutes | $60 | by card |
| 60 minutes | $110 | *cash* |

| | Only | Here
| --- | --- | ---
| a | b | c
"""


def test_cells_of_markdown_tables_know_their_headers(build) -> None:
    """Header cells carry a scope; other cells but the first carry the plain text of their header."""
    article = build({"docs/index.md": PAGE}).article()
    assert {th.get("scope") for th in article.xpath(".//th")} == {"col"}
    rows = [[td.get("data-label") for td in tr] for tr in article.xpath(".//tbody/tr")]
    assert rows == [[None, "Price", None], [None, "Price", None], [None, "Only", "Here"]]


def test_what_an_author_sets_stays(build) -> None:
    """A scope or label given with attr_list is not overwritten."""
    page = "# T\n\n| A | B {scope=row} |\n| - | - |\n| 1 | 2 {data-label=Zwei} |\n"
    article = build({"docs/index.md": page}).article()
    assert [th.get("scope") for th in article.xpath(".//th")] == ["col", "row"]
    assert article.xpath(".//td/@data-label") == ["Zwei"]
