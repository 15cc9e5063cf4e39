"""Zensical: builds the same site from a staged copy of the sources.

Zensical runs Python-Markdown extensions but no MkDocs plugins, so what the plugin does in memory
is written out for it: generated pages as files, the navigation and our extension in `mkdocs.yml`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.structure.files import InclusionLevel

from referable.compiler.navigation import build_navigation
from referable.compiler.page_meta import front_matter_text
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
    from mkdocs.structure.files import Files

__all__ = ["build"]


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

    def start(session: Session, files: Files) -> None:
        # Zensical builds on the other core while the pages are compiled for the diagnostics.
        try:
            _stage(session, files, config, stage)
        except OSError as error:
            raise mkdocs_runner.cannot_write(error) from error
        started.append(_start(stage))
        plugin.publication = begin(session, config.site_url or "", config.site_description or "")

    try:
        session = mkdocs_runner.check(config, diagnostics, ready=start)
        _wait(started[0], stage)
        # Zensical writes only below its own project; the result is moved to where it belongs.
        site_dir.rmdir()
        shutil.move(stage / "site", site_dir)
    except ReferableError:
        if plugin.publication is not None:
            plugin.publication.stop()
        if diagnostics.has_errors and plugin.session is not None:
            return plugin.session  # what is to be mended has been said, and nothing is published
        raise
    finally:
        for process in started:
            with process:  # which closes what it said, and waits
                process.kill()
        shutil.rmtree(stage, ignore_errors=True)
    finish_pictures(session, site_dir, config.site_url or "")
    remove_private(site_dir)
    remove_unused(site_dir, config)
    if plugin.publication is not None:
        plugin.publication.publish(site_dir)
    return session


def _stage(session: Session, files: Files, config: MkDocsConfig, stage: Path) -> None:
    """Write everything Zensical reads: pages, files beside them, and its configuration."""
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    root = session.project.root
    staged = _load_config(root)
    theme = staged.get("theme")
    own = isinstance(theme, dict) and bool(theme.get("custom_dir"))
    printable = own or session.project.settings.design
    site_url = str(staged.get("site_url") or "")
    addresses = [page_address(session, path, site_url) for path in session.pages]
    codes = PageCodes(build_cache(session.project), addresses if printable else ())
    _copy_files(files, config.docs_dir, stage / "docs")
    _write_pages(session, stage / "docs", site_url, codes.svg if printable else None)
    codes.finish()
    _complete_config(staged, session, root, stage)
    dumped = yaml.dump(staged, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    (stage / "mkdocs.yml").write_text(dumped, encoding="utf-8")


def _copy_files(files: Files, source: str, docs: Path) -> None:
    """The files beside pages that MkDocs would publish: Zensical knows of no others then."""
    docs.mkdir(parents=True)
    for file in files:
        published = (
            file.inclusion.value > InclusionLevel.DRAFT.value and not file.is_documentation_page()
        )
        if published and file.src_dir == source and file.abs_src_path is not None:
            target = docs / file.src_uri
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.abs_src_path, target)


def _write_pages(
    session: Session, docs: Path, site_url: str, code: Callable[[str], str] | None
) -> None:
    """Every page with its facts for the theme in its front matter, and files made by us."""
    for page in session.pages.values():
        target = docs / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        facts = page_data(session, page.path, site_url, code=code)
        if page.generated:
            text = _with_facts(page.front_matter + page.body, facts)
        else:
            text = front_matter_text({**page.meta, "referable": facts}) + page.body
        target.write_text(text, encoding="utf-8")
    for made in site_files(session, site_url):
        target = docs / made.path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(made.write(), encoding="utf-8")


def _with_facts(text: str, facts: dict[str, Any]) -> str:
    """A generated page with one more value in its front matter, as JSON, which is YAML too."""
    line = f"referable: {json.dumps(facts, ensure_ascii=False)}\n"
    return text.replace("---\n", f"---\n{line}", 1)


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
    if process.returncode or not (stage / "site").is_dir():
        lines = [line for line in said.splitlines() if line.strip(" ^~")]
        last = next((line for line in reversed(lines) if "Error: " in line), "".join(lines[-1:]))
        last = last.partition("Error: ")[2] or last
        raise ReferableError(
            f"Zensical cannot build the site: {last or 'it gives no reason'}.",
            "Build it with `referable build`; if that works, tell us what Zensical says.",
        )


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
    raw = (root / "mkdocs.yml").read_bytes()  # YAML tells UTF-16 by its mark
    config: dict[str, Any] = yaml.load(raw, Loader=_Loader)  # noqa: S506 # a safe loader's child
    return config


def _complete_config(config: dict[str, Any], session: Session, root: Path, stage: Path) -> None:
    docs_dir = str((root / session.docs_dir).resolve())
    # Drafts and excluded pages lie in the folder, too, and must not be said to cite a study.
    pages = stage / "pages.json"
    written = [page.path for page in session.pages.values() if not page.generated]
    pages.write_text(json.dumps(written), encoding="utf-8")
    options = {
        **asdict(session.project.settings),
        "root": str(root.resolve()),
        "docs_dir": docs_dir,
        "pages": str(pages),
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
