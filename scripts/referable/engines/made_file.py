"""A file of the site whose text is made only when it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["MadeFile"]


class MadeFile(File):
    """A generated file; MkDocs reads its content through the attribute that this class replaces.

    Attributes:
        state: A text that is the same as long as the file's text is.
    """

    state = ""
    _make: Callable[[], str] | None = None
    _made: Any = None

    @classmethod
    def of(cls, config: MkDocsConfig, path: str, make: Callable[[], str], state: str) -> MadeFile:
        """A file below the site's root.

        Args:
            config: MkDocs's configuration.
            path: Its path below the root.
            make: Gives its text; called when it is written, and not before.
            state: As the attribute.
        """
        file = cls.generated(config, path, content="")
        assert isinstance(file, cls)
        file._make, file.state = make, state
        return file

    @property
    def _content(self) -> Any:
        if self._make is not None:
            self._made, self._make = self._make(), None
        return self._made

    @_content.setter
    def _content(self, value: Any) -> None:
        self._made = value
