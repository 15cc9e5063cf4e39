"""XMP: the values in it that say where, when, by whom and about whom.

Source: ISO 16684-1 (XMP), IPTC Photo Metadata Standard 2023.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

__all__ = ["Kind", "read_xmp"]

Kind = str
"""One of `location`, `date`, `serial`, `person`, `comment`, `copyright`, `camera`, `thumbnail`."""

_NAMES: dict[Kind, str] = {
    "location": """gpslatitude gpslongitude gpsaltitude gpsposition gpstimestamp gpsdestlatitude
        gpsdestlongitude gpsmapdatum gpsareainformation gpscoordinates location city state
        sublocation locationcreated locationshown provincestate countryname worldregion ciadrcity
        ciadrextadr ciadrpcode ciadrregion""",
    "date": "datetimeoriginal datetimedigitized datecreated digitalcreationdate shotdate",
    "create-date": "createdate",
    "serial": """serialnumber bodyserialnumber lensserialnumber imageuniqueid cameraserialnumber
        internalserialnumber""",
    "person": """creator author ownername cameraownername owner personinimage captionwriter credit
        artist personinimagewdetails personname persondisplayname modelid imagecreatorname
        copyrightownername licensorname lastmodifiedby manager company ciemailwork citelwork
        contributor imagesuppliername""",
    "comment": """description title headline instructions usercomment imagedescription subject
        keywords hierarchicalsubject tagslist transmissionreference history event label comments
        comment alttextaccessibility extdescraccessibility caption catalogsets documentancestors
        textlayers layertext layername filepath originalfilename preservedfilename rawfilename
        lastkeywordxmp source job jobref""",
    "copyright": "rights copyright copyrightnotice",
    "camera": "make model",
    "thumbnail": "thumbnails",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_MARKED = re.compile(
    r"<(?:\w+:)?(\w+)\b[^<>]*>((?:[^<]|<(?!/?(?:\w+:)?\1\b)){1,500}?)</(?:\w+:)?\1\s*>"
    r"|\w+:(\w+)\s*=\s*[\"']([^\"']{1,200})"
)
_TAGS = re.compile(r"<[^<>]*>")
_RDF_NAMESPACE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MWG_NAME = re.compile(r"regions", re.IGNORECASE)
_MAX_BYTES = 4_000_000
_MAX_SALVAGED = 200_000


def read_xmp(data: bytes) -> Iterator[tuple[Kind, str]]:
    """Kinds and values in an XMP packet, broken or not.

    Args:
        data: The packet, as UTF-8, UTF-16 or with anything around it.
    """
    data = data[:_MAX_BYTES]
    for codec in ("utf-16-le", "utf-16-be"):
        if "<x".encode(codec) in data[:400] or "<?".encode(codec) in data[:64]:
            data = data[len(data) % 2 :].decode(codec, "ignore").encode()
            break
    start = data.find(b"<x:xmpmeta")
    start = data.find(b"<rdf:RDF") if start < 0 else start
    end = max(data.rfind(b"</x:xmpmeta>") + 12, data.rfind(b"</rdf:RDF>") + 10)
    body = data[max(start, 0) : end] if end > 12 else data
    root = None
    # No XMP needs entities; without them the parser cannot be made to grow or to fetch.
    if b"<!DOCTYPE" not in body and b"<!ENTITY" not in body:
        try:
            root = ET.fromstring(body)  # noqa: S314
        except (ET.ParseError, ValueError):
            root = None
    if root is None:
        yield from _salvaged(body[:_MAX_SALVAGED].decode("utf-8", "replace"))
        return
    yield from _walk(root, "", regions=False)


def _salvaged(text: str, depth: int = 0) -> Iterator[tuple[Kind, str]]:
    """Values in a packet that is no proper XML any more."""
    for match in _MARKED.finditer(text):
        name, value = (match[1], match[2]) if match[1] else (match[3], match[4])
        inner = list(_salvaged(value, depth + 1)) if "<" in value and depth < 8 else []
        words = " ".join(_TAGS.sub(" ", value).split())
        kind = _KINDS.get(name.lower())
        if inner:
            yield from inner
        elif kind and words:
            yield kind, words


def _walk(element: ET.Element, parent: str, *, regions: bool) -> Iterator[tuple[Kind, str]]:
    name = element.tag.rpartition("}")[2]
    own = parent if element.tag.startswith(_RDF_NAMESPACE) else name
    inside = regions or bool(_MWG_NAME.match(name))
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        if key.startswith(_RDF_NAMESPACE) or attribute in {"lang", "xmptk"}:
            continue
        kind = "person" if inside and attribute == "Name" else _KINDS.get(attribute.lower())
        if kind and value.strip():
            yield kind, value.strip()
    text = (element.text or "").strip()
    if text:
        kind = (
            "person"
            if inside and own == "Name"
            else _KINDS.get(own.lower()) or _KINDS.get(parent.lower())
        )
        if kind:
            yield kind, text
    for child in element:
        yield from _walk(child, own, regions=inside)
