"""What is asked of the network: Crossref, the DOI system and Europe PMC.

Only the commands `study add`, `study verify` and `study watch` import this package. The build never
does: it makes no request.
"""

from __future__ import annotations
