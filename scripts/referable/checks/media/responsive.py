"""Published copies of photos in several widths, as WebP and AVIF beside the original format.

Each copy is made once: its name carries a hash of the original and of how it was made, and a small
file beside the copies notes their measures, so that the original need not be decoded again.
"""

from __future__ import annotations

import hashlib
import io
import json
import threading
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from referable.checks.media.containers import Format, Parts, read_parts
from referable.checks.media.exif import orientation_of, read_exif
from referable.checks.media.faces import is_drawing
from referable.checks.media.images import MAX_IMAGE_BYTES, MAX_PIXELS
from referable.checks.media.strip import write_beside
from referable.diagnostics import Diagnostic

__all__ = ["WIDTHS", "Picture", "Variant", "decode", "encode", "make_variants"]

WIDTHS = (320, 640, 960, 1600)
"""From a portrait on a telephone to a photo across the page on a screen of double density."""
_RECIPE = "3"
"""Changed whenever the same original would give other copies."""
_MIME = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
_RASTER = frozenset({Format.JPEG, Format.PNG, Format.WEBP, Format.TIFF, Format.HEIC, Format.AVIF})
_SHOWN_EVERYWHERE = {Format.JPEG: "jpg", Format.PNG: "png", Format.WEBP: "webp"}
_SMALL = 10_000
"""Bytes below which several copies save nobody anything."""
_STEP = 0.85
"""A copy nearly as wide as the widest is not worth making."""
_SLACK = 1.25
"""A kind is offered unless it is clearly larger than what is shown without it."""
_HUGE = 24_000_000
_ONE_AT_A_TIME = threading.Lock()
"""Pictures of so many pixels are handled one after the other, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One copy: its file's name, kind and measures in pixels, and its size in bytes."""

    name: str
    mime: str
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An original as browsers show it, upright, with its copies from small to large.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        variants: WebP and AVIF copies; empty for drawings in vectors, moving and tiny pictures.
        fallback: The copy for browsers that know neither, when the original is too large for
            them or of a kind they cannot show; None when the original itself will do.
        key: What the names of the copies begin with.
    """

    width: int
    height: int
    variants: tuple[Variant, ...] = ()
    fallback: Variant | None = None
    key: str = ""

    def of(self, mime: str) -> tuple[Variant, ...]:
        """The copies of one kind."""
        return tuple(v for v in self.variants if v.mime == mime)

    @property
    def files(self) -> list[str]:
        """The names of all copies."""
        return [v.name for v in (*self.variants, *([self.fallback] if self.fallback else []))]


def make_variants(
    source: Path,
    folder: Path,
    *,
    name: str = "",
    digest: str = "",
    widths: tuple[int, ...] = WIDTHS,
) -> tuple[Picture | None, list[Diagnostic]]:
    """Make the copies of a picture, or find those made earlier.

    Args:
        source: The original, which is not touched.
        folder: Where copies are kept; files there are trusted by their name.
        name: How messages call the original; its path when empty.
        digest: A digest of the original, if one is known: then it is read only when copies are
            to be made.
        widths: Widths in pixels. None is ever wider than the original, which itself is offered
            in full when it is narrower than the widest.

    Returns:
        The picture, or None with diagnostics when it cannot be decoded. Copies carry colour
        profiles and nothing else. A kind that saves nothing is left out.
    """
    shown = name or source.as_posix()
    if digest:
        earlier = _earlier(folder / f"{_key(source, digest, widths)}.json")
        if earlier is not None:
            return earlier, []
    try:
        if source.stat().st_size > MAX_IMAGE_BYTES:
            return None, [_problem("media-too-large", "The picture is too large.", shown)]
        data = source.read_bytes()
    except OSError as error:
        text = f"The picture cannot be read: {error.strerror or type(error).__name__}."
        return None, [_problem("media-broken", text, shown)]
    parts = read_parts(data)
    if parts is None or parts.problem:
        return None, [_problem("media-broken", "The picture is damaged.", shown)]
    if parts.width * parts.height > MAX_PIXELS:
        return None, [_problem("media-too-large", "The picture has too many pixels.", shown)]
    still = not any(b.kind in {"acTL", "ANIM"} for b in parts.blocks)
    needless = len(data) < _SMALL and parts.format in _SHOWN_EVERYWHERE
    if parts.format not in _RASTER or not still or needless:
        return Picture(*_upright(data, parts)), []
    key = _key(source, digest or hashlib.sha256(data).hexdigest(), widths)
    earlier = _earlier(folder / f"{key}.json")
    if earlier is not None:
        return earlier, []
    measured = parts.width * parts.height or _HUGE + 1
    huge = measured > _HUGE and parts.format is not Format.JPEG
    with _ONE_AT_A_TIME if huge else nullcontext():
        image, problem = decode(data, parts.format, shown, widest=max(widths))
        if image is None:
            return None, [problem] if problem else []
        measures = _upright(data, parts) if parts.format is Format.JPEG else image.size
        picture = _made(
            image, parts.format, measures, len(data), folder=folder, key=key, widths=widths
        )
    write_beside(folder / f"{key}.json", json.dumps(asdict(picture), sort_keys=True).encode())
    return picture, []


def _key(source: Path, digest: str, widths: tuple[int, ...]) -> str:
    """What the names of the copies begin with."""
    made_of = f"{_RECIPE} {widths} {digest}".encode()
    return f"{source.stem}-{hashlib.sha256(made_of).hexdigest()[:12]}"


def _upright(data: bytes, parts: Parts) -> tuple[int, int]:
    """Width and height as browsers show them, turned as the camera noted."""
    for block in parts.blocks:
        payload = data[block.start : block.end]
        if block.kind in {"eXIf", "EXIF"} or (block.kind == "E1" and payload[:4] == b"Exif"):
            if orientation_of(read_exif(payload)) >= 5:
                return parts.height, parts.width
            break
    return parts.width, parts.height


def _made(
    image: Any,
    format_: Format,
    measures: tuple[int, int],
    size: int,
    *,
    folder: Path,
    key: str,
    widths: tuple[int, ...],
) -> Picture:
    width, height = measures
    flat = format_ is Format.PNG and is_drawing(image)
    widest = min(width, max(widths))
    sizes = sorted({w for w in widths if w < _STEP * widest} | {widest})
    # AVIF smears the fine lines of drawings; WebP keeps them without loss.
    found: dict[str, list[Variant]] = {"webp": []} if flat else {"avif": [], "webp": []}
    fallback = None
    for each in sizes:
        goal = (each, max(1, round(height * each / width)))
        resized = image if goal == image.size else image.resize(goal, 1)
        resized.info = image.info
        for kind, variants in found.items():
            variants.append(_variant(resized, folder, key, kind, lossless=flat))
        own = _SHOWN_EVERYWHERE.get(format_)
        if each == widest and (own is None or width > widest):
            kind = own or ("png" if _has_alpha(image) else "jpg")
            fallback = _variant(resized, folder, f"{key}-full", kind, lossless=False)
    limit = fallback.size if fallback is not None else size
    for kind in [k for k in found if found[k][-1].size >= (limit if flat else _SLACK * limit)]:
        del found[kind]
    if len(found) == 2 and found["avif"][-1].size > _SLACK * found["webp"][-1].size:
        del found["avif"]
    kept = tuple(v for kind in found for v in found[kind])
    return Picture(width, height, kept, fallback, key)


def _variant(image: Any, folder: Path, key: str, kind: str, *, lossless: bool) -> Variant:
    file = folder / f"{key}-{image.width}.{kind}"
    if not file.is_file():
        write_beside(file, encode(image, kind, lossless=lossless))
    return Variant(file.name, _MIME[kind], image.width, image.height, file.stat().st_size)


def _earlier(notes: Path) -> Picture | None:
    """The copies made in an earlier run, if all are there; saves decoding the original."""
    try:
        data = json.loads(notes.read_text(encoding="utf-8"))
        variants = tuple(Variant(**v) for v in data["variants"])
        fallback = Variant(**data["fallback"]) if data["fallback"] else None
        measures = int(data["width"]), int(data["height"])
        picture = Picture(*measures, variants, fallback, notes.stem)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return picture if all((notes.parent / name).is_file() for name in picture.files) else None


def _problem(code: str, message: str, shown: str) -> Diagnostic:
    return Diagnostic(code, message, shown, fix="Export the picture again as JPEG.")


def decode(
    data: bytes, format_: Format, shown: str, *, widest: int = 0
) -> tuple[Any, Diagnostic | None]:
    """A picture upright, in a mode that every format can hold.

    Args:
        data: The whole file.
        format_: What it is.
        shown: How messages call it.
        widest: The most pixels on a side that will be used; a JPEG may be decoded at half its
            size or less, never below this. 0 for all there are.

    Returns:
        A Pillow image whose `info` holds the colour profile and nothing else, or None with a
        diagnostic.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415  (heavy)

    if format_ is Format.HEIC:
        try:
            import pillow_heif  # noqa: PLC0415
        except ImportError:
            text = "HEIC pictures cannot be shown by most browsers and cannot be converted here."
            fix = "Export it as JPEG, or install referable[heic]."
            return None, Diagnostic("media-format", text, shown, fix=fix)
        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                return None, _problem("media-too-large", "The picture has too many pixels.", shown)
            profile = image.info.get("icc_profile")
            if widest and format_ is Format.JPEG and image.mode in {"RGB", "L"}:
                image.draft(image.mode, (widest, widest))
            upright: Any = image
            ImageOps.exif_transpose(upright, in_place=True)
            if upright.mode == "CMYK":
                upright, profile = _srgb(upright, profile), None
            elif upright.mode not in {"RGB", "RGBA", "L"}:
                alpha = upright.mode in {"LA", "PA", "RGBa"} or "transparency" in upright.info
                upright = upright.convert("RGBA" if alpha else "RGB")
                profile = profile if image.mode in {"P", "PA"} else None
            upright.load()
    except Exception:  # noqa: BLE001  (decoders raise many kinds on hostile files)
        return None, _problem("media-broken", "The picture is damaged.", shown)
    upright.info = {"icc_profile": profile} if profile else {}
    return upright, None


