"""Memory that a page leaves behind is given back, so that a worker's stays flat over thousands of pages.

Pictures of a page are allocated and freed by the dozen, each of some megabytes, between small things that stay (the engine prepares each
new shape of input once and keeps that). The C library keeps the holes; with every page that needs them a little differently they grow.
"""

from __future__ import annotations

import sys
from functools import cache
from itertools import count
from typing import Any

EVERY = 8
"""Pages between two times: giving back and taking again costs some milliseconds."""

_pages = count(1)


def page_done() -> None:
    """Note that a page was read; now and then the memory that is free is given back to the system."""
    if next(_pages) % EVERY == 0:
        trim = _trim()
        if trim is not None:
            trim(0)


@cache
def _trim() -> Any:
    """The GNU C library's function, None where another library manages the memory."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
