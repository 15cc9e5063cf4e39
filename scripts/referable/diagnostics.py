"""Diagnostics: problems in the user's files, as values collected over a whole run."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from referable.rules import RULES, Severity

if TYPE_CHECKING:
    from referable.suppressions import Suppression

__all__ = [
    "Diagnostic",
    "Diagnostics",
    "ReferableError",
    "Severity",
    "did_you_mean",
    "read_once",
]

P = ParamSpec("P")
T = TypeVar("T")


class ReferableError(Exception):
    """Something that cannot continue: a wrong configuration, an unusable folder.

    Printed as one sentence at the edge, with exit status 2; never as a traceback.

    Args:
        message: What is wrong, in plain words.
        tip: What to do about it; may be empty.
    """

    def __init__(self, message: str, tip: str = "") -> None:
        super().__init__(message)
        self.tip = tip


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place.

    Attributes:
        code: A code of `referable.rules.RULES`.
        message: What is wrong, in words a therapist understands.
        path: POSIX path relative to the project; empty when no file is concerned.
        line: Line in the file the user wrote, counted from 1, or None.
        column: Column in that line, counted from 1, or None.
        fix: What to write instead, or an empty string.
        length: Number of characters concerned, for underlining.
    """

    code: str
    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    fix: str = ""
    length: int = 1
    override: Severity | None = None

    @property
    def severity(self) -> Severity:
        """The rule's severity unless this one place overrides it."""
        return self.override or RULES[self.code].severity

    @property
    def reason(self) -> str:
        """Why the problem matters to a reader of the site."""
        return RULES[self.code].why

    @property
    def place(self) -> str:
        """`path:line:column`, as far as known."""
        parts = [self.path or "(project)"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by path, line, column, code and message, so that output is the same every run."""
        return (self.path, self.line or 0, self.column or 0, self.code, self.message)


@dataclass(slots=True)
class Diagnostics:
    """Collects diagnostics; a problem met twice (in two passes over a page) is kept once.

    Attributes:
        reports: How often something was reported, the same thing again included.
        suppressed: What exceptions in the sources cover, once they have been applied.
    """

    _seen: dict[Diagnostic, None] = field(default_factory=dict)
    reports: int = 0
    suppressed: list[Suppression] = field(default_factory=list)

    def add(self, diagnostic: Diagnostic) -> None:
        """Record one problem."""
        if diagnostic.code not in RULES:
            raise KeyError(diagnostic.code)
        self.reports += 1
        self._seen.setdefault(diagnostic)

    def report(
        self,
        code: str,
        message: str,
        path: str = "",
        line: int | None = None,
        column: int | None = None,
        *,
        fix: str = "",
        length: int = 1,
        severity: Severity | None = None,
    ) -> None:
        """Record one problem from its parts."""
        self.add(Diagnostic(code, message, path, line, column, fix, length, severity))

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Record several problems."""
        for diagnostic in others:
            self.add(diagnostic)

    def remove(self, unwanted: Iterable[Diagnostic]) -> None:
        """Forget some problems."""
        for diagnostic in unwanted:
            self._seen.pop(diagnostic, None)

    def sorted(self) -> list[Diagnostic]:
        """All problems by path, line, column and code."""
        return sorted(self._seen, key=Diagnostic.sort_key)

    def count(self, severity: Severity) -> int:
        """How many problems have this severity."""
        return sum(d.severity is severity for d in self._seen)

    @property
    def has_problems(self) -> bool:
        """Whether anything is an error or a warning (notes do not count)."""
        return any(d.severity is not Severity.NOTE for d in self._seen)

    @property
    def has_errors(self) -> bool:
        """Whether anything is an error."""
        return any(d.severity is Severity.ERROR for d in self._seen)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)


def read_once(
    most: int,
) -> Callable[[Callable[Concatenate[Diagnostics, P], T]], Callable[Concatenate[Diagnostics, P], T]]:
    """Lets a reader of sources read the same thing once and tell its problems at each reading.

    A preview reads the same files after each edit.

    Args:
        most: How many readings are kept; what is read must be hashable and the result frozen.
    """

    def decorate(
        read: Callable[Concatenate[Diagnostics, P], T],
    ) -> Callable[Concatenate[Diagnostics, P], T]:
        @lru_cache(maxsize=most)
        def known(*args: P.args, **kwargs: P.kwargs) -> tuple[T, tuple[Diagnostic, ...]]:
            found = Diagnostics()
            return read(found, *args, **kwargs), tuple(found)

        @wraps(read)
        def told(diagnostics: Diagnostics, /, *args: P.args, **kwargs: P.kwargs) -> T:
            value, problems = known(*args, **kwargs)  # type: ignore[arg-type] # hashable
            diagnostics.extend(problems)
            return value

        return told

    return decorate


def did_you_mean(word: str, known: Iterable[str], *, limit: int = 3) -> list[str]:
    """The known names nearest to a misspelt one, nearest first; empty when none is near."""
    names = {name.casefold(): name for name in known}
    folded = word.casefold()
    close = difflib.get_close_matches(folded, names, n=limit, cutoff=0.6)
    if len(folded) >= 3:
        # A key cut short ("furlan2015") is a common slip that edit distance alone misses.
        starts = sorted(n for n in names if n.startswith(folded) and n not in close)
        close = starts[:limit] + close
    return [names[n] for n in close[:limit]]
