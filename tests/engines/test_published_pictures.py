"""Pictures of a built site: clean, in fitting sizes, made once, the same with both engines."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from lxml import html as lxml_html
from PIL import Image

from referable.checks.media import check_image
from referable.checks.media.responsive import Picture, Variant
from referable.diagnostics import Diagnostics
from referable.engines import mkdocs_runner, pictures
from referable.engines.picture_markup import Place, Shown, offer_copies

GPS = 0x8825


MKDOCS_YML = """\
site_name: Tiny
theme: {name: material, font: false}
plugins: [referable]
markdown_extensions: [attr_list, fenced_code]
"""


def write_site(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in {"mkdocs.yml": MKDOCS_YML, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def photo(size: tuple[int, int], kind: str = "JPEG", turned: int = 1) -> bytes:
    """A picture with the grain of a camera and all that a telephone writes beside it."""
    grain = Image.frombytes("L", size, random.Random(1).randbytes(size[0] * size[1]))
    wave = Image.radial_gradient("L").resize(size)
    base = Image.merge("RGB", (wave, wave.rotate(90).resize(size), wave.transpose(0)))
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x013B] = "Jane Sampleton"
    exif.get_ifd(GPS).update({1: "N", 2: (44.0, 30.0, 1.0), 3: "W", 4: (123.0, 1.0, 2.0)})
    out = io.BytesIO()
    picture = Image.blend(base, grain.convert("RGB"), 0.15)
    picture.save(out, kind, exif=exif.tobytes(), quality=92)
    return out.getvalue()


def pdf_by(author: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": author})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WIDE = photo((1800, 900))
PAGE = """\
# Rooms

![A room](a/room.jpg)

![](a/alex.jpg){ .portrait width=300 title="x" }

![Turned](a/turned.png)

![Garden](a/garden.tif)

[A flyer](a/flyer.jpg) and the [form](form.pdf)

![The flyer](a/flyer.jpg)

