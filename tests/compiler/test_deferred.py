"""Citations that reach a page after the search index has read it."""

from __future__ import annotations

import json

PAGE = """# Backs [@smith2019]

Massage eases pain [@smith2019; @vandenberg2020]. <!-- a comment --> See[@nobody1999].

<!--0--> End.
"""
MKDOCS_YML = """\
site_name: Tiny
theme: {name: material, font: false}
plugins: [search, referable]
"""


def test_page_has_them_and_search_index_does_not(build):
    """Pages have every number and the list; the index has the words around them and no more."""
    built = build({"docs/index.md": PAGE, "mkdocs.yml": MKDOCS_YML})

    html = built.html()
    assert "\ue000" not in html
    assert html.count('class="citation"') == 2
    assert html.count('<li id="ref-') == 2
    assert "<!-- a comment -->" in html
    assert "<!--0-->" in html
    assert built.codes == ["citation-unknown"]
    index = json.loads((built.site / "search/search_index.json").read_text(encoding="utf-8"))
    text = " ".join(doc["text"] for doc in index["docs"])
    assert "Massage eases pain" in text
    assert "Smith" not in text
    assert not set("12\ue000") & set(text)
