"""Hiding personal data in every text that leaves the program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from auditor.values.surnames import surname_length

_HIDDEN = re.compile(r"[*＊×某]")


def mask_name(name: str) -> str:
    """Hide the given name but for its last character: 张一诺 -> 张*诺, 张三 -> 张*, 欧阳一诺 -> 欧阳*诺.

    Names masked already and single characters stay as they are. Names with a middle dot keep their first part;
    Latin names keep the first letter of each word.
    """
    plain = name.strip()
    if len(plain) < 2 or _HIDDEN.search(plain):
        return plain
    if "·" in plain:
        first, _, rest = plain.partition("·")
        return first[0] + "*" * (len(first) - 1) + "·" + "*" * len(rest.replace("·", ""))
    if plain.isascii():
        return " ".join(word[0] + "*" * (len(word) - 1) for word in plain.split())
    plain = re.sub(r"\s+", "", plain)
    if len(plain) == 2:
        return plain[0] + "*"
    kept = surname_length(plain)
    if len(plain) == kept + 1:
        return plain[:kept] + "*"
    return plain[:kept] + "*" * (len(plain) - kept - 1) + plain[-1]
