"""Which fonts print the forms: one set for tuning, another one for judging; no design is in both.

All of them are free fonts of Debian and Ubuntu packages (fonts-noto-cjk, fonts-arphic-*, fonts-wqy-*, fonts-lxgw-wenkai,
fonts-cns11643-*, fonts-droid-fallback). What is not installed is left out; at least one of each set must be there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Split = Literal["tune", "judge"]
Style = Literal["song", "hei", "kai"]

_TRUETYPE = "/usr/share/fonts/truetype"
_NOTO = "/usr/share/fonts/opentype/noto"


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and the number of the face in it."""

    path: str
    index: int = 0

    def at(self, pixels: float) -> ImageFont.FreeTypeFont:
        """The face at a size in pixels."""
        return _sized(self.path, self.index, max(6, round(pixels)))


FACES: dict[Split, dict[Style, tuple[Face, ...]]] = {
    "tune": {
        "song": (Face(f"{_NOTO}/NotoSerifCJK-Regular.ttc", 2), Face(f"{_TRUETYPE}/arphic-gbsn00lp/gbsn00lp.ttf")),
        "hei": (Face(f"{_NOTO}/NotoSansCJK-Regular.ttc", 2), Face(f"{_TRUETYPE}/wqy/wqy-microhei.ttc")),
        "kai": (Face(f"{_TRUETYPE}/arphic/ukai.ttc"), Face(f"{_TRUETYPE}/lxgw-wenkai/LXGWWenKai-Regular.ttf")),
    },
    "judge": {
        "song": (Face(f"{_TRUETYPE}/arphic/uming.ttc"), Face(f"{_TRUETYPE}/cns11643/TW-Sung-98_1.ttf")),
        "hei": (Face(f"{_TRUETYPE}/wqy/wqy-zenhei.ttc"), Face(f"{_TRUETYPE}/droid/DroidSansFallbackFull.ttf")),
        "kai": (Face(f"{_TRUETYPE}/cns11643/TW-Kai-98_1.ttf"),),
    },
}  # fmt: skip
SYMBOLS: dict[Split, tuple[Face, ...]] = {
    "tune": (Face(f"{_TRUETYPE}/dejavu/DejaVuSans.ttf"),),
    "judge": (Face(f"{_TRUETYPE}/noto/NotoSansSymbols2-Regular.ttf"), Face(f"{_TRUETYPE}/cns11643/TW-Sung-98_1.ttf"),
              Face(f"{_TRUETYPE}/dejavu/DejaVuSans.ttf")),
}  # fmt: skip


MORE_SYMBOLS = (
    Face(f"{_NOTO}/NotoSerifCJK-Regular.ttc", 2), Face(f"{_TRUETYPE}/arphic-gbsn00lp/gbsn00lp.ttf"),
    Face(f"{_TRUETYPE}/wqy/wqy-microhei.ttc"), Face(f"{_TRUETYPE}/lxgw-wenkai/LXGWWenKai-Regular.ttf"),
)  # fmt: skip
"""Text faces of tuning pages with boxes and circles of their own; ☑ and ☒ they lack."""


@cache
def _sized(path: str, index: int, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, pixels, index=index)


@cache
def faces(split: Split, style: Style) -> tuple[Face, ...]:
    """The installed faces of a style.

    Raises:
        SystemExit: No face of the whole set is installed.
    """
    here = tuple(f for f in FACES[split][style] if Path(f.path).is_file())
    if here:
        return here
    others = tuple(f for group in FACES[split].values() for f in group if Path(f.path).is_file())
    if not others:
        raise SystemExit(
            "no Chinese font found: install fonts-noto-cjk, fonts-arphic-uming, fonts-wqy-zenhei"
        )
    return others


@cache
def symbols(split: Split) -> Face:
    """A face with tick boxes.

    Raises:
        SystemExit: None is installed.
    """
    for face in SYMBOLS[split]:
        if Path(face.path).is_file():
            return face
    raise SystemExit("no font with tick boxes found: install fonts-dejavu-core")


@cache
def plain_symbols() -> tuple[Face, ...]:
    """The installed ones of `MORE_SYMBOLS`."""
    return tuple(face for face in MORE_SYMBOLS if Path(face.path).is_file())
