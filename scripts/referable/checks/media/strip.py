"""Copies of pictures without what they give away; the pixels stay bit for bit.

Blocks are left out of the file rather than the picture encoded anew, so nothing is lost. Colour
profile, orientation and resolution stay. The original is only read.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from pathlib import Path

from referable.checks.media.containers import Format, Parts, read_parts, sniff
from referable.checks.media.exif import orientation_of, read_exif
from referable.checks.media.images import MAX_IMAGE_BYTES, MAX_PIXELS, check_image_bytes, traces
from referable.checks.media.known import NOBODY, Known
from referable.checks.media.svg import strip_svg
from referable.diagnostics import Diagnostic
from referable.renaming import take_place

__all__ = ["strip_image", "strip_image_bytes", "write_beside"]

_PNG_KEPT = frozenset(
    {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "hIST",
     "pHYs", "sPLT", "acTL", "fcTL", "fdAT", "cICP", "mDCV", "cLLI"}
)  # fmt: skip
_WEBP_KEPT = frozenset({"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"})
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04


def strip_image(
    source: Path, target: Path, *, name: str = "", known: Known = NOBODY
) -> list[Diagnostic]:
    """Write a copy of a picture without what it gives away.

    Args:
        source: The original, which is not touched.
        target: Where the copy goes; written beside and moved into place. A picture with nothing
            to hide is copied as it is.
        name: How messages call the picture; the source's path when empty.
        known: Names that may stay.

    Returns:
        What is wrong with the copy, checked anew after writing; empty when it is clean. When the
        picture cannot be handled nothing is written and the diagnostics say why.
    """
    shown = name or source.as_posix()
    try:
        size = source.stat().st_size
        data = source.read_bytes() if size <= MAX_IMAGE_BYTES else b""
    except OSError as error:
        message = f"The picture cannot be read: {error.strerror or type(error).__name__}."
        return [Diagnostic("media-broken", message, shown, fix="Put the file back or delete it.")]
    if size > MAX_IMAGE_BYTES:
        message = f"The picture is too large: {size // 1_000_000} MB."
        return [Diagnostic("media-too-large", message, shown, fix="Export it smaller.")]
    clean = strip_image_bytes(data, known)
    if clean is None:
        found = check_image_bytes(data, shown, known)
        unreadable = [d for d in found if d.code in {"media-broken", "media-too-large"}]
        return unreadable or [
            Diagnostic(
                "media-unchecked",
                "The picture’s metadata cannot be taken out.",
                shown,
                fix="Export it as JPEG or PNG.",
            )
        ]
    write_beside(target, clean)
    # A wrong file ending is no leak, and the original's check has said it already.
    return [d for d in check_image_bytes(clean, shown, known) if d.code != "media-format"]


def strip_image_bytes(data: bytes, known: Known = NOBODY) -> bytes | None:
    """A picture without what it gives away.

    Args:
        data: The whole file.
        known: Names that may stay.

    Returns:
        The cleaned file; the same bytes when there was nothing to take out; None when the file
        is damaged, too large or of a kind that cannot be cleaned.
    """
    if sniff(data) is Format.SVG:
        text = data.decode("utf-8-sig", "replace")
        clean = strip_svg(text, known)
        return data if clean == text else clean.encode()
    parts = read_parts(data)
    if parts is None or parts.problem or parts.width * parts.height > MAX_PIXELS:
        return None
    if next(traces(data, parts, known), None) is None:
        return data
    if parts.format is Format.JPEG:
        return _strip_jpeg(data, parts)
    if parts.format is Format.PNG:
        return _strip_png(data, parts)
    if parts.format is Format.WEBP:
        return _strip_webp(data, parts)
    if parts.format is Format.GIF:
        return _strip_gif(data, parts)
    if parts.format in {Format.HEIC, Format.AVIF}:
        return _strip_heif(data, parts)
    if parts.format is Format.TIFF:
        return _strip_tiff(data)
    return data[: parts.end]


def write_beside(target: Path, data: bytes) -> None:
    """Write a file under another name first, so that a half-written one is never published."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(data)
    take_place(beside, target)


