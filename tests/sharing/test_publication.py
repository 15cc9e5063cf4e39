"""Downloads and pictures in built sites: there, told, kept, and left out when they are not wanted."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html as lxml_html

from referable.compiler.session import Session
from referable.compiler.site import open_session
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner, zensical
from referable.packet.documents import documents
from referable.sharing.offers import TEMPLATES, offers
from referable.sharing.publication import _RUNNING, begin

ROOT = Path(__file__).resolve().parents[2]
MKDOCS_YML = """\
site_name: Tiny
site_url: https://example.org/
site_description: A tiny site.
theme: {{name: material, font: false, custom_dir: overrides}}
plugins: [{{referable: {{{options}}}}}]
"""
PAGES = {
    "index.md": '---\ntitle: Home "&" page\ndescription: Who "we" are & 1 < 2.\n---\n# Home\n',
    "clinicians.md": "# Clinicians\n\n::: packet\n",
    "contact.md": "# Contact\n",
    "specialties/migraine.md": (
        "---\nconditions: [migraine]\n---\n# Migraine\n\n::: packet\n    condition: migraine\n"
    ),
}


def write(root: Path, options: str = "evidence_pages: false") -> Path:
    """A small site with the starter's practice, theme, and three studies of migraine."""
    for name in ("practice.yml", "research/conditions.yml", "research/library.bib"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "research/synopses").mkdir()
    for key in ("lawler2006migraine", "lu2024headache", "chaibi2014chronic"):
        shutil.copyfile(ROOT / f"research/synopses/{key}.md", root / f"research/synopses/{key}.md")
    for name, text in PAGES.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text)
    (root / "mkdocs.yml").write_text(MKDOCS_YML.format(options=options))
    return root


def build(root: Path, site: Path, engine: str = "mkdocs") -> list[str]:
    """Build a site; the codes of its errors and warnings."""
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    site.mkdir()
    run = zensical.build if engine == "zensical" else mkdocs_runner.build
    run(config, site, diagnostics)
    quiet = {"entry-without-synopsis", "packet-shortened", "packet-brief-empty"}
    quiet |= {"bib-field-missing", "good-faith-missing"}
    return sorted({d.code for d in diagnostics.sorted()} - quiet)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of a small site."""
    return write(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(root: Path, request: pytest.FixtureRequest, tmp_path_factory) -> Path:
    """The small site, built."""
    if request.param == "zensical":
        pytest.importorskip("zensical")
    folder = tmp_path_factory.mktemp("built") / "site"
    assert build(root, folder, request.param) == []
    return folder


def page(site: Path, name: str):
    """A page's elements."""
    return lxml_html.fromstring((site / name / "index.html").read_text(encoding="utf-8"))


def test_every_link_leads_to_a_pdf_and_tells_its_size(site: Path):
    """Format, paper and size stand beside each link, and the file is there."""
    items = page(site, "clinicians").xpath("//ul[@class='rf-packet']/li")

    assert len(items) >= 6
    for item in items:
        (link,) = item.xpath("a")
        file = (site / "clinicians" / link.get("href")).resolve()
        assert file.read_bytes().startswith(b"%PDF")
        told = item.xpath("string(span)")
        assert told == f"PDF, US Letter, {round(file.stat().st_size / 1000)} KB"
        assert not item.xpath("span/@data-file")


def test_a_condition_offers_its_own_brief_and_the_form(site: Path):
    """The specialty page shows no other condition's brief."""
    links = page(site, "specialties/migraine").xpath("//ul[@class='rf-packet']/li/a/@href")

    assert [Path(link).name for link in links] == [
        "evidence-brief-migraine.pdf",
        "referral-form.pdf",
    ]


def test_what_is_for_the_practice_alone_is_not_published(site: Path):
    """The plan of a visit, thank-you notes and cards are made by `referable packet` only."""
    names = {p.name for p in (site / "downloads").rglob("*.pdf")}

    assert not [n for n in names if n.startswith(("lunch", "thank", "business"))]


