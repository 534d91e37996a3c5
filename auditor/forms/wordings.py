"""Labels put together from words that mean the same: 立案时日 is 开案日期, 会面经过 is 面谈过程, 跟进工作员签署 is 社工签名.

Stations make their labels of a stem (what it is about) and a role (date, signature, number, description …). Instead of
listing every combination, each part is written in its first wording; labels whose plain wordings agree mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_EMPTY: re.Pattern[str] = re.compile(r"(?!)")
_WORKER = re.compile(r"^[\u4e00-\u9fff]{1,4}社工$")
_NO_WORKER = re.compile(
    r"直聘|双百|督导|接收|受转介|转入|志愿|本站|全体|专业|社区|站|名|^[年月日]|[、，及和与]"
)
_LONGEST = 16
_WEAK_END = "情况"
"""Says only that something is told: 初步判断描述 is 初步判断."""


@dataclass(slots=True)
class Wordings:
    """Writes labels in plain wordings.

    Args:
        groups: first wording -> other wordings of it.
        fillers: words that add nothing (具体, 本次).
    """

    groups: Mapping[str, Iterable[str]]
    fillers: Iterable[str] = ()
    _plain: dict[str, str] = field(default_factory=dict)
    _words: re.Pattern[str] = _EMPTY
    _repeated: re.Pattern[str] = _EMPTY
    _memory: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make one expression of all words, longest first."""
        for first, others in self.groups.items():
            self._plain[first] = first
            self._plain.update(dict.fromkeys(others, first))
        self._plain.update(dict.fromkeys(self.fillers, ""))
        words = sorted(self._plain, key=len, reverse=True)
        if words:
            self._words = re.compile("|".join(map(re.escape, words)))
        firsts = sorted(self.groups, key=len, reverse=True)
        if firsts:
            self._repeated = re.compile(rf"({'|'.join(map(re.escape, firsts))})\1+")

    def ends_weakly(self, key: str) -> bool:
        """Tell whether a folded label loses 情况, or a word like it, in plain wordings."""
        return len(key) <= _LONGEST and self._written(key) != self.plain(key)

    def _written(self, key: str) -> str:
        written = self._words.sub(lambda word: self._plain[word[0]], key)
        return self._repeated.sub(r"\1", written) or key

    def plain(self, key: str) -> str:
        """Return a folded label in plain wordings; the label itself where it is too long to be one."""
        if len(key) > _LONGEST:
            return key
        known = self._memory.get(key)
        if known is None:
            known = self._written(key)
            if len(known) >= 4 and known.endswith(_WEAK_END):
                known = known.removesuffix(_WEAK_END)  # 成效情况 is 成效
            if len(self._memory) < 20_000:
                self._memory[key] = known
        return known


def is_worker(plain: str) -> bool:
    """Tell whether a label in plain wordings names a worker by what he does: 主理社工, 建档社工."""
    return bool(_WORKER.match(plain)) and not _NO_WORKER.search(plain)
