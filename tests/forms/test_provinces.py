"""Papers of six provinces in wordings that no definition lists: what must be read of each."""

from __future__ import annotations

import pytest

from auditor.audit import read_file
from tests.forms.province_papers import PAPERS, Sheet
from tests.forms.province_papers_2 import PAPERS as MORE
from tools.strangers.areas.paper import Pen, book


def misread(sheet: Sheet, folder) -> list[str]:
    """What was not read of a paper as it stands there."""
    path = folder / sheet.name
    if path.suffix == ".xlsx":
        rows = [row for block in sheet.blocks for row in ([[block]] if isinstance(block, str) else block)]
        book(path, {"表": [[sheet.title], *rows]})
    else:
        Pen(7).save(path, (sheet.title, sheet.blocks))
    paper = read_file(path)
    forms = [form for form in paper.forms if form.form == sheet.form]
    if not forms:
        return [f"read as {[form.form for form in paper.forms]}"]
    form, wrong = forms[0], []
    for key, written in sheet.fields.items():
        reading = form.fields.get(key)
        if reading is None or (reading.raw.strip() if not written else written not in reading.raw):
            wrong.append(f"{key}: {reading.raw if reading is not None else None!r}")
    if sheet.rows is not None:
        name, number, cells = sheet.rows
        rows = form.rows.get(name, [])
        if len(rows) != number:
            wrong.append(f"{name}: {len(rows)} rows")
        for key, written in cells.items() if rows else ():
            reading = rows[0].get(key)
            if reading is None or (reading.raw.strip() if not written else written not in reading.raw):
                wrong.append(f"{name}.{key}: {reading.raw if reading is not None else None!r}")
    return wrong


@pytest.mark.parametrize("sheet", [*PAPERS, *MORE], ids=lambda sheet: sheet.name)
def test_paper_is_read(sheet, tmp_path):
    assert misread(sheet, tmp_path) == []
