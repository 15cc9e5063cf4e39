"""Photos and documents: what they give away, copies without it, and who is pictured."""

from __future__ import annotations

from referable.checks.media.documents import (
    DOCUMENT_SUFFIXES,
    check_document,
    document_texts,
    strip_document,
)
from referable.checks.media.images import IMAGE_SUFFIXES, check_image
from referable.checks.media.known import Known
from referable.checks.media.strip import strip_image

__all__ = [
    "DOCUMENT_SUFFIXES",
    "IMAGE_SUFFIXES",
    "Known",
    "check_document",
    "check_image",
    "document_texts",
    "strip_document",
    "strip_image",
]
