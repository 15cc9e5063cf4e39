"""The package's own design: used from the package, with a practice's own files winning over it.

A site with `design: true` holds no copy of the templates, so that a later version can improve
them. Both engines look for a template in the site's `custom_dir` first, then in the package.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referable.packaged import design_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from referable.project import Settings

__all__ = ["is_designed", "merge_design", "use_design"]


def use_design(config: MkDocsConfig, settings: Settings) -> None:
    """Let MkDocs find the package's templates after the site's own."""
    folder = str(design_folder())
    if settings.design and folder not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)


def is_designed(config: MkDocsConfig, settings: Settings) -> bool:
    """Whether the site has a design with printed forms: the package's, or a copy of it."""
    return bool(settings.design or config.theme.custom_dir)


def merge_design(theme: dict[str, Any], root: Path, target: Path) -> None:
    """Write the package's design and the site's own files into one folder, and name it.

    Zensical takes a single folder.

    Args:
        theme: `theme:` of the configuration; its `custom_dir` is read and set.
        root: The project's folder.
        target: The folder to write, beside the staged configuration.
    """
    shutil.copytree(design_folder(), target)
    own = theme.get("custom_dir")
    if own and (root / own).is_dir():
        shutil.copytree(root / own, target, dirs_exist_ok=True)
    theme["custom_dir"] = target.name
