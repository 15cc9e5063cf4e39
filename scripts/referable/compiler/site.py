"""The site's pages: those in `docs/` and those made from the library, as Markdown."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referable.compiler.links import Links
from referable.compiler.notices import check_notices, check_treated
from referable.compiler.page_meta import front_matter_text, read_as_engines_do, usable_meta
from referable.compiler.session import Origin, PageSource, Session
from referable.portable import why_not_portable
from referable.project import Project, Settings, decode_text
from referable.research.questions import study_question
from referable.research.spelling import american, in_sentence
from referable.sharing.tags import study_texts
from referable.yamlsource import split_front_matter

if TYPE_CHECKING:
    from referable.research.conditions import Condition

__all__ = ["add_pages", "open_session", "title_of"]

_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)

_LIBRARY_BODY = """\
::: library
    part: finder

::: evidence-map

::: downloads

::: library
    part: shelves
"""


def open_session(root: Path, options: Mapping[str, Any]) -> Session:
    """A session for engines that only know the Markdown extension's name.

    Args:
        root: The project's folder.
        options: Any of `Settings`, and `docs_dir`, `use_directory_urls` and `pages`: a file that
            lists the pages to be published, as JSON; without it all of `docs_dir` are.
    """
    names = {f.name for f in fields(Settings)}
    settings = Settings.from_mapping({k: v for k, v in options.items() if k in names})
    docs_dir = str(options.get("docs_dir", "docs"))
    session = Session(
        Project(root, settings),
        Links(bool(options.get("use_directory_urls", True)), to_sources=True),
        docs_dir,
    )
    session.keep_from_search = True
    folder, listed = root / docs_dir, options.get("pages")
    if listed:
        paths = json.loads(Path(str(listed)).read_text(encoding="utf-8"))
    else:
        paths = [p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*.md"))]
    add_pages(session, paths)
    return session


def add_pages(session: Session, paths: Iterable[str]) -> None:
    """Load the pages at these paths below `docs/`, then add the generated ones.

    A page that a therapist wrote at the address of a generated one stands, and is reported.
    """
    project = session.project
    project.load()
    for path in paths:
        source = f"{session.docs_dir}/{path}"
        data = project.read_bytes(source)
        if data is None:
            continue
        text = decode_text(data, source, project.diagnostics)
        page = _page_from(text, path, source, session)
        if page.rewritten is None and not _is_utf8(data):
            page = replace(page, rewritten=text)
        session.pages[path] = page
    if not {"index.md", "README.md"} & session.pages.keys():
        project.diagnostics.report(
            "home-missing",
            f"The site has no first page: there is no {session.docs_dir}/index.md.",
            f"{session.docs_dir}/index.md",
            fix="Write that file; its heading and text are what readers see first.",
        )
    _report_names(session)
    _report_twins(session)
    for page in _generated(session):
        existing = session.pages.get(page.path)
        if existing is not None:
            project.diagnostics.report(
                "page-conflict",
                f"This page stands where the generated page “{page.title}” would be.",
                f"{session.docs_dir}/{page.path}",
                1,
                fix="Rename it, or keep it on purpose and set another evidence_dir in mkdocs.yml.",
            )
            continue
        session.pages[page.path] = page
    check_notices(session)
    check_treated(session)
    session.prepare()


def _report_names(session: Session) -> None:
    """Report pages whose names some computer cannot use; nobody could get the site there."""
    for path in sorted(session.pages):
        why = why_not_portable(path)
        if why:
            session.project.diagnostics.report(
                "name-not-portable",
                f"Not every computer can use a file of this name: {why}.",
                f"{session.docs_dir}/{path}",
                1,
                fix="Rename it, with letters, digits and hyphens, and the links to it.",
            )


def _report_twins(session: Session) -> None:
    """Report pages that Windows and Mac computers take for one: names that differ in capitals."""
    seen: dict[str, str] = {}
    for path in sorted(session.pages):
        first = seen.setdefault(path.casefold(), path)
        if first != path:
            session.project.diagnostics.report(
                "page-conflict",
                f"This page's name and {session.docs_dir}/{first} differ only in capitals.",
                f"{session.docs_dir}/{path}",
                1,
                fix="Rename one of them: Windows and Mac computers take both for the same file.",
            )


def _page_from(text: str, path: str, source: str, session: Session) -> PageSource:
    parts = split_front_matter(text, source, session.project.diagnostics)
    meta = usable_meta(parts.document, source, session.project.diagnostics)
    # Engines drop blank lines before the text; so do we, and count them.
    body = parts.body.lstrip("\n")
    before = parts.body_line + len(parts.body) - len(body)
    title = str(meta.get("title") or title_of(body) or Path(path).stem.replace("-", " ").title())
    rewritten = read_as_engines_do(text.removeprefix("\ufeff"), parts, meta)
    return PageSource(path, title, body, (Origin(1, source, before),), meta, rewritten=rewritten)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def title_of(body: str) -> str:
    """The text of the first heading, or an empty string."""
    match = _TITLE.search(body)
    return match.group(1) if match else ""


def _generated(session: Session) -> Iterator[PageSource]:
    """The library page, a page for each condition with studies, and one for each study."""
    settings = session.project.settings
    if not (settings.study_pages or settings.evidence_pages):
        return
    synopses = session.project.synopses
    if not synopses:
        return
    if settings.evidence_pages:
        used = {slug for s in synopses.values() for slug in s.facts.conditions}
        yield _page(
            f"{settings.evidence_dir}/index.md",
            "The evidence library",
            "Every study, review and guideline we hold on massage, for and against, by topic.",
            _LIBRARY_BODY,
            Origin(1, settings.library, 0),
            nav_title="Evidence",
            order=40,
            # Each study is found by its own page, once.
            search={"exclude": True},
        )
        for slug, condition in session.project.vocabulary.conditions.items():
            if slug in used:
                body = _evidence_body(session, slug, condition)
                name = in_sentence(condition.name)
                yield _page(
                    f"{settings.evidence_dir}/{slug}.md",
                    f"Evidence on massage: {name}",
                    f"What our library holds on massage and {name}.",
                    body,
                    Origin(1, settings.conditions, 0),
                )
    if settings.study_pages:
        for key in synopses:
            yield _study_page(session, key)


_FEW_STUDIES = 4
"""With fewer studies than this, a picture of their years shows nothing a list does not."""


def _evidence_body(session: Session, slug: str, condition: Condition) -> str:
    """The answer first, then what stands behind it, each part under a heading if there is any."""
    facts = [s.facts for s in session.project.synopses.values() if slug in s.facts.conditions]
    guidelines = [f for f in facts if f.design.value == "guideline"]
    name = in_sentence(condition.name)
    parts = [condition.summary, _evidence_block(slug, "answer, summary")]
    if any(f.outcomes for f in facts):
        parts += [f"## Results on {name}, side by side", _evidence_block(slug, "table, forest")]
    if guidelines:
        parts += [f"## What guidelines say on {name}", _evidence_block(slug, "guidelines")]
    if len(guidelines) < len(facts):
        parts.append(f"## Studies on {name}")
    show = "studies, review" if len(facts) < _FEW_STUDIES else "timeline, studies, review"
    parts += [_evidence_block(slug, show), f"::: downloads\n    condition: {slug}\n"]
    return "\n\n".join(parts)


def _evidence_block(slug: str, show: str) -> str:
    return f"::: evidence\n    condition: {slug}\n    show: [{show}]"


def _study_page(session: Session, key: str) -> PageSource:
    synopsis = session.project.synopses[key]
    entry = session.project.library.get(key)
    assert entry is not None
    path = session.study_path(key)
    assert path is not None
    title = study_question(synopsis) or entry.title.rstrip(".")
    quoted = json.dumps(key, ensure_ascii=False)
    head = f"# {_inline(title)}\n\n::: study\n    key: {quoted}\n\n## Synopsis\n\n"
    tail = f"\n::: study\n    key: {quoted}\n    part: results\n"
    tail += f"\n::: downloads\n    key: {quoted}\n"
    if session.project.practice is not None:
        tail += f"\n::: posts\n    key: {quoted}\n"
    share_title, share_description = study_texts(session, key)
    first = head.count("\n") + 1
    last = first + synopsis.body.count("\n")
    source = synopsis.path
    return PageSource(
        path,
        title,
        head + synopsis.body + tail,
        (
            Origin(1, source, 0),
            Origin(first, source, synopsis.body_line + 1 - first),
            Origin(last + 1, source, 0),
        ),
        generated=True,
        front_matter=front_matter_text(
            {
                "title": title,
                "description": _shorten(american(synopsis.facts.conclusion)),
                "nav_title": posixpath.basename(path).removesuffix(".md"),
                "share_title": share_title,
                "share_description": share_description,
            }
        ),
    )


def _page(
    path: str, title: str, description: str, body: str, origin: Origin, **meta: Any
) -> PageSource:
    values: dict[str, object] = {"title": title, "description": description, **meta}
    return PageSource(
        path,
        title,
        f"# {_inline(title)}\n\n{body}",
        (origin,),
        values,
        generated=True,
        front_matter=front_matter_text(values),
    )


def _inline(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    return (
        re.sub(r"([\\`*_\[\]<>{}#|&])", r"\\\1", text)
        .replace("\\&", "&amp;")
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
    )


def _shorten(text: str, limit: int = 155) -> str:
    """Text cut at a word for a page description."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