```html
<img src="a/room.jpg">
```
"""
SITE: dict[str, str | bytes] = {
    "docs/index.md": PAGE,
    "docs/sub/page.md": "# Sub\n\n![A room](../a/room.jpg)\n",
    "docs/a/room.jpg": WIDE,
    "docs/a/alex.jpg": photo((500, 700)),
    "docs/a/turned.png": photo((400, 300), "PNG", turned=6),
    "docs/a/garden.tif": photo((700, 400), "TIFF"),
    "docs/a/flyer.jpg": photo((1700, 1000)),
    "docs/form.pdf": pdf_by("Jane Sampleton"),
    "photos.yml": (
        "photos:\n"
        + "".join(
            f"  - {{file: a/{name}, who: none, alt: {alt}}}\n"
            for name, alt in (
                ("room.jpg", "x"),
                ("alex.jpg", "Alex at work"),
                ("turned.png", "x"),
                ("garden.tif", "x"),
                ("flyer.jpg", "x"),
            )
        )
    ),
}


def images(page: Path) -> dict[str, lxml_html.HtmlElement]:
    found = lxml_html.fromstring(page.read_text(encoding="utf-8")).xpath(
        "//article//img | //body//*[@role='main']//img"
    )
    return {img.get("alt"): img for img in found}


def sources(image: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return image.xpath("ancestor::picture//source")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("pictures")
    root = write_site(folder / "tiny", SITE)
    diagnostics = Diagnostics()
    mkdocs_runner.build(mkdocs_runner.load(root, diagnostics), folder / "out", diagnostics)
    return root, folder / "out", diagnostics.sorted()


def test_published_copies_carry_nothing_and_originals_are_as_they_were(built) -> None:
    """Every picture and document of the site is clean; the sources are not touched."""
    root, site, found = built
    published = [p for p in (site / "a").iterdir() if p.suffix != ".html"]

    assert [d.code for d in found] == []
    assert {p.name: check_image(p) for p in published} == {p.name: [] for p in published}
    assert b"Sampleton" in SITE["docs/form.pdf"]
    assert b"Sampleton" not in (site / "form.pdf").read_bytes()
    assert {p: (root / p).read_bytes() for p in SITE if p.startswith("docs/")} == {
        p: c if isinstance(c, bytes) else c.encode()
        for p, c in SITE.items()
        if p.startswith("docs/")
    }


def test_pictures_are_offered_in_fitting_sizes(built) -> None:
    """A photo has AVIF and WebP in widths never above its own, measures, and words."""
    _, site, _ = built
    shown = images(site / "index.html")

    assert set(shown) == {"A room", "Alex at work", "Turned", "Garden", "The flyer"}
    room = shown["A room"]
    assert [s.get("type") for s in sources(room)] == ["image/avif", "image/webp"]
    widths = [part.split()[-1] for part in sources(room)[0].get("srcset").split(", ")]
    assert widths == ["320w", "640w", "960w", "1600w"]
    assert (room.get("width"), room.get("height")) == ("1800", "900")
    assert (shown["Turned"].get("width"), shown["Turned"].get("height")) == ("300", "400")
    for source in lxml_html.fromstring((site / "index.html").read_text()).xpath("//source"):
        for part in source.get("srcset").split(", "):
            assert (site / part.split()[0]).is_file()


def test_what_the_author_wrote_stays(built) -> None:
    """Class, title and width stay; the height follows so that nothing jumps."""
    _, site, _ = built
    alex = images(site / "index.html")["Alex at work"]

    assert (alex.get("class"), alex.get("title")) == ("portrait", "x")
    assert (alex.get("width"), alex.get("height")) == ("300", "420")
    assert "300px" in sources(alex)[0].get("sizes")


def test_first_picture_is_shown_at_once_and_others_later(built) -> None:
    """What may stand on the first screen is not put off."""
    _, site, _ = built
    shown = images(site / "index.html")

    assert {alt for alt, img in shown.items() if img.get("loading") != "lazy"} == {"A room"}


def test_files_that_nobody_needs_are_not_published(built) -> None:
    """A wide photo is made smaller at its own address, but not one that a link leads to."""
    _, site, _ = built

    with Image.open(site / "a/room.jpg") as room, Image.open(site / "a/flyer.jpg") as flyer:
        assert (room.size, flyer.size) == ((1600, 800), (1700, 1000))
    assert not (site / "a/garden.tif").exists()
    assert images(site / "index.html")["Garden"].get("src").endswith(".jpg")


def test_pages_in_folders_find_the_copies(built) -> None:
    """Addresses count from the page."""
    _, site, _ = built
    room = images(site / "sub/page/index.html")["A room"]
    first = sources(room)[0].get("srcset").split()[0]

    assert (site / "sub/page" / first).resolve().is_file()


def test_code_that_shows_a_picture_is_no_picture(built) -> None:
    """Markup in a code block stays as it was written."""
    _, site, _ = built

    assert "a/room.jpg" in lxml_html.fromstring((site / "index.html").read_text()).xpath(
        "string(//code)"
    )


def test_second_build_makes_nothing_again(built, tmp_path: Path) -> None:
    """Copies come from the cache, and are the same bytes."""
    root, site, _ = built
    kept = root / ".referable/cache/pictures"
    before = {p.name: p.stat().st_mtime_ns for p in kept.iterdir() if p.name != "index.json"}
    mkdocs_runner.build(mkdocs_runner.load(root, Diagnostics()), tmp_path / "out", Diagnostics())

    after = {p.name: p.stat().st_mtime_ns for p in kept.iterdir() if p.name != "index.json"}
    assert before == after
    one, two = (
        {
            p.relative_to(folder): p.read_bytes()
            for p in folder.rglob("*")
            if p.suffix != ".gz" and p.is_file()
        }
        for folder in (site, tmp_path / "out")
    )
    assert one == two


def test_plain_mkdocs_and_zensical_publish_the_same_pictures(built, tmp_path: Path) -> None:
    """`mkdocs build` and Zensical give the copies that `referable build` gives."""
    from referable.engines import zensical

    root, site, _ = built
    expected = {p.name: p.read_bytes() for p in (site / "a").iterdir()}
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "plain")],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert {p.name: p.read_bytes() for p in (tmp_path / "plain/a").iterdir()} == expected

    pytest.importorskip("zensical")
    (tmp_path / "zensical").mkdir()
    zensical.build(mkdocs_runner.load(root, Diagnostics()), tmp_path / "zensical", Diagnostics())
    assert {p.name: p.read_bytes() for p in (tmp_path / "zensical/a").iterdir()} == expected
    zensicals, mkdocs = (images(f / "index.html") for f in (tmp_path / "zensical", site))
    assert {a: dict(i.attrib) for a, i in zensicals.items()} == {
        a: dict(i.attrib) for a, i in mkdocs.items()
    }


def test_picture_that_cannot_be_cleaned_is_left_out(
    build: Callable[[dict[str, str | bytes]], object],
) -> None:
    """A damaged file is an error, and not published with what it carries."""
    built = build({"docs/index.md": "# A\n", "docs/a.jpg": WIDE[:5000]})

    assert [(d.code, d.path) for d in built.diagnostics] == [("media-broken", "docs/a.jpg")]
    assert not (built.site / "a.jpg").exists()


def test_plain_mkdocs_refuses_a_face_without_entry(tmp_path: Path) -> None:
    """In a practice's folder plain MkDocs, too, reports who is not declared."""
    root = write_site(
        tmp_path / "tiny",
        {"docs/index.md": "# A\n", "photos.yml": "photos:\n  - {file: gone.jpg, who: none}\n"},
    )
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "out")],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "warning[photo-missing] “gone.jpg” is not in docs/." in run.stderr