def _srgb(image: Any, profile: bytes | None) -> Any:
    """A picture made for print in the colours of screens, which is all that browsers promise."""
    from PIL import ImageCms  # noqa: PLC0415  (heavy)

    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except ImageCms.PyCMSError:
            pass
    return image.convert("RGB")


def _has_alpha(image: Any) -> bool:
    return image.mode == "RGBA" and bool(image.getextrema()[3][0] < 255)


def encode(image: Any, kind: str, *, lossless: bool = False, quality: int = 78) -> bytes:
    """A file of a picture, with its colour profile and nothing else.

    Args:
        image: What `decode` gave.
        kind: `jpg`, `png`, `webp` or `avif`.
        lossless: Whether a WebP keeps every pixel.
        quality: Of JPEG and WebP, 0 to 100.
    """
    out = io.BytesIO()
    profile = image.info.get("icc_profile")
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    if kind == "jpg":
        image.convert("RGB" if image.mode != "L" else "L").save(
            out, "JPEG", quality=quality, optimize=True, progressive=True, **options
        )
    elif kind == "png":
        image.save(out, "PNG", optimize=True, **options)
    elif kind == "webp":
        image.save(out, "WEBP", quality=quality, method=4, lossless=lossless, **options)
    else:
        # One thread: libavif's result may otherwise depend on the number of processors.
        image.save(out, "AVIF", quality=55, speed=7, max_threads=1, **options)
    return out.getvalue()
