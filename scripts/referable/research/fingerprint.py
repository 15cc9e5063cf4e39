"""What a cache depends on beside its input: the code that filled it, and a package under it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

__all__ = ["code_fingerprint"]


def code_fingerprint(package: str, sources: Iterable[Path]) -> str:
    """The same for the same installed package and the same code.

    The code's text stands in for a version number, which would be forgotten the day a mistake is
    mended and leave the mistake in every cache.

    Args:
        package: Name of a package whose version counts, found without importing it.
        sources: Python files, and folders of them.
    """
    digest = hashlib.sha256(_version(package).encode())
    for source in sources:
        for path in sorted(source.glob("*.py")) if source.is_dir() else (source,):
            with suppress(OSError):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    # importlib.metadata would do, but takes longer to import than all the rest together.
    site = Path(spec.origin).parent.parent
    return ",".join(sorted(path.name for path in site.glob(f"{package}-*.dist-info")))
