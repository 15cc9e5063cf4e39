"""Writing the library and synopses whole: beside the old file first, then in its place."""

from __future__ import annotations

import codecs
import shutil
import tempfile
from pathlib import Path

from referable.diagnostics import ReferableError
from referable.renaming import take_place

__all__ = ["append_entry", "replace_file"]


def append_entry(file: Path, entry: str) -> None:
    """Add an entry at the end of a library; every byte before it stays.

    Raises:
        ReferableError: The file is not UTF-8 or cannot be written.
    """
    try:
        before = file.read_bytes() if file.exists() else b""
        before.decode("utf-8")
    except UnicodeDecodeError:
        raise ReferableError(
            f"{file.name} is not saved as UTF-8, so nothing can be added to it safely.",
            "Save it again as UTF-8 in your editor, then run the command again.",
        ) from None
    except OSError as error:
        raise ReferableError(f"{file} cannot be read: {error.strerror}.") from error
    ending = "\r\n" if b"\r\n" in before else "\n"
    is_empty = not before.removeprefix(codecs.BOM_UTF8)
    gap = "" if is_empty else ending
    if not is_empty and not before.endswith((b"\n", b"\r")):
        gap += ending
    replace_file(file, before + (gap + entry.replace("\n", ending)).encode())


def replace_file(file: Path, data: bytes) -> None:
    """Write a file beside its place and move it there whole.

    Raises:
        ReferableError: It cannot be written; the old file is untouched then.
    """
    file = file.resolve()  # a link stays a link
    part = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as stream:
            part = Path(stream.name)
            stream.write(data)
        if file.exists():
            shutil.copymode(file, part)
        else:
            part.chmod(0o644)
        take_place(part, file)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise ReferableError(
            f"{file.name} cannot be written: {error.strerror}.",
            "Check that the folder exists and that you may write in it.",
        ) from error
