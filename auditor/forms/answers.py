"""Which of a field's options an answer is, in whatever words it is given.

First the listed wordings; then the expressions that stand for all wordings of a kind (``/一(?:个)?人居住/``); last a listed
wording inside a longer answer. A word that is negated, halved or in want (不, 未, 无法, 部分, 自理困难) is never its own opposite:
such an answer stays as it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.forms.labels import fold_key
from auditor.forms.spec import is_expression

Table = tuple[tuple[str, tuple[str, ...]], ...]
"""Canonical options with their other wordings."""

_LONGEST = 24
_DENIED = re.compile(
    r"(?:(?:不(?![满良便幸久])|未(?!成年|婚)|无(?![业依靠人])|没|非(?!常)|勿|免|否|拒|缺|欠|半)[^不未无没非]{0,2}|部分|丧失|失去|难以|有待|疑似)$"
)
_WANTING = re.compile(
    r"^(?:能力|程度|情况)?(?:仍|还|尚|存在|有|有所|出现|较|很|比较)?(?:困难|障碍|丧失|欠缺|欠佳|不|未|差|弱|受限|受损|下降|缺失|否)"
)
_OTHER = re.compile(r"^其[他它](?:[:：_（(，,、\s]|$|原因|情况|方式|途径|来源|渠道|类|人员|项)")
_CLAUSE = re.compile(r"[，,。；;、\s（(]")
_REMAINDER = frozenset({"其他", "其它"})


def table_of(options: dict[str, list[str]]) -> Table:
    """Return options in a form that can be remembered."""
    return tuple((canonical, tuple(words)) for canonical, words in options.items())


@lru_cache(maxsize=8192)
def canonical_option(option: str, table: Table) -> str:
    """Return the canonical option that a printed or written one is; the option itself where it is none of them."""
    key = fold_key(option)
    for canonical, words in table:
        if key == fold_key(canonical) or any(key == fold_key(w) for w in words if not is_expression(w)):
            return canonical
    meant = [
        canonical
        for canonical, words in table
        if any(is_expression(word) and re.search(word[1:-1], key[:_LONGEST]) for word in words)
    ]
    if len(meant) == 1 and len(key) <= _LONGEST:
        return meant[0]
    clauses = [fold_key(clause) for clause in _CLAUSE.split(option) if clause]
    best, length = "", 0
    for canonical, words in table:
        if canonical in _REMAINDER:
            if not best and _OTHER.match(option.strip()):
                best = canonical
            continue
        for word in (canonical, *words):
            if is_expression(word):
                continue
            folded = fold_key(word)
            if len(folded) > max(1, length) and any(_said(clause, folded) for clause in clauses):
                best, length = canonical, len(folded)
    return best or option


def _said(clause: str, word: str) -> bool:
    """Tell whether a clause says a word, neither negated nor halved."""
    before, found, after = clause.partition(word)
    return bool(found) and _DENIED.search(before) is None and _WANTING.match(after) is None
