"""The process beside a build: makes the packet's PDFs and the pages' pictures that have changed.

Run as `python -m referable.sharing.worker FOLDER` with a job on standard input. It writes into
FOLDER only, and last of all `state.json`, which says what there is.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from referable.compiler.links import Links
from referable.compiler.session import Origin, PageSource, Session
from referable.diagnostics import Diagnostic, Diagnostics
from referable.packet import build_packet
from referable.project import Project, Settings
from referable.sharing.job import Job
from referable.sharing.offers import FOLDER, TEMPLATES
from referable.sharing.packet_sources import session_packet_data
from referable.sharing.publication import STATE

__all__ = ["work"]


def work(job: Job, folder: Path, mark: str) -> None:
    """Make what a job wants and describe it in the folder's `state.json`.

    Args:
        job: The job.
        folder: Where it goes; what is there and has not changed is left as it is.
        mark: What `state.json` is to say the state is that of.
    """
    folder.mkdir(parents=True, exist_ok=True)
    session = _session(job)
    diagnostics = Diagnostics()
    files: list[str] = []
    if job.packet:
        data = session_packet_data(session, job.site_url)
        out = folder / "packet"
        paper: Any = job.settings["packet_paper"]
        made = build_packet(data, out, paper=paper, templates=TEMPLATES, diagnostics=diagnostics)
        files = [path.relative_to(out).as_posix() for path in made]
    images: dict[str, str] = {}
    if job.images:
        from referable.sharing.social import draw_images  # noqa: PLC0415 # only when wanted

        images = draw_images(session, job.site_description, folder / "social", diagnostics)
    state = {
        "fingerprint": mark,
        "packet": files,
        "images": images,
        "diagnostics": [asdict(_as_download(d)) for d in diagnostics.sorted()],
    }
    beside = folder / f".{STATE}.{os.getpid()}"
    beside.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8", newline="\n")
    beside.replace(folder / STATE)


def _as_download(diagnostic: Diagnostic) -> Diagnostic:
    """A problem of a document, at its place in the site."""
    if not diagnostic.path.endswith(".pdf"):
        return diagnostic
    return replace(diagnostic, path=f"{FOLDER}/{diagnostic.path}")


def _session(job: Job) -> Session:
    """A session that knows the pages' names but not their text."""
    project = Project(
        Path(job.root),
        Settings.from_mapping(job.settings),
        Diagnostics(),  # the build reports what is wrong with the sources
        dt.date.fromisoformat(job.today),
    )
    session = Session(project, Links(job.directory_urls), job.docs_dir)
    for page in job.pages:
        session.pages[page["path"]] = PageSource(
            page["path"],
            page["title"],
            "",
            (Origin(1, page["path"], 0),),
            page["meta"],
            generated=page["generated"],
        )
    return session


def main() -> None:
    """Read the job and do it, letting the build go first where both want the same core."""
    if hasattr(os, "nice"):
        os.nice(5)
    told = json.loads(sys.stdin.buffer.read())
    work(Job.from_json(told["job"]), Path(sys.argv[1]), told["fingerprint"])


if __name__ == "__main__":
    main()
