"""Condition pages of the starter keep one order, from the answer to the next review."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

pytestmark = pytest.mark.browser

ORDER = (
    ("who to refer, clear first, not send", "//h2[starts-with(@id, 'who-to-refer')]"),
    ("red flags", "//*[contains(concat(' ', @class, ' '), ' danger ')]"),
    ("findings", "//table[contains(concat(' ', @class, ' '), ' rf-findings ')]"),
    ("guidelines", "//h2[starts-with(@id, 'what-guidelines')]"),
    ("course", "//h2[starts-with(@id, 'what-a-course')]"),
    ("what is reported back", "//h2[starts-with(@id, 'what-you-hear')]"),
    ("review and next review", "//p[@class='rf-reviewed']"),
    ("references", "//ol[contains(concat(' ', @class, ' '), ' references ')]"),
)
MOST_ROWS = 7


def test_every_condition_page_keeps_the_order(starter) -> None:
    """Each part stands once, after the one before it; the table has harms and at most seven rows."""
    pages = sorted(starter.site.glob("specialties/*/index.html"))
    assert len(pages) > 10
    for path in pages:
        document = lxml_html.parse(str(path))
        places = {element: index for index, element in enumerate(document.iter())}
        found = [(name, document.xpath(f"//main{query}")) for name, query in ORDER]
        assert [name for name, elements in found if len(elements) != 1] == [], path
        at = [places[elements[0]] for _, elements in found]
        assert at == sorted(at), path
        rows = [
            " ".join(row.itertext()).lower()
            for row in document.xpath(f"//main{ORDER[2][1]}/tbody/tr")
        ]
        assert 1 <= len(rows) <= MOST_ROWS, path
        assert any("unwanted" in row or "adverse" in row for row in rows), path
