"""Names of community funds: which of them mean the same fund."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.values.text import fold

_HEAD = re.compile(r"^.{2,20}?(?:慈善会|慈善总会|基金会)(?:·|-|—|:|\s)?(?=.{2,20}(?:社区|街道|村|镇))")
"""The charity under whose name a fund runs: 某市某区慈善会·某某社区慈善基金."""
_KIND = re.compile(
    r"(?:社区)?(?:微)?(?:慈善|公益|发展|互助|微)*(?:专项)?(?:基金会?|资金)(?:项目|账户|专户)?$"
)
_NOISE = re.compile(r"[“”\"'《》「」()（）\s·.。、,，:：-]")
_COMMUNITY = re.compile(r"(?:社区|居委会?|村)$")


@lru_cache(maxsize=4096)
def fund_key(name: str) -> str:
    """Return what identifies the fund: ``南苑社区慈善基金会`` and ``南苑社区慈善基金`` are one (-> ``南苑``).

    A 社区基金 is no foundation of its own; people add 会 by mistake.
    """
    text = fold(name)
    text = _NOISE.sub("", _HEAD.sub("", text))
    bare = _KIND.sub("", text)
    bare = _COMMUNITY.sub("", bare)
    return bare or text
