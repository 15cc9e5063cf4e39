"""A whole built site: every kind of file is read, and a repeated problem is told once."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from referable.checks.site import check_site, check_text

PAGE = "<!doctype html>\n<html><head>\n{head}</head><body>\n{body}\n</body></html>\n"


def site(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_problem_on_every_page_is_told_once_with_count(tmp_path: Path) -> None:
    """The first page carries the diagnostic, with line, column and number of files."""
    page = PAGE.format(head='  <script src="https://cdn.example.net/a.js"></script>', body="")
    site(tmp_path, **{"a.html": page, "b.html": page, "c.html": PAGE.format(head="", body="")})

    (found,) = check_site(tmp_path, ["sample.example.org"])

    assert (found.code, found.path, found.line, found.column) == ("site-script", "a.html", 3, 16)
    assert found.message == ("A script is loaded from cdn.example.net. The same stands in 2 files.")


def test_known_service_is_named_with_what_to_use_instead() -> None:
    """A message names the product, and its fix says what else to do."""
    (found,) = check_text('<iframe src="https://www.youtube.com/embed/a"></iframe>', "a.html")

    assert "YouTube" in found.message
    assert "Link to the video instead" in found.fix


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("assets/a.css", "@import url('https://a.test/x.css');", "site-style"),
        ("assets/a.js", "fetch('https://a.test/x')", "site-request"),
        ("assets/a.mjs", "import 'https://a.test/x.js'", "site-script"),
        ("a.svg", "<svg><image href='https://a.test/x.png'/></svg>", "site-image"),
        ("a.svg", "<svg onload=\"fetch('https://a.test')\"></svg>", "site-request"),
        ("feed.xml", "<?xml-stylesheet href='https://a.test/x.xsl'?><rss/>", "site-style"),
        ("manifest.json", '{"icons": [{"src": "https://a.test/x.png"}]}', "site-image"),
        ("site.webmanifest", '{"start_url": "https://a.test/"}', "site-image"),
        ("_redirects", "/old /new\n/go https://a.test/ 301\n", "site-redirect"),
        ("_headers", "/*\n  Set-Cookie: a=1\n", "site-cookie"),
        (".htaccess", "Redirect 301 /x https://a.test/\n", "site-redirect"),
    ],
)
def test_every_kind_of_file_is_read(name: str, text: str, code: str) -> None:
    """Style sheets, scripts, drawings, manifests and server rules are checked as well."""
    assert [d.code for d in check_text(text, name, ["sample.example.org"])] == [code]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "search/search_index.json",
            '{"docs": [{"text": "https://evil.test <script src=//x.y>"}]}',
        ),
        ("sitemap.xml", "<urlset><url><loc>https://elsewhere.test/</loc></url></urlset>"),
        ("assets/a.css", "/*# sourceMappingURL=https://a.test/a.map */ a{color:red}"),
        ("_redirects", "/old /new 301\n# /x https://a.test/\n"),
        ("robots.txt", "Sitemap: https://elsewhere.test/sitemap.xml"),
        ("assets/a.js", "/*! see https://a.test/licence */ export const doi = 'https://doi.org/';"),
    ],
)
def test_data_and_notes_are_left_alone(name: str, text: str) -> None:
    """What no browser requests is no finding."""
    assert check_text(text, name, ["sample.example.org"]) == []


def test_own_host_is_read_from_the_site_when_not_given(tmp_path: Path) -> None:
    """Without a list of hosts, the canonical address of the home page is the site's own."""
    head = '<link rel="canonical" href="https://practice.test/"><img src="https://practice.test/a.png">'
    site(tmp_path, **{"index.html": PAGE.format(head=head, body="")})

    assert check_site(tmp_path) == []


def test_booking_host_listed_in_practice_is_allowed_as_link_only() -> None:
    """A listed service may be linked to, with its subdomains, but never framed."""
    link = '<a href="https://sample.janeapp.com/">Book</a>'
    frame = '<iframe src="https://sample.janeapp.com/"></iframe>'

    assert check_text(link, "a.html", [], ["janeapp.com"]) == []
    assert [d.code for d in check_text(link, "a.html", [], [])] == ["site-link-unlisted"]
    assert [d.code for d in check_text(frame, "a.html", [], ["janeapp.com"])] == ["site-frame"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="https://code.test/x" data-md-component="source">x</a>', "site-request"),
        ('<pre class="mermaid"><code>graph</code></pre>', "site-script"),
        ('<a class="glightbox" href="/a.png">x</a>', "site-script"),
    ],
)
def test_what_the_theme_would_fetch_is_reported(body: str, code: str) -> None:
    """Repository facts, diagrams and lightboxes make the theme's bundle call other hosts."""
    bundle = '<script src="../assets/javascripts/bundle.0123abcd.min.js"></script>'

    assert [d.code for d in check_text(body + bundle, "a/index.html")] == [code]


@pytest.mark.parametrize("theme", ["material", "zensical"])
def test_themes_own_files_are_clean(theme: str) -> None:
    """The bundles, workers and style sheets of both themes raise no alarm."""
    spec = importlib.util.find_spec(theme)
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"{theme} is not installed")
    templates = Path(next(iter(spec.submodule_search_locations))) / "templates"

    found = check_site(templates, ["sample.example.org"])

    assert [d for d in found if d.path.startswith("assets/")] == []


def test_tracker_added_to_the_themes_bundle_is_found() -> None:
    """Only the bundle's known addresses are passed over, not the file."""
    text = "var a=`https://api.github.com/repos/${b}`;fetch(a);fetch('https://a.test/x')"

    found = check_text(text, "assets/javascripts/bundle.0123abcd.min.js")

    assert [(d.code, "a.test" in d.message) for d in found] == [("site-request", True)]


@pytest.mark.parametrize("name", ["a.html", "a.js", "a.css", "a.svg", "manifest.json"])
def test_broken_files_never_raise(name: str) -> None:
    """Cut markup, open strings and odd characters give findings or nothing."""
    text = (
        "<a href=\"x <img src='https://a.test/\ud7ff\"<script>var a=`${b`; '\\u{110000}'/*"
        '</scr<style>@import "x url(\\ffffff <!-- --!> <![CDATA[ <plaintext>&#x;&#999999999;'
    )
    for at in range(0, len(text), 3):
        check_text(text[:at], name)
        check_text(text[at:], name)


def test_missing_folder_has_no_findings(tmp_path: Path) -> None:
    """A folder without files is clean."""
    assert check_site(tmp_path / "none") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.js", "var a='" + " " * 200_000 + "';el.setAttribute(a)"),
        ("a.js", "(" * 100_000),
        ("a.js", '"https://a.test/"+' * 5_000),
        ("a.html", "<" * 100_000),
        ("a.html", "<iframe srcdoc='" * 5_000),
        ("a.html", "<label>" * 20_000),
        ("a.css", "url(" * 50_000 + "//"),
        ("a.svg", "<svg>" + "<!--" * 50_000),
    ],
    ids=range(8),
)
def test_endless_repetition_comes_to_an_end(name: str, text: str) -> None:
    """Files made to keep a checker busy are read in one go."""
    check_text(text, name)
