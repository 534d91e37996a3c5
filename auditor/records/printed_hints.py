"""Hints on how to fill in a cell, printed in the cell itself: （填写要点：列出三项以内） is no answer.

A hint stands in brackets before whatever was written. It is known by its words, or because the same words stand in the same
place of several files, before different answers or asking for something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from auditor.forms.model import FilledForm, Reading, ReadPaper
from auditor.pages.model import INK_ANCHOR, Mark
from auditor.values.text import is_no_answer

_SEVERAL = 3
"""In so many files the same bracket is printed."""
_BRACKET = re.compile(r"^\s*([（(【〔［\[][^（）()【】〔〕［］\[\]]{5,200}[)）】〕］\]])\s*")
_TELLS_HOW = re.compile(
    r"填写|填报|请(?:在|如|填|写|注|列|说|简|描|按|从)|要点|提示|写明|注明|列出|列明|简述|概述|不少于.{0,6}字|\d+字(?:以内|左右)"
)
_MAY_TELL_HOW = re.compile(
    r"填|写|说明|包括|应|需|须|可|如|例|围绕|方面|什么|哪|是否|多少|怎|何|以内|内容|情况|方式|等[)）】〕］\]]$"
)
_ANSWERS = re.compile(r"同意|已阅|属实|批准|通过|无异议|不同意|阅处")
_FILLER = " \t\n\r　_" + INK_ANCHOR
_Place = tuple[str, str, str]


def forget_hints(papers: Iterable[ReadPaper]) -> None:
    """Take printed hints out of what was written, in place; what holds nothing else was left blank."""
    forms = [(paper.path, form) for paper in papers for form in paper.forms]
    files: dict[_Place, set[str]] = {}
    behind: dict[_Place, set[str]] = {}
    hinted = False
    for path, form in forms:
        for key, _, reading in _held(form):
            if hint := _hint(reading):
                hinted = True
                files.setdefault((form.form, key, hint), set()).add(path)
                behind.setdefault((form.form, key, hint), set()).add(_BRACKET.sub("", reading.raw, count=1))
    if not hinted:
        return
    for _, form in forms:
        gone: set[str] = set()
        for key, held, reading in list(_held(form)):
            hint = _hint(reading)
            if not hint or _ANSWERS.search(hint):
                continue
            place = form.form, key, hint
            repeated = len(files[place]) >= _SEVERAL and (
                len(behind[place]) > 1 or _MAY_TELL_HOW.search(hint) is not None
            )
            if repeated or _TELLS_HOW.search(hint):
                held[key.rpartition("/")[2]] = _without(reading)
                gone.add(hint)
        for hint in gone:
            form.text = form.text.replace(hint, " ")


def _held(form: FilledForm) -> Iterator[tuple[str, dict[str, Reading], Reading]]:
    """Yield every reading with where it stands and what holds it."""
    for key, reading in form.fields.items():
        yield key, form.fields, reading
    for name, rows in form.rows.items():
        for row in rows:
            for key, reading in row.items():
                yield f"{name}/{key}", row, reading
    for approval in form.approvals:
        for key, reading in approval.items():
            yield f"approval/{key}", approval, reading


def _hint(reading: Reading) -> str:
    if reading.choices or not reading.raw or reading.raw.lstrip()[:1] not in "（(【〔［[":
        return ""
    found = _BRACKET.match(reading.raw)
    return found[1] if found is not None else ""


def _without(reading: Reading) -> Reading:
    rest = _BRACKET.sub("", reading.raw, count=1)
    drawn = reading.mark not in (Mark.TYPED, Mark.BLANK)
    if not rest.strip(_FILLER):
        if drawn:
            return replace(reading, raw=rest, value=None)
        return Reading(None, "", reading.label, Mark.BLANK, reading.place, reading.confidence)
    if is_no_answer(rest.strip()):
        return replace(reading, raw=rest.strip(), value=None, answered=True)
    return replace(reading, raw=rest, value=rest if isinstance(reading.value, str) else reading.value)
