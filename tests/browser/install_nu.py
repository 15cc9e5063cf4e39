"""Sees to it that there is a Nu HTML checker; says plainly when there is none.

The checker is a Java program that the npm registry carries whole. It is kept in `.cache/nu/`. Java
and npm are taken as they are on the machine, and come from Debian's packages where they are not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION = "26.9.27"
JAR = ROOT / ".cache" / "nu" / f"vnu-{VERSION}.jar"
_IN_PACKAGE = "package/build/dist/vnu.jar"
_DEBIAN = {"java": "default-jre-headless", "npm": "npm"}


class NuMissingError(Exception):
    """The checker cannot be had; the message says why."""


def command() -> list[str]:
    """The command that runs the checker, which is installed first if need be.

    Raises:
        NuMissingError: A registry is out of reach, or Java cannot be installed.
    """
    _program("java")
    if not JAR.is_file():
        _fetch()
    return ["java", "-Xss4m", "-jar", str(JAR)]


def _program(name: str) -> None:
    if shutil.which(name):
        return
    if shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        install = ["apt-get", "-qq", "-y", "install", "--no-install-recommends", _DEBIAN[name]]
        for step in (["apt-get", "-qq", "update"], install):
            subprocess.run([*prefix, *step], check=False, stdout=subprocess.DEVNULL)
    if not shutil.which(name):
        raise NuMissingError(f"there is no {name} here, and it could not be installed")


def _fetch() -> None:
    """Put the jar in its place; two processes may do so at once."""
    _program("npm")
    JAR.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=JAR.parent) as scratch:
        done = subprocess.run(
            ["npm", "pack", "--silent", f"vnu-jar@{VERSION}"],
            cwd=scratch, check=False, capture_output=True, text=True,
        )  # fmt: skip
        packed = next(Path(scratch).glob("*.tgz"), None)
        if done.returncode or packed is None:
            said = " ".join(done.stderr.split())[:200]
            raise NuMissingError(f"npm could not fetch vnu-jar {VERSION}: {said}")
        with tarfile.open(packed) as archive:
            archive.extract(_IN_PACKAGE, scratch, filter="data")
        (Path(scratch) / _IN_PACKAGE).replace(JAR)


if __name__ == "__main__":
    try:
        command()
    except NuMissingError as error:
        print(f"No Nu HTML checker: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
