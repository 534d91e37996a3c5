"""The fonts that are embedded in the sample PDFs.

Droid Sans Fallback (Apache License 2.0) and DejaVu Sans (Bitstream Vera licence) both allow embedding. Debian and Ubuntu
have them as ``fonts-droid-fallback`` and ``fonts-dejavu-core``; elsewhere set ``SAMPLE_CJK_FONT`` and
``SAMPLE_SYMBOL_FONT`` to TrueType files of your own (the committed samples then differ in their PDFs).
"""

from __future__ import annotations

import os
from pathlib import Path

_CJK = (
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
)
_SYMBOLS = ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",)


def _first(variable: str, usual: tuple[str, ...]) -> Path:
    for name in (os.environ.get(variable, ""), *usual):
        if name and Path(name).is_file():
            return Path(name)
    raise SystemExit(f"no TrueType font found for the sample PDFs; set {variable} to one")


def cjk() -> Path:
    """A TrueType font with Chinese characters.

    Raises:
        SystemExit: No such font is installed.
    """
    return _first("SAMPLE_CJK_FONT", _CJK)


def symbols() -> Path:
    """A TrueType font with tick boxes and Latin letters.

    Raises:
        SystemExit: No such font is installed.
    """
    return _first("SAMPLE_SYMBOL_FONT", _SYMBOLS)
