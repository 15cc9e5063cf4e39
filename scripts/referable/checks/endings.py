"""Endings of the names of pictures and documents.

They stand apart so that a site without any of these files imports nothing that reads them.
"""

from __future__ import annotations

__all__ = ["DOCUMENTS", "OFFICE", "OLD_DOCUMENTS", "PICTURES"]

PICTURES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".gif", ".tif", ".tiff", ".heic",
     ".heif", ".hif", ".avif", ".svg", ".bmp"}
)  # fmt: skip
OFFICE = frozenset(
    {".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".pptx", ".pptm", ".potx", ".ppsx",
     ".odt", ".ods", ".odp", ".odg", ".ott"}
)  # fmt: skip
OLD_DOCUMENTS = frozenset(
    {".doc", ".xls", ".ppt", ".dot", ".pub", ".rtf", ".pages", ".numbers", ".key", ".wpd", ".msg",
     ".eml", ".one", ".xps", ".vsd"}
)  # fmt: skip
"""Old or closed kinds, which cannot be looked into."""
DOCUMENTS = frozenset({".pdf", *OFFICE, *OLD_DOCUMENTS})
