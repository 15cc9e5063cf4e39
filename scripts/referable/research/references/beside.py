"""Formats references beside other work: in a process of its own, or where that is unsafe, a thread.

A thread leaves only Typst's own time to others; a process leaves all of it, where there is a second
core, and takes Typst's memory with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from referable.forking import can_fork

if TYPE_CHECKING:
    from referable.research.entries import Entry
    from referable.research.references.formatter import Reference, ReferenceFormatter

__all__ = ["begin_formatting"]

_WORTH_IT = 100  # references that take longer to set than a process takes to start


def begin_formatting(
    formatter: ReferenceFormatter, entries: Sequence[Entry]
) -> Callable[[], dict[str, Reference]]:
    """Start to format entries.

    Args:
        formatter: The formatter; leave it alone until the result is there, but for `is_numeric`.
        entries: What to format.

    Returns:
        A function that waits and gives what `formatter.format(entries)` would, reporting the same.
    """
    missing = formatter.missing(entries)
    if not missing:
        return lambda: formatter.format(entries)
    if len(missing) >= _WORTH_IT and can_fork():
        receive = _begin_process(formatter, missing)

        def result() -> dict[str, Reference]:
            formatter.adopt(receive())
            return formatter.format(entries)  # which sets what a process that died left undone

        return result
    pool = ThreadPoolExecutor(1, "references")
    future = pool.submit(formatter.format, entries)
    pool.shutdown(wait=False)
    return future.result


def _begin_process(
    formatter: ReferenceFormatter, missing: Mapping[str, Entry]
) -> Callable[[], dict[str, Any]]:
    """Set entries in a copy of this process; the function gives what it made, or nothing."""
    from multiprocessing import get_context  # noqa: PLC0415 # only where a process is started

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def work() -> None:
        sender.send(formatter.set(missing))

    process = context.Process(target=work, daemon=True)
    process.start()
    sender.close()

    def receive() -> dict[str, Any]:
        try:
            received: dict[str, Any] = receiver.recv()
        except (EOFError, OSError):
            received = {}
        receiver.close()
        process.join()
        return received

    return receive
