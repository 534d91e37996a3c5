"""The note that says which points make which grade, printed where no label announces it."""

from __future__ import annotations

import re

from auditor.forms.layout import Layout
from auditor.forms.model import Reading
from auditor.forms.spec import FormSpec
from auditor.pages.model import Mark, Place

_GRADE = r"(?:[一二三四五ⅠⅡⅢⅣⅤ]\s*(?:级|类|档|等(?!级))|[1-5]\s*级)"
_POINTS = r"(?:[≥≤<>]\s*)?\d{1,3}\s*分?\s*(?:[-—–~～至到]\s*\d{1,3}\s*分?|\s*[(（]?含?[)）]?\s*(?:及|或|或者)?\s*以[上下])"
_BAND = re.compile(rf"{_POINTS}[^一二三四五1-5\n；;。]{{0,8}}{_GRADE}|{_GRADE}[^\d\n；;。]{{0,8}}{_POINTS}")
_GRADE_RE = re.compile(_GRADE)
_FIELD = "bands_text"
_SURE = 0.9
_LONGEST = 600


def add_printed_bands(spec: FormSpec, layout: Layout, fields: dict[str, Reading], place: Place) -> None:
    """Fill ``bands_text`` from a note (注：80分及以上为一级；60至79分为二级) where the form has no label for it.

    A note counts where it gives the points of two grades at least.

    Args:
        spec: the form.
        layout: what was paired, and the texts that no label owns.
        fields: the form's readings, changed in place.
        place: where the form stands; notes outside cells are said to stand there.
    """
    if _FIELD not in spec.fields or (_FIELD in fields and not fields[_FIELD].blank):
        return
    printed = [(text, place) for text in layout.texts]
    printed += [(item.value.text, item.value.place) for item in layout.items]
    for text, where in printed:
        if "分" not in text:
            continue
        bands = list(_BAND.finditer(text[:_LONGEST]))
        if len({_grade(band[0]) for band in bands}) >= 2:
            note = text[bands[0].start() : bands[-1].end() + 12].partition("\n")[0]
            fields[_FIELD] = Reading(note, note, "", Mark.TYPED, where, _SURE, True)
            return


def _grade(band: str) -> str:
    found = _GRADE_RE.search(band)
    return found[0] if found is not None else ""
