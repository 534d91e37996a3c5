"""One paper that is two: 需求评估与服务计划合并表 holds the fields of an assessment and those of a plan."""

from __future__ import annotations

import re

from auditor.forms.layout import Layout
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.recognise import layout_keys, match_title

_JOINED = re.compile(r"[与及和暨兼、/／+＋]|合并")
_TAIL = re.compile(r"(?:合并|一体|综合|联合|二合一)?(?:表|书|记录|报告)?$")
_LEAST_SCORE = 0.72
_LEAST_OWN = 2
_ORDER = ("intake", "assessments", "plans", "sessions", "closing", "followups")
"""Parts of a case in the order in which they are written."""


def second_form(title: str, form: str, layout: Layout, forms: FormSet) -> str:
    """Return the other form that a title joins to the one that was recognised, or "".

    It counts where the paper asks for two things at least that only this form asks for.
    """
    parts = [part for part in _JOINED.split(title) if len(part) > 1]
    if len(parts) < 2 or form not in forms.index:
        return ""
    entry = forms.index[form]
    for part in parts:
        for variant in {part, _TAIL.sub("", part), _TAIL.sub("", part) + "表"}:
            found = match_title(variant, forms) if len(variant) > 1 else None
            for other, score in found.others if found is not None else ():
                spec = forms.forms[other]
                if (
                    score >= _LEAST_SCORE
                    and other != form
                    and spec.record == entry.spec.record
                    and spec.part != entry.spec.part
                    and _own(layout, forms.index[other], entry) >= _LEAST_OWN
                ):
                    return other
    return ""


def _own(layout: Layout, other: FormIndex, entry: FormIndex) -> int:
    """Return how many fields of ``other`` the paper asks for that ``entry`` does not have."""
    keys = layout_keys(layout)
    mine = frozenset().union(*entry.field_keys.values())
    return sum(bool(keys & choices - mine) for choices in other.field_keys.values())


def is_later(first: str, second: str, forms: FormSet) -> bool:
    """Tell whether the first of two forms is written after the second: approvals on a joint paper are of the later one."""
    places = [
        _ORDER.index(part) if (part := forms.forms[form].part) in _ORDER else -1 for form in (first, second)
    ]
    return places[0] > places[1]
