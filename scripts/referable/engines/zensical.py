"""Zensical: builds the same site from a staged copy of the sources.

Zensical runs Python-Markdown extensions but no MkDocs plugins, so what the plugin does in memory
is written out for it: generated pages as files, the navigation and our extension in `mkdocs.yml`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from referable.compiler.navigation import build_navigation
from referable.compiler.session import Session
from referable.diagnostics import Diagnostics, ReferableError
from referable.engines import mkdocs_runner
from referable.engines.build_cache import build_cache
from referable.engines.design import merge_design
from referable.engines.page_codes import PageCodes
from referable.engines.pictures import finish_pictures
from referable.engines.site_files import site_files
from referable.engines.theme_data import page_address, page_data, theme_data
from referable.engines.unused import remove_unused
from referable.outreach.guard import remove_private
from referable.sharing.publication import begin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["build"]

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?=(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))")


def build(config: MkDocsConfig, site_dir: Path, diagnostics: Diagnostics) -> Session:
    """Build the site into a folder with Zensical.

    Every page is compiled once by ourselves first, for the diagnostics: Zensical does not hand
    them back.

    Raises:
        ReferableError: Zensical is not installed or cannot build.
    """
    if importlib.util.find_spec("zensical") is None:
        raise ReferableError("Zensical is not installed.", "Run: pip install 'referable[zensical]'")
    root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    stage = root / ".referable" / "zensical"
    started: list[subprocess.Popen[str]] = []
    plugin = mkdocs_runner.plugin_of(config)

    def start(session: Session) -> None:
        # Zensical builds on the other core while the pages are compiled for the diagnostics.
        _stage(session, root, stage)
        started.append(_start(stage))
        plugin.publication = begin(session, config.site_url or "", config.site_description or "")

    try:
        session = mkdocs_runner.check(config, diagnostics, ready=start)
        _wait(started[0], stage)
    finally:
        for process in started:
            process.kill()
    # Zensical writes only below its own project; the result is moved to where it belongs.
    site_dir.rmdir()
    shutil.move(stage / "site", site_dir)
    finish_pictures(session, site_dir, config.site_url or "")
    remove_private(site_dir)
    remove_unused(site_dir, config)
    if plugin.publication is not None:
        plugin.publication.publish(site_dir)
    return session


def _stage(session: Session, root: Path, stage: Path) -> None:
    """Write everything Zensical reads: pages, files beside them, and its configuration."""
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    staged = _load_config(root)
    theme = staged.get("theme")
    own = isinstance(theme, dict) and bool(theme.get("custom_dir"))
    printable = own or session.project.settings.design
    site_url = str(staged.get("site_url") or "")
    addresses = [page_address(session, path, site_url) for path in session.pages]
    codes = PageCodes(build_cache(session.project), addresses if printable else ())
    _copy_pages(session, root, stage / "docs", site_url, codes.svg if printable else None)
    codes.finish()
    _complete_config(staged, session, root, stage)
    dumped = yaml.dump(staged, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    (stage / "mkdocs.yml").write_text(dumped, encoding="utf-8")


def _copy_pages(
    session: Session, root: Path, docs: Path, site_url: str, code: Callable[[str], str] | None
) -> None:
    """Every page with its facts for the theme in its front matter, and the files beside pages."""
    shutil.copytree(root / session.docs_dir, docs)
    for page in session.pages.values():
        target = docs / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if page.generated:
            text = page.front_matter + page.body
        else:
            text = page.decoded or target.read_text(encoding="utf-8-sig")
        facts = page_data(session, page.path, site_url, code=code)
        target.write_text(_with_facts(text, facts), encoding="utf-8")
    for made in site_files(session, site_url):
        target = docs / made.path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(made.write(), encoding="utf-8")


def _with_facts(text: str, facts: dict[str, Any]) -> str:
    """A page with one more value in its front matter, as JSON, which is YAML too."""
    line = f"referable: {json.dumps(facts, ensure_ascii=False)}\n"
    found = _FRONT_MATTER.match(text)
    if found is None:
        return f"---\n{line}---\n\n{text}"
    return text[: found.end()] + line + text[found.end() :]


def _start(stage: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "zensical", "build", "--clean", "-f", str(stage / "mkdocs.yml")],
        cwd=stage,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "NO_COLOR": "1"},
    )


def _wait(process: subprocess.Popen[str], stage: Path) -> None:
    said, _ = process.communicate()
    if process.returncode or not (stage / "site" / "index.html").exists():
        last = " ".join(said.strip().splitlines()[-5:])
        raise ReferableError(f"Zensical cannot build the site: {last}")


class _Tagged(str):
    """A scalar with a tag of its own, such as !!python/name, kept as it was."""

    __slots__ = ("tag",)
    tag: str


class _Loader(yaml.SafeLoader):
    pass


class _Dumper(yaml.SafeDumper):
    pass


def _construct(loader: yaml.Loader, suffix: str, node: yaml.Node) -> Any:
    del suffix
    value = _Tagged(loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else "")
    value.tag = node.tag
    return value


def _represent(dumper: _Dumper, value: _Tagged) -> yaml.Node:
    return dumper.represent_scalar(value.tag, str(value))


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _construct)
_Loader.add_multi_constructor("!", _construct)
_Dumper.add_representer(_Tagged, _represent)


def _load_config(root: Path) -> dict[str, Any]:
    raw = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config: dict[str, Any] = yaml.load(raw, Loader=_Loader)  # noqa: S506 # a safe loader's child
    return config


def _complete_config(config: dict[str, Any], session: Session, root: Path, stage: Path) -> None:
    docs_dir = str((root / session.docs_dir).resolve())
    options = {
        **asdict(session.project.settings),
        "root": str(root.resolve()),
        "docs_dir": docs_dir,
        "use_directory_urls": session.links.directory_urls,
    }
    extensions = [e for e in config.get("markdown_extensions") or [] if e != "referable"]
    config["markdown_extensions"] = [*extensions, {"referable.compiler.extension": options}]
    config["docs_dir"] = "docs"
    config["site_dir"] = "site"
    config["plugins"] = [p for p in config.get("plugins") or ["search"] if not _is_ours(p)]
    config.setdefault("nav", build_navigation(session))
    facts = theme_data(session)
    extra = config.get("extra") or {}
    config["extra"] = {**extra, "referable": {**facts, "search_index": "search.json"}}
    theme = config.get("theme")
    if session.project.settings.design:
        if not isinstance(theme, dict):
            theme = config["theme"] = {"name": theme}
        merge_design(theme, root, stage / "design")
    elif isinstance(theme, dict) and theme.get("custom_dir"):
        theme["custom_dir"] = os.path.relpath(root / theme["custom_dir"], stage)


def _is_ours(plugin: Any) -> bool:
    return plugin == "referable" or (isinstance(plugin, dict) and "referable" in plugin)
