"""Published copies of photos in several widths, as WebP and AVIF beside the original format.

Each copy is made once: its name carries a hash of the original and of how it was made, and a small
file beside the copies notes their measures, so that the original need not be decoded again.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from referable.checks.media.containers import Format, read_parts
from referable.checks.media.images import MAX_IMAGE_BYTES, MAX_PIXELS
from referable.checks.media.strip import write_beside
from referable.diagnostics import Diagnostic

__all__ = ["WIDTHS", "Picture", "Variant", "make_variants", "picture_html"]

WIDTHS = (480, 960, 1600)
_RECIPE = "1"
"""Changed whenever the same original would give other copies."""
_MIME = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
_RASTER = frozenset({Format.JPEG, Format.PNG, Format.WEBP, Format.TIFF, Format.HEIC, Format.AVIF})


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
        variants: The copies; empty for drawings and moving pictures, which are shown as they are.
    """

    width: int
    height: int
    variants: tuple[Variant, ...] = ()

    def of(self, mime: str) -> tuple[Variant, ...]:
        """The copies of one kind."""
        return tuple(v for v in self.variants if v.mime == mime)


def make_variants(
    source: Path, folder: Path, *, name: str = "", widths: tuple[int, ...] = WIDTHS
) -> tuple[Picture | None, list[Diagnostic]]:
    """Make the copies of a picture, or find those made earlier.

    Args:
        source: The original, which is not touched.
        folder: Where copies are kept; files there are trusted by their name.
        name: How messages call the original; its path when empty.
        widths: Widths in pixels. None is ever wider than the original, which itself is offered
            in full when it is narrower than the widest.

    Returns:
        The picture, or None with diagnostics when it cannot be decoded. Copies carry colour
        profiles and nothing else.
    """
    shown = name or source.as_posix()
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
    if parts.format not in _RASTER or any(b.kind in {"acTL", "ANIM"} for b in parts.blocks):
        return Picture(parts.width, parts.height), []
    return _made(data, parts.format, source.stem, folder, shown=shown, widths=widths)


def _made(
    data: bytes, format_: Format, stem: str, folder: Path, *, shown: str, widths: tuple[int, ...]
) -> tuple[Picture | None, list[Diagnostic]]:
    recipe = f"{_RECIPE} {widths}\0".encode()
    digest = hashlib.sha256(recipe + data).hexdigest()[:12]
    notes = folder / f"{stem}-{digest}.json"
    earlier = _earlier(notes)
    if earlier is not None:
        return earlier, []
    image, problem = _decode(data, format_, shown)
    if image is None:
        return None, [problem] if problem else []
    fallback = "png" if _has_alpha(image) or format_ is Format.PNG else "jpg"
    sizes = sorted({w for w in widths if w < image.width} | {min(image.width, max(widths))})
    variants = []
    for width in sizes:
        height = max(1, round(image.height * width / image.width))
        resized: Any = None
        for kind in ("avif", "webp", fallback):
            file = folder / f"{stem}-{digest}-{width}.{kind}"
            if not file.is_file():
                if resized is None:
                    resized = image if width == image.width else image.resize((width, height), 1)
                write_beside(file, _encode(resized, kind, lossless=fallback == "png"))
            variants.append(Variant(file.name, _MIME[kind], width, height, file.stat().st_size))
    picture = Picture(image.width, image.height, tuple(variants))
    write_beside(notes, json.dumps(asdict(picture), sort_keys=True).encode())
    return picture, []


def _earlier(notes: Path) -> Picture | None:
    """The copies made in an earlier run, if all are there; saves decoding the original."""
    try:
        data = json.loads(notes.read_text(encoding="utf-8"))
        variants = tuple(Variant(**v) for v in data["variants"])
        picture = Picture(int(data["width"]), int(data["height"]), variants)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return picture if all((notes.parent / v.name).is_file() for v in variants) else None


def _problem(code: str, message: str, shown: str) -> Diagnostic:
    return Diagnostic(code, message, shown, fix="Export the picture again as JPEG.")


def _decode(data: bytes, format_: Format, shown: str) -> tuple[Any, Diagnostic | None]:
    """The picture upright, in a mode that every format can hold."""
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
            profile = image.info.get("icc_profile")
            upright: Any = ImageOps.exif_transpose(image)
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


def _encode(image: Any, kind: str, *, lossless: bool) -> bytes:
    out = io.BytesIO()
    profile = image.info.get("icc_profile")
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    if kind == "jpg":
        image.convert("RGB" if image.mode != "L" else "L").save(
            out, "JPEG", quality=80, optimize=True, progressive=True, **options
        )
    elif kind == "png":
        image.save(out, "PNG", optimize=True, **options)
    elif kind == "webp":
        image.save(out, "WEBP", quality=80, method=4, lossless=lossless, **options)
    else:
        # One thread: libavif's result may otherwise depend on the number of processors.
        quality = 75 if lossless else 60
        image.save(out, "AVIF", quality=quality, speed=7, max_threads=1, **options)
    return out.getvalue()


def picture_html(picture: Picture, base: str, alt: str, *, sizes: str = "100vw") -> str:
    """The `<picture>` element for a photo; the best kind that a browser knows is shown.

    Args:
        picture: A picture with copies.
        base: The address of the folder with the copies, with a slash at its end.
        alt: What the photo shows.
        sizes: How wide it is shown, as in the HTML attribute.
    """
    fallbacks = picture.of("image/jpeg") or picture.of("image/png")
    if not fallbacks:
        raise ValueError("a picture without copies")
    lines = ["<picture>"]
    for mime in ("image/avif", "image/webp"):
        srcset = ", ".join(f"{base}{v.name} {v.width}w" for v in picture.of(mime))
        lines.append(
            f'<source type="{mime}" srcset="{html.escape(srcset)}" sizes="{html.escape(sizes)}">'
        )
    last = fallbacks[-1]
    srcset = ", ".join(f"{base}{v.name} {v.width}w" for v in fallbacks)
    lines.append(
        f'<img src="{html.escape(base + last.name)}" srcset="{html.escape(srcset)}" '
        f'sizes="{html.escape(sizes)}" width="{picture.width}" height="{picture.height}" '
        f'alt="{html.escape(alt)}" loading="lazy" decoding="async">'
    )
    lines.append("</picture>")
    return "\n".join(lines)
