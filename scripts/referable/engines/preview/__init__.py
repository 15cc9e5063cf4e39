"""The live preview: a site on this computer that follows every edit and shows its problems."""

from referable.engines.preview.running import serve

__all__ = ["serve"]
