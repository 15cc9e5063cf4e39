"""What the engines' theme would put into a site and no page of ours asks for: left out.

Our templates bring one stylesheet and one script of their own. A site whose templates still build
on the theme's `base.html` keeps all of the theme.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

__all__ = ["drop_unused", "remove_unused"]

_EXTENDS_THEME = re.compile(r"\{%-?\s*(?:extends|include|import)\s+[\"']base\.html")
_TEMPLATES = ("main.html", "404.html")
_UNUSED = re.compile(
    r"assets/(?:javascripts/(?:bundle\.|lunr/|workers/search\.|LICENSE)"
    r"|stylesheets/(?:(?:classic|modern)/)?(?:main|palette)\.[0-9a-f]+\.min\.css)"
)


def drop_unused(files: Files, config: MkDocsConfig) -> None:
    """Take the theme's unused files from those that MkDocs copies."""
    if _shows_theme(config):
        return
    for file in list(files):
        if _UNUSED.match(file.dest_uri) and _is_theirs(file.src_dir, config):
            files.remove(file)


def remove_unused(site: Path, config: MkDocsConfig) -> None:
    """Remove the theme's unused files from a built site, with folders that this empties."""
    if _shows_theme(config):
        return
    docs = Path(config.docs_dir)
    for folder in (site / "assets/javascripts", site / "assets/stylesheets"):
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            uri = file.relative_to(site).as_posix()
            if _UNUSED.match(uri) and not (docs / uri).exists():
                file.unlink()
        for left in (*sorted(folder.glob("*/")), folder):
            if left.is_dir() and not any(p.is_file() for p in left.rglob("*")):
                shutil.rmtree(left)


def _is_theirs(folder: str | None, config: MkDocsConfig) -> bool:
    own = config.theme.custom_dir
    places = [Path(d) for d in config.theme.dirs if not own or Path(d) != Path(own)]
    return folder is not None and Path(folder) in places


def _shows_theme(config: MkDocsConfig) -> bool:
    """Whether a page may be drawn by the theme's own templates."""
    for name in _TEMPLATES:
        found = next((p for d in config.theme.dirs if (p := Path(d) / name).is_file()), None)
        if found is None or _EXTENDS_THEME.search(found.read_text(encoding="utf-8")):
            return True
    return False
