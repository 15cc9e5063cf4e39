"""What the process beside a build is told, and how it knows that it has nothing to do."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import referable
from referable.sharing.offers import offers_packet
from referable.sharing.tags import draws_images

if TYPE_CHECKING:
    from referable.compiler.session import Session
    from referable.project import Project

__all__ = ["Job", "describe_job", "fingerprint", "practice_is_whole"]

# What documents and pictures are made by; a change of it makes them again.
_CODE = ("sharing", "packet", "research", "practice", "advertised.py", "advertising.py", "data")
_LEFT_OUT = frozenset({"field-value", "field-missing"})
_META = ("description", "conditions", "layout", "title")


@dataclass(frozen=True, slots=True)
class Job:
    """Everything the process has to know, as plain values.

    Attributes:
        root: The project's folder.
        settings: The options of `referable.project.Settings`.
        docs_dir: Folder of the pages, relative to the root.
        directory_urls: Whether pages are folders.
        site_url: The site's address, or an empty string.
        site_description: What stands for a page that has no description.
        today: The run's clock, as an ISO date.
        packet: Whether the PDFs are wanted.
        images: Whether pictures of the pages are wanted.
        pages: Path, title, front matter and whether it is generated, for each page.
    """

    root: str
    settings: dict[str, Any]
    docs_dir: str
    directory_urls: bool
    site_url: str
    site_description: str
    today: str
    packet: bool
    images: bool
    pages: tuple[dict[str, Any], ...]

    def to_json(self) -> str:
        """The job as text; the same job gives the same text."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Job:
        """A job as `to_json` wrote it."""
        values = json.loads(text)
        return cls(**{**values, "pages": tuple(values["pages"])})


def describe_job(
    session: Session, site_url: str, site_description: str = "", *, images: bool = True
) -> Job:
    """The job that a session asks for.

    Args:
        session: A session whose pages are complete.
        site_url: The site's address, or an empty string.
        site_description: What stands for a page that has no description.
        images: Whether pictures may be drawn at all.
    """
    project = session.project
    return Job(
        root=str(project.root),
        settings=asdict(project.settings),
        docs_dir=session.docs_dir,
        directory_urls=session.links.directory_urls,
        site_url=site_url,
        site_description=site_description,
        today=project.today.isoformat(),
        packet=offers_packet(session),
        images=images and draws_images(session, site_url),
        pages=tuple(
            {
                "path": page.path,
                "title": page.title,
                "meta": {n: _plain(page.meta[n]) for n in _META if n in page.meta},
                "generated": page.generated,
            }
            for page in session.pages.values()
        ),
    )


def _plain(value: object) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool) else str(value)


def practice_is_whole(project: Project) -> bool:
    """Whether every fact of practice.yml is what it should be: paper cannot be taken back.

    Pages are still shown with what is left of a file in which something is wrong.
    """
    path = project.settings.practice
    return project.practice is not None and not any(
        d.path == path and d.code in _LEFT_OUT for d in project.diagnostics
    )


def fingerprint(job: Job, digests: dict[str, str]) -> str:
    """Equal fingerprints mean that nothing has to be made.

    Args:
        job: The job.
        digests: The digest of each source file, by its path.
    """
    # Only documents print the date.
    day = job.today if job.packet else dt.date.min.isoformat()
    told = {**asdict(job), "today": day}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode())
    pages = f"{job.docs_dir}/"
    for path, state in sorted(digests.items()):
        if not path.startswith(pages) or path.startswith(f"{pages}specialties/"):
            digest.update(f"{path} {state}\n".encode())
    for state in _code_states():
        digest.update(state.encode())
    return digest.hexdigest()


def _code_states() -> Iterator[str]:
    folder = Path(referable.__file__).parent
    for name in _CODE:
        part = folder / name
        files = sorted(part.rglob("*")) if part.is_dir() else [part]
        for file in files:
            if file.suffix in {".py", ".typ", ".ttf", ".yml"}:
                state = file.stat()
                yield f"{file.relative_to(folder)} {state.st_size} {state.st_mtime_ns}\n"
