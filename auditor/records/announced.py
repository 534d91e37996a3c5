"""Which parts of a record an unread caption announces, by the words of the form titles themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from auditor.forms.spec import FormSpec
from auditor.values.text import fold

_NOT_WORDS = re.compile(r"[^一-龥]+")
_TOO_GENERAL = 3
"""Two characters that stand in the titles of more parts than this (记录, 服务) announce none."""


class Announcer:
    """Tells from a caption which parts of a record may stand under it.

    Two neighbouring characters are telling in the measure in which few parts have them in their titles: 同意 stands in
    consents alone, 计划 in plans, 记录 in nearly all. The most telling ones decide.
    """

    def __init__(self, forms: Mapping[str, FormSpec]) -> None:
        self._pairs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for spec in forms.values():
            for title in spec.titles:
                words = _NOT_WORDS.sub("", fold(title))
                for start in range(len(words) - 1):
                    self._pairs[spec.record][words[start : start + 2]].add(spec.part)
        self._memory: dict[tuple[str, str], frozenset[str]] = {}

    def parts(self, kind: str, caption: str) -> frozenset[str]:
        """Return the parts of a record of ``kind`` that ``caption`` may announce; empty where it announces none."""
        key = (kind, caption)
        found = self._memory.get(key)
        if found is None:
            found = self._memory[key] = self._parts(kind, caption)
        return found

    def _parts(self, kind: str, caption: str) -> frozenset[str]:
        words = _NOT_WORDS.sub("", fold(caption))[:60]
        index = self._pairs.get(kind, {})
        told = [parts for start in range(len(words) - 1) if (parts := index.get(words[start : start + 2]))]
        least = min((len(parts) for parts in told), default=_TOO_GENERAL + 1)
        if least > _TOO_GENERAL:
            return frozenset()
        return frozenset(part for parts in told if len(parts) == least for part in parts)