def test_each_page_has_title_description_and_picture(site: Path):
    """Addresses are whole, and each picture is a PNG of the size that is told."""
    for file in sorted(site.rglob("index.html")):
        tree = lxml_html.fromstring(file.read_text(encoding="utf-8"))
        told = {m.get("property") or m.get("name"): m.get("content") for m in tree.xpath("//meta")}
        assert told["og:title"]
        assert told["og:description"]
        assert told["og:url"] == tree.xpath("string(//link[@rel='canonical']/@href)")
        assert told["twitter:card"] == "summary_large_image"
        assert told["og:image"].startswith("https://example.org/assets/social/")
        picture = (site / told["og:image"].removeprefix("https://example.org/")).read_bytes()
        size = (int(told["og:image:width"]), int(told["og:image:height"]))
        assert struct.unpack(">II", picture[16:24]) == size == (1200, 630)


def test_marks_in_titles_and_descriptions_stay_what_they_are(site: Path):
    """Quotation marks and ampersands neither end a tag nor are shown as codes."""
    tree = page(site, ".")

    assert tree.xpath("string(//meta[@property='og:title']/@content)") == 'Home "&" page'
    told = tree.xpath("string(//meta[@property='og:description']/@content)")
    assert told == 'Who "we" are & 1 < 2.'
    assert tree.xpath("string(//meta[@name='description']/@content)") == told


def test_a_study_is_shared_by_who_found_what_and_how_surely(site: Path):
    """Not by the study's own title, which may claim more, nor by half a sentence."""
    tree = page(site, "evidence/studies/lu2024headache")

    title = tree.xpath("string(//meta[@property='og:title']/@content)")
    told = tree.xpath("string(//meta[@property='og:description']/@content)")
    assert title == "Lu et al. 2024: meta-analysis"
    assert told.endswith("moderate, as its authors graded it.")
    assert "…" not in told


def test_posts_stand_folded_on_a_study_and_not_in_the_search(site: Path):
    """They can be copied without JavaScript, and no search finds a study by them."""
    tree = page(site, "evidence/studies/lu2024headache")

    (details,) = tree.xpath("//details[@class='rf-share']")
    assert len(details.xpath("blockquote")) == 3
    for index in site.rglob("search*.json"):
        assert "Texts to copy" not in index.read_text(encoding="utf-8")


def test_the_brief_leads_to_its_page(root: Path):
    """The address in the QR code is that of the specialty page."""
    from referable.advertising import advertising
    from referable.sharing.packet_sources import session_packet_data

    session = open_session(root, {"evidence_pages": False})
    data = session_packet_data(session)
    briefs = {b.specialty.slug: b.specialty.url for b in data.briefs}
    assert briefs["migraine"] == "https://example.org/specialties/migraine/"
    assert data.refer_url == "https://example.org/clinicians/"
    required = advertising(data.practice, "practice.yml", Diagnostics())
    papers = tuple(dict.fromkeys(d.paper for d in documents(data, required, "", ())))
    assert papers == (None,)


def test_links_and_documents_agree(root: Path, site: Path):
    """What pages offer is what the packet makes of these templates, no more and no less."""
    offered = {offer.file for offer in offers(open_session(root, {"evidence_pages": False}))}

    made = {p.relative_to(site / "downloads").as_posix() for p in site.rglob("downloads/*/*.pdf")}
    assert offered == made
    assert TEMPLATES


def session_of(root: Path) -> Session:
    """A session as an engine would have it when it begins."""
    return open_session(root, {"evidence_pages": False})


def test_an_unchanged_site_starts_nothing(root: Path, site: Path, tmp_path: Path):
    """The second time files are copied; nothing is set and no process is started."""
    del site
    build(root, tmp_path / "again")
    state = root / ".referable/cache/sharing/state.json"
    before = state.stat().st_mtime_ns
    drawn = {p: p.stat().st_mtime_ns for p in (root / ".referable/cache/sharing").rglob("*.p*")}

    build(root, tmp_path / "site")

    assert state.stat().st_mtime_ns == before
    assert {p: p.stat().st_mtime_ns for p in drawn} == drawn


