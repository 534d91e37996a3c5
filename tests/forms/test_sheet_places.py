"""Evidence from a sheet names the cell that Excel shows, also where the table begins below a title."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from auditor.reading import read_path


def test_places_in_a_sheet_are_those_of_the_sheet_not_of_the_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名册"
    sheet["B1"] = "重点服务名册"
    sheet.merge_cells("B1:E1")
    for column, label in zip("BCDE", ("序号", "姓名", "等级", "联系电话"), strict=True):
        sheet[f"{column}3"] = label
    for row, name in enumerate(("段青禾", "祝晚晴", "岑小满"), start=4):
        for column, value in zip("BCDE", (row - 3, name, "三级", "13900000000"), strict=True):
            sheet[f"{column}{row}"] = value
    path = tmp_path / "重点服务名册.xlsx"
    book.save(path)
    paper = read_path(path, path.name)
    places = {
        reading.raw: reading.place.ref
        for form in paper.forms
        for rows in form.rows.values()
        for row in rows
        for reading in row.values()
    }
    assert places["段青禾"] == "名册!C4"
    assert places["岑小满"] == "名册!C6"
