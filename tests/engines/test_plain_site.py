"""Opening a site's sources without MkDocs gives what MkDocs gives, or leaves it to MkDocs."""

from __future__ import annotations

import datetime as dt

import pytest

from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner
from referable.engines.plain_site import open_plainly
from referable.sharing.packet_sources import session_packet_data

TODAY = dt.date(2026, 11, 23)


def test_both_ways_give_one_packet(starter_root):
    """Pages, problems and the packet's data are equal."""
    plain, full = Diagnostics(), Diagnostics()
    opened = open_plainly(starter_root, plain, TODAY)
    assert opened is not None
    session, address = opened
    config = mkdocs_runner.load(starter_root, full)
    mkdocs_runner.plugin_of(config).today = TODAY
    other = mkdocs_runner.open_session(config)
    assert session.pages == other.pages
    assert plain.sorted() == full.sorted()
    assert session_packet_data(session, address) == session_packet_data(other, config.site_url)


def test_files_that_are_no_pages_are_left_out(make_site):
    """Hidden files, templates and a README beside an index are no pages of MkDocs either."""
    root = make_site(
        {
            "docs/index.md": "# T\n",
            "docs/README.md": "# No page\n",
            "docs/.hidden/a.md": "# No page\n",
            "docs/templates/a.md": "# No page\n",
            "docs/sub/templates/b.markdown": "# A page\n",
            "docs/sub/README.md": "# A page\n",
        }
    )
    opened = open_plainly(root, Diagnostics())
    assert opened is not None
    other = mkdocs_runner.open_session(mkdocs_runner.load(root, Diagnostics()))
    written = {p.path for p in opened[0].pages.values() if not p.generated}
    assert written == {p.path for p in other.pages.values() if not p.generated}
    assert written == {"index.md", "sub/templates/b.markdown", "sub/README.md"}


@pytest.mark.parametrize(
    "config",
    [
        "site_name: T\nplugins: [search, referable, tags]\n",
        "site_name: T\nplugins: [referable]\nhooks: [mine.py]\n",
        "site_name: T\nplugins: [referable]\nexclude_docs: drafts/\n",
        "site_name: T\nINHERIT: ../base.yml\nplugins: [referable]\n",
        "site_name: T\nsite_url: !ENV SITE\nplugins: [referable]\n",
        "site_name: T\nplugins: [{referable: {practise: p.yml}}]\n",
        "site_name: T\nplugins: [{referable: {packet: soon}}]\n",
        "site_name: T\nplugins: 3\n",
        "site_name: T\ndocs_dir: gone\nplugins: [referable]\n",
        "- T\n",
        "a: [\n",
    ],
)
def test_what_it_cannot_judge_is_left_to_mkdocs(make_site, config):
    """A plugin, a hook, an exclusion or a mistake makes MkDocs the judge."""
    root = make_site({"docs/index.md": "# T\n"})
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    assert open_plainly(root, Diagnostics()) is None


def test_a_site_without_a_configuration_is_left_to_mkdocs(tmp_path):
    """There is nothing to open."""
    assert open_plainly(tmp_path, Diagnostics()) is None
