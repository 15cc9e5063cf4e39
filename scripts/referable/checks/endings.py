"""Endings of the names of pictures and documents.

They stand apart so that a site without any of these files imports nothing that reads them.
"""

from __future__ import annotations

__all__ = ["CLOSED", "DOCUMENTS", "FILMS", "OFFICE", "OLD_DOCUMENTS", "PICTURES", "TEXTS"]

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
     ".one", ".xps", ".vsd"}
)  # fmt: skip
"""Old or closed kinds, which cannot be looked into."""
DOCUMENTS = frozenset({".pdf", *OFFICE, *OLD_DOCUMENTS})
FILMS = frozenset({".mp4", ".m4v", ".mov", ".qt", ".m4a", ".3gp", ".3g2"})
"""Films and sounds in the container of QuickTime, which telephones make."""
CLOSED = frozenset(
    {".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".epub", ".mobi",
     ".sqlite", ".sqlite3", ".db", ".mdb", ".accdb", ".dbf", ".pst", ".ost", ".dmg", ".iso", ".bkf"}
)  # fmt: skip
"""Archives and databases: many things in one file, which nobody looks through before publishing."""
TEXTS = frozenset(
    {".txt", ".text", ".log", ".json", ".jsonl", ".ndjson", ".xml", ".ics", ".vcf", ".eml", ".mbox",
     ".srt", ".vtt", ".rst", ".org", ".adoc", ".tex", ".ini", ".toml", ".har", ".bak", ".old",
     ".orig", ".sav", ".save", ".tmp", ".rej"}
)  # fmt: skip
"""Texts of any other kind, which engines copy to the site as they are."""