def test_a_file_of_ones_own_is_left_alone(tmp_path: Path):
    """Whoever puts a PDF of the same name into docs/ means that one."""
    root = write(tmp_path / "own")
    own = root / "docs/downloads/us-letter/referral-form.pdf"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"%PDF-1.4\n%%EOF\n")
    diagnostics = Diagnostics()
    config = mkdocs_runner.load(root, diagnostics)
    mkdocs_runner.build(config, tmp_path / "site", diagnostics)

    publication = mkdocs_runner.plugin_of(config).publication
    assert publication is not None
    assert "downloads/us-letter/referral-form.pdf" not in publication.published
    assert "downloads/us-letter/brochure.pdf" in publication.published


def test_a_preview_shows_the_last_documents_and_then_the_new_ones(root: Path, tmp_path: Path):
    """An edit waits for no PDF: they are made after the page is shown, and come with the next."""
    practice = root / "practice.yml"
    before = practice.read_text()
    site = tmp_path / "site"
    form = site / "downloads/us-letter/referral-form.pdf"

    def show(known: dict[Path, subprocess.Popen[bytes]]) -> bytes:
        publication = begin(session_of(root), "https://example.org/", preview=True)
        assert publication is not None
        publication.publish(site)
        for process in known.values():
            process.wait()
        return form.read_bytes()

    first = show(_RUNNING)
    try:
        practice.write_text(before.replace("fax: 541-555-0101", "fax: 541-555-0109"))
        assert practice.read_text() != before
        assert show(_RUNNING) == first
        assert show(_RUNNING) != first
    finally:
        practice.write_text(before)


def test_both_can_be_turned_off(tmp_path: Path):
    """Then there are no files, no tags for pictures, and the block says that it is empty."""
    root = write(tmp_path / "off", "evidence_pages: false, packet: false, social_images: false")

    codes = build(root, tmp_path / "site")

    assert codes == ["directive-empty"]
    assert not list((tmp_path / "site").rglob("*.pdf"))
    assert not (tmp_path / "site/assets/social").exists()
    text = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "og:image" not in text
    assert 'content="summary"' in text


def test_both_papers_can_be_offered(tmp_path: Path):
    """Each link then says which paper it is."""
    root = write(
        tmp_path / "both", "evidence_pages: false, packet_paper: both, social_images: false"
    )

    assert build(root, tmp_path / "site") == []
    told = page(tmp_path / "site", "clinicians").xpath("//span[@class='rf-size']/text()")
    assert {t.rpartition(",")[0] for t in told} == {"PDF, US Letter", "PDF, A4"}


def test_a_wrong_paper_is_told(tmp_path: Path):
    """A paper nobody knows is an error, and no link is left without its file unnoticed."""
    root = write(tmp_path / "x", "evidence_pages: false, packet_paper: legal, social_images: false")

    assert "packet-paper" in build(root, tmp_path / "site")


def test_a_site_without_a_practice_offers_nothing(tmp_path: Path):
    """Nothing is started for it."""
    root = write(tmp_path / "bare")
    (root / "practice.yml").unlink()

    assert begin(session_of(root), "https://example.org/") is None


def test_a_process_that_fails_is_an_error(tmp_path: Path):
    """Its last line is told, and nothing half-made is published."""
    root = write(tmp_path / "fails")
    session = session_of(root)
    publication = begin(session, "https://example.org/")
    assert publication is not None
    publication.stop()
    folder = root / ".referable/cache/sharing"
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "packet").write_text("a file where a folder should be")

    again = begin(session, "https://example.org/")
    assert again is not None
    again.publish(tmp_path / "site")

    assert "sharing-failed" in {d.code for d in session.project.diagnostics.sorted()}
    assert again.published == set()


def test_a_broken_state_means_making_everything_anew(root: Path, site: Path, tmp_path: Path):
    """The cache is a convenience, never a reason to fail."""
    del site
    state = root / ".referable/cache/sharing/state.json"
    state.write_text('{"fingerprint": 1')

    assert build(root, tmp_path / "site") == []
    assert json.loads(state.read_text(encoding="utf-8"))["packet"]


def test_plain_mkdocs_publishes_the_same(root: Path, tmp_path: Path):
    """`mkdocs build` offers the same files as `referable build`."""
    site = tmp_path / "plain"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (site / "downloads/us-letter/referral-form.pdf").is_file()
    assert (site / "assets/social/index.png").is_file()
    assert "data-file" not in (site / "clinicians/index.html").read_text(encoding="utf-8")