def _orientation_exif(orientation: int) -> bytes:
    """The smallest EXIF that says how the picture is turned, and nothing else."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"MM\0*\0\0\0\x08" + struct.pack(">H", 1) + entry + b"\0\0\0\0"


def _strip_jpeg(data: bytes, parts: Parts) -> bytes:
    out = bytearray(b"\xff\xd8")
    orientation = 1
    rest = bytearray()
    for block in parts.blocks:
        payload = data[block.start : block.end]
        if block.kind == "E1" and payload.startswith(b"Exif"):
            orientation = orientation_of(read_exif(payload))
        if block.kind == "scan":
            rest += payload
        elif _keeps_jpeg(block.kind, payload):
            if block.kind == "E0":
                payload = payload[:12] + b"\0\0"  # without the small copy
            rest += b"\xff" + bytes.fromhex(block.kind) + struct.pack(">H", len(payload) + 2)
            rest += payload
    if orientation != 1:
        exif = b"Exif\0\0" + _orientation_exif(orientation)
        out += b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return bytes(out + rest + b"\xff\xd9")


def _keeps_jpeg(kind: str, payload: bytes) -> bool:
    if kind == "E0":
        return payload.startswith(b"JFIF\0") and len(payload) >= 14
    if kind == "E2":
        return payload.startswith(b"ICC_PROFILE\0")
    if kind == "EE":
        return payload.startswith(b"Adobe")
    return kind != "FE" and not kind.startswith("E")


def _png_chunk(kind: bytes, payload: bytes) -> bytes:
    crc = zlib.crc32(kind + payload)
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", crc)


def _strip_png(data: bytes, parts: Parts) -> bytes:
    out = bytearray(data[:8])
    orientation = 1
    for block in parts.blocks:
        if block.kind == "eXIf":
            orientation = orientation_of(read_exif(data[block.start : block.end]))
    for block in parts.blocks:
        if block.kind == "IDAT" and orientation != 1:
            out += _png_chunk(b"eXIf", _orientation_exif(orientation))
            orientation = 1
        if block.kind in _PNG_KEPT:
            out += data[block.start - 8 : block.end + 4]
    return bytes(out)


def _strip_webp(data: bytes, parts: Parts) -> bytes:
    orientation = 1
    for block in parts.blocks:
        if block.kind == "EXIF":
            orientation = orientation_of(read_exif(data[block.start : block.end]))
    body = bytearray()
    for block in parts.blocks:
        if block.kind not in _WEBP_KEPT:
            continue
        payload = data[block.start : block.end]
        if block.kind == "VP8X":
            flags = payload[0] & ~(_EXIF_FLAG | _XMP_FLAG)
            flags |= _EXIF_FLAG if orientation != 1 else 0
            payload = bytes([flags]) + payload[1:]
        body += _webp_chunk(block.kind.encode("latin-1"), payload)
    if orientation != 1:
        body += _webp_chunk(b"EXIF", _orientation_exif(orientation))
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + bytes(body)


def _webp_chunk(kind: bytes, payload: bytes) -> bytes:
    return kind + struct.pack("<I", len(payload)) + payload + (b"\0" if len(payload) & 1 else b"")


def _strip_gif(data: bytes, parts: Parts) -> bytes:
    first = min((b.start for b in parts.blocks), default=parts.end - 1)
    flags = data[10]
    start = 13 + (3 * (2 << (flags & 7)) if flags & 0x80 else 0)
    out = bytearray(data[: min(start, first)])
    for block in parts.blocks:
        if block.kind == "image":
            out += data[block.start : block.end]
        elif block.kind == "control" or (
            block.kind == "application" and data[block.start + 1 : block.start + 9] == b"NETSCAPE"
        ):
            out += data[block.start - 2 : block.end]
    return bytes(out) + b";"


def _strip_heif(data: bytes, parts: Parts) -> bytes:
    """Metadata overwritten in place, so that no other place in the file moves.

    HEIF says how a picture is turned outside of EXIF, so nothing needs to be kept there.
    """
    out = bytearray(data)
    for block in parts.blocks:
        size = block.end - block.start
        if block.kind == "Exif":
            empty = b"\0\0\0\0" + b"MM\0*\0\0\0\x08\0\0\0\0\0\0"
            out[block.start : block.end] = empty.ljust(size, b"\0")[:size]
        elif block.kind in {"XMP", "mime"}:
            out[block.start : block.end] = b" " * size
    return bytes(out[: parts.end])


def _strip_tiff(data: bytes) -> bytes | None:
    """A TIFF written anew: its metadata are woven into its structure."""
    from PIL import Image  # noqa: PLC0415  (heavy)

    out = io.BytesIO()
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=["TIFF"]) as image:
            warnings.simplefilter("ignore")  # Pillow's remarks on odd files; the copy is checked
            if image.width * image.height > MAX_PIXELS:
                return None
            kept = {key: image.info[key] for key in ("icc_profile", "dpi") if image.info.get(key)}
            orientation = image.getexif().get(0x0112, 1)
            plain = Image.new(image.mode, image.size)
            plain.paste(image)
            if image.mode == "P" and (palette := image.getpalette()):
                plain.putpalette(palette)
            tags = {0x0112: orientation} if orientation != 1 else {}
            plain.save(out, "TIFF", compression="tiff_adobe_deflate", tiffinfo=tags, **kept)
    except Exception:  # noqa: BLE001  (decoders raise many kinds on hostile files)
        return None
    return out.getvalue()