def test_site_without_pictures_imports_nothing_for_them(tmp_path: Path) -> None:
    """A build with no photos pays nothing."""
    root = write_site(tmp_path / "tiny", {"docs/index.md": "# A\n"})
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from referable.diagnostics import Diagnostics\n"
        "from referable.engines import mkdocs_runner as m\n"
        f"m.build(m.load(Path({str(root)!r}), None), Path({str(tmp_path / 'out')!r}), Diagnostics())\n"
        "print(sorted(n for n in sys.modules if n.startswith(('PIL', 'cv2', 'referable.checks.media'))))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
    assert not (root / ".referable/cache/pictures").exists()


PICTURE = Picture(
    800,
    400,
    (
        Variant("a, b-1-320.webp", "image/webp", 320, 160, 9),
        Variant("a, b-1-800.webp", "image/webp", 800, 400, 9),
    ),
    None,
    "a, b-1",
)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img src="a.jpg" srcset="a.jpg 1x">', '<img src="a.jpg" srcset="a.jpg 1x">'),
        ('<script>x = "<img src=a.jpg>"</script>', '<script>x = "<img src=a.jpg>"</script>'),
        ('<!-- <img src="a.jpg"> -->', '<!-- <img src="a.jpg"> -->'),
        ('<picture><img src="a.jpg"></picture>', '<picture><img src="a.jpg"></picture>'),
        ('<img src="https://example.net/a.jpg">', '<img src="https://example.net/a.jpg">'),
        ('<img src="b.jpg">', '<img src="b.jpg">'),
        ('<img alt="no source">', '<img alt="no source">'),
    ],
)
def test_other_pictures_are_left_alone(markup: str, expected: str) -> None:
    """Only pictures whose copies were made are changed."""
    place = Place("p/index.html", "https://example.org/site/")

    assert offer_copies(markup, place, {"p/a.jpg": Shown(PICTURE)}.get) == expected


@pytest.mark.parametrize(
    "source",
    ["a.jpg", "./a.jpg", "../p/a.jpg", "/site/p/a.jpg", "https://example.org/site/p/a.jpg?x#y"],
)
def test_file_is_found_however_it_is_addressed(source: str) -> None:
    """Relative, absolute and whole addresses name the same file; odd names are quoted."""
    place = Place("p/index.html", "https://example.org/site/")

    out = offer_copies(f"<img src='{source}' alt='a > b'>", place, {"p/a.jpg": Shown(PICTURE)}.get)

    assert "a%2C%20b-1-320.webp 320w" in out
    assert 'alt="a &gt; b"' in out
    assert 'width="800" height="400"' in out


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('width="200"', 'width="200" height="100"'),
        ('height="100"', 'height="100" width="200"'),
        ('width="50%"', 'width="50%"'),
        ('width="10" height="10"', 'width="10" height="10"'),
    ],
)
def test_measures_follow_what_the_author_gave(given: str, expected: str) -> None:
    """The other measure is in proportion; shares of the column are left alone."""
    out = offer_copies(f'<img src="a.jpg" {given}>', Place("index.html"), lambda _: Shown(PICTURE))

    assert expected in out


def test_endings_are_known_in_one_place() -> None:
    """What is published clean is what is checked."""
    from referable.checks.media import DOCUMENT_SUFFIXES, IMAGE_SUFFIXES

    assert pictures.PICTURES == IMAGE_SUFFIXES
    assert pictures.DOCUMENTS == DOCUMENT_SUFFIXES
