"""“Edit this page” leads to the file that makes the page, and only where it is asked for."""

from __future__ import annotations

from small_synopsis import SYNOPSIS

CONFIG = """\
site_name: Tiny
theme: {{name: material, font: false}}
plugins: [referable: {{design: true{more}}}]
"""
HOST = "https://code.example.org/quiet/hands/edit/main"
FILES = {
    "research/conditions.yml": "conditions:\n  neck-pain: {name: Neck pain, group: Neck, summary: A pain.}\n",
    "research/synopses/vandenberg2020.md": SYNOPSIS,
    "docs/index.md": "# Home\n\nCall {{ practice.telephone }}.\n",
    "docs/über uns.md": "# About us\n\nWords.\n",
}


def links(built, page: str) -> list[tuple[str, str]]:
    found = built.tree(page).xpath("//footer//p[contains(@class, 'rf-footer__edit')]/a")
    assert all(a.get("rel") == "nofollow noopener noreferrer" for a in found)
    return [(a.text, a.get("href")) for a in found]


def test_each_page_leads_to_its_source(build):
    """A page to its Markdown and facts, a synopsis to its file and its library entry by line."""
    config = CONFIG.format(more=f", edit_url: {HOST}/")
    built = build({**FILES, "mkdocs.yml": config})

    assert links(built, "index.html") == [
        ("Edit this page", f"{HOST}/docs/index.md"),
        ("Edit the practice’s facts", f"{HOST}/practice.yml"),
    ]
    assert links(built, "über uns/index.html") == [
        ("Edit this page", f"{HOST}/docs/%C3%BCber%20uns.md")
    ]
    assert links(built, "evidence/studies/vandenberg2020/index.html") == [
        ("Edit this synopsis", f"{HOST}/research/synopses/vandenberg2020.md"),
        (
            "See its library entry",
            f"{HOST.replace('/edit/', '/blob/')}/research/library.bib#L2",
        ),
    ]
    assert links(built, "evidence/index.html")[0] == (
        "Edit this page",
        f"{HOST}/research/library.bib",
    )
    assert links(built, "evidence/neck-pain/index.html")[0] == (
        "Edit this page",
        f"{HOST}/research/conditions.yml",
    )


def test_without_an_address_nothing_tells_where_the_sources_are(build):
    """No page names the code host unless `edit_url` is set."""
    built = build({**FILES, "mkdocs.yml": CONFIG.format(more="")})

    for page in built.site.rglob("*.html"):
        assert "code.example.org" not in page.read_text(encoding="utf-8")
        assert "rf-footer__edit" not in page.read_text(encoding="utf-8")
