"""Sees to it that there is a Chromium for the browser tests; says plainly when there is none.

A browser on the machine is used if there is one. Otherwise Debian's is installed where that is
allowed, else Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Path of a Chromium, or None."""
    named = os.environ.get("REFERABLE_CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Chromium, trying the system's packages first."""
    if shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        commands = [
            [*prefix, "apt-get", "-qq", "update"],
            [*prefix, "apt-get", "-qq", "-y", "install", "--no-install-recommends", "chromium"],
        ]
        if all(
            subprocess.run(c, check=False, stdout=subprocess.DEVNULL).returncode == 0
            for c in commands
        ):
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if find() is None:
        print("Installing Chromium for the browser tests ...", flush=True)  # noqa: T201
        install()
